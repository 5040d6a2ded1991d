import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ConflictRule } from '#app/domain/attribution/conflict.ts';
import type { AttributionMethod } from '#app/domain/order.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { KeysetColumn, KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export interface ConflictQuestion {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
  readonly rules?: readonly string[] | undefined;
  /** Conflicts in which one of these collaborations got or lost. */
  readonly collaborationIds?: readonly string[] | undefined;
  readonly campaignSlugs?: readonly string[] | undefined;
}

export interface Claimant {
  readonly collaborationId: string;
  readonly kolName: string;
}

/** An order that more than one collaboration claimed: who got it, and one who did not, or (several coupons) the one who shared it. */
export interface ConflictRow {
  readonly shop: string;
  readonly orderId: string;
  readonly placedAt: Date;
  readonly rule: ConflictRule;
  /** How those won who hold the credit; `none` where the only claim came too late. */
  readonly wonBy: AttributionMethod;
  readonly winners: readonly Claimant[];
  readonly loser: Claimant;
  /** What the order was about: its net revenue in the reporting currency; null without a rate. */
  readonly netMinor: number | null;
  /** What the loser has of it: nothing, or an equal part. */
  readonly shareMinor: number;
}

/** Newest first; several claims of an order by collaboration and method. */
const NEWEST_FIRST: readonly KeysetColumn[] = [
  { name: 'placedDay', type: 'date', descending: true }, { name: 'placedAt', type: 'timestamptz', descending: true }, { name: 'shop', type: 'text', descending: true },
  { name: 'orderId', type: 'text', descending: true }, { name: 'loserId', type: 'uuid', descending: true }, { name: 'lostBy', type: 'text', descending: true },
];

/** A page of the conflicts, each with the names of those who got the order. */
export async function listConflicts(db: Db, workspaceId: string, question: ConflictQuestion, at: Pick<KeysetQuestion, 'page' | 'limit'>): Promise<KeysetPage<ConflictRow>> {
  const rows = sql`
    select f.shop, f."orderId", f."placedAt", f."placedDay", f.rule, f."wonBy", f."netMinor", f."shareMinor", f."loserId", f."lostBy",
      jsonb_build_object('collaborationId', f."loserId", 'kolName', k.name) as loser,
      (select coalesce(jsonb_agg(jsonb_build_object('collaborationId', w.collaboration_id, 'kolName', wk.name) order by wk.name ${inPinyinOrder}, w.collaboration_id), '[]')
        from order_credit w
        join collaboration wc on wc.workspace_id = w.workspace_id and wc.id = w.collaboration_id
        join kol wk on wk.workspace_id = wc.workspace_id and wk.id = wc.kol_id
        where w.workspace_id = ${workspaceId} and w.shop = f.shop and w.order_id = f."orderId" and w.collaboration_id <> f."loserId") as winners
    from (${conflicts(workspaceId, question)}) as f
    join collaboration c on c.workspace_id = ${workspaceId} and c.id = f."loserId"
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id`;
  return await readKeysetPage<ConflictRow>(db, { rows, keys: NEWEST_FIRST, ...at });
}

export interface ConflictSum {
  readonly rule: ConflictRule;
  readonly conflicts: number;
  readonly orders: number;
  /** Net revenue of the orders in question, each once. */
  readonly netMinor: number;
}

/** How often each rule decided, and about how much money. */
export async function sumConflicts(db: Db, workspaceId: string, question: ConflictQuestion): Promise<ConflictSum[]> {
  const { rows } = await sql<{ rule: ConflictRule; conflicts: string; orders: string; net: string | null }>`
    select rule, sum(conflicts)::text as conflicts, count(*)::text as orders, sum(net)::text as net from (
      select rule, shop, "orderId", count(*) as conflicts, min("netMinor") as net from (${conflicts(workspaceId, question)}) as f group by 1, 2, 3
    ) as of_order group by rule`.execute(db);
  return rows.map(({ rule, conflicts: count, orders, net }) => ({ rule, conflicts: Number(count), orders: Number(orders), netMinor: Number(net ?? 0) }));
}

/**
 * Every claim that lost, and every part of an order that several coupons shared. A coupon used in time never loses, so a coupon that lost was
 * used outside its flight; a click loses to coupons alone, a tag to either (app/domain/attribution/attribute-order.ts).
 */
function conflicts(workspaceId: string, question: ConflictQuestion): RawBuilder<unknown> {
  const of = sql`o.workspace_id = ${workspaceId} and o.placed_day between ${question.from}::date and ${question.through}::date`;
  const about = sql`o.shop, o.order_id as "orderId", o.placed_day as "placedDay", o.placed_at as "placedAt", o.method as "wonBy", o.net_reporting_minor as "netMinor"`;
  return sql`
    select * from (
      select ${about}, l.collaboration_id as "loserId", l.method as "lostBy", 0::bigint as "shareMinor",
        case when l.method = 'coupon' then 'coupon_outside_flight' when l.method = 'utm' and o.method = 'click' then 'click_over_utm'
          when l.method = 'utm' then 'coupon_over_utm' else 'coupon_over_click' end as rule
      from order_claim l join shop_order o on o.workspace_id = l.workspace_id and o.shop = l.shop and o.order_id = l.order_id
      where l.workspace_id = ${workspaceId} and ${of}
      union all
      select ${about}, s.collaboration_id, 'coupon', s.last_click_minor, 'coupons_shared'
      from order_credit s join shop_order o on o.workspace_id = s.workspace_id and o.shop = s.shop and o.order_id = s.order_id
      where s.workspace_id = ${workspaceId} and s.placed_day between ${question.from}::date and ${question.through}::date and o.method = 'coupon' and exists (
        select 1 from order_credit other
        where other.workspace_id = s.workspace_id and other.shop = s.shop and other.order_id = s.order_id and other.collaboration_id < s.collaboration_id)
    ) as claim
    where true ${question.rules ? sql`and rule = any(${arrayLiteral(question.rules)}::text[])` : sql``}
      ${involving(workspaceId, sql`x.id = any(${arrayLiteral(question.collaborationIds ?? [])}::uuid[])`, question.collaborationIds)}
      ${involving(workspaceId, sql`ca.slug = any(${arrayLiteral(question.campaignSlugs ?? [])}::text[])`, question.campaignSlugs)}`;
}

/** Only conflicts with a collaboration of a kind on either side. */
function involving(workspaceId: string, kind: RawBuilder<unknown>, asked: readonly string[] | undefined): RawBuilder<unknown> {
  if (asked === undefined) return sql``;
  return sql`and exists (
    select 1 from collaboration x join campaign ca on ca.workspace_id = x.workspace_id and ca.id = x.campaign_id
    where x.workspace_id = ${workspaceId} and ${kind} and (x.id = claim."loserId" or exists (
      select 1 from order_credit w where w.workspace_id = x.workspace_id and w.shop = claim.shop and w.order_id = claim."orderId" and w.collaboration_id = x.id)))`;
}
