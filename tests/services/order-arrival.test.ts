import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aClick } from '#tests/factories/click.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { anOrder, aRefund } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { RefundFact } from '#db/queries/refund.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { rebuildRollups, settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { takeInRefunds } from '#app/services/take-in-refunds.server.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const MINUTE = 60_000;

type Event = { kind: 'order'; order: OrderArrival } | { kind: 'refund'; refund: RefundFact };
let workspaceId: string;
let coupons: string[];
let clicks: string[];

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  const made = await Promise.all([1, 2, 3].map(() => aCollaboration(t.db, { workspaceId })));
  coupons = made.map(({ coupon }) => coupon);
  clicks = await Promise.all([0, 1, 2].map(async (visitor) => {
    const visitorId = newId();
    const ids: string[] = [];
    for (const [index, { collaborationId }] of made.entries()) {
      ids.push(await aClick(t.db, { workspaceId, collaborationId, visitorId, clickedAt: new Date(NOON.getTime() - (3 + index + visitor) * 86_400_000) }));
    }
    return ids[visitor] ?? '';
  }));
});

/** What a shop sends of one order in the course of its life: created, paid, a partial refund, the rest or a cancellation. */
function life(orderId: string, kind: number): Event[] {
  const evidence = [{ discountCodes: [coupons[0] ?? ''] }, { clickId: clicks[1] ?? '' }, { discountCodes: [coupons[1] ?? '', coupons[2] ?? ''], clickId: clicks[2] ?? '' }, {}][kind % 4] ?? {};
  const at = (minutes: number, change: Partial<OrderArrival>): Event => (
    { kind: 'order', order: { ...anOrder({ orderId, merchandiseMinor: 10_001 + kind, ...evidence, ...change }), sourceUpdatedAt: new Date(NOON.getTime() + minutes * MINUTE) } }
  );
  const last: Partial<OrderArrival> = kind % 3 === 0 ? { status: 'cancelled', refundedMinor: 3_000 } : { status: 'refunded', refundedMinor: 10_001 + kind };
  return [
    at(0, { status: 'pending' }),
    at(0, { status: 'paid' }),
    { kind: 'refund', refund: aRefund({ orderId, refundId: 'first', amountMinor: 3_000 }) },
    at(2, { status: 'partially_refunded', refundedMinor: 3_000 }),
    { kind: 'refund', refund: aRefund({ orderId, refundId: 'second', amountMinor: kind % 2 === 0 ? 7_001 + kind : 500 }) },
    ...(kind % 5 === 0 ? [] : [at(4, last)]),
  ];
}

/** Delivers round by round: the n-th event of every order at once, so that batches are mixed too. */
async function deliver(sequences: readonly (readonly Event[])[]): Promise<void> {
  const rounds = Math.max(...sequences.map((sequence) => sequence.length));
  for (let round = 0; round < rounds; round += 1) {
    const events = sequences.flatMap((sequence) => sequence[round] ?? []);
    await takeInRefunds(t.db, { workspaceId, source: 'test', refunds: events.flatMap((event) => (event.kind === 'refund' ? [event.refund] : [])) }, doing);
    await takeInOrders(t.db, { workspaceId, source: 'test', orders: events.flatMap((event) => (event.kind === 'order' ? [event.order] : [])) }, doing);
  }
}

async function states(prefix: string) {
  const orders = await t.db
    .selectFrom('shop_order')
    .select(['order_id', 'status', 'merchandise_minor', 'stated_refunded_minor', 'refunded_minor', 'net_minor', 'net_reporting_minor', 'method', 'click_id', 'discount_codes', 'source_updated_at', 'placed_day'])
    .where('workspace_id', '=', workspaceId).where('order_id', 'like', `${prefix}%`).orderBy('order_id').execute();
  const credits = await t.db
    .selectFrom('order_credit')
    .select(['order_id', 'collaboration_id', 'last_click_minor', 'first_click_minor', 'linear_minor', 'time_decay_minor', 'position_minor'])
    .where('workspace_id', '=', workspaceId).where('order_id', 'like', `${prefix}%`).orderBy('order_id').orderBy('collaboration_id').execute();
  const claims = await t.db
    .selectFrom('order_claim').select(['order_id', 'collaboration_id', 'method'])
    .where('workspace_id', '=', workspaceId).where('order_id', 'like', `${prefix}%`).orderBy('order_id').orderBy('collaboration_id').execute();
  const strip = <T extends { order_id: string }>(rows: T[]) => rows.map((row) => ({ ...row, order_id: row.order_id.slice(prefix.length) }));
  return { orders: strip(orders), credits: strip(credits), claims: strip(claims) };
}

