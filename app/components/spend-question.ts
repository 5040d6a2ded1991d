import { SPEND_SORTS } from '#app/domain/finance/sort-spend.ts';
import type { Period } from '#app/domain/period.ts';
import { addDays, isCalendarDay } from '#app/domain/period.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { parseTableQuery } from '#app/table/url-state.ts';

/** What the per-KOL spend can be asked; the statement and both exports take the same address. */
export const financeSpec: TableSpec = {
  sortable: ['name', ...SPEND_SORTS],
  defaultSort: [{ column: 'name', descending: false }],
  filters: { campaign: 'text' },
  keeps: { from: 'text', to: 'text' },
};

export interface FinanceQuestion {
  readonly query: TableQuery;
  readonly campaignSlugs: readonly string[] | undefined;
  /** Null for all time. */
  readonly period: Period | null;
}

/** Campaign and period of an address; a period with one end reaches as far as there is money on the other side. */
export function readFinanceQuestion(url: URL): FinanceQuestion {
  const query = parseTableQuery(url.searchParams, financeSpec);
  const day = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : null);
  const from = day(query.kept?.from);
  const to = day(query.kept?.to);
  const startDay = from ?? '1900-01-01';
  const endDay = to === null ? '2999-12-31' : addDays(to, 1);
  const period = (from === null && to === null) || endDay <= startDay ? null : { startDay, endDay };
  return { query, campaignSlugs: query.filters.campaign, period };
}
