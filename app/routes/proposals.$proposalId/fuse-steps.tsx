import { ratioText } from '#app/domain/ratio.ts';
import type { FuseState } from '#app/domain/scoring/fuse.ts';
import { FuseBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { RatioText } from '#app/components/number-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

interface Step {
  readonly periodNumber: number;
  readonly startDay: string;
  readonly lastDay: string;
  readonly revenueMinor: number;
  /** Null for those who do not see costs. */
  readonly costMinor: number | null;
  readonly stateAfter: FuseState;
}

/** The reviewed periods and what each did to the fuse. */
export function FuseSteps({ steps }: { readonly steps: readonly Step[] }) {
  const t = useText('proposals');
  const { workspace } = useRootData();
  const seesCosts = steps.some(({ costMinor }) => costMinor !== null);
  return (
    <Card title={t('fusePeriods')}>
      <Table label={t('fusePeriods')} compact>
        <thead>
          <tr>
            <th scope="col">{t('period')}</th>
            <th scope="col" className="num">{t('periodRevenue')}</th>
            {seesCosts ? <><th scope="col" className="num">{t('periodCost')}</th><th scope="col" className="num">{t('periodRoi')}</th></> : null}
            <th scope="col">{t('fuseAfter')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.periodNumber}>
              <th scope="row" className="nowrap"><DayText day={step.startDay} /> – <DayText day={step.lastDay} /></th>
              <td className="num"><MoneyText minor={step.revenueMinor} currency={workspace.currency} /></td>
              {step.costMinor === null ? null : (
                <>
                  <td className="num"><MoneyText minor={step.costMinor} currency={workspace.currency} /></td>
                  <td className="num"><RatioText ratio={ratioText(step.revenueMinor, step.costMinor)} /></td>
                </>
              )}
              <td><FuseBadge fuse={step.stateAfter} /></td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
