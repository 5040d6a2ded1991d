import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, monthOf } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** Some collaborations, or all of a campaign. */
export type Members = { readonly ids: readonly string[] } | { readonly campaignId: string };

/** Credits of a collaboration under one model after the end before `day`, up to and with it; several of an end add up. Revenue in minor units of the reporting currency. */
export interface CreditSum {
  readonly collaborationId: string;
  readonly day: CalendarDay;
  readonly orders: number;
  readonly revenueMinor: number;
}

/** Clicks of a collaboration's link after the end before `day`, up to and with it. */
export interface ClickSum {
  readonly collaborationId: string;
  readonly day: CalendarDay;
  readonly people: number;
  readonly automated: number;
}

/**
 * Credits added up to the `ends` that a page shows figures as of: whoever adds what is dated up to one of them has all up to it, of a few rows
 * instead of every day there was. What came after the last is left out. Whole months before the first are read from the roll-ups by month.
 */
export async function sumCreditsThrough(db: Db, workspaceId: string, members: Members, model: AttributionModel, ends: readonly CalendarDay[]): Promise<CreditSum[]> {
  const spans = spansOf(workspaceId, ends);
  if (spans === null) return [];
  const { rows } = await sql<{ id: string; span: number; orders: number; revenue: number }>`
    select m.collaboration_id as id, 0 as span, sum(m.orders)::bigint as orders, sum(m.revenue_minor)::bigint as revenue from credit_month m
    where m.workspace_id = ${workspaceId} and m.model = ${model} and m.collaboration_id = any(${idsOf(workspaceId, members)}) and m.month < ${spans.firstDay}
    group by 1
    union all
    select d.collaboration_id, ${spans.of}, sum(d.orders)::bigint, sum(d.revenue_minor)::bigint from credit_day d
    where d.workspace_id = ${workspaceId} and d.model = ${model} and d.collaboration_id = any(${idsOf(workspaceId, members)}) and d.day >= ${spans.firstDay} and d.day <= ${spans.last}::date
    group by 1, 2`.execute(db);
  return rows.map(({ id, span, orders, revenue }) => ({ collaborationId: id, day: spans.endOf(span), orders, revenueMinor: revenue }));
}

/** Clicks added up to days, as `sumCreditsThrough` adds credits. */
export async function sumClicksThrough(db: Db, workspaceId: string, members: Members, ends: readonly CalendarDay[]): Promise<ClickSum[]> {
  const spans = spansOf(workspaceId, ends);
  if (spans === null) return [];
  const { rows } = await sql<{ id: string; span: number; people: number; automated: number }>`
    select m.collaboration_id as id, 0 as span, sum(m.clicks)::bigint as people, sum(m.automated)::bigint as automated from click_month m
    where m.workspace_id = ${workspaceId} and m.collaboration_id = any(${idsOf(workspaceId, members)}) and m.month < ${spans.firstDay}
    group by 1
    union all
    select d.collaboration_id, ${spans.of}, sum(d.clicks)::bigint, sum(d.automated)::bigint from click_day d
    where d.workspace_id = ${workspaceId} and d.collaboration_id = any(${idsOf(workspaceId, members)}) and d.day >= ${spans.firstDay} and d.day <= ${spans.last}::date
    group by 1, 2`.execute(db);
  return rows.map(({ id, span, people, automated }) => ({ collaborationId: id, day: spans.endOf(span), people, automated }));
}

/** An array that is known before the roll-up is read: each collaboration then is one range of the key, which holds what is added. */
function idsOf(workspaceId: string, members: Members): RawBuilder<unknown> {
  if ('ids' in members) return sql`${arrayLiteral(members.ids)}::uuid[]`;
  return sql`array(select c.id from collaboration c where c.workspace_id = ${workspaceId} and c.campaign_id = ${members.campaignId})`;
}

/** How days fall to ends; null without any. */
function spansOf(workspaceId: string, ends: readonly CalendarDay[]) {
  const days = [...new Set(ends)].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    last,
    /** The first day that is read by day: months before it are added up and lie wholly before the first end. */
    firstDay: sql`(select least(max(r.before_month), ${monthOf(addDays(first, 1))}::date) from (
      select before_month from rolled_month where workspace_id = ${workspaceId} union all select '-infinity') r)`,
    /** Which of the ends is the first on or after `d.day`: the number of those before it. */
    of: sql`width_bucket(d.day - 1, ${arrayLiteral(days)}::date[])`,
    endOf: (span: number): CalendarDay => days[span] ?? last,
  };
}
