import type { FinanceFilter } from '#db/queries/finance-pages.server.ts';
import type { SpendGroup } from '#app/domain/finance/kol-spend.ts';
import { SPEND_GROUPS } from '#app/domain/finance/kol-spend.ts';
import { SPEND_SORTS } from '#app/domain/finance/sort-spend.ts';
import { TIERS } from '#app/domain/kol.ts';
import type { Period } from '#app/domain/period.ts';
import { addDays, isCalendarDay } from '#app/domain/period.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { parseTableQuery } from '#app/table/url-state.ts';

/** What the statements can be asked; the pages and their exports take the same address. */
export const financeSpec: TableSpec = {
  sortable: ['name', ...SPEND_SORTS],
  defaultSort: [{ column: 'name', descending: false }],
  filters: { campaign: 'text', tier: TIERS, kol: 'text' },
  keeps: { by: SPEND_GROUPS, from: 'text', to: 'text' },
};

export interface FinanceQuestion {
  readonly query: TableQuery;
  readonly by: SpendGroup;
  readonly filter: FinanceFilter;
  /** Null for all time. */
  readonly period: Period | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Group, filters and period of an address; a period with one end reaches as far as there is money on the other side. */
export function readFinanceQuestion(url: URL): FinanceQuestion {
  const query = parseTableQuery(url.searchParams, financeSpec);
  const day = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : null);
  const from = day(query.kept?.['from']);
  const to = day(query.kept?.['to']);
  const startDay = from ?? '1900-01-01';
  const endDay = to === null ? '2999-12-31' : addDays(to, 1);
  const period = (from === null && to === null) || endDay <= startDay ? null : { startDay, endDay };
  const tiers = query.filters['tier'];
  return {
    query, by: SPEND_GROUPS.find((group) => group === query.kept?.['by']) ?? 'kol', period,
    filter: { campaignSlugs: query.filters['campaign'], kolId: query.filters['kol']?.find((id) => UUID.test(id)), tiers: tiers && TIERS.filter((tier) => tiers.includes(tier)) },
  };
}
