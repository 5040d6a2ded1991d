import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aClick } from '#tests/factories/click.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { anOrder, aRefund } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { markClickedDays } from '#db/queries/dirty-day.server.ts';
import { upsertExchangeRate } from '#db/queries/exchange-rate.server.ts';
import type { OrderFact } from '#app/domain/order.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { newId } from '#app/lib/ids.server.ts';
import { applyExchangeRates } from '#app/services/apply-exchange-rates.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { rebuildAttribution } from '#app/services/rebuild-attribution.server.ts';
import { rebuildRollups, settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import type { TakeInOrdersInput } from '#app/services/take-in-orders.server.ts';
import { takeInRefunds } from '#app/services/take-in-refunds.server.ts';
import { takeInTogether } from '#app/services/take-in-together.server.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let workspaceId: string;

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
});

function takeIn(orders: TakeInOrdersInput['orders'], more: Partial<TakeInOrdersInput> = {}) {
  return takeInOrders(t.db, { workspaceId, orders, source: 'test', ...more }, doing);
}

async function stored(orderId: string) {
  return await t.db.selectFrom('shop_order').selectAll().where('workspace_id', '=', workspaceId).where('order_id', '=', orderId).executeTakeFirstOrThrow();
}

async function credits(orderId: string) {
  return await t.db
    .selectFrom('order_credit')
    .select(['collaboration_id as id', 'last_click_minor as last', 'first_click_minor as first', 'linear_minor as linear', 'position_minor as position'])
    .where('workspace_id', '=', workspaceId).where('order_id', '=', orderId).orderBy('collaboration_id').execute();
}

async function claims(orderId: string) {
  return await t.db.selectFrom('order_claim').select(['collaboration_id as id', 'method']).where('workspace_id', '=', workspaceId).where('order_id', '=', orderId).execute();
}

describe('an order that comes in', () => {
  test('is stored with its net revenue, its day in the workspace\'s zone and a shop that nobody had to make', async () => {
    const late = anOrder({ shop: '小店', placedAt: new Date('2026-07-10T16:30:00Z'), refundedMinor: 900, discountCodes: ['a "b"', 'c,d\\'] });
    expect(await takeIn([late])).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await stored(late.orderId)).toMatchObject({
      shop: '小店', placed_day: '2026-07-11', net_minor: 19_000, refunded_minor: 900, net_reporting_minor: 19_000, rate: '1.0000000000', method: 'none',
      discount_codes: ['a "b"', 'c,d\\'], received_at: NOON, source: 'test',
    });
    expect(await t.db.selectFrom('shop').select('kind').where('workspace_id', '=', workspaceId).where('slug', '=', '小店').execute()).toEqual([{ kind: 'manual' }]);
  });

  test('a second time changes nothing, not even a mark for the roll-ups', async () => {
    const { coupon } = await aCollaboration(t.db, { workspaceId });
    const order = anOrder({ discountCodes: [coupon] });
    await takeIn([order]);
    await t.db.deleteFrom('dirty_day').execute();
    const before = await stored(order.orderId);
    expect(await takeIn([order, order])).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(await stored(order.orderId)).toEqual(before);
    expect(await t.db.selectFrom('dirty_day').selectAll().execute()).toEqual([]);
  });

  test('moved to another day marks the day it left and the day it came to', async () => {
    const { coupon } = await aCollaboration(t.db, { workspaceId });
    const order = anOrder({ discountCodes: [coupon] });
    await takeIn([order]);
    await t.db.deleteFrom('dirty_day').execute();
    await takeIn([{ ...order, placedAt: new Date(NOON.getTime() + 2 * DAY) }]);
    expect((await t.db.selectFrom('dirty_day').select(['day', 'kind']).orderBy('day').execute())).toEqual([
      { day: '2026-07-10', kind: 'credit' }, { day: '2026-07-12', kind: 'credit' },
    ]);
  });

  test('in an older version changes nothing, in a newer one replaces, and a newer one that says the same still outdates', async () => {
    const order = anOrder();
    const version = (hours: number, change: Partial<OrderFact>) => takeIn([{ ...order, ...change }], { sourceUpdatedAt: new Date(NOON.getTime() + hours * HOUR) });
    await version(2, { status: 'paid' });
    expect(await version(1, { status: 'pending' })).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await version(4, { status: 'paid' })).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await version(3, { status: 'pending' })).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await version(5, { status: 'cancelled' })).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(await stored(order.orderId)).toMatchObject({ status: 'cancelled', net_minor: 0 });
  });

  test('a file without click ids does not take away the click id that a webhook brought', async () => {
    const { collaborationId } = await aCollaboration(t.db, { workspaceId });
    const clickId = await aClick(t.db, { workspaceId, collaborationId });
    const order = anOrder({ clickId });
    await takeIn([order]);
    await takeIn([{ ...order, clickId: null, refundedMinor: 900 }]);
    expect(await credits(order.orderId)).toMatchObject([{ id: collaborationId, last: 19_000 }]);
  });
});

