import type { SortKey } from '#app/table/url-state.ts';
import type { reportKolSpend } from '#app/services/report-kol-spend.server.ts';
import type { FinanceSort } from './question.ts';
import { FINANCE_SORTS } from './question.ts';

type Row = Awaited<ReturnType<typeof reportKolSpend>>['rows'][number];

const VALUES: Record<FinanceSort, (row: Row) => number | null> = {
  planned: ({ spend }) => spend.plannedMinor, committed: ({ spend }) => spend.committedMinor, paid: ({ spend }) => spend.paidMinor,
  remaining: ({ spend }) => spend.remainingMinor, accrued: ({ spend }) => spend.accruedMinor, revenue: ({ spend }) => spend.revenueMinor,
  refunds: ({ spend }) => spend.refundedMinor, roi: ({ spend }) => (spend.roi === null ? null : Number(spend.roi)),
};

/** Rows in the order asked for; they come by name, and what has no value stands last. Sums made of exact conversions are sorted here, not in SQL. */
export function sortedSpend(rows: readonly Row[], sort: readonly SortKey[]): Row[] {
  const keys = sort.flatMap(({ column, descending }) => FINANCE_SORTS.filter((known) => known === column).map((known) => ({ value: VALUES[known], descending })));
  const byName = sort[0]?.column === 'name' && sort[0].descending ? [...rows].reverse() : [...rows];
  return byName.sort((a, b) => {
    for (const { value, descending } of keys) {
      const [left, right] = [value(a), value(b)];
      if (left === right) continue;
      if (left === null) return 1;
      if (right === null) return -1;
      return descending ? right - left : left - right;
    }
    return 0;
  });
}
