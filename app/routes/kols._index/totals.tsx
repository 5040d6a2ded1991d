import type { ReactNode } from 'react';
import type { RosterGroup } from '#db/queries/roster-groups.server.ts';
import type { RosterRow } from '#db/queries/roster-list.server.ts';
import type { RosterTotals } from '#db/queries/roster-totals.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Facet } from '#app/table/facet-menu.tsx';
import { useGroupName } from '#app/table/group-menu.tsx';
import type { TableGrouping } from '#app/table/group-row.tsx';
import type { TableQuery } from '#app/table/url-state.ts';

/** The row under the roster: of all matching KOLs, not of the page. Spend is there for those who see costs only. */
export function useRosterTotals(totals: RosterTotals): Readonly<Record<string, ReactNode>> {
  const t = useText('roster');
  const locale = useLocale();
  return { name: t('totals.match', { count: totals.count, formatted: formatNumber(totals.count, locale, 0) }), ...useSums()(totals) };
}

/** The groups of the roster with their sums; null while it is one list. */
export function useRosterGroups(groups: readonly RosterGroup[] | null, query: TableQuery, facets: readonly Facet[]): TableGrouping<RosterRow> | null {
  const nameOf = useGroupName(query, facets);
  const sums = useSums();
  if (groups === null) return null;
  return { groups, groupOf: (row) => rosterGroupOf(row, query.group), nameOf, totalsOf: (value) => { const group = groups.find((each) => each.value === value); return group ? sums(group) : {}; } };
}

/** The value that a line is grouped by; empty where it has none. */
export function rosterGroupOf(row: RosterRow, by: string | undefined): string {
  switch (by) {
    case 'tier':
      return row.tier;
    case 'status':
      return row.status;
    case 'platform':
      return row.platform ?? '';
    default:
      return row.light ?? '';
  }
}

function useSums() {
  const t = useText('roster');
  const locale = useLocale();
  const { workspace } = useRootData();
  return ({ medianScoreTenths, spendMinor }: Pick<RosterTotals, 'medianScoreTenths' | 'spendMinor'>): Readonly<Record<string, ReactNode>> => ({
    scoreTenths: medianScoreTenths === null ? null : <span title={t('totals.medianScore')}>{t('totals.median', { score: formatNumber(medianScoreTenths / 10, locale, 1) })}</span>,
    ...(spendMinor !== null && { spend: <MoneyText minor={spendMinor} currency={workspace.currency} /> }),
  });
}
