import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { SpendGroup } from '#app/domain/finance/kol-spend.ts';
import type { Tier } from '#app/domain/kol.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import type { VarianceView } from '#app/components/variance-text.tsx';
import { ReasonBadge, varianceAnchor, VarianceMoney, VarianceShare } from '#app/components/variance-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
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
  /** Of the whole statement by KOL or campaign, against what was promised first or budgeted. */
  readonly variance: VarianceView | null;
  readonly to: string;
}

const column = columnsOf<StatementTableRow>();

const MONEY = [
  ['plannedMinor', 'planned'], ['committedMinor', 'committed'], ['invoicedMinor', 'invoiced'], ['paidMinor', 'paid'], ['remainingMinor', 'remaining'], ['accruedMinor', 'accrued'],
  ['revenueMinor', 'revenue'], ['refundedMinor', 'refunds'],
] as const;

/** Planned, committed, invoiced, paid and outstanding come first (ux.md section 3.10). */
const BEFORE_VARIANCE = 5;

const money = MONEY.map(([key, name]) =>
  column.accessor((row) => row.spend[key], {
    id: key, meta: { header: `finance:column.${name}`, sort: name, numeric: true },
    cell: ({ row }) => <Link to={row.original.to} className="inline-flex items-center min-h-6 hover:underline"><SpendMoney minor={row.original.spend[key]} /></Link>,
  }));

const variance = column.accessor((row) => row.variance?.minor ?? null, {
  id: 'variance', meta: { header: 'finance:column.variance', numeric: true },
  cell: ({ row: { original } }) => (original.variance === null ? <Dash /> : <VarianceCell variance={original.variance} />),
});

function VarianceCell({ variance: row }: { readonly variance: VarianceView }) {
  return (
    // The figure stands last, so that figures end at one edge whether or not a word is said of them.
    <span className="flex flex-wrap items-center justify-end gap-x-2">
      {row.state === 'small' ? null : <ReasonBadge state={row.state} />}
      <Link to={`${paths.financeVariance()}#${varianceAnchor(row)}`} className="inline-flex items-center min-h-6 hover:underline whitespace-nowrap"><VarianceMoney minor={row.minor} />&nbsp;(<VarianceShare basisPoints={row.basisPoints} />)</Link>
    </span>
  );
}

const columnsFor = (first: SpendGroup) =>
  column.columns([
    column.accessor('name', {
      id: 'name', meta: { header: `finance:column.${first}`, ...(first === 'tier' ? {} : { sort: 'name' }) },
      cell: ({ row }) => (row.original.tier === null ? <>{row.original.name}</> : <TierBadge tier={row.original.tier} />),
    }),
    column.accessor('collaborations', { meta: { header: 'finance:column.collaborations', numeric: true }, cell: ({ row }) => <CountText count={row.original.collaborations} /> }),
    ...money.slice(0, BEFORE_VARIANCE), ...(first === 'kol' || first === 'campaign' ? [variance] : []), ...money.slice(BEFORE_VARIANCE),
    column.accessor((row) => row.spend.roi, { id: 'roi', meta: { header: 'finance:column.roi', sort: 'roi', numeric: true }, cell: ({ row }) => <RatioText ratio={row.original.spend.roi} /> }),
  ]);

/** A row for each KOL, tier, campaign or collaboration. */
export const COLUMNS: Record<SpendGroup, ReturnType<typeof columnsFor>> = { kol: columnsFor('kol'), tier: columnsFor('tier'), campaign: columnsFor('campaign'), collaboration: columnsFor('collaboration') };

/** The row under the table: its columns added up, and the ROI of the sums. */
export function totalsOf(total: SpendFigures, label: string, agreement: { readonly committedDifferenceMinor: number; readonly paidDifferenceMinor: number } | null): Record<string, ReactNode> {
  const differences: Partial<Record<keyof SpendFigures, number>> = agreement === null ? {} : { committedMinor: agreement.committedDifferenceMinor, paidMinor: agreement.paidDifferenceMinor };
  const amounts = MONEY.map(([key]) => [key, <TotalMoney key={key} minor={total[key]} differenceMinor={differences[key] ?? null} />] as const);
  return { name: label, roi: <RatioText ratio={total.roi} />, ...Object.fromEntries(amounts) };
}

/** A total, with how far it is from the ledger's where that can be said: 0.00 is the proof. */
function TotalMoney({ minor, differenceMinor }: { readonly minor: number; readonly differenceMinor: number | null }) {
  const t = useText('finance');
  return (
    <>
      <SpendMoney minor={minor} />
      {differenceMinor === null ? null : <span className={`block text-[0.857rem] font-normal ${differenceMinor === 0 ? 'text-green' : 'text-red'}`}>{t('agreement.short')} <SpendMoney minor={differenceMinor} /></span>}
    </>
  );
}
