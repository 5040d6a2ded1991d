import type { Spend } from './kol-spend.ts';

/** Figures that spend can be ordered by. */
export const SPEND_SORTS = ['planned', 'committed', 'paid', 'remaining', 'accrued', 'revenue', 'refunds', 'roi'] as const;
export type SpendSort = (typeof SPEND_SORTS)[number];

interface SpendRow {
  readonly spend: Spend & { readonly roi: string | null };
}

const VALUES: Record<SpendSort, (spend: SpendRow['spend']) => number | null> = {
  planned: (spend) => spend.plannedMinor, committed: (spend) => spend.committedMinor, paid: (spend) => spend.paidMinor, remaining: (spend) => spend.remainingMinor,
  accrued: (spend) => spend.accruedMinor, revenue: (spend) => spend.revenueMinor, refunds: (spend) => spend.refundedMinor,
  roi: (spend) => (spend.roi === null ? null : Number(spend.roi)),
};

/**
 * Rows in the order asked for. They come by name and stay so where figures are equal; what has no value stands last. The sums are made
 * of exact conversions, which SQL does not round as money is rounded here, so they are not sorted there.
 */
export function sortSpend<Row extends SpendRow>(rows: readonly Row[], sort: readonly { readonly column: string; readonly descending: boolean }[]): Row[] {
  const keys = sort.flatMap(({ column, descending }) => SPEND_SORTS.filter((known) => known === column).map((known) => ({ value: VALUES[known], descending })));
  const byName = sort[0]?.column === 'name' && sort[0].descending ? [...rows].reverse() : [...rows];
  return byName.sort((a, b) => {
    for (const { value, descending } of keys) {
      const [left, right] = [value(a.spend), value(b.spend)];
      if (left === right) continue;
      if (left === null) return 1;
      if (right === null) return -1;
      return descending ? right - left : left - right;
    }
    return 0;
  });
}
