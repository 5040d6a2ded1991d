import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CouponFinding } from '#app/domain/attribution/coupon-leak.ts';
import { ACTIVE_STATUSES } from '#app/domain/collaboration.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { ScriptStatus } from '#app/domain/script.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** Whom a notice about a collaboration is about. */
interface Named {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly campaignName: string;
}

const NAMED = sql`c.id as "collaborationId", k.name as "kolName", ca.name as "campaignName"`;
const WITH_NAMES = sql`
  join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
  join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id`;
const IS_ACTIVE = sql`c.status = any(${arrayLiteral(ACTIVE_STATUSES)}::text[])`;

/** Running collaborations that the latest review found red, each with the first day of being so without a break. */
export async function listRedLights(db: Db, workspaceId: string): Promise<(Named & { since: CalendarDay; roiAtClose: number | null; low: number | null; high: number | null })[]> {
  const { rows } = await sql<Named & { since: CalendarDay; roiAtClose: number | null; low: number | null; high: number | null }>`
    select ${NAMED}, r.roi_at_close as "roiAtClose", r.interval_low as low, r.interval_high as high, (
      select min(p.as_of) from collaboration_review p where p.workspace_id = r.workspace_id and p.collaboration_id = r.collaboration_id and p.light = 'red' and p.as_of > coalesce(
        (select max(o.as_of) from collaboration_review o where o.workspace_id = r.workspace_id and o.collaboration_id = r.collaboration_id and o.light <> 'red'), '-infinity')
    ) as since
    from collaboration_review r
    join collaboration c on c.workspace_id = r.workspace_id and c.id = r.collaboration_id ${WITH_NAMES}
    where r.workspace_id = ${workspaceId} and r.as_of = (select max(as_of) from collaboration_review where workspace_id = ${workspaceId}) and r.light = 'red' and ${IS_ACTIVE}
    order by c.id`.execute(db);
  return rows;
}

/** Running collaborations whose last reviewed period left the fuse tripped, with how many periods it took and the first that it was so after. */
export async function listTrippedFuses(
  db: Db, workspaceId: string,
): Promise<(Named & { trippedPeriod: number; periods: number; endDay: CalendarDay; revenueMinor: number; costMinor: number })[]> {
  const { rows } = await sql<Named & { trippedPeriod: number; periods: number; endDay: CalendarDay; revenueMinor: number; costMinor: number }>`
    select ${NAMED}, s.end_day as "endDay", s.revenue_minor as "revenueMinor", s.cost_minor as "costMinor",
      (select min(f.period_number) from fuse_step f where f.workspace_id = s.workspace_id and f.collaboration_id = s.collaboration_id and f.state_after = 'tripped' and f.period_number > coalesce(
        (select max(o.period_number) from fuse_step o where o.workspace_id = s.workspace_id and o.collaboration_id = s.collaboration_id and o.state_after <> 'tripped'), 0)) as "trippedPeriod",
      (select count(*)::integer from fuse_step f where f.workspace_id = s.workspace_id and f.collaboration_id = s.collaboration_id and f.period_number > coalesce(
        (select max(o.period_number) from fuse_step o where o.workspace_id = s.workspace_id and o.collaboration_id = s.collaboration_id and o.state_after = 'closed'), 0)) as periods
    from (
      select distinct on (collaboration_id) * from fuse_step where workspace_id = ${workspaceId} order by collaboration_id, period_number desc
    ) as s
    join collaboration c on c.workspace_id = s.workspace_id and c.id = s.collaboration_id ${WITH_NAMES}
    where s.state_after = 'tripped' and ${IS_ACTIVE} order by c.id`.execute(db);
  return rows;
}

