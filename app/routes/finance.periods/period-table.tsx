import { Link } from '@remix-run/react';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { monthPeriod } from '#app/domain/finance/period-lock.ts';
import { addDays } from '#app/domain/period.ts';
import { formatMonth } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { PeriodRow } from '#app/services/report-periods.server.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { Table } from '#app/ui/table.tsx';

const FIGURES = ['committedMinor', 'invoicedMinor', 'paidMinor', 'revenueMinor', 'refundedMinor'] as const;
const NAMES = { committedMinor: 'committed', invoicedMinor: 'invoiced', paidMinor: 'paid', revenueMinor: 'revenue', refundedMinor: 'refunds' } as const;
type Figure = (typeof FIGURES)[number];

const STATES: Record<PeriodRow['status'], { readonly tone: Tone; readonly icon: IconName }> = {
  closed: { tone: 'green', icon: 'lock' }, open: { tone: 'amber', icon: 'edit' }, running: { tone: 'neutral', icon: 'clock' },
};

/** Months with their statements as of now; what differs from the closing names the figure of then and the difference. Each month opens to its lines. */
export function PeriodTable({ rows, label }: { readonly rows: readonly PeriodRow[]; readonly label: string }) {
  const t = useText('finance');
  const locale = useLocale();
  return (
    <Table label={label} stickyFirst compact>
      <thead>
        <tr>
          <th scope="col">{t('periods.month')}</th><th scope="col">{t('periods.state')}</th>
          {FIGURES.map((key) => <th key={key} scope="col" className="num">{t(`column.${NAMES[key]}`)}</th>)}
          <th scope="col">{t('periods.compare')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.month}>
            <th scope="row"><Link to={statementOf(row.month)} className="inline-flex items-center min-h-6 text-accent hover:underline whitespace-nowrap">{formatMonth(row.month, locale)}</Link></th>
            <td><Badge {...STATES[row.status]}>{t(`periods.${row.status}`)}</Badge></td>
            {FIGURES.map((key) => <td key={key} className="num"><FigureCell row={row} figure={key} /></td>)}
            <td>
              {row.closing === null ? <Dash /> : FIGURES.every((key) => differenceOf(row, key) === 0) ? <Badge tone="green" icon="check">{t('periods.same')}</Badge> : <Badge tone="amber" icon="alert">{t('periods.changed')}</Badge>}
              {row.now.uncounted > 0 ? <span className="block text-amber text-[0.857rem]">{t('periods.uncounted', { count: row.now.uncounted })}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function FigureCell({ row, figure }: { readonly row: PeriodRow; readonly figure: Figure }) {
  const t = useText('finance');
  const difference = differenceOf(row, figure);
  return (
    <>
      <SpendMoney minor={row.now[figure]} />
      {row.closing !== null && difference !== 0 ? (
        <span className="block text-[0.857rem] text-muted whitespace-nowrap">
          {t('periods.atClosing')} <SpendMoney minor={row.closing[figure]} /> · {t('periods.difference')} <SpendMoney minor={difference} />
        </span>
      ) : null}
    </>
  );
}

/** What has been added since the closing; 0 while the month is open. */
function differenceOf({ now, closing }: PeriodRow, figure: Figure): number {
  return closing === null ? 0 : now[figure] - closing[figure];
}

function statementOf(month: string): string {
  const { startDay, endDay } = monthPeriod(month);
  return paths.finance(`?from=${startDay}&to=${addDays(endDay, -1)}`);
}
