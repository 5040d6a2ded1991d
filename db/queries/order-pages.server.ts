import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { likePattern } from '#app/domain/like-pattern.ts';
import type { AttributionMethod, OrderStatus } from '#app/domain/order.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { AskedFilter } from '#app/domain/row-filter.ts';
import type { Database } from '../schema.ts';
import { isExcluded } from './counted-credit.server.ts';
import { CREDIT } from './credit-column.server.ts';
import type { FacetCounts } from './facet-counts.server.ts';
import { countFacets } from './facet-counts.server.ts';
import type { KeysetColumn, KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';
import type { ConditionColumn } from './row-filter.server.ts';
import { among, chosen, columnOfRows, dayColumn, filterConditions, requiredColumn, textColumn, valueColumn } from './row-filter.server.ts';

type Db = Kysely<Database>;

export interface OrderRow {
  readonly shop: string;
  readonly orderId: string;
  readonly placedAt: Date;
  readonly currency: string;
  readonly status: OrderStatus;
  readonly method: AttributionMethod;
  readonly refundedMinor: number;
  /** In the order's own currency. */
  readonly netMinor: number;
  /** In the reporting currency; null without a rate. */
  readonly netReportingMinor: number | null;
}

export interface CreditedOrderRow extends OrderRow {
  /** The collaboration's share under the chosen model. */
  readonly creditMinor: number;
  /** Left out of ROI: it is no part of the sum. */
  readonly excluded: boolean;
}

/** Newest first; the day leads because the index does. */
const NEWEST_FIRST: readonly KeysetColumn[] = [
  { name: 'placedDay', type: 'date', descending: true }, { name: 'placedAt', type: 'timestamptz', descending: true },
  { name: 'shop', type: 'text', descending: true }, { name: 'orderId', type: 'text', descending: true },
];

const COLUMNS = sql`
  o.shop, o.order_id as "orderId", o.placed_day as "placedDay", o.placed_at as "placedAt", o.currency, o.status, o.method, o.refunded_minor as "refundedMinor",
  o.net_minor as "netMinor", o.net_reporting_minor as "netReportingMinor"`;

type Paging = { readonly page: KeysetQuestion['page']; readonly limit: number };

/** A collaboration's credits under a model, all of them or those of a period; both days are inclusive. */
export interface CreditQuestion {
  readonly collaborationId: string;
  readonly model: AttributionModel;
  readonly from?: CalendarDay | undefined;
  readonly through?: CalendarDay | undefined;
}

function creditsOf(workspaceId: string, { collaborationId, from, through }: CreditQuestion): RawBuilder<unknown> {
  return sql`c.workspace_id = ${workspaceId} and c.collaboration_id = ${collaborationId}::uuid
    ${from ? sql`and c.placed_day >= ${from}::date` : sql``} ${through ? sql`and c.placed_day <= ${through}::date` : sql``}`;
}

/** The orders behind a collaboration's revenue under a model: those that credit it, and those whose refunds took the credit away. */
export async function listCreditedOrders(
  db: Db, workspaceId: string, of: CreditQuestion, { page, limit }: Paging,
): Promise<KeysetPage<CreditedOrderRow>> {
  const rows = sql`
    select ${COLUMNS}, ${CREDIT[of.model]} as "creditMinor", ${isExcluded()} as excluded
    from order_credit c join shop_order o on o.workspace_id = c.workspace_id and o.shop = c.shop and o.order_id = c.order_id
    where ${creditsOf(workspaceId, of)} and (${CREDIT[of.model]} > 0 or o.net_reporting_minor = 0)`;
  return await readKeysetPage<CreditedOrderRow>(db, { rows, keys: NEWEST_FIRST, page, limit });
}

/**
 * A collaboration's credit that counts, summed over its orders under every model, what is left out beside it, and how many rows
 * `listCreditedOrders` has under one.
 */
export async function sumCredits(db: Db, workspaceId: string, of: CreditQuestion) {
  const counted = (credit: RawBuilder<number>) => sql`sum(${credit}) filter (where not excluded)::text`;
  const { rows } = await sql<Record<AttributionModel, string | null> & { rows: number; excluded_orders: number; excluded_minor: string | null }>`
    select count(*) filter (where ${CREDIT[of.model]} > 0 or net = 0) as rows, ${counted(CREDIT.last_click)} as last_click, ${counted(CREDIT.first_click)} as first_click,
      ${counted(CREDIT.linear)} as linear, ${counted(CREDIT.time_decay)} as time_decay, ${counted(CREDIT.position)} as position,
      count(*) filter (where excluded and ${CREDIT[of.model]} > 0) as excluded_orders, sum(${CREDIT[of.model]}) filter (where excluded)::text as excluded_minor
    from (
      select c.*, o.net_reporting_minor as net, ${isExcluded()} as excluded
      from order_credit c join shop_order o on o.workspace_id = c.workspace_id and o.shop = c.shop and o.order_id = c.order_id
      where ${creditsOf(workspaceId, of)}
    ) as c`.execute(db);
  const [sums] = rows;
  const credit = (model: AttributionModel) => Number(sums?.[model] ?? 0);
  return {
    rows: sums?.rows ?? 0, excluded: { orders: sums?.excluded_orders ?? 0, creditMinor: Number(sums?.excluded_minor ?? 0) },
    creditMinor: {
      last_click: credit('last_click'), first_click: credit('first_click'), linear: credit('linear'), time_decay: credit('time_decay'), position: credit('position'),
    } satisfies Record<AttributionModel, number>,
  };
}

export interface OrderQuestion {
  readonly model: AttributionModel;
  readonly search: string;
  readonly from?: CalendarDay | undefined;
  readonly through?: CalendarDay | undefined;
  readonly methods?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  /** Slugs: orders that credit a collaboration of one of these campaigns. */
  readonly campaigns?: readonly string[] | undefined;
  /** None of these; of campaigns: orders that credit no collaboration of them. */
  readonly not?: Partial<Record<'methods' | 'statuses' | 'campaigns', readonly string[] | undefined>> | undefined;
  /** Only orders in a currency without a rate. */
  readonly withoutRate: boolean;
  /** Groups of conditions, on the columns of `columnsUnder`. */
  readonly where?: AskedFilter | undefined;
}

/** A page of all orders that came in. */
export async function listOrderRows(db: Db, workspaceId: string, question: OrderQuestion, { page, limit }: Paging): Promise<KeysetPage<OrderRow>> {
  const rows = sql`select ${COLUMNS} from shop_order o where ${conditions(workspaceId, question)}`;
  return await readKeysetPage<OrderRow>(db, { rows, keys: NEWEST_FIRST, page, limit });
}

/** Count and net revenue of all matching orders; those without a rate are counted, but add no revenue. */
export async function sumOrders(db: Db, workspaceId: string, question: OrderQuestion) {
  const { rows } = await sql<{ count: number; net: string | null; without_rate: number }>`
    select count(*) as count, sum(o.net_reporting_minor)::text as net, count(*) filter (where o.rate is null) as without_rate
    from shop_order o where ${conditions(workspaceId, question)}`.execute(db);
  return { count: rows[0]?.count ?? 0, netReportingMinor: Number(rows[0]?.net ?? 0), withoutRate: rows[0]?.without_rate ?? 0 };
}

export const ORDER_FACETS = ['method', 'status', 'campaign', 'rate'] as const;
export type OrderFacet = (typeof ORDER_FACETS)[number];

/** Counts beside the filters, each under the others; an order that two campaigns share counts for both. */
export async function countOrderFacets(db: Db, workspaceId: string, question: OrderQuestion): Promise<FacetCounts<OrderFacet>> {
  const { methods, statuses, campaigns, not, ...rest } = question;
  const { model } = question;
  return await countFacets(db, {
    base: sql`select o.workspace_id, o.shop, o.order_id, o.method, o.status, o.rate from shop_order o where ${conditions(workspaceId, { ...rest, withoutRate: false })}`,
    facets: [
      { name: 'method', value: sql`o.method`, conditions: among(sql`o.method`, methods, not?.methods) },
      { name: 'status', value: sql`o.status`, conditions: among(sql`o.status`, statuses, not?.statuses) },
      {
        name: 'campaign', value: sql`credited.slug`, conditions: chosen({ campaigns: choicesUnder(model).campaigns }, { campaigns }, not),
        join: sql`join (
          select distinct c.shop, c.order_id, ca.slug from order_credit c join collaboration co on co.workspace_id = c.workspace_id and co.id = c.collaboration_id
          join campaign ca on ca.workspace_id = co.workspace_id and ca.id = co.campaign_id where c.workspace_id = ${workspaceId} and ${CREDIT[model]} > 0
        ) credited on credited.shop = o.shop and credited.order_id = o.order_id`,
      },
      { name: 'rate', value: sql`case when o.rate is null then 'missing' end`, conditions: question.withoutRate ? [sql`o.rate is null`] : [] },
    ],
  });
}

function conditions(workspaceId: string, question: OrderQuestion): RawBuilder<unknown> {
  const { model, from, through, withoutRate, search, where } = question;
  return sql.join([
    sql`o.workspace_id = ${workspaceId}`, ...(from ? [sql`o.placed_day >= ${from}::date`] : []), ...(through ? [sql`o.placed_day <= ${through}::date`] : []), ...(withoutRate ? [sql`o.rate is null`] : []),
    ...(search === '' ? [] : [sql`(o.order_id ilike ${likePattern(search)} or o.shop ilike ${likePattern(search)})`]),
    ...chosen(choicesUnder(model), question, question.not), ...filterConditions(where, columnsUnder(model)),
  ], sql` and `);
}

/** The columns of `o` that have values to choose from. Whom an order credits depends on the model. */
function choicesUnder(model: AttributionModel): Record<'methods' | 'statuses' | 'campaigns', ConditionColumn> {
  const credited = (condition: RawBuilder<unknown>) => sql`exists (
    select 1 from order_credit c join collaboration co on co.workspace_id = c.workspace_id and co.id = c.collaboration_id
    join campaign ca on ca.workspace_id = co.workspace_id and ca.id = co.campaign_id
    where c.workspace_id = o.workspace_id and c.shop = o.shop and c.order_id = o.order_id and ${CREDIT[model]} > 0 and ${condition})`;
  return { methods: requiredColumn(sql`o.method`), statuses: requiredColumn(sql`o.status`), campaigns: columnOfRows(credited, valueColumn(sql`ca.slug`)) };
}

/** The columns that conditions are about. */
function columnsUnder(model: AttributionModel): Record<string, ConditionColumn> {
  const { methods, statuses, campaigns } = choicesUnder(model);
  return { method: methods, status: statuses, campaign: campaigns, rate: valueColumn(sql`case when o.rate is null then 'missing' end`), placed: dayColumn(sql`o.placed_day`), order: textColumn(sql`o.order_id`) };
}

export type OrderDetail = NonNullable<Awaited<ReturnType<typeof findOrderDetail>>>;

/** All facts of an order. The buyer is not among them: the hash stays where it is. */
export async function findOrderDetail(db: Db, workspaceId: string, shop: string, orderId: string) {
  return await db
    .selectFrom('shop_order')
    .select([
      'shop', 'order_id as orderId', 'placed_at as placedAt', 'placed_day as placedDay', 'currency', 'merchandise_minor as merchandiseMinor', 'refunded_minor as refundedMinor',
      'stated_refunded_minor as statedRefundedMinor', 'status', 'discount_codes as discountCodes', 'click_id as clickId', 'utm_content as utmContent',
      'is_new_customer as isNewCustomer', 'net_minor as netMinor', 'rate', 'net_reporting_minor as netReportingMinor', 'method', 'source', 'import_id as importId',
      'source_updated_at as sourceUpdatedAt', 'received_at as receivedAt',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('shop', '=', shop)
    .where('order_id', '=', orderId)
    .executeTakeFirst();
}

type OrderAt = { readonly shop: string; readonly orderId: string };

/** How an order's revenue is divided, under every model, and which parts are left out of ROI. */
export async function listOrderCredits(db: Db, workspaceId: string, { shop, orderId }: OrderAt) {
  return await db
    .selectFrom('order_credit as c')
    .innerJoin('shop_order as o', (join) => join.onRef('o.workspace_id', '=', 'c.workspace_id').onRef('o.shop', '=', 'c.shop').onRef('o.order_id', '=', 'c.order_id'))
    .select([
      'c.collaboration_id as collaborationId', 'c.last_click_minor as last_click', 'c.first_click_minor as first_click', 'c.linear_minor as linear',
      'c.time_decay_minor as time_decay', 'c.position_minor as position', isExcluded().as('excluded'),
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.shop', '=', shop)
    .where('c.order_id', '=', orderId)
    .orderBy('c.collaboration_id')
    .execute();
}

/** The clicks that an order's credit was divided over, oldest first; where they came from is null for a click no longer kept. */
export async function listOrderTouches(db: Db, workspaceId: string, { shop, orderId }: OrderAt) {
  return await db
    .selectFrom('order_touch as t')
    .leftJoin('click as k', (join) => join.onRef('k.workspace_id', '=', 't.workspace_id').onRef('k.clicked_at', '=', 't.clicked_at').onRef('k.id', '=', 't.click_id'))
    .select(['t.click_id as clickId', 't.collaboration_id as collaborationId', 't.clicked_at as clickedAt', 'k.referrer_host as referrerHost', 'k.device', 'k.country'])
    .where('t.workspace_id', '=', workspaceId)
    .where('t.shop', '=', shop)
    .where('t.order_id', '=', orderId)
    .orderBy('t.clicked_at')
    .orderBy('t.click_id')
    .limit(500)
    .execute();
}

/** Claims that lost to a stronger one. */
export async function listOrderClaims(db: Db, workspaceId: string, { shop, orderId }: OrderAt) {
  return await db
    .selectFrom('order_claim')
    .select(['collaboration_id as collaborationId', 'method'])
    .where('workspace_id', '=', workspaceId)
    .where('shop', '=', shop)
    .where('order_id', '=', orderId)
    .orderBy('method')
    .orderBy('collaboration_id')
    .execute();
}

export async function listOrderRefunds(db: Db, workspaceId: string, { shop, orderId }: OrderAt) {
  return await db
    .selectFrom('order_refund')
    .select(['refund_id as refundId', 'amount_minor as amountMinor', 'currency', 'refunded_at as refundedAt', 'received_at as receivedAt'])
    .where('workspace_id', '=', workspaceId)
    .where('shop', '=', shop)
    .where('order_id', '=', orderId)
    .orderBy('refunded_at')
    .orderBy('refund_id')
    .limit(500)
    .execute();
}
