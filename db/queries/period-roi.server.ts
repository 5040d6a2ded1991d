import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { FuseState } from '#app/domain/scoring/fuse.ts';
import type { Database } from '../schema.ts';

export interface ReviewedPeriod {
  readonly collaborationId: string;
  readonly campaignSlug: string;
  readonly campaignName: string;
  readonly periodNumber: number;
  readonly startDay: CalendarDay;
  readonly lastDay: CalendarDay;
  /** Credited for orders of the period, and cost accrued in it, as its review found them; reporting currency. */
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly stateAfter: FuseState;
}

/** The reviewed periods of a KOL's collaborations or of one of them, the latest first. */
export async function listReviewedPeriods(db: Kysely<Database>, workspaceId: string, of: { readonly kolId: string } | { readonly collaborationId: string }): Promise<ReviewedPeriod[]> {
  const { rows } = await sql<ReviewedPeriod>`
    select f.collaboration_id as "collaborationId", ca.slug as "campaignSlug", ca.name as "campaignName", f.period_number as "periodNumber", f.start_day as "startDay", (f.end_day - 1)::date as "lastDay",
      f.revenue_minor as "revenueMinor", f.cost_minor as "costMinor", f.state_after as "stateAfter"
    from collaboration c
    join fuse_step f on f.workspace_id = c.workspace_id and f.collaboration_id = c.id
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    where c.workspace_id = ${workspaceId} and ${'kolId' in of ? sql`c.kol_id = ${of.kolId}` : sql`c.id = ${of.collaborationId}`}
    order by f.start_day desc, ca.slug limit 60`.execute(db);
  return rows;
}
