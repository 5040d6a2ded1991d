import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Grade, KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import { gradeOf } from '#app/domain/kol.ts';
import { scaledIntegerText } from '#app/domain/ratio.ts';
import type { ScoreGrade } from '#app/domain/scoring/grade.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { RosterFilter } from './roster-conditions.server.ts';
import { rosterConditions } from './roster-conditions.server.ts';

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
  /** Null where they were not asked for: thousands of characters that few look at in a list. */
  readonly notes: string | null;
  readonly money: {
    readonly roi: string | null;
    /** Committed so far, in the reporting currency; null before the first review. */
    readonly spendMinor: number | null; readonly priceMinor: number | null; readonly priceCurrency: string | null;
  } | null;
}

interface Found {
  id: string; name: string; tier: Tier; status: KolStatus; verticals: string[]; platform: Platform | null; handle: string | null; followers: number | null;
  score_tenths: number | null; grade: ScoreGrade | null; light: Light | null; long_term: boolean | null; roi_hundredths: number | null;
  cost_minor: number | null; price_minor: number | null; price_currency: string | null; version: number; notes: string | null;
}

/** The lines of the named KOLs, in the order of the ids; with their notes where the list shows them. */
export async function listRosterRows(db: Db, workspaceId: string, kolIds: readonly string[], seesCosts: boolean, withNotes = false): Promise<RosterRow[]> {
  if (kolIds.length === 0) return [];
  const money = seesCosts ? sql`k.price_minor, k.price_currency, s.roi_hundredths, s.cost_minor` : sql`null as price_minor, null as price_currency, null as roi_hundredths, null as cost_minor`;
  const { rows } = await sql<Found>`
    select k.id, k.name, k.tier, k.status, k.verticals, a.platform, a.handle, a.followers, s.score_tenths, s.grade, s.light, s.long_term, k.version, ${withNotes ? sql`k.notes` : sql`null as notes`}, ${money}
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
    longTerm: row.long_term ?? false, version: row.version, notes: row.notes,
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
