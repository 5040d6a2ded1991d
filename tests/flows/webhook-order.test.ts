import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { shopifyOrder, shopifyRefund, wooOrder } from '#tests/factories/delivery.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { shopifyHeaders, wooHeaders } from '#tests/setup/webhook-server.ts';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import type { Delivery } from '#app/services/read-delivery.server.ts';
import { readDelivery } from '#app/services/read-delivery.server.ts';
import { takeInDeliveries } from '#app/services/take-in-deliveries.server.ts';

const t = useTestDatabase();
const SECRET = 'secret of both';
/** After everything that the events tell. */
const LATER = new Date(NOON.getTime() + 5 * 86_400_000);
const PERMUTATIONS = 1_000;

type Event = { readonly topic: string; readonly body: object };
type History = (orderId: number, coupon: string) => readonly Event[];

const minute = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000).toISOString();
const gmt = (minutes: number) => minute(minutes).slice(0, 19);

const SHOPIFY_SALE: History = (id, coupon) => {
  const codes = { discount_codes: [{ code: coupon, amount: '1', type: 'percentage' }], landing_site: null };
  const [first, second] = [shopifyRefund(id * 10, id, '50.10'), shopifyRefund(id * 10 + 1, id, '149.00')];
  return [
    { topic: 'orders/create', body: shopifyOrder(id, { ...codes, financial_status: 'pending', updated_at: minute(0) }) },
    { topic: 'orders/paid', body: shopifyOrder(id, { ...codes, updated_at: minute(1) }) },
    { topic: 'refunds/create', body: first },
    { topic: 'orders/updated', body: shopifyOrder(id, { ...codes, financial_status: 'partially_refunded', updated_at: minute(2), refunds: [first] }) },
    { topic: 'orders/cancelled', body: shopifyOrder(id, { ...codes, financial_status: 'partially_refunded', cancelled_at: minute(3), updated_at: minute(3), refunds: [first] }) },
    { topic: 'refunds/create', body: second },
  ];
};

const HISTORIES: readonly { readonly name: string; readonly kind: Exclude<ConnectionKind, 'standard'>; readonly events: History; readonly end: object }[] = [
  { name: 'create, pay, refund a part, cancel, refund the rest', kind: 'shopify', events: SHOPIFY_SALE, end: { status: 'cancelled', net_minor: 0, refunded_minor: 19_910, method: 'coupon' } },
  { name: 'create, pay, refund a part', kind: 'shopify', events: (id, coupon) => SHOPIFY_SALE(id, coupon).slice(0, 4), end: { status: 'partially_refunded', net_minor: 14_900, refunded_minor: 5_010, method: 'coupon' } },
  {
    name: 'create, pay, complete with a part refunded, refund it all, delete', kind: 'woocommerce', end: { status: 'cancelled', net_minor: 0, method: 'coupon' },
    events: (id, coupon) => {
      const base = { coupon_lines: [{ id: 1, code: coupon, discount: '1' }] };
      const refund = (total: string) => ({ id: 1, reason: '', total });
      return [
        { topic: 'order.created', body: wooOrder(id, { ...base, status: 'pending', date_modified_gmt: gmt(0) }) },
        { topic: 'order.updated', body: wooOrder(id, { ...base, date_modified_gmt: gmt(1) }) },
        { topic: 'order.updated', body: wooOrder(id, { ...base, status: 'completed', date_modified_gmt: gmt(2), refunds: [refund('-50.10')] }) },
        { topic: 'order.updated', body: wooOrder(id, { ...base, status: 'refunded', date_modified_gmt: gmt(3), refunds: [refund('-231.10')] }) },
        { topic: 'order.deleted', body: { id } },
      ];
    },
  },
  {
    name: 'create, pay, complete with a part refunded', kind: 'woocommerce', end: { status: 'partially_refunded', net_minor: 14_900, method: 'coupon' },
    events: (id, coupon) => {
      const base = { coupon_lines: [{ id: 1, code: coupon, discount: '1' }] };
      return [
        { topic: 'order.created', body: wooOrder(id, { ...base, status: 'pending', date_modified_gmt: gmt(0) }) },
        // The same second: then the one that has come further is the newer.
        { topic: 'order.updated', body: wooOrder(id, { ...base, status: 'on-hold', date_modified_gmt: gmt(0) }) },
        { topic: 'order.updated', body: wooOrder(id, { ...base, date_modified_gmt: gmt(1) }) },
        { topic: 'order.updated', body: wooOrder(id, { ...base, status: 'completed', date_modified_gmt: gmt(2), refunds: [{ id: 1, reason: '', total: '-50.10' }] }) },
      ];
    },
  },
];

