import type { Kysely } from 'kysely';
import type { RosterFilter, RosterGrouping } from '#db/queries/roster-conditions.server.ts';
import type { RosterGroup } from '#db/queries/roster-groups.server.ts';
import { sumRosterGroups } from '#db/queries/roster-groups.server.ts';
import type { RosterFacetCounts } from '#db/queries/roster-facets.server.ts';
import { countRosterFacets } from '#db/queries/roster-facets.server.ts';
import type { RosterTotals } from '#db/queries/roster-totals.server.ts';
import { sumRoster } from '#db/queries/roster-totals.server.ts';
import type { Database } from '#db/schema.ts';
import { remembering } from '#app/lib/short-memory.server.ts';

const facets = remembering<RosterFacetCounts>();
const totals = remembering<RosterTotals>();
const groups = remembering<readonly RosterGroup[]>();

/**
 * The counts beside the filters, up to ten seconds old: counting a roster of 100,000 five ways costs more than everything else on
 * the page, and the numbers only help to choose (performance.md 5 D). The rows are always of now.
 */
export async function rosterFacets(db: Kysely<Database>, workspaceId: string, filter: RosterFilter, now: Date): Promise<RosterFacetCounts> {
  return await facets([workspaceId, filter], now, () => countRosterFacets(db, workspaceId, filter));
}

/** What all matching KOLs come to, as old as the counts beside the filters for the same reason. */
export async function rosterTotals(db: Kysely<Database>, workspaceId: string, filter: RosterFilter, seesCosts: boolean, now: Date): Promise<RosterTotals> {
  return await totals([workspaceId, filter, seesCosts], now, () => sumRoster(db, workspaceId, filter, seesCosts));
}

interface GroupQuestion {
  readonly filter: RosterFilter;
  readonly by: RosterGrouping;
  readonly seesCosts: boolean;
  /** More KOLs match than are counted at each request. */
  readonly isLarge: boolean;
}

/** The groups and what they come to: of now while they are few, so that a row that was edited is counted where it stands. */
export async function rosterGroups(db: Kysely<Database>, workspaceId: string, { filter, by, seesCosts, isLarge }: GroupQuestion, now: Date): Promise<readonly RosterGroup[]> {
  const ask = () => sumRosterGroups(db, workspaceId, filter, by, seesCosts);
  return isLarge ? await groups([workspaceId, filter, by, seesCosts], now, ask) : await ask();
}
