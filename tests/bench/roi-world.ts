import type { Pool } from 'pg';

export interface RoiWorldSize {
  readonly kols: number;
  readonly collaborations: number;
  readonly orders: number;
}

/** The day that the made-up workspace is reviewed on. */
export const REVIEW_DAY = '2026-07-10';

const PER_CAMPAIGN = 100;
const FLIGHT_DAYS = 45;
const BENCH_KOLS = 100;

/**
 * Fills a workspace set by set with campaigns, KOLs, collaborations that began over the last months, their fees, one post each, clicks and
 * credited orders with the roll-ups of both. Every value follows from a running number, so two runs make the same world. Sales are skewed: a
 * few collaborations have most of them. Orders are credits without their order: neither a review nor the board reads orders.
 */
export async function makeRoiWorld(pool: Pool, workspaceId: string, { kols, collaborations, orders }: RoiWorldSize): Promise<void> {
  const id = (kind: string, number: string) => `md5('${workspaceId} ${kind} ' || ${number})::uuid`;
  const tier = (number: string) => `(array['top', 'mid', 'mid', 'emerging', 'emerging'])[1 + ${number} % 5]`;
  const startsOn = (number: string) => `(date '${REVIEW_DAY}' - 8 - (${number} / ${PER_CAMPAIGN}) * 4)`;
  const everyone = kols + BENCH_KOLS;
  const statements = [
    `insert into campaign (workspace_id, id, slug, name, status, starts_on, ends_on, budget_minor, currency, reserve_basis_points, landing_url, created_at, updated_at)
     select '${workspaceId}', ${id('campaign', 'n')}, 'campaign-' || n, 'Campaign ' || n, 'active', ${startsOn(`n * ${PER_CAMPAIGN}`)}, ${startsOn(`n * ${PER_CAMPAIGN}`)} + ${FLIGHT_DAYS - 1},
       500000000, 'CNY', 1000, 'https://shop.example/', now(), now()
     from generate_series(0, ${Math.ceil(collaborations / PER_CAMPAIGN) - 1}) n`,
    `insert into campaign_tier (workspace_id, campaign_id, tier, slots, share_basis_points)
     select c.workspace_id, c.id, t.tier, 40, t.share from campaign c, (values ('top', 4000), ('mid', 4000), ('emerging', 2000)) t(tier, share) where c.workspace_id = '${workspaceId}' on conflict do nothing`,
    `insert into kol (workspace_id, id, name, tier, status, price_minor, price_currency, created_at, updated_at)
     select '${workspaceId}', ${id('kol', 'n')}, 'Creator ' || n, ${tier('n')}, case when n < ${kols} then 'active' else 'bench' end, 100000 + n % 50 * 30000, 'CNY', now(), now()
     from generate_series(0, ${everyone - 1}) n`,
    `insert into kol_account (workspace_id, id, kol_id, platform, handle, followers, engagement_basis_points, created_at)
     select '${workspaceId}', ${id('account', 'n')}, ${id('kol', 'n')}, (array['douyin', 'xiaohongshu', 'bilibili', 'weibo'])[1 + n % 4], 'creator-' || n, 10000 + n * 991 % 900000,
       100 + n % 700, now() from generate_series(0, ${everyone - 1}) n`,
    `insert into collaboration (workspace_id, id, campaign_id, kol_id, account_id, tier, status, starts_on, ends_on, tracking_code, coupon, landing_url, published_at, created_at, updated_at)
     select '${workspaceId}', ${id('collaboration', 'n')}, ${id('campaign', `(n / ${PER_CAMPAIGN})`)}, ${id('kol', `(n % ${kols})`)}, ${id('account', `(n % ${kols})`)}, ${tier(`(n % ${kols})`)},
       case when ${startsOn('n')} + ${FLIGHT_DAYS - 1} < date '${REVIEW_DAY}' then 'ended' else 'live' end, ${startsOn('n')}, ${startsOn('n')} + ${FLIGHT_DAYS - 1},
       'T' || n, 'COUPON' || n, 'https://shop.example/', ${startsOn('n')}, now(), now()
     from generate_series(0, ${collaborations - 1}) n`,
    `insert into cost_item (workspace_id, id, collaboration_id, kind, amount_minor, currency, rate, identity, created_at)
     select '${workspaceId}', ${id('fee', 'n')}, ${id('collaboration', 'n')}, 'fee', 300000 + n * 37 % 100 * 20000, 'CNY', '1', 'fee', now() from generate_series(0, ${collaborations - 1}) n`,
    `insert into content (workspace_id, id, collaboration_id, platform, url, published_at, created_at)
     select '${workspaceId}', ${id('content', 'n')}, ${id('collaboration', 'n')}, 'douyin', 'https://posts.example/' || n, ${startsOn('n')}, now() from generate_series(0, ${collaborations - 1}) n`,
    `insert into content_metric (workspace_id, content_id, captured_at, source, definition_version, impressions, views, likes, comments, shares, saves)
     select '${workspaceId}', ${id('content', 'n')}, ${startsOn('n')} + s * 3, 'file', '1', v * 3, v, v / 20, v / 200, v / 300, v / 150
     from (select n, s, (5000 + n * 613 % 90000) * s as v from generate_series(0, ${collaborations - 1}) n, generate_series(1, 2) s) x`,
    `insert into click_day (workspace_id, collaboration_id, day, clicks, visitors, automated)
     select '${workspaceId}', ${id('collaboration', 'n')}, d::date, 5 + n * 17 % 80, 4 + n * 17 % 80, n % 3
     from generate_series(0, ${collaborations - 1}) n, generate_series(${startsOn('n')}, least(${startsOn('n')} + ${FLIGHT_DAYS - 1}, date '${REVIEW_DAY}'), interval '1 day') d`,
    // 7919 is prime, so u walks all of [0, 1) without a pattern; its square is the skew.
    `insert into order_credit (workspace_id, shop, order_id, collaboration_id, placed_day, last_click_minor, first_click_minor, linear_minor, time_decay_minor, position_minor)
     select '${workspaceId}', 'main', 'order-' || n, ${id('collaboration', 'c')}, ${startsOn('c')} + (n * 31) % least(${FLIGHT_DAYS}, date '${REVIEW_DAY}' - ${startsOn('c')} + 1), m, m, m, m, m
     from (select n, floor(${collaborations} * (n::bigint * 7919 % ${orders} / ${orders}.0) ^ 2)::int as c, 5000 + n % 400 * 100 as m from generate_series(0, ${orders - 1}) n) o`,
    // Every fourth collaboration shares its buyers with others: the models differ in what they give it, and each has to be judged.
    `insert into credit_day (workspace_id, model, collaboration_id, day, orders, refunded_orders, new_customer_orders, known_customer_orders, revenue_minor, gross_minor)
     select workspace_id, model, collaboration_id, placed_day, count(*), 0, count(*) / 2, count(*), sum(credit), sum(credit)
     from (select *, last_click_minor * case when model = 'last_click' or hashtext(collaboration_id::text) % 4 <> 0 then 10 else 9 end / 10 as credit
       from order_credit, unnest(array['last_click', 'first_click', 'linear', 'time_decay', 'position']) model where workspace_id = '${workspaceId}') o group by 1, 2, 3, 4 on conflict do nothing`,
    'analyze',
  ];
  for (const statement of statements) await pool.query(statement);
}
