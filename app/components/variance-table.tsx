import { Link } from '@remix-run/react';
import type { ForecastRow } from '#app/domain/finance/budget-forecast.ts';
import type { VarianceState } from '#app/domain/finance/money-rules.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { Table } from '#app/ui/table.tsx';
import { TierBadge } from './badges.tsx';
import { Dash } from './money-text.tsx';
import { useLocale } from './page-context.ts';
import { SpendMoney } from './spend-figures.tsx';

const STATES: Record<VarianceState, { readonly tone: Tone; readonly icon: IconName }> = {
  green: { tone: 'green', icon: 'check' }, amber: { tone: 'amber', icon: 'alert' }, red: { tone: 'red', icon: 'stop' },
};

export function VarianceBadge({ state }: { readonly state: VarianceState }) {
  const t = useText('finance');
  return <Badge {...STATES[state]}>{t(`variance.${state}`)}</Badge>;
}

/** A part of a plan in percent; a dash where nothing was planned. */
export function ShareOfPlan({ minor, plannedMinor }: { readonly minor: number; readonly plannedMinor: number }) {
  const locale = useLocale();
  return plannedMinor > 0 ? <>{formatPercent(minor / plannedMinor, locale, 1)}</> : <Dash />;
}

const FIGURES = ['plannedMinor', 'committedMinor', 'draftedMinor', 'paidMinor', 'accruedMinor', 'forecastMinor', 'leftMinor'] as const;
const NAMES = { plannedMinor: 'planned', committedMinor: 'committed', draftedMinor: 'drafted', paidMinor: 'paid', accruedMinor: 'accrued', forecastMinor: 'forecast', leftMinor: 'left' } as const;

/** Plan, commitments and forecast of a campaign by tier, then the reserve, which gives what tiers exceed their plans by. Each tier opens to its lines. */
export function VarianceTable({ rows, label, linesOf }: { readonly rows: readonly ForecastRow[]; readonly label: string; readonly linesOf: (tier: string) => string }) {
  const t = useText('finance');
  const tc = useText('common');
  const tiers = rows.filter((row) => row.row !== 'reserve');
  const total = (key: (typeof FIGURES)[number]) => (key === 'plannedMinor' ? rows : tiers).reduce((sum, row) => sum + row[key], 0);
  const plannedMinor = total('plannedMinor');
  return (
    <Table label={label} stickyFirst compact>
      <thead>
        <tr>
          <th scope="col">{t('variance.tier')}</th>
          {FIGURES.map((key) => <th key={key} scope="col" className="num">{t(`variance.${NAMES[key]}`)}</th>)}
          <th scope="col" className="num">{t('variance.used')}</th><th scope="col">{t('variance.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.row}>
            <th scope="row">{row.row === 'reserve' ? t('variance.reserve') : <Link to={linesOf(row.row)} className="inline-flex items-center min-h-6 hover:underline"><TierBadge tier={row.row} /></Link>}</th>
            {FIGURES.map((key) => <td key={key} className="num"><SpendMoney minor={row[key]} /></td>)}
            <td className="num"><ShareOfPlan minor={row.forecastMinor} plannedMinor={row.plannedMinor} /></td>
            <td><VarianceBadge state={row.state} /></td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{tc('total')}</th>
          {FIGURES.map((key) => <td key={key} className="num"><SpendMoney minor={key === 'leftMinor' ? plannedMinor - total('forecastMinor') : total(key)} /></td>)}
          <td className="num"><ShareOfPlan minor={total('forecastMinor')} plannedMinor={plannedMinor} /></td><td><Dash /></td>
        </tr>
      </tfoot>
    </Table>
  );
}
