import type { LedgerQuestion } from '#db/queries/ledger-pages.server.ts';
import { ENTRY_KINDS, LEDGER_ACCOUNTS, LEDGER_SOURCES } from '#app/domain/finance/ledger.ts';
import { TIERS } from '#app/domain/kol.ts';
import { addDays, isCalendarDay, startOfDay } from '#app/domain/period.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';

/** What the ledger can be asked, on the page and as a file. */
export const ledgerSpec: TableSpec = {
  sortable: [], defaultSort: [],
  filters: { kind: ENTRY_KINDS, account: LEDGER_ACCOUNTS, source: LEDGER_SOURCES, tier: TIERS, campaign: 'text', kol: 'text', collaboration: 'text' },
  keeps: { from: 'text', to: 'text' },
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ids = (values: readonly string[] | undefined) => values?.filter((id) => UUID.test(id));

/** An address's question; days are those of the workspace, both inclusive. */
export function ledgerQuestion({ filters, kept }: TableQuery, timeZone: string): LedgerQuestion {
  const day = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : undefined);
  const [from, to] = [day(kept?.['from']), day(kept?.['to'])];
  return {
    kinds: filters['kind'], accounts: filters['account'], sources: filters['source'], tiers: filters['tier'], campaignSlugs: filters['campaign'], kolIds: ids(filters['kol']),
    collaborationIds: ids(filters['collaboration']), from: from === undefined ? undefined : startOfDay(from, timeZone), before: to === undefined ? undefined : startOfDay(addDays(to, 1), timeZone),
  };
}