describe('who is credited', () => {
  test('a coupon beats a click, the click\'s claim is kept, and case and blanks do not matter', async () => {
    const mine = await aCollaboration(t.db, { workspaceId, coupon: 'LILY15' });
    const other = await aCollaboration(t.db, { workspaceId });
    const clickId = await aClick(t.db, { workspaceId, collaborationId: other.collaborationId });
    const order = anOrder({ discountCodes: [' lily15 '], clickId });
    await takeIn([order]);
    expect(await stored(order.orderId)).toMatchObject({ method: 'coupon' });
    expect(await credits(order.orderId)).toEqual([{ id: mine.collaborationId, last: 19_900, first: 19_900, linear: 19_900, position: 19_900 }]);
    expect(await claims(order.orderId)).toEqual([{ id: other.collaborationId, method: 'click' }]);
  });

  test('the visitor\'s clicks by people in the window share it, and each model sums to the order', async () => {
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => aCollaboration(t.db, { workspaceId })));
    if (!a || !b || !c) throw new Error('made three');
    const visitorId = newId();
    const click = (collaborationId: string, daysAgo: number, automation: string | null = null) =>
      aClick(t.db, { workspaceId, collaborationId, visitorId, automation, clickedAt: new Date(NOON.getTime() - daysAgo * DAY) });
    await click(a.collaborationId, 31);
    await click(a.collaborationId, 20);
    await click(b.collaborationId, 10);
    await click(b.collaborationId, 9, 'preview');
    const named = await click(c.collaborationId, 1);
    await click(a.collaborationId, -1);
    const order = anOrder({ clickId: named.toUpperCase(), merchandiseMinor: 10_000 });
    await takeIn([order]);
    const found = new Map((await credits(order.orderId)).map((credit) => [credit.id, credit]));
    expect(found.get(a.collaborationId)).toMatchObject({ last: 0, first: 10_000, linear: 3_333 + (a.collaborationId < b.collaborationId && a.collaborationId < c.collaborationId ? 1 : 0), position: 4_000 });
    expect(found.get(b.collaborationId)).toMatchObject({ last: 0, first: 0, position: 2_000 });
    expect(found.get(c.collaborationId)).toMatchObject({ last: 10_000, first: 0, position: 4_000 });
    expect([...found.values()].reduce((sum, credit) => sum + credit.linear, 0)).toBe(10_000);
    const touches = await t.db.selectFrom('order_touch').select('clicked_at').where('order_id', '=', order.orderId).execute();
    expect(touches).toHaveLength(3);
  });

  test('utm_content is read as people type it; what is no code and clicks never seen are no evidence', async () => {
    const { code, collaborationId } = await aCollaboration(t.db, { workspaceId });
    const typed = anOrder({ utmContent: ` ${code.toLowerCase()}.`, clickId: newId(NOON.getTime()) });
    const nothing = anOrder({ utmContent: 'spring-sale', clickId: 'gclid-77', discountCodes: ['NOBODYS'] });
    await takeIn([typed, nothing]);
    expect(await credits(typed.orderId)).toMatchObject([{ id: collaborationId, last: 19_900 }]);
    expect(await stored(nothing.orderId)).toMatchObject({ method: 'none', click_id: null });
    expect(await takeIn([typed, nothing])).toMatchObject({ unchanged: 2 });
  });

  test('nothing of another brand counts', async () => {
    const stranger = await aWorkspace(t.db);
    const theirs = await aCollaboration(t.db, { workspaceId: stranger, coupon: 'THEIRS' });
    const clickId = await aClick(t.db, { workspaceId: stranger, collaborationId: theirs.collaborationId });
    const order = anOrder({ discountCodes: ['THEIRS'], clickId, utmContent: theirs.code });
    await takeIn([order]);
    expect(await stored(order.orderId)).toMatchObject({ method: 'none' });
  });
});

