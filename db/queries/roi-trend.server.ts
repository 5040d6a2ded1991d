import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import type { RoiAtClose } from '#app/domain/proposals/pooled-roi.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { outlookColumns, outlookSums, poolOutlooks } from './roi-board.server.ts';

/** The ROI at close that a campaign was expected to reach, as of a day: by the latest review that there was by then. */
export interface RoiOutlook {
  readonly day: CalendarDay;
  readonly reviewedOn: CalendarDay;
  readonly atClose: RoiAtClose;
}

/**
 * What a campaign was expected to come to as of each of these days: the same figure as the totals of the ROI board of that campaign on the latest
 * reviewed day by then. Days before a first review that had something to say are left out.
 */
export async function listRoiOutlooks(
  db: Kysely<Database>, workspaceId: string, { campaignId, days }: { readonly campaignId: string; readonly days: readonly CalendarDay[] }, thresholds: Policy['roi'],
): Promise<RoiOutlook[]> {
  const { rows } = await sql<{ day: CalendarDay; reviewedOn: CalendarDay; weight: number | null; weighted_mean: number | null; weighted_variance: number | null }>`
    with asked as materialized (
      select day, (select as_of from collaboration_review where workspace_id = ${workspaceId} and as_of <= day order by as_of desc limit 1) as as_of
      from unnest(${arrayLiteral(days)}::date[]) as day
    ), pooled as (
      select as_of, ${outlookSums}
      from (
        select r.as_of, ${outlookColumns}
        from (select distinct as_of from asked) as reviewed
        join collaboration c on c.workspace_id = ${workspaceId} and c.campaign_id = ${campaignId}
        join collaboration_review r on r.workspace_id = c.workspace_id and r.collaboration_id = c.id and r.as_of = reviewed.as_of
      ) as line
      group by as_of
    )
    select asked.day, pooled.as_of as "reviewedOn", pooled.weight, pooled.weighted_mean, pooled.weighted_variance
    from asked join pooled using (as_of)
    order by asked.day`.execute(db);
  return rows.flatMap(({ day, reviewedOn, ...sums }) => {
    const atClose = poolOutlooks(sums.weight, sums.weighted_mean, sums.weighted_variance, thresholds);
    return atClose === null ? [] : [{ day, reviewedOn, atClose }];
  });
}
