import { Link } from '@remix-run/react';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { ModelVerdict } from '#app/domain/proposals/model-verdicts.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Table } from '#app/ui/table.tsx';
import { VerdictBadge } from './badges.tsx';
import { IntervalBar } from './interval-bar.tsx';
import { MoneyText } from './money-text.tsx';
import { ChanceText, CountText, RatioText } from './number-text.tsx';
import { useRootData } from './root-data.ts';

/** A model's row: what it credits for everybody, what ROI follows for those who see costs. */
export type ModelRow = Pick<ModelVerdict, 'model' | 'orders' | 'revenueMinor' | 'verdict'> & { readonly cost: Pick<ModelVerdict, 'roi' | 'atClose'> | null };

interface ModelTableProps {
  readonly collaborationId: string;
  readonly rows: readonly ModelRow[];
  /** The model in force when the review was made. */
  readonly inForce: AttributionModel;
  readonly thresholds: readonly number[];
}

/** Right end of the interval bars' scale. */
const SCALE_END = 5;

/** The five models side by side for one collaboration; revenue opens to its orders under that model. */
export function ModelTable({ collaborationId, rows, inForce, thresholds }: ModelTableProps) {
  const t = useText('attribution');
  const td = useText('domain');
  const { workspace } = useRootData();
  const seesCosts = rows.some((row) => row.cost !== null);
  return (
    <Table label={t('robust.title')} compact>
      <thead>
        <tr>
          <th scope="col">{t('robust.model')}</th>
          <th scope="col">{t('robust.verdict')}</th>
          <th scope="col" className="num">{t('robust.orders')}</th>
          <th scope="col" className="num">{t('robust.revenue')}</th>
          {seesCosts ? <CostHeads /> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.model}>
            <th scope="row" className="whitespace-nowrap">{td(`attributionModel.${row.model}`)}{row.model === inForce ? <span className="text-muted font-normal"> · {t('robust.inForce')}</span> : null}</th>
            <td><VerdictBadge kind={row.verdict} /></td>
            <td className="num"><CountText count={row.orders} /></td>
            <td className="num">
              <Link to={paths.collaborationOrders({ collaborationId, model: row.model })} className="hover:underline"><MoneyText minor={row.revenueMinor} currency={workspace.currency} /></Link>
            </td>
            {row.cost ? <CostCells cost={row.cost} thresholds={thresholds} /> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function CostHeads() {
  const t = useText('attribution');
  return (
    <>
      <th scope="col" className="num">{t('robust.soFar')}</th>
      <th scope="col">{t('robust.atClose')}</th>
      {(['below1', 'below15', 'atLeast3'] as const).map((key) => <th key={key} scope="col" className="num">{t(`robust.${key}`)}</th>)}
    </>
  );
}

function CostCells({ cost, thresholds }: { readonly cost: NonNullable<ModelRow['cost']>; readonly thresholds: readonly number[] }) {
  const { atClose } = cost;
  const { probability } = atClose ?? {};
  return (
    <>
      <td className="num"><RatioText ratio={cost.roi} /></td>
      <td><IntervalBar interval={atClose ? { ...atClose.interval90, median: atClose.median, level: 0.9 } : null} thresholds={thresholds} max={SCALE_END} /></td>
      {([probability?.roiBelow1, probability?.roiBelow15, probability?.roiAtLeast3] as const).map((share, index) => (
        <td key={index} className="num"><ChanceText probability={share ?? null} /></td>
      ))}
    </>
  );
}