describe('refunds', () => {
  test('a refund lowers every credit at the frozen split, even when the flight has been moved since', async () => {
    const [a, b] = await Promise.all([aCollaboration(t.db, { workspaceId }), aCollaboration(t.db, { workspaceId })]);
    const visitorId = newId();
    await aClick(t.db, { workspaceId, collaborationId: a.collaborationId, visitorId, clickedAt: new Date(NOON.getTime() - 2 * DAY) });
    const clickId = await aClick(t.db, { workspaceId, collaborationId: b.collaborationId, visitorId });
    const order = anOrder({ clickId, merchandiseMinor: 10_000 });
    const couponed = anOrder({ discountCodes: [a.coupon] });
    await takeIn([order, couponed]);
    await t.db.deleteFrom('click').where('visitor_id', '=', visitorId).execute();
    await t.db.updateTable('collaboration').set({ starts_on: '2020-01-01', ends_on: '2020-01-02' }).where('id', '=', a.collaborationId).execute();
    await takeInRefunds(t.db, { workspaceId, source: 'test', refunds: [aRefund({ orderId: order.orderId, amountMinor: 4_000 }), aRefund({ orderId: couponed.orderId })] }, doing);
    expect((await credits(order.orderId)).map((credit) => credit.linear)).toEqual([3_000, 3_000]);
    expect(await credits(couponed.orderId)).toMatchObject([{ last: 14_900 }]);
    expect(await stored(couponed.orderId)).toMatchObject({ method: 'coupon', net_minor: 14_900 });
    await takeInRefunds(t.db, { workspaceId, source: 'test', refunds: [aRefund({ orderId: order.orderId, amountMinor: 9_000 })] }, doing);
    expect((await credits(order.orderId)).map((credit) => credit.linear)).toEqual([0, 0]);
    expect(await stored(order.orderId)).toMatchObject({ net_minor: 0, refunded_minor: 13_000 });
  });

  test('a refund before its order is parked, counts when the order comes, and twice counts once', async () => {
    const order = anOrder();
    const refund = aRefund({ orderId: order.orderId });
    expect(await takeInRefunds(t.db, { workspaceId, source: 'test', refunds: [refund, refund] }, doing)).toEqual({ created: 1, unchanged: 1, parked: 1, rejected: [] });
    await takeIn([order]);
    expect(await stored(order.orderId)).toMatchObject({ net_minor: 14_900, stated_refunded_minor: 0, refunded_minor: 5_000 });
    expect(await takeIn([{ ...order, refundedMinor: 5_000 }])).toMatchObject({ updated: 1 });
    expect(await stored(order.orderId)).toMatchObject({ net_minor: 14_900 });
  });

  test('a refund in another currency than its order is refused and nothing is stored', async () => {
    const order = anOrder();
    await takeIn([order]);
    const outcome = await takeInRefunds(t.db, { workspaceId, source: 'test', refunds: [aRefund({ orderId: order.orderId }), aRefund({ orderId: order.orderId, currency: 'USD' })] }, doing);
    expect(outcome).toMatchObject({ created: 0, rejected: [{ index: 1, code: 'currency_conflict' }] });
    expect(await stored(order.orderId)).toMatchObject({ net_minor: 19_900 });
  });
});

describe('rates', () => {
  test('an order without a rate is kept, flagged and not counted until a rate is given; a refund reverses at the rate of the first capture', async () => {
    const { coupon } = await aCollaboration(t.db, { workspaceId });
    const order = anOrder({ currency: 'USD', merchandiseMinor: 10_000, discountCodes: [coupon] });
    await takeIn([order]);
    expect(await stored(order.orderId)).toMatchObject({ rate: null, net_minor: 10_000, net_reporting_minor: null, method: 'coupon' });
    expect(await credits(order.orderId)).toEqual([]);
    await upsertExchangeRate(t.db, workspaceId, { currency: 'USD', validFrom: '2026-07-11', rate: '9' });
    expect(await applyExchangeRates(t.db, workspaceId, doing)).toBe(0);
    await upsertExchangeRate(t.db, workspaceId, { currency: 'USD', validFrom: '2026-07-01', rate: '7.1' });
    expect(await applyExchangeRates(t.db, workspaceId, doing)).toBe(1);
    expect(await credits(order.orderId)).toMatchObject([{ last: 71_000 }]);
    await upsertExchangeRate(t.db, workspaceId, { currency: 'USD', validFrom: '2026-07-05', rate: '8' });
    await takeIn([{ ...order, refundedMinor: 5_000 }]);
    expect(await credits(order.orderId)).toMatchObject([{ last: 35_500 }]);
  });
});

