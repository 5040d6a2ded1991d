import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { AttributionMethod } from '#app/domain/order.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { andAmong } from './condition.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export const ATTRIBUTION_SORTS = ['name', 'tier', 'orders', 'spread', 'excluded', ...ATTRIBUTION_MODELS] as const;
export type AttributionSort = (typeof ATTRIBUTION_SORTS)[number];

export interface AttributionQuestion {
  /** The model whose orders are counted by method, and which `spread` is measured from. */
  readonly model: AttributionModel;
  readonly from: CalendarDay;
  readonly through: CalendarDay;
  readonly campaignSlugs?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  readonly sort: readonly { readonly column: AttributionSort; readonly descending: boolean }[];
  readonly page: { readonly offset: number; readonly limit: number };
}

/** Revenue of a collaboration in a period under every model, as far as it counts. Reporting currency. */
export interface AttributionLine {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly campaignName: string;
  readonly tier: Tier;
  readonly platform: Platform;
  readonly revenueMinor: Readonly<Record<AttributionModel, number>>;
  /** Orders under `model`, and by which rule they came. */
  readonly orders: { readonly all: number; readonly coupon: number; readonly click: number; readonly utm: number };
  readonly excluded: { readonly orders: number; readonly minor: number };
}

export interface AttributionTable {
  readonly rows: AttributionLine[];
  readonly count: number;
  /** Of all rows that pass the filter, not of the page alone. */
  readonly totals: Pick<AttributionLine, 'revenueMinor' | 'orders' | 'excluded'>;
}

type Sums = Record<AttributionModel, string> & { orders: string; coupon_orders: string; utm_orders: string; excluded_orders: string; excluded_minor: string };
type LineRow = Sums & {
  id: string; kol_name: string; campaign_name: string; tier: Tier; platform: Platform; all_rows: number; totals: Record<keyof Sums, number>;
};

/** The five models side by side by collaboration, from the roll-ups by day. */
export async function listAttribution(db: Db, workspaceId: string, question: AttributionQuestion): Promise<AttributionTable> {
  const sums = SUMMED.map((name) => sql`${name}::text, sum(${sql.ref(name)}) over ()`);
  const { rows } = await sql<LineRow>`
    with line as (${lines(workspaceId, question)})
    select id, kol_name, campaign_name, tier, platform, ${sql.join(SUMMED.map((name) => sql`${sql.ref(name)}::text`))},
      count(*) over () as all_rows, jsonb_build_object(${sql.join(sums)}) as totals
    from line order by ${ordering(question)} limit ${question.page.limit} offset ${question.page.offset}`.execute(db);
  const [first] = rows;
  if (!first) {
    return question.page.offset > 0
      ? await listAttribution(db, workspaceId, { ...question, page: { ...question.page, offset: 0 } })
      : { rows: [], count: 0, totals: figures(null) };
  }
  return {
    rows: rows.map((row) => ({ collaborationId: row.id, kolName: row.kol_name, campaignName: row.campaign_name, tier: row.tier, platform: row.platform, ...figures(row) })),
    count: first.all_rows, totals: figures(first.totals),
  };
}

const SUMMED = [...ATTRIBUTION_MODELS, 'orders', 'coupon_orders', 'utm_orders', 'excluded_orders', 'excluded_minor'] as const;