/** Coupons that the latest review suspects to have got around and nobody has left out of ROI yet. */
export async function listSuspectedCoupons(db: Db, workspaceId: string): Promise<(Named & { coupon: string; finding: CouponFinding })[]> {
  const { rows } = await sql<Named & { coupon: string; finding: CouponFinding }>`
    select ${NAMED}, c.coupon, r.detail -> 'coupon' as finding
    from collaboration_review r
    join collaboration c on c.workspace_id = r.workspace_id and c.id = r.collaboration_id ${WITH_NAMES}
    where r.workspace_id = ${workspaceId} and r.as_of = (select max(as_of) from collaboration_review where workspace_id = ${workspaceId}) and r.detail -> 'coupon' ->> 'status' = 'suspected'
      and not exists (select from credit_exclusion x where x.workspace_id = r.workspace_id and x.collaboration_id = r.collaboration_id and x.lifted_at is null)
    order by c.id`.execute(db);
  return rows;
}

/** Links that people still clicked after the flight, of the days from one on. */
export async function listLateClicks(db: Db, workspaceId: string, question: { readonly fromDay: CalendarDay; readonly atLeast: number }): Promise<(Named & { endsOn: CalendarDay; clicks: number })[]> {
  const { rows } = await sql<Named & { endsOn: CalendarDay; clicks: number }>`
    select ${NAMED}, c.ends_on as "endsOn", late.clicks from (
      select d.collaboration_id, sum(d.clicks)::integer as clicks
      from click_day d join collaboration c on c.workspace_id = d.workspace_id and c.id = d.collaboration_id
      where d.workspace_id = ${workspaceId} and d.day >= ${question.fromDay}::date and d.day > c.ends_on group by 1 having sum(d.clicks) >= ${question.atLeast}
    ) as late
    join collaboration c on c.workspace_id = ${workspaceId} and c.id = late.collaboration_id ${WITH_NAMES}
    order by c.id`.execute(db);
  return rows;
}

export interface ClickPeak extends Named {
  readonly day: CalendarDay;
  readonly clicks: number;
  readonly visitors: number;
  readonly automated: number;
  /** Automated clicks of the 14 days before, all together. */
  readonly automatedBefore: number;
}

/** Days from one on with enough clicks to look at more closely; whether they are suspicious is the domain's to say. */
export async function listClickPeaks(db: Db, workspaceId: string, question: { readonly fromDay: CalendarDay; readonly clicks: number; readonly automated: number }): Promise<ClickPeak[]> {
  const { rows } = await sql<ClickPeak>`
    select ${NAMED}, d.day, d.clicks, d.visitors, d.automated, coalesce((
      select sum(p.automated)::integer from click_day p where p.workspace_id = d.workspace_id and p.collaboration_id = d.collaboration_id and p.day >= d.day - 14 and p.day < d.day
    ), 0) as "automatedBefore"
    from click_day d join collaboration c on c.workspace_id = d.workspace_id and c.id = d.collaboration_id ${WITH_NAMES}
    where d.workspace_id = ${workspaceId} and d.day >= ${question.fromDay}::date and (d.clicks >= ${question.clicks} or d.automated >= ${question.automated})
    order by c.id, d.day`.execute(db);
  return rows;
}

/** Steps of a script's approval whose day has passed. */
export async function listOverdueScripts(db: Db, workspaceId: string, today: CalendarDay): Promise<(Named & { status: ScriptStatus; dueOn: CalendarDay })[]> {
  const { rows } = await sql<Named & { status: ScriptStatus; dueOn: CalendarDay }>`
    select ${NAMED}, s.status, s.due_on as "dueOn"
    from script s join collaboration c on c.workspace_id = s.workspace_id and c.id = s.collaboration_id ${WITH_NAMES}
    where s.workspace_id = ${workspaceId} and s.due_on < ${today}::date and s.status <> 'published' and ${IS_ACTIVE} order by c.id`.execute(db);
  return rows;
}

/** Campaigns under way, or over since a day. */
export async function listRunningCampaigns(db: Db, workspaceId: string, endedSince: CalendarDay) {
  return await db
    .selectFrom('campaign')
    .select(['id', 'slug', 'name', 'starts_on as startsOn', 'ends_on as endsOn'])
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', 'active')
    .where('ends_on', '>=', endedSince)
    .orderBy('id')
    .limit(200)
    .execute();
}
