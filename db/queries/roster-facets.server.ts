import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RosterFacet, RosterFilter } from './roster-conditions.server.ts';
import { ROSTER_FACETS, rosterConditions } from './roster-conditions.server.ts';

type Db = Kysely<Database>;

export type RosterFacetCounts = Readonly<Record<RosterFacet, readonly { readonly value: string; readonly count: number }[]>>;

const MAX_VERTICALS = 40;

type Counted = RosterFacetCounts[RosterFacet];

/** For each filter, its values and how many KOLs have each under the other conditions; the commonest verticals only. */
export async function countRosterFacets(db: Db, workspaceId: string, filter: RosterFilter): Promise<RosterFacetCounts> {
  if (isOpen(filter)) return await countOpenFacets(db, workspaceId);
  const counted = await Promise.all(ROSTER_FACETS.map((facet) => countFacet(db, workspaceId, filter, facet)));
  const [tier = [], status = [], platform = [], light = [], vertical = []] = counted;
  return { tier, status, platform, light, vertical };
}

function isOpen(filter: RosterFilter): boolean {
  return filter.search === '' && ROSTER_FACETS.every((facet) => filter[facet] === undefined) && !filter.not && !filter.where && !filter.scoreTenths && !filter.followers && !filter.roiHundredths;
}

/**
 * Under no condition, as a roster is opened: one reading of KOLs tells tiers and states, one table each tells platforms and lights, and the
 * few that are archived are counted off instead of being looked for in every row.
 */
async function countOpenFacets(db: Db, workspaceId: string): Promise<RosterFacetCounts> {
  const archived = sql`kol k where k.workspace_id = ${workspaceId} and k.status = 'archived'`;
  const [combined, platform, light, vertical] = await Promise.all([
    sql<{ tier: string; status: string; count: number }>`select tier, status, count(*) as count from kol where workspace_id = ${workspaceId} group by tier, status`.execute(db),
    // Grouped in the order of the index, two accounts of a KOL on one platform stand beside each other.
    countLess(db, sql`select platform as value, count(*) as n from (select platform, kol_id from kol_account where workspace_id = ${workspaceId} group by platform, kol_id order by platform, kol_id) a group by platform`,
      sql`select a.platform, count(distinct k.id) from (select k.workspace_id, k.id from ${archived}) k join kol_account a on a.workspace_id = k.workspace_id and a.kol_id = k.id group by a.platform`),
    countLess(db, sql`select light as value, count(*) as n from kol_standing where workspace_id = ${workspaceId} group by light`,
      sql`select s.light, count(*) from (select k.workspace_id, k.id from ${archived}) k join kol_standing s on s.workspace_id = k.workspace_id and s.kol_id = k.id group by s.light`),
    countFacet(db, workspaceId, { search: '' }, 'vertical'),
  ]);
  const rows = combined.rows.map((row) => ({ ...row, count: Number(row.count) }));
  return { tier: summed(rows.filter(({ status }) => status !== 'archived').map(({ tier, count }) => [tier, count])), status: summed(rows.map(({ status, count }) => [status, count])), platform, light, vertical };
}

async function countLess(db: Db, all: Conditions, gone: Conditions): Promise<Counted> {
  const { rows } = await sql<{ value: string; count: number }>`
    select value, sum(n)::bigint as count from (${all} union all select value, -n from (${gone}) as gone (value, n)) as each group by value having sum(n) > 0 order by 2 desc, 1`.execute(db);
  return rows.map(({ value, count }) => ({ value, count: Number(count) }));
}

function summed(parts: readonly (readonly [value: string, count: number])[]): Counted {
  const sums = new Map<string, number>();
  for (const [value, count] of parts) sums.set(value, (sums.get(value) ?? 0) + count);
  return [...sums].map(([value, count]) => ({ value, count })).sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}

async function countFacet(db: Db, workspaceId: string, filter: RosterFilter, facet: RosterFacet): Promise<Counted> {
  const { rows } = await sql<{ value: string; count: number }>`
    select value, count(*) as count from (${SOURCES[facet](rosterConditions(workspaceId, filter, facet))}) as each group by value order by count desc, value limit ${MAX_VERTICALS}`.execute(db);
  return rows.map(({ value, count }) => ({ value, count: Number(count) }));
}

type Conditions = ReturnType<typeof rosterConditions>;

const SOURCES: Record<RosterFacet, (conditions: Conditions) => Conditions> = {
  tier: (conditions) => sql`select k.tier as value from kol k where ${conditions}`,
  status: (conditions) => sql`select k.status as value from kol k where ${conditions}`,
  vertical: (conditions) => sql`select unnest(k.verticals) as value from kol k where ${conditions}`,
  platform: (conditions) => sql`
    select distinct a.platform as value, a.kol_id from kol k join kol_account a on a.workspace_id = k.workspace_id and a.kol_id = k.id where ${conditions}`,
  light: (conditions) => sql`select s.light as value from kol k join kol_standing s on s.workspace_id = k.workspace_id and s.kol_id = k.id where ${conditions}`,
};
