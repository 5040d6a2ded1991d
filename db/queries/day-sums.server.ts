import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** Some collaborations, or all of a campaign. */
export type Members = { readonly ids: readonly string[] } | { readonly campaignId: string };

/** Credits of a collaboration under one model after the end before `day`, up to and with it. Revenue in minor units of the reporting currency. */
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
 * instead of every day there was. What came after the last is left out.
 */
export async function sumCreditsThrough(db: Db, workspaceId: string, members: Members, model: AttributionModel, ends: readonly CalendarDay[]): Promise<CreditSum[]> {
  const spans = spansOf(ends);
  if (spans.last === undefined) return [];
  const { rows } = await sql<{ id: string; span: number; orders: number; revenue: number }>`
    select d.collaboration_id as id, ${spans.of} as span, sum(d.orders)::bigint as orders, sum(d.revenue_minor)::bigint as revenue from credit_day d
    where d.workspace_id = ${workspaceId} and d.model = ${model} and d.collaboration_id = any(${idsOf(workspaceId, members)}) and d.day <= ${spans.last}::date
    group by 1, 2`.execute(db);
  return rows.map(({ id, span, orders, revenue }) => ({ collaborationId: id, day: spans.endOf(span), orders, revenueMinor: revenue }));
}

/** Clicks added up to days, as `sumCreditsThrough` adds credits. */
export async function sumClicksThrough(db: Db, workspaceId: string, members: Members, ends: readonly CalendarDay[]): Promise<ClickSum[]> {
  const spans = spansOf(ends);
  if (spans.last === undefined) return [];
  const { rows } = await sql<{ id: string; span: number; people: number; automated: number }>`
    select d.collaboration_id as id, ${spans.of} as span, sum(d.clicks)::bigint as people, sum(d.automated)::bigint as automated from click_day d
    where d.workspace_id = ${workspaceId} and d.collaboration_id = any(${idsOf(workspaceId, members)}) and d.day <= ${spans.last}::date
    group by 1, 2`.execute(db);
  return rows.map(({ id, span, people, automated }) => ({ collaborationId: id, day: spans.endOf(span), people, automated }));
}

/** An array that is known before the roll-up is read: each collaboration then is one range of the key, which holds what is added. */
function idsOf(workspaceId: string, members: Members): RawBuilder<unknown> {
  if ('ids' in members) return sql`${arrayLiteral(members.ids)}::uuid[]`;
  return sql`array(select c.id from collaboration c where c.workspace_id = ${workspaceId} and c.campaign_id = ${members.campaignId})`;
}

/** Which of the ends is the first on or after `d.day`: the number of those before it. */
function spansOf(ends: readonly CalendarDay[]) {
  const days = [...new Set(ends)].sort();
  return {
    last: days.at(-1),
    of: sql`width_bucket(d.day - 1, ${arrayLiteral(days)}::date[])`,
    endOf: (span: number): CalendarDay => days[span] ?? unreachable(span),
  };
}

function unreachable(span: number): never {
  throw new Error(`span ${span} lies behind the last day asked for`);
}
