import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import type { RosterFilter } from './roster-conditions.server.ts';
import { rosterConditions } from './roster-conditions.server.ts';

export interface RosterTotals {
  readonly count: number;
  /** The middle one of those who have a score, in tenths of a point. */
  readonly medianScoreTenths: number | null;
  /** In the reporting currency; null for those who do not see costs. */
  readonly spendMinor: number | null;
  /** Day of the latest review that the scores, lights and sums come from; of the workspace's where it says nothing of any of them. */
  readonly reviewedOn: CalendarDay | null;
  /** Whether a review says anything of any of them. */
  readonly areReviewed: boolean;
}

/** What all KOLs that pass a filter come to. */
export async function sumRoster(db: Kysely<Database>, workspaceId: string, filter: RosterFilter, seesCosts: boolean): Promise<RosterTotals> {
  const spend = seesCosts ? sql`coalesce(sum(s.cost_minor), 0)::text` : sql`null`;
  const { rows } = await sql<{ count: number; score: number | null; spend: string | null; reviewed_on: CalendarDay | null; latest: CalendarDay | null }>`
    select count(*) as count, percentile_disc(0.5) within group (order by s.score_tenths) as score, ${spend} as spend, max(s.as_of) as reviewed_on,
      (select as_of from collaboration_review where workspace_id = ${workspaceId} order by as_of desc limit 1) as latest
    from kol k left join kol_standing s on s.workspace_id = k.workspace_id and s.kol_id = k.id where ${rosterConditions(workspaceId, filter)}`.execute(db);
  const [row] = rows;
  return { count: Number(row?.count ?? 0), medianScoreTenths: row?.score ?? null, spendMinor: spendOf(row?.spend), reviewedOn: row?.reviewed_on ?? row?.latest ?? null, areReviewed: (row?.reviewed_on ?? null) !== null };
}

function spendOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}