describe('new customers', () => {
  test('the first order of a buyer is the new one, in whichever order they arrive, and so after the first one moves', async () => {
    const customerHash = 'ab'.repeat(32);
    const at = (days: number) => anOrder({ customerHash, placedAt: new Date(NOON.getTime() + days * DAY) });
    const [first, second, third] = [at(0), at(1), at(2)];
    const isNew = async () => (await Promise.all([first, second, third].map((order) => stored(order.orderId)))).map((row) => row.is_new_customer);
    await takeIn([second, third, anOrder()]);
    await takeIn([first]);
    expect(await isNew()).toEqual([true, false, false]);
    await takeIn([{ ...first, placedAt: new Date(NOON.getTime() + 9 * DAY) }]);
    expect(await isNew()).toEqual([false, true, false]);
  });
});

test('a changed policy takes effect on what is there when credits are rebuilt', async () => {
  const own = await aWorkspace(t.db);
  const { coupon } = await aCollaboration(t.db, { workspaceId: own });
  const order = anOrder({ status: 'pending', discountCodes: [coupon] });
  await takeInOrders(t.db, { workspaceId: own, orders: [order, anOrder()], source: 'test' }, doing);
  const counts = { ...DEFAULT_POLICY, attribution: { ...DEFAULT_POLICY.attribution, countPendingOrders: true } };
  await t.db.updateTable('policy_version').set({ body: JSON.stringify(counts) }).where('workspace_id', '=', own).execute();
  expect(await rebuildAttribution(t.db, own, {}, doing)).toBe(2);
  expect(await credits(order.orderId)).toEqual([]);
  const rebuilt = await t.db.selectFrom('order_credit').select('last_click_minor').where('workspace_id', '=', own).execute();
  expect(rebuilt).toEqual([{ last_click_minor: 19_900 }]);
  expect(await rebuildAttribution(t.db, own, { fromDay: '2027-01-01' }, doing)).toBe(0);
});

test('requests that come while one is at work share a transaction; each is told its own, and what is wrong with one is told to it alone', async () => {
  const own = await aWorkspace(t.db);
  const many = (count: number) => Array.from({ length: count }, () => anOrder());
  const known = anOrder();
  await takeInOrders(t.db, { workspaceId: own, orders: [known], source: 'test' }, doing);
  const send = (orders: readonly OrderFact[]) => takeInTogether(t.db, { workspaceId: own, orders, source: 'test' }, doing);
  const stored = async () => await t.db.selectFrom('shop_order').select(['order_id', sql<string>`xmin::text`.as('by')]).where('workspace_id', '=', own).execute();

  const [shared, other] = [anOrder(), anOrder()];
  const paidBack = { ...known, refundedMinor: 5_000, status: 'partially_refunded' as const };
  const outcomes = await Promise.all([send(many(3)), send([paidBack, ...many(2)]), send([shared, shared]), send([shared, other]), send(many(4))]);
  expect(outcomes.map(({ created, updated, unchanged }) => [created, updated, unchanged])).toEqual([[3, 0, 0], [2, 1, 0], [1, 0, 1], [1, 0, 1], [4, 0, 0]]);
  expect(await stored()).toHaveLength(12);
  // The first went alone, the next two together, and the one that names an order of those with what came after it.
  expect(new Set((await stored()).map(({ by }) => by)).size).toBe(3);

  const settled = await Promise.allSettled([send(many(1)), send(many(2)), send([{ ...anOrder(), currency: 'yuan' }]), send(many(3))]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await stored()).toHaveLength(18);
  expect(await send([])).toEqual({ created: 0, updated: 0, unchanged: 0 });
});

