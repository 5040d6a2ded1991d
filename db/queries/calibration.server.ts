import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import { ageDays, addDays, startOfDay } from '#app/domain/period.ts';
import type { ReviewedStatement, StatementAge } from '#app/domain/proposals/judged-statements.ts';
import { FINISHED_SHARE, STATEMENT_AGES_DAYS, STATEMENT_ENDS_DAYS } from '#app/domain/proposals/judged-statements.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

export interface StoredStatement extends ReviewedStatement {
  readonly kolName: string;
  readonly campaignName: string;
}

interface Row {
  collaborationId: string; kolName: string; campaignName: string; publishedAt: Date; statementAge: StatementAge; asOf: CalendarDay; revenueMinor: number; costMinor: number;
  below1: number; below15: number; atLeast3: number; finalRevenueMinor: number; finalCostMinor: number; amberFrom: number; greenFrom: number; starFrom: number; halfLifeDays: number;
}

/** Latest review of each collaboration, with its flight, first publication and share of sales that has arrived. */
const latestReviews = (workspaceId: string, timeZone: string) => sql`
  select c.id, c.kol_id, c.campaign_id, last.as_of, last.revenue_minor, last.cost_minor,
    coalesce(least(c.published_at, (select min(x.published_at) from content x where x.workspace_id = c.workspace_id and x.collaboration_id = c.id)),
      c.starts_on::timestamp at time zone ${timeZone}) as published_at,
    c.ends_on < last.as_of and last.arrived >= ${FINISHED_SHARE}::float8 and last.cost_minor > 0 as finished
  from collaboration c
  cross join lateral (
    select r.as_of, r.revenue_minor, r.cost_minor, (r.detail ->> 'arrivedShare')::float8 as arrived
    from collaboration_review r where r.workspace_id = c.workspace_id and r.collaboration_id = c.id order by r.as_of desc limit 1
  ) last
  where c.workspace_id = ${workspaceId} and c.status <> 'cancelled'`;

/** How many collaborations were reviewed, and how many of them are finished. */
export async function countFinished(db: Kysely<Database>, workspaceId: string, timeZone: string): Promise<{ reviewed: number; finished: number }> {
  const { rows } = await sql<{ reviewed: number; finished: number }>`
    select count(*) as reviewed, count(*) filter (where finished) as finished from (${latestReviews(workspaceId, timeZone)}) latest`.execute(db);
  return rows[0] ?? { reviewed: 0, finished: 0 };
}

/**
 * What reviews said of finished collaborations: for each of the ages the first review from that many days after the day of publication on and before
 * its end, unless it was too early then. At most three reviews of a collaboration are looked up, however many there are. Latest first.
 */
export async function listStatements(db: Kysely<Database>, workspaceId: string, timeZone: string): Promise<StoredStatement[]> {
  const { rows } = await sql<Row>`
    select f.id as "collaborationId", k.name as "kolName", ca.name as "campaignName", f.published_at as "publishedAt", age.days as "statementAge", s.as_of as "asOf",
      s.revenue_minor as "revenueMinor", s.cost_minor as "costMinor", s.probability_below_1 as below1, s.probability_below_15 as below15, s.probability_at_least_3 as "atLeast3",
      f.revenue_minor as "finalRevenueMinor", f.cost_minor as "finalCostMinor", (p.body #>> '{roi,amberFrom}')::float8 as "amberFrom", (p.body #>> '{roi,greenFrom}')::float8 as "greenFrom",
      (p.body #>> '{roi,starFrom}')::float8 as "starFrom", (p.body #>> '{review,arrivalHalfLifeDays}')::float8 as "halfLifeDays"
    from (${latestReviews(workspaceId, timeZone)}) f
    join kol k on k.workspace_id = ${workspaceId} and k.id = f.kol_id
    join campaign ca on ca.workspace_id = ${workspaceId} and ca.id = f.campaign_id
    cross join unnest(${arrayLiteral(STATEMENT_AGES_DAYS.map(String))}::integer[], ${arrayLiteral(STATEMENT_ENDS_DAYS.map(String))}::integer[]) as age(days, until)
    cross join lateral (
      select r.as_of, r.policy_version, r.revenue_minor, r.cost_minor, r.probability_below_1, r.probability_below_15, r.probability_at_least_3
      from collaboration_review r
      where r.workspace_id = ${workspaceId} and r.collaboration_id = f.id and r.as_of < f.as_of and not r.too_early and r.probability_below_15 is not null
        and r.as_of >= (f.published_at at time zone ${timeZone})::date + age.days and r.as_of < (f.published_at at time zone ${timeZone})::date + age.until
      order by r.as_of limit 1
    ) s
    join policy_version p on p.workspace_id = ${workspaceId} and p.version = s.policy_version
    where f.finished
    order by s.as_of desc, f.id`.execute(db);
  return rows.map(({ publishedAt, below1, below15, atLeast3, amberFrom, greenFrom, starFrom, ...row }) => ({
    ...row, ageDays: ageDays(publishedAt, startOfDay(addDays(row.asOf, 1), timeZone)),
    probability: { roiBelow1: below1, roiBelow15: below15, roiAtLeast3: atLeast3 }, thresholds: { amberFrom, greenFrom, starFrom },
  }));
}