describe.each(HISTORIES)('$kind: $name', ({ kind, events, end }) => {
  let workspaceId = '';
  let coupon = '';
  beforeAll(async () => {
    workspaceId = await aWorkspace(t.db);
    await connectShop(t.db, { workspaceId, shop: 'store', kind, secret: SECRET }, { now: NOON, actor: PORTAL_ACTOR });
    coupon = (await aCollaboration(t.db, { workspaceId })).coupon;
  });

  function delivery({ topic, body }: Event, eventId: string): Delivery {
    const text = JSON.stringify(body);
    const headers = kind === 'shopify' ? shopifyHeaders(topic, text, SECRET, eventId) : wooHeaders(topic, text, SECRET, eventId);
    const read = readDelivery({ workspaceId, shop: 'store', kind, secrets: [SECRET] }, { rawBody: Buffer.from(text), header: (name) => headers[name] ?? null }, LATER);
    if (read.status !== 'delivery') throw new Error(`the delivery is ${read.status}`);
    return read.delivery;
  }

  /** All that is known of an order in the end, but for its name and its buyer's. */
  async function endStates(): Promise<{ order: string; credits: string }[]> {
    const { rows } = await t.pool.query<{ order: string; credits: string }>(`
      select (to_jsonb(o) - 'order_id' - 'customer_hash' - 'received_at' - 'changed_at')::text as "order",
        coalesce((select jsonb_agg(to_jsonb(c) - 'order_id' order by c.collaboration_id) from order_credit c where c.workspace_id = o.workspace_id and c.shop = o.shop and c.order_id = o.order_id), '[]')::text as credits
      from shop_order o where o.workspace_id = $1 order by o.order_id`, [workspaceId]);
    return rows;
  }

  test('ends in the same state whatever the order of arrival, with repetitions, alone and in batches', async () => {
    const length = events(1, coupon).length;
    const places = Array.from({ length }, (_, place) => place);
    // Order 1 is told as it happened; every other one in a permutation of its own, of which some events come twice.
    const told = [places, ...fc.sample(fc.shuffledSubarray(places, { minLength: length, maxLength: length }).chain((order) => (
      fc.subarray(places).map((again) => [...order, ...again])
    )), { numRuns: PERMUTATIONS, seed: 20_260_710 })];
    // Each round brings the next one or two events of every order in one batch.
    const perRound = kind === 'shopify' ? [1] : [1, 2];
    for (let at = 0, round = 0; at < 2 * length; round += 1) {
      const size = perRound[round % perRound.length] ?? 1;
      const batch = told.flatMap((permutation, index) => permutation.slice(at, at + size).flatMap((place) => {
        const event = events(index + 1, coupon)[place];
        return event ? [delivery(event, `e-${index}-${place}`)] : [];
      }));
      await takeInDeliveries(t.db, workspaceId, batch, { now: LATER, lockWaitMs: 5_000 });
      at += size;
    }
    const states = await endStates();
    expect(states).toHaveLength(PERMUTATIONS + 1);
    expect(states.filter((state) => JSON.stringify(state) !== JSON.stringify(states[0])).slice(0, 1).map((state) => [state, states[0]])).toEqual([]);
    expect(JSON.parse(states[0]?.order ?? '{}')).toMatchObject(end);
    const { rows } = await t.pool.query('select min(net_minor) as least from shop_order where workspace_id = $1', [workspaceId]);
    expect(Number(rows[0]?.least)).toBeGreaterThanOrEqual(0);
  });
});
