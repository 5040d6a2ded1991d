import type { LedgerQuestion } from '#db/queries/ledger-pages.server.ts';
import { ENTRY_KINDS, LEDGER_ACCOUNTS, LEDGER_SOURCES } from '#app/domain/finance/ledger.ts';
import { TIERS } from '#app/domain/kol.ts';
import { addDays, dayOf, isCalendarDay, startOfDay } from '#app/domain/period.ts';
import { daySpan, sharedDays } from '#app/domain/relative-period.ts';
import { askFilter } from '#app/domain/row-filter.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';

/** What the ledger can be asked, on the page and as a file. */
export const ledgerSpec: TableSpec = {
  sortable: [], defaultSort: [],
  filters: { kind: ENTRY_KINDS, account: LEDGER_ACCOUNTS, source: LEDGER_SOURCES, tier: TIERS, campaign: 'text', kol: 'text', collaboration: 'text' },
  dates: ['at'],
  keeps: { from: 'text', to: 'text' }, where: { texts: ['by', 'reason'], empties: ['reason'] },
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ids = (values: readonly string[] | undefined) => values?.filter((id) => UUID.test(id));

/** An address's question; days are those of the workspace, both inclusive, and relative ones are seen from `now`. */
export function ledgerQuestion({ filters, kept, dates, where }: TableQuery, { timeZone, now }: { readonly timeZone: string; readonly now: Date }): LedgerQuestion {
  const day = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : null);
  const fixed = { from: day(kept?.['from']), through: day(kept?.['to']) };
  const today = dayOf(now, timeZone);
  const relative = daySpan(dates?.['at'] ?? '', today);
  const { from, through } = relative === null ? fixed : sharedDays(fixed, relative);
  return {
    kinds: filters['kind'], accounts: filters['account'], sources: filters['source'], tiers: filters['tier'], campaignSlugs: filters['campaign'], kolIds: ids(filters['kol']),
    collaborationIds: ids(filters['collaboration']), from: from === null ? undefined : startOfDay(from, timeZone), before: through === null ? undefined : startOfDay(addDays(through, 1), timeZone),
    where: askFilter(where, { seen: { today, timeZone } }),
  };
}