test('months that are long over are added up, and anew when a late order, refund or click comes into them', async () => {
  const own = await aWorkspace(t.db);
  const { coupon, collaborationId } = await aCollaboration(t.db, { workspaceId: own });
  const receive = (orders: readonly OrderFact[]) => takeInOrders(t.db, { workspaceId: own, orders, source: 'test' }, doing);
  const first = anOrder({ discountCodes: [coupon] });
  await receive([first]);
  await aClick(t.db, { workspaceId: own, collaborationId, clickedAt: NOON });
  const later = new Date(NOON.getTime() + 120 * DAY);
  const settled = async (now: Date) => {
    await settleRollups(t.db, { workspaceId: own, now });
    const both = await sql<{ months: string; days: string }>`
      select (select string_agg(m::text, ' ' order by m) from (select model, month, orders, revenue_minor from credit_month where workspace_id = ${own}
          union all select 'clicks', month, clicks, automated from click_month where workspace_id = ${own}) m) as months,
        (select string_agg(m::text, ' ' order by m) from (
          select model, date_trunc('month', day)::date, sum(orders)::bigint, sum(revenue_minor)::bigint from credit_day where workspace_id = ${own} group by 1, 2
          union all select 'clicks', date_trunc('month', day)::date, sum(clicks)::bigint, sum(automated)::bigint from click_day where workspace_id = ${own} group by 1, 2) m) as days`.execute(t.db);
    return both.rows[0];
  };
  expect((await settled(NOON))?.months).toBeNull();
  await markClickedDays(t.db, own);
  const rolled = await settled(later);
  expect(rolled?.months).toBe(rolled?.days);
  expect(rolled?.months).toContain('clicks');
  await receive([anOrder({ discountCodes: [coupon], placedAt: new Date(NOON.getTime() - DAY) })]);
  await takeInRefunds(t.db, { workspaceId: own, source: 'test', refunds: [aRefund({ orderId: first.orderId, refundId: 'late' })] }, doing);
  await aClick(t.db, { workspaceId: own, collaborationId, clickedAt: NOON });
  await markClickedDays(t.db, own);
  const late = await settled(later);
  expect(late?.months).toBe(late?.days);
  expect(late?.months).not.toBe(rolled?.months);
  await rebuildRollups(t.db, own);
  expect(await settled(later)).toEqual(late);
});

test('a rebuild of more orders than are decided at once misses none, and leaves rows alone that stand', async () => {
  const own = await aWorkspace(t.db);
  const { coupon } = await aCollaboration(t.db, { workspaceId: own });
  const orders = Array.from({ length: 6_000 }, (_, index) => anOrder({ orderId: `many-${index}`, status: 'pending', discountCodes: [coupon], placedAt: new Date(NOON.getTime() - (index % 20) * HOUR) }));
  await takeInOrders(t.db, { workspaceId: own, orders, source: 'test' }, doing);
  const credited = async () => await t.db.selectFrom('order_credit').select((eb) => [
    eb.fn.countAll<number>().as('count'), eb.fn.sum<string | null>('linear_minor').as('sum'), sql<string>`md5(string_agg(order_id || xmin::text, '' order by order_id))`.as('rows'),
  ]).where('workspace_id', '=', own).executeTakeFirstOrThrow();
  expect(await credited()).toMatchObject({ count: 6_000, sum: '0' });
  const counts = { ...DEFAULT_POLICY, attribution: { ...DEFAULT_POLICY.attribution, countPendingOrders: true } };
  await t.db.updateTable('policy_version').set({ body: JSON.stringify(counts) }).where('workspace_id', '=', own).execute();
  expect(await rebuildAttribution(t.db, own, {}, doing)).toBe(6_000);
  const rebuilt = await credited();
  expect(rebuilt).toMatchObject({ count: 6_000, sum: String(6_000 * 19_900) });
  expect(await rebuildAttribution(t.db, own, {}, doing)).toBe(6_000);
  expect(await credited()).toEqual(rebuilt);
});

test('orders and refunds that arrive at once in many requests neither deadlock nor miss each other', async () => {
  const orders = Array.from({ length: 40 }, () => anOrder());
  const requests = orders.flatMap((order, index) => [
    () => takeIn([order, orders[(index + 1) % orders.length] ?? order]),
    () => takeInRefunds(t.db, { workspaceId, source: 'test', refunds: [aRefund({ orderId: order.orderId, refundId: 'r1' })] }, doing),
  ]);
  await Promise.all(requests.map((request) => request()));
  for (const order of orders) expect((await stored(order.orderId)).net_minor).toBe(14_900);
});
