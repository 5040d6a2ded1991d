import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Grade, KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import { gradeOf } from '#app/domain/kol.ts';
import { scaledIntegerText } from '#app/domain/ratio.ts';
import type { ScoreGrade } from '#app/domain/scoring/grade.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { RosterFacet, RosterFilter } from './roster-conditions.server.ts';
import { ROSTER_FACETS, rosterConditions } from './roster-conditions.server.ts';

type Db = Kysely<Database>;

/** A line of the roster. `money` is there for those who may see costs only. */
export interface RosterRow {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  readonly verticals: readonly string[];
  /** The account with most followers. */
  readonly platform: Platform | null;
  readonly handle: string | null;
  readonly followers: number | null;
  /** Follower band of that account. */
  readonly band: Grade | null;
  readonly scoreTenths: number | null;
  readonly scoreGrade: ScoreGrade | null;
  readonly light: Light | null;
  readonly longTerm: boolean;
  /** Counts changes: an edit in the table states the version it read. */
  readonly version: number;
  readonly money: {
    readonly roi: string | null;
    /** Committed so far, in the reporting currency; null before the first review. */
    readonly spendMinor: number | null; readonly priceMinor: number | null; readonly priceCurrency: string | null;
  } | null;
}

interface Found {
  id: string; name: string; tier: Tier; status: KolStatus; verticals: string[]; platform: Platform | null; handle: string | null; followers: number | null;
  score_tenths: number | null; grade: ScoreGrade | null; light: Light | null; long_term: boolean | null; roi_hundredths: number | null;
  cost_minor: number | null; price_minor: number | null; price_currency: string | null; version: number;
}

/** The lines of the named KOLs, in the order of the ids. */
export async function listRosterRows(db: Db, workspaceId: string, kolIds: readonly string[], seesCosts: boolean): Promise<RosterRow[]> {
  if (kolIds.length === 0) return [];
  const money = seesCosts ? sql`k.price_minor, k.price_currency, s.roi_hundredths, s.cost_minor` : sql`null as price_minor, null as price_currency, null as roi_hundredths, null as cost_minor`;
  const { rows } = await sql<Found>`
    select k.id, k.name, k.tier, k.status, k.verticals, a.platform, a.handle, a.followers, s.score_tenths, s.grade, s.light, s.long_term, k.version, ${money}
    from unnest(${arrayLiteral(kolIds)}::uuid[]) with ordinality as wanted (id, place)
    join kol k on k.workspace_id = ${workspaceId} and k.id = wanted.id
    left join kol_standing s on s.workspace_id = k.workspace_id and s.kol_id = k.id
    left join lateral (
      select platform, handle, followers from kol_account where workspace_id = k.workspace_id and kol_id = k.id order by followers desc nulls last, id limit 1
    ) a on true
    order by wanted.place`.execute(db);
  return rows.map((row) => ({
    id: row.id, name: row.name, tier: row.tier, status: row.status, verticals: row.verticals, platform: row.platform, handle: row.handle, followers: row.followers,
    band: row.followers === null ? null : gradeOf(row.followers), scoreTenths: row.score_tenths, scoreGrade: row.grade, light: row.light,
    longTerm: row.long_term ?? false, version: row.version,
    money: seesCosts
      ? { roi: row.roi_hundredths === null ? null : scaledIntegerText(BigInt(row.roi_hundredths), 2), spendMinor: row.cost_minor, priceMinor: row.price_minor, priceCurrency: row.price_currency }
      : null,
  }));
}

/** Counting stops here: "more than 10,000". */
export const ROSTER_COUNT_LIMIT = 10_000;

/** How many KOLs pass a filter, up to the limit; without one all are counted. */
export async function countRoster(db: Db, workspaceId: string, filter: RosterFilter, most: number | null = ROSTER_COUNT_LIMIT): Promise<{ count: number; more: boolean }> {
  const limit = most === null ? sql`` : sql`limit ${most + 1}`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from kol k where ${rosterConditions(workspaceId, filter)} ${limit}) as counted`.execute(db);
  const count = Number(rows[0]?.count ?? 0);
  return most === null ? { count, more: false } : { count: Math.min(count, most), more: count > most };
}

export type RosterFacetCounts = Readonly<Record<RosterFacet, readonly { readonly value: string; readonly count: number }[]>>;

const MAX_VERTICALS = 40;

/** For each filter, its values and how many KOLs have each under the other conditions; the commonest verticals only. */
export async function countRosterFacets(db: Db, workspaceId: string, filter: RosterFilter): Promise<RosterFacetCounts> {
  const counted = await Promise.all(ROSTER_FACETS.map((facet) => countFacet(db, workspaceId, filter, facet)));
  const [tier = [], status = [], platform = [], light = [], vertical = []] = counted;
  return { tier, status, platform, light, vertical };
}

async function countFacet(db: Db, workspaceId: string, filter: RosterFilter, facet: RosterFacet) {
  const conditions = rosterConditions(workspaceId, filter, facet);
  const isOpen = filter.search === '' && ROSTER_FACETS.every((other) => other === facet || filter[other] === undefined) && filter.not === undefined && !filter.scoreTenths && !filter.followers && !filter.roiHundredths;
  const source = isOpen && (facet === 'platform' || facet === 'light') ? OPEN_SOURCES[facet](workspaceId) : SOURCES[facet](conditions);
  const { rows } = await sql<{ value: string; count: number }>`
    select value, count(*) as count from (${source}) as each group by value order by count desc, value limit ${MAX_VERTICALS}`.execute(db);
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

/** Without other conditions one table tells, but for the few that are archived. */
const OPEN_SOURCES = {
  platform: (workspaceId: string) => sql`select distinct platform as value, kol_id from kol_account where workspace_id = ${workspaceId} and ${notArchived(workspaceId)}`,
  light: (workspaceId: string) => sql`select light as value from kol_standing where workspace_id = ${workspaceId} and ${notArchived(workspaceId)}`,
};

function notArchived(workspaceId: string) {
  return sql`kol_id not in (select id from kol where workspace_id = ${workspaceId} and status = 'archived')`;
}
