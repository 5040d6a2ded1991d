import type { Kysely } from 'kysely';
import * as z from 'zod';
import type { RosterSort, RosterWalk } from '#db/queries/roster-walk.server.ts';
import { findRosterPlace, ROSTER_SORTS } from '#db/queries/roster-walk.server.ts';
import type { RosterFilter, RosterGrouping } from '#db/queries/roster-conditions.server.ts';
import { ROSTER_GROUPINGS } from '#db/queries/roster-conditions.server.ts';
import type { Database } from '#db/schema.ts';
import { KOL_STATUSES, PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { askFilter } from '#app/domain/row-filter.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import { scaledRange } from '#app/table/conditions.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { parseTableQuery } from '#app/table/url-state.ts';

const EMPTIES = ['platform', 'light', 'vertical', 'score', 'followers'];
const UNITS_PER_ONE = { score: 10, followers: 1, roi: 100 };

/** What the roster can be asked. Without sight of costs it cannot be ordered by ROI either: an order tells the figures. */
export function rosterSpec(seesCosts: boolean): TableSpec {
  return {
    sortable: ROSTER_SORTS.filter((sort) => sort !== 'roi' || seesCosts),
    defaultSort: [{ column: 'followers', descending: true }],
    excludable: ['tier', 'status', 'platform', 'light', 'vertical'], ranges: seesCosts ? ['score', 'followers', 'roi'] : ['score', 'followers'],
    filters: { tier: TIERS, status: KOL_STATUSES, platform: PLATFORMS, light: LIGHTS, vertical: 'text' },
    groupable: ROSTER_GROUPINGS, where: { texts: ['name'], empties: seesCosts ? [...EMPTIES, 'roi'] : EMPTIES },
  };
}

/** The query of an address; of several sort keys the first holds, as each order is an index of its own. */
export function parseRosterQuery(parameters: URLSearchParams, spec: TableSpec): TableQuery {
  const query = parseTableQuery(parameters, spec);
  return { ...query, sort: query.sort.slice(0, 1) };
}

export function rosterFilter({ search, filters, excluded, ranges, where }: TableQuery): RosterFilter {
  const { tier, status, platform, light, vertical } = filters;
  return {
    search, tier, status, platform, light, vertical, ...(excluded && { not: excluded }), ...(ranges?.['score'] && { scoreTenths: scaledRange(ranges['score'], UNITS_PER_ONE.score) }),
    ...(ranges?.['followers'] && { followers: scaledRange(ranges['followers'], UNITS_PER_ONE.followers) }), ...(ranges?.['roi'] && { roiHundredths: scaledRange(ranges['roi'], UNITS_PER_ONE.roi) }), ...(where && { where: askFilter(where, { unitsPerOne: UNITS_PER_ONE }) }),
  };
}

export function rosterSort({ sort: [key] }: TableQuery): RosterWalk['sort'] {
  const column = ROSTER_SORTS.find((known) => known === key?.column) ?? ('followers' satisfies RosterSort);
  return { column, descending: key?.descending ?? true };
}

/** What the roster is grouped by, and which groups are closed; null where it is one list. */
export function rosterGrouping({ group, closed = [] }: TableQuery): { readonly by: RosterGrouping; readonly closed: readonly string[] } | null {
  const by = ROSTER_GROUPINGS.find((known) => known === group);
  return by === undefined ? null : { by, closed };
}

/** The place that a page begins at: its cursor is a KOL's id. A KOL that is gone leads to the first page. */
export async function rosterPage(db: Kysely<Database>, workspaceId: string, query: TableQuery): Promise<RosterWalk['page']> {
  if (query.page === null || !z.uuid().safeParse(query.page.cursor).success) return null;
  const from = await findRosterPlace(db, workspaceId, query.page.cursor, rosterSort(query).column);
  return from && { direction: query.page.direction, from };
}