test('1,000 orders whose events arrive in any order, some of them repeatedly, end in the state of those that arrived in order', { timeout: 120_000 }, async () => {
  const kinds = Array.from({ length: 1000 }, (_, index) => index);
  await deliver(kinds.map((kind) => life(`in-order/${String(kind).padStart(4, '0')}`, kind)));
  const shuffled = kinds.map((kind) => {
    const events = life(`shuffled/${String(kind).padStart(4, '0')}`, kind);
    const [sequence] = fc.sample(fc.shuffledSubarray([...events, ...events.slice(0, kind % 3)], { minLength: events.length + (kind % 3) }), { numRuns: 1, seed: 20_260_710 + kind });
    return sequence ?? events;
  });
  await deliver(shuffled);
  const inOrder = await states('in-order/');
  expect(inOrder.orders).toHaveLength(1000);
  expect(await states('shuffled/')).toEqual(inOrder);

  const { rows } = await t.pool.query<{ wrong: number }>(`
    select count(*)::int as wrong from shop_order o
    join (select shop, order_id, sum(last_click_minor) a, sum(first_click_minor) b, sum(linear_minor) c, sum(time_decay_minor) d, sum(position_minor) e
      from order_credit group by shop, order_id) s using (shop, order_id)
    where not (net_reporting_minor = a and a = b and b = c and c = d and d = e)`);
  expect(rows).toEqual([{ wrong: 0 }]);
});

async function rollups() {
  const days = await t.db.selectFrom('credit_day').selectAll().orderBy('model').orderBy('collaboration_id').orderBy('day').execute();
  const clickDays = await t.db.selectFrom('click_day').selectAll().orderBy('collaboration_id').orderBy('day').execute();
  return { days, clickDays };
}

test('roll-ups settled bit by bit equal roll-ups rebuilt from the facts, to the byte', { timeout: 120_000 }, async () => {
  const customers = ['aa', 'bb', 'cc'].map((text) => text.repeat(32));
  const days = [-3, -1, 0, 1];
  for (let step = 0; step < 30; step += 1) {
    const orders = Array.from({ length: 12 }, (_, index) => {
      const [event] = life(`step-${(step * 7 + index) % 90}`, step + index);
      if (event?.kind !== 'order') throw new Error('a life begins with an order');
      return {
        ...event.order, status: step % 4 === 0 ? ('pending' as const) : ('paid' as const), customerHash: customers[index % 4] ?? null, sourceUpdatedAt: null,
        placedAt: new Date(NOON.getTime() + (days[(step + index) % 4] ?? 0) * 86_400_000), refundedMinor: index % 3 === 0 ? 2_000 * (step % 6) : 0,
      };
    });
    await takeInOrders(t.db, { workspaceId, source: 'test', orders }, doing);
    await takeInRefunds(t.db, { workspaceId, source: 'test', refunds: [aRefund({ orderId: `step-${step}`, amountMinor: 1_234 })] }, doing);
    if (step % 3 !== 0) await settleRollups(t.db, { workspaceId, now: NOON });
  }
  await t.db.insertInto('dirty_day').values({ workspace_id: workspaceId, kind: 'click', day: '2026-07-05', id: newId() }).execute();
  await settleRollups(t.db, { now: NOON });
  const settled = await rollups();
  expect(settled.days.length).toBeGreaterThan(30);
  await rebuildRollups(t.db, workspaceId);
  const rebuilt = await rollups();
  expect(rebuilt.days).toEqual(settled.days);
  expect(rebuilt.clickDays).toEqual(expect.arrayContaining(settled.clickDays));
  expect(settled.days.some((day) => day.refunded_orders > 0 && day.gross_minor > day.revenue_minor)).toBe(true);
  const sums = await t.pool.query<{ model: string; revenue: number }>('select model, sum(revenue_minor)::bigint as revenue from credit_day group by model');
  expect(new Set(sums.rows.map((row) => row.revenue)).size).toBe(1);
  expect(await t.db.selectFrom('dirty_day').selectAll().where('kind', '<>', 'review').execute()).toEqual([]);
});

test('clicks of today and of just before midnight are counted without a mark, people apart from machines', async () => {
  const brand = await aWorkspace(t.db);
  const { collaborationId } = await aCollaboration(t.db, { workspaceId: brand });
  const midnight = new Date('2026-07-10T16:00:00Z');
  const at = (minutes: number) => new Date(midnight.getTime() + minutes * MINUTE);
  const visitorId = newId();
  await aClick(t.db, { workspaceId: brand, collaborationId, visitorId, clickedAt: at(-1) });
  await settleRollups(t.db, { workspaceId: brand, now: at(5) });
  await aClick(t.db, { workspaceId: brand, collaborationId, visitorId, clickedAt: at(-2) });
  await aClick(t.db, { workspaceId: brand, collaborationId, clickedAt: at(1) });
  await aClick(t.db, { workspaceId: brand, collaborationId, clickedAt: at(2), automation: 'crawler' });
  await settleRollups(t.db, { workspaceId: brand, now: at(6) });
  await aClick(t.db, { workspaceId: brand, collaborationId, clickedAt: at(-3) });
  await settleRollups(t.db, { workspaceId: brand, now: at(20) });
  const counted = await t.db.selectFrom('click_day').select(['day', 'clicks', 'visitors', 'automated']).where('workspace_id', '=', brand).orderBy('day').execute();
  expect(counted).toEqual([
    { day: '2026-07-10', clicks: 2, visitors: 1, automated: 0 },
    { day: '2026-07-11', clicks: 1, visitors: 1, automated: 1 },
  ]);
});
