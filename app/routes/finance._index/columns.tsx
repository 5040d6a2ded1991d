import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Tier } from '#app/domain/kol.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { NoInvoices, SpendMoney } from '#app/components/spend-figures.tsx';
import { columnsOf } from '#app/table/columns.ts';

interface SpendFigures {
  readonly plannedMinor: number;
  readonly committedMinor: number;
  readonly accruedMinor: number;
  readonly paidMinor: number;
  readonly remainingMinor: number;
  readonly revenueMinor: number;
  readonly refundedMinor: number;
  readonly roi: string | null;
}

interface SpendRow {
  readonly kolId: string;
  readonly kolName: string;
  readonly tier: Tier;
  readonly collaborations: number;
  readonly spend: SpendFigures;
  readonly to: string;
}

const column = columnsOf<SpendRow>();

function money(key: Exclude<keyof SpendFigures, 'roi'>, sort: 'planned' | 'committed' | 'paid' | 'remaining' | 'accrued' | 'revenue' | 'refunds') {
  return column.accessor((row) => row.spend[key], {
    id: key, meta: { header: `finance:column.${sort}`, sort, numeric: true },
    cell: ({ row }) => <Link to={row.original.to} className="inline-flex items-center min-h-6 hover:underline"><SpendMoney minor={row.original.spend[key]} /></Link>,
  });
}

export const columns = column.columns([
  column.accessor('kolName', { meta: { header: 'finance:column.kol', sort: 'name' } }),
  column.accessor('tier', { meta: { header: 'finance:column.tier' }, cell: ({ row }) => <TierBadge tier={row.original.tier} /> }),
  column.accessor('collaborations', { meta: { header: 'finance:column.collaborations', numeric: true }, cell: ({ row }) => <CountText count={row.original.collaborations} /> }),
  money('plannedMinor', 'planned'),
  money('committedMinor', 'committed'),
  column.accessor(() => null, { id: 'invoiced', meta: { header: 'finance:column.invoiced', numeric: true }, cell: () => <NoInvoices /> }),
  money('paidMinor', 'paid'),
  money('remainingMinor', 'remaining'),
  money('accruedMinor', 'accrued'),
  money('revenueMinor', 'revenue'),
  money('refundedMinor', 'refunds'),
  column.accessor((row) => row.spend.roi, { id: 'roi', meta: { header: 'finance:column.roi', sort: 'roi', numeric: true }, cell: ({ row }) => <RatioText ratio={row.original.spend.roi} /> }),
]);

/** The row under the table: its columns added up, and the ROI of the sums. */
export function totalsOf(total: SpendFigures, label: string): Record<string, ReactNode> {
  const amounts = (['plannedMinor', 'committedMinor', 'paidMinor', 'remainingMinor', 'accruedMinor', 'revenueMinor', 'refundedMinor'] as const)
    .map((key) => [key, <SpendMoney key={key} minor={total[key]} />] as const);
  return { kolName: label, invoiced: <NoInvoices />, roi: <RatioText ratio={total.roi} />, ...Object.fromEntries(amounts) };
}
