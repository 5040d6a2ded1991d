import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { CutPlan, PartnerCut } from '#app/domain/finance/cut-plan.ts';
import { formatPercent, formatRatio } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { Table } from '#app/ui/table.tsx';
import { Dash } from './money-text.tsx';
import { useLocale } from './page-context.ts';
import { SpendMoney } from './spend-figures.tsx';

interface CutPlanCardProps {
  readonly plan: CutPlan;
  /** By collaboration. */
  readonly names: Readonly<Record<string, string>>;
  /** Share of the budget at which a plan is due. */
  readonly dueBasisPoints: number;
  readonly protectedFrom: number;
  /** The cuts that somebody chooses among, by value of a form; null where they are only read. */
  readonly chosen?: ReadonlySet<string> | null;
  /** Below the table: what can be done about it. */
  readonly children?: ReactNode;
}

/** A cut as a form names it: whose, and what was seen beside them. */
export const cutValue = ({ id, cutMinor }: PartnerCut) => `${id}:${cutMinor}`;

/** What to cut so that spending is back at the plan: lowest ROI first, the best partners spared. */
export function CutPlanCard({ plan, names, dueBasisPoints, protectedFrom, chosen = null, children }: CutPlanCardProps) {
  const t = useText('finance');
  const tc = useText('common');
  const locale = useLocale();
  return (
    <Card title={t('variance.cutDue', { percent: formatPercent(dueBasisPoints / 10_000, locale, 1) })} subtitle={t('variance.cutText', { roi: formatRatio(protectedFrom, locale) })} flush>
      <p className="px-4 pb-3 flex flex-wrap gap-x-5"><span>{t('variance.cutNeeded')} <SpendMoney minor={plan.neededMinor} /></span></p>
      {plan.missingMinor > 0 ? <div className="px-4 pb-3"><Banner tone="red">{t('variance.cutMissing')} <SpendMoney minor={plan.missingMinor} /></Banner></div> : null}
      <Table label={t('variance.cutNeeded')} compact>
        <thead><tr><th scope="col">{t('variance.cutPartner')}</th><th scope="col" className="num">{t('variance.cut')}</th><th scope="col" className="num">{t('variance.cutLeft')}</th><th scope="col">{t('variance.state')}</th></tr></thead>
        <tbody>
          {plan.cuts.map((cut) => (
            <tr key={cut.id}>
              <th scope="row"><Link to={paths.collaboration({ collaborationId: cut.id })} className="inline-flex items-center min-h-6 hover:underline">{names[cut.id] ?? cut.id}</Link></th>
              <td className="num"><SpendMoney minor={cut.cutMinor} /></td>
              <td className="num"><SpendMoney minor={cut.leftMinor} /></td>
              <td>
                {cut.isProtected ? <Badge tone="star" icon="star">{t('variance.protected')}</Badge> : null}
                {chosen && cut.cutMinor > 0 ? <Checkbox name="cuts" value={cutValue(cut)} label={<>{t('variance.choose')} <span className="sr-only">{names[cut.id] ?? cut.id}</span></>} defaultChecked={chosen.has(cutValue(cut))} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{tc('total')}</th><td className="num"><SpendMoney minor={plan.cuts.reduce((sum, cut) => sum + cut.cutMinor, 0)} /></td><td className="num"><SpendMoney minor={plan.cuts.reduce((sum, cut) => sum + cut.leftMinor, 0)} /></td><td><Dash /></td></tr></tfoot>
      </Table>
      {children}
    </Card>
  );
}
