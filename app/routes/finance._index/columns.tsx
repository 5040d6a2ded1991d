import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { SpendGroup } from '#app/domain/finance/kol-spend.ts';
import type { Tier } from '#app/domain/kol.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { columnsOf } from '#app/table/columns.ts';

interface SpendFigures {
  readonly plannedMinor: number;
  readonly committedMinor: number;
  readonly accruedMinor: number;
  readonly invoicedMinor: number;
  readonly paidMinor: number;
  readonly remainingMinor: number;
  readonly revenueMinor: number;
  readonly refundedMinor: number;
  readonly roi: string | null;
}

interface StatementTableRow {
  readonly key: string;
  readonly name: string;
  /** Of a row that is a tier. */
  readonly tier: Tier | null;
  readonly collaborations: number;
  readonly spend: SpendFigures;
  readonly to: string;
}

const column = columnsOf<StatementTableRow>();

const MONEY = [
  ['plannedMinor', 'planned'], ['committedMinor', 'committed'], ['invoicedMinor', 'invoiced'], ['paidMinor', 'paid'], ['remainingMinor', 'remaining'], ['accruedMinor', 'accrued'],
  ['revenueMinor', 'revenue'], ['refundedMinor', 'refunds'],
] as const;

const money = MONEY.map(([key, name]) =>
  column.accessor((row) => row.spend[key], {
    id: key, meta: { header: `finance:column.${name}`, sort: name, numeric: true },
    cell: ({ row }) => <Link to={row.original.to} className="inline-flex items-center min-h-6 hover:underline"><SpendMoney minor={row.original.spend[key]} /></Link>,
  }));

const columnsFor = (first: SpendGroup) =>
  column.columns([
    column.accessor('name', {
      id: 'name', meta: { header: `finance:column.${first}`, ...(first === 'tier' ? {} : { sort: 'name' }) },
      cell: ({ row }) => (row.original.tier === null ? <>{row.original.name}</> : <TierBadge tier={row.original.tier} />),
    }),
    column.accessor('collaborations', { meta: { header: 'finance:column.collaborations', numeric: true }, cell: ({ row }) => <CountText count={row.original.collaborations} /> }),
    ...money,
    column.accessor((row) => row.spend.roi, { id: 'roi', meta: { header: 'finance:column.roi', sort: 'roi', numeric: true }, cell: ({ row }) => <RatioText ratio={row.original.spend.roi} /> }),
  ]);

/** A row for each KOL, tier, campaign or collaboration. */
export const COLUMNS: Record<SpendGroup, ReturnType<typeof columnsFor>> = { kol: columnsFor('kol'), tier: columnsFor('tier'), campaign: columnsFor('campaign'), collaboration: columnsFor('collaboration') };

/** The row under the table: its columns added up, and the ROI of the sums. */
export function totalsOf(total: SpendFigures, label: string): Record<string, ReactNode> {
  const amounts = MONEY.map(([key]) => [key, <SpendMoney key={key} minor={total[key]} />] as const);
  return { name: label, roi: <RatioText ratio={total.roi} />, ...Object.fromEntries(amounts) };
}
