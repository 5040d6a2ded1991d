import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { KOL_STATUSES, PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { LIGHTS_BEST_FIRST } from '#app/domain/scoring/light.ts';
import type { Database } from '../schema.ts';
import type { RosterFilter, RosterGrouping } from './roster-conditions.server.ts';
import { ROSTER_GROUP_VALUES, rosterConditions } from './roster-conditions.server.ts';
import type { RosterPlace, RosterWalk } from './roster-walk.server.ts';
import { walkRoster } from './roster-walk.server.ts';

type Db = Kysely<Database>;

/** What a group of the roster comes to: over all KOLs that pass the filter. */
export interface RosterGroup {
  /** Empty for KOLs that have none. */
  readonly value: string;
  readonly count: number;
  readonly medianScoreTenths: number | null;
  /** In the reporting currency; null for those who do not see costs. */
  readonly spendMinor: number | null;
}

/** The groups in their order, which comes before the order of the rows; those without a value stand at the end. */
const GROUP_ORDERS: Record<RosterGrouping, readonly string[]> = {
  tier: TIERS, status: KOL_STATUSES, platform: [...PLATFORMS, ''], light: [...LIGHTS_BEST_FIRST, ''],
};

/** The groups that have any KOL, with what they come to. */
export async function sumRosterGroups(db: Db, workspaceId: string, filter: RosterFilter, by: RosterGrouping, seesCosts: boolean): Promise<RosterGroup[]> {
  const spend = seesCosts ? sql`coalesce(sum(s.cost_minor), 0)::text` : sql`null`;
  const { rows } = await sql<{ value: string; count: number; score: number | null; spend: string | null }>`
    select grouped.value, count(*) as count, percentile_disc(0.5) within group (order by s.score_tenths) as score, ${spend} as spend
    from (select k.workspace_id, k.id, ${ROSTER_GROUP_VALUES[by]} as value from kol k where ${rosterConditions(workspaceId, filter)}) grouped
    left join kol_standing s on s.workspace_id = grouped.workspace_id and s.kol_id = grouped.id group by grouped.value`.execute(db);
  const found = rows.map(({ value, count, score, spend: sum }): RosterGroup => ({ value, count: Number(count), medianScoreTenths: score, spendMinor: sum === null ? null : Number(sum) }));
  const order = GROUP_ORDERS[by];
  return found.sort((one, other) => order.indexOf(one.value) - order.indexOf(other.value));
}

export interface GroupedWalk extends RosterWalk {
  readonly by: RosterGrouping;
  /** Groups that are left out. */
  readonly closed: readonly string[];
}

/**
 * The next KOLs of a grouped roster: each group is a walk of its own along the order's index, begun when the one before is at its end.
 * As many statements as groups lie on the page, and an empty one costs a look into an index.
 */
export async function walkRosterGroups(db: Db, workspaceId: string, { by, closed, filter, sort, page, limit }: GroupedWalk): Promise<RosterPlace[]> {
  const backwards = page?.direction === 'before';
  const open = GROUP_ORDERS[by].filter((value) => !closed.includes(value));
  const startsIn = page === null ? undefined : await findGroup(db, workspaceId, page.from.id, by);
  const start = page === null ? 0 : open.indexOf(startsIn ?? '');
  // A place in a group that was closed meanwhile: the list begins anew.
  const place = start < 0 ? null : page;
  const values = place === null ? open : backwards ? open.slice(0, start + 1).reverse() : open.slice(start);
  let found: RosterPlace[] = [];
  for (const [index, value] of values.entries()) {
    if (found.length >= limit) break;
    // A group that is come to from behind is read from its end.
    const from = index === 0 ? place : null;
    const part = await walkRoster(db, workspaceId, { filter: { ...filter, group: { by, value } }, sort, page: from, limit: limit - found.length, fromEnd: place !== null && backwards });
    found = place !== null && backwards ? [...part, ...found] : [...found, ...part];
  }
  return found;
}

async function findGroup(db: Db, workspaceId: string, kolId: string, by: RosterGrouping): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`select ${ROSTER_GROUP_VALUES[by]} as value from kol k where k.workspace_id = ${workspaceId} and k.id = ${kolId}`.execute(db);
  return rows[0]?.value;
}