function lines(workspaceId: string, { model, from, through, campaignSlugs, tiers }: AttributionQuestion): RawBuilder<unknown> {
  const revenue = ATTRIBUTION_MODELS.map((one) => sql`coalesce(sum(revenue_minor) filter (where model = ${one}), 0)::bigint as ${sql.ref(one)}`);
  const own = (column: string) => sql`coalesce(sum(${sql.ref(column)}) filter (where model = ${model}), 0)::bigint as ${sql.ref(column)}`;
  const period = sql`workspace_id = ${workspaceId} and day between ${from}::date and ${through}::date`;
  return sql`
    select c.id, k.name as kol_name, ca.name as campaign_name, c.tier, a.platform, ${sql.join(ATTRIBUTION_MODELS.map((one) => sql`coalesce(${sql.ref(`s.${one}`)}, 0) as ${sql.ref(one)}`))},
      coalesce(s.orders, 0) as orders, coalesce(s.coupon_orders, 0) as coupon_orders, coalesce(s.utm_orders, 0) as utm_orders,
      coalesce(x.excluded_orders, 0) as excluded_orders, coalesce(x.excluded_minor, 0) as excluded_minor
    from (
      select collaboration_id, ${sql.join(revenue)}, ${own('orders')}, ${own('coupon_orders')}, ${own('utm_orders')} from credit_day where ${period} group by 1
    ) s
    full join (
      select collaboration_id, sum(excluded_orders) as excluded_orders, sum(excluded_minor)::bigint as excluded_minor from coupon_day
      where ${period} and excluded_orders > 0 group by 1
    ) x on x.collaboration_id = s.collaboration_id
    join collaboration c on c.workspace_id = ${workspaceId} and c.id = coalesce(s.collaboration_id, x.collaboration_id)
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    join kol_account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    where true ${andAmong(sql`ca.slug`, campaignSlugs)} ${andAmong(sql`c.tier`, tiers)}`;
}

function ordering({ sort, model }: AttributionQuestion): RawBuilder<unknown> {
  const spread = sql`greatest(last_click, first_click, linear, time_decay, position) - least(last_click, first_click, linear, time_decay, position)`;
  const keyOf = (column: AttributionSort): RawBuilder<unknown> => {
    if (column === 'name') return sql`kol_name ${inPinyinOrder}`;
    if (column === 'tier') return sql`array_position(array['top', 'mid', 'emerging'], tier)`;
    if (column === 'spread') return spread;
    // The columns of the answer are texts of the same names: the order goes by the numbers.
    return sql.ref(`line.${column === 'excluded' ? 'excluded_minor' : column}`);
  };
  const keys = sort.map(({ column, descending }) => (descending ? sql`${keyOf(column)} desc` : sql`${keyOf(column)} asc`));
  return sql.join([...keys, sql`${sql.ref(`line.${model}`)} desc`, sql`id`]);
}

function figures(sums: Record<keyof Sums, string | number> | null): Pick<AttributionLine, 'revenueMinor' | 'orders' | 'excluded'> {
  const of = (name: keyof Sums) => Number(sums?.[name] ?? 0);
  return {
    revenueMinor: { last_click: of('last_click'), first_click: of('first_click'), linear: of('linear'), time_decay: of('time_decay'), position: of('position') },
    orders: { all: of('orders'), coupon: of('coupon_orders'), utm: of('utm_orders'), click: of('orders') - of('coupon_orders') - of('utm_orders') },
    excluded: { orders: of('excluded_orders'), minor: of('excluded_minor') },
  };
}

export interface MethodSum {
  readonly method: AttributionMethod;
  readonly orders: number;
  /** Net revenue in the reporting currency; orders without a rate add none. */
  readonly netMinor: number;
}

/** All orders of a period by the rule that decided them: those that nobody brought are among them. */
export async function sumOrdersByMethod(db: Db, workspaceId: string, { from, through }: Pick<AttributionQuestion, 'from' | 'through'>): Promise<MethodSum[]> {
  const { rows } = await sql<{ method: AttributionMethod; orders: number; net: string | null }>`
    select method, count(*) as orders, sum(net_reporting_minor)::text as net from shop_order
    where workspace_id = ${workspaceId} and placed_day between ${from}::date and ${through}::date group by method`.execute(db);
  return rows.map(({ method, orders, net }) => ({ method, orders, netMinor: Number(net ?? 0) }));
}

/** What is left out of ROI in a period. */
export async function sumExcludedOf(db: Db, workspaceId: string, { from, through }: Pick<AttributionQuestion, 'from' | 'through'>): Promise<{ orders: number; minor: number }> {
  const { rows } = await sql<{ orders: string | null; minor: string | null }>`
    select sum(excluded_orders)::text as orders, sum(excluded_minor)::text as minor from coupon_day
    where workspace_id = ${workspaceId} and day between ${from}::date and ${through}::date`.execute(db);
  return { orders: Number(rows[0]?.orders ?? 0), minor: Number(rows[0]?.minor ?? 0) };
}
