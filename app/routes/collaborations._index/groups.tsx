import type { CollaborationGroup, CollaborationRow } from '#db/queries/collaboration-list.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import type { Facet } from '#app/table/facet-menu.tsx';
import { useGroupName } from '#app/table/group-menu.tsx';
import type { TableGrouping } from '#app/table/group-row.tsx';
import type { TableQuery } from '#app/table/url-state.ts';

/** The groups of the collaborations with their sums; null while they are one list. */
export function useCollaborationGroups(groups: readonly CollaborationGroup[] | null, query: TableQuery, facets: readonly Facet[]): TableGrouping<CollaborationRow> | null {
  const nameOf = useGroupName(query, facets);
  const { workspace } = useRootData();
  if (groups === null) return null;
  return {
    groups, nameOf, groupOf: (row) => collaborationGroupOf(row, query.group),
    totalsOf: (value) => {
      const group = groups.find((each) => each.value === value);
      return group ? { revenueMinor: <MoneyText minor={group.revenueMinor} currency={workspace.currency} />, orders: <CountText count={group.orders} />, clicks: <CountText count={group.clicks} /> } : {};
    },
  };
}

/** The value that a line is grouped by. */
export function collaborationGroupOf(row: CollaborationRow, by: string | undefined): string {
  switch (by) {
    case 'tier':
      return row.tier;
    case 'platform':
      return row.platform;
    case 'status':
      return row.status;
    case 'light':
      return row.light;
    default:
      return row.campaignSlug;
  }
}
