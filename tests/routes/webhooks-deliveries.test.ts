import { beforeAll, describe, expect, test } from 'vitest';
import { shopifyOrder, shopifyRefund } from '#tests/factories/delivery.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { shopifyHeaders, useWebhookServer } from '#tests/setup/webhook-server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { action as changeShop, loader as shops } from '#app/routes/settings.shops/route.tsx';
import { action as replayFailed, loader as deliveries } from '#app/routes/settings.shops_.deliveries._index/route.tsx';
import { action as replay, loader as delivery } from '#app/routes/settings.shops_.deliveries.$deliveryId/route.tsx';

const t = useTestDatabase();
const server = useWebhookServer(t);
let world: PortalWorld;
let operations: { cookie: string };

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  server.now = new Date();
  operations = { cookie: world.cookies.operations };
});

const path = () => `/webhooks/shopify/${world.params.get('connectionId')}`;
async function deliver(topic: string, payload: object, secret = 'a secret') {
  const body = JSON.stringify(payload);
  server.now = new Date(server.now.getTime() + 1); // ids of one millisecond have no order
  return await server.post(path(), body, shopifyHeaders(topic, body, secret));
}
const list = (search = '') => dataOf(deliveries, `/settings/shops/deliveries${search}`, operations);
const send = (form: Record<string, string>) => visit(changeShop, '/settings/shops', { ...operations, form });

describe('deliveries', () => {
  test('are listed latest first, filtered by outcome and shop, and found by order', async () => {
    await deliver('orders/create', shopifyOrder(501));
    await deliver('refunds/create', shopifyRefund(9, 502, '10.00'));
    await deliver('orders/create', shopifyOrder(503, { test: true }));
    const { rows } = await list();
    expect(rows.slice(0, 3).map(({ orderId, outcome }) => `${orderId} ${outcome}`)).toEqual(['null ignored', '502 parked', '501 taken_in']);
    expect((await list('?f.outcome=parked&f.shop=main')).rows.map(({ orderId }) => orderId)).toEqual(['502']);
    expect((await list('?f.shop=other')).rows).toEqual([]);
    expect((await list('?q=501')).rows.map(({ topic }) => topic)).toEqual(['orders/create']);
    expect((await list()).total).toBe(rows.length);
  });

  test('a refund is shown as parked until its order is there', async () => {
    await deliver('orders/create', shopifyOrder(502));
    expect((await list('?q=502')).rows.map(({ topic, outcome }) => `${topic} ${outcome}`)).toEqual(['orders/create taken_in', 'refunds/create taken_in']);
    expect((await list('?f.outcome=parked')).rows).toEqual([]);
  });

  test('one is shown with what is kept of it: the buyer is a hash', async () => {
    const [row] = (await list('?q=501')).rows;
    const shown = await dataOf(delivery, '/x', { ...operations, params: { deliveryId: row?.id ?? '' } });
    expect(shown.delivery).toMatchObject({ shop: 'main', hasOrder: true, signedWith: 'current', attempts: 1 });
    expect(JSON.parse(shown.payloadText ?? '')).toMatchObject({ id: '501', subtotal_price: '199.10', buyer: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(shown)).not.toMatch(/example\.com|Given|Long Street/);
  });

  test('is replayed by a button, with a note of who did it', async () => {
    const [row] = (await list('?q=501')).rows;
    const at = { ...operations, params: { deliveryId: row?.id ?? '' } };
    expect(await visit(replay, '/x', { ...at, form: { intent: 'replay' } })).toEqual({ outcome: 'unchanged' });
    expect((await dataOf(delivery, '/x', at)).delivery).toMatchObject({ attempts: 2, outcome: 'unchanged' });
    const audited = await t.db.selectFrom('audit_event').select(['actor_name', 'after']).where('action', '=', 'webhook.replay').where('subject_id', '=', row?.id ?? '').execute();
    expect(audited).toEqual([{ actor_name: 'The operations', after: { outcome: 'unchanged' } }]);
    expect(await visit(replayFailed, '/x', { ...operations, form: { intent: 'replay-failed' } })).toEqual({ replayed: 1, unreadable: 1, lost: 0 });
  });

  test('are for those who manage shops, of their own workspace', async () => {
    const id = world.params.get('deliveryId') ?? '';
    const other = await aPortalWorld(t.db, { orders: 'elsewhere' });
    for (const cookie of [world.cookies.content, world.cookies.viewer]) expect(await statusOf(deliveries, '/x', { cookie })).toBe(403);
    for (const deliveryId of [newId(), 'x', other.params.get('deliveryId') ?? '']) {
      expect(await statusOf(delivery, '/x', { ...operations, params: { deliveryId } })).toBe(404);
      expect(await statusOf(replay, '/x', { ...operations, params: { deliveryId }, form: { intent: 'replay' } })).toBe(404);
    }
    expect(await statusOf(replay, '/x', { ...operations, params: { deliveryId: id }, form: { intent: 'else' } })).toBe(400);
  });
});

describe('connections', () => {
  test('a kind that takes a secret from us gets one, shown once; Shopify brings its own', async () => {
    const made = await send({ intent: 'connect', kind: 'standard', shop: 'own', secret: '' });
    expect(made).toMatchObject({ status: 'done', newSecret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/), address: expect.stringContaining('/webhooks/standard/') });
    expect(JSON.stringify(await dataOf(shops, '/settings/shops', operations))).not.toContain('whsec_');
    expect(await send({ intent: 'connect', kind: 'woocommerce', shop: 'woo', secret: '' })).toMatchObject({ status: 'done', newSecret: expect.stringMatching(/^[\w-]{43}$/) });
    expect(await send({ intent: 'connect', kind: 'shopify', shop: 'second', secret: '' })).toMatchObject({ status: 'refused', errors: { shop: false, secret: 'missing' } });
    expect(await send({ intent: 'connect', kind: 'standard', shop: 'own', secret: 'whsec_short' })).toMatchObject({ status: 'refused', errors: { secret: 'form' } });
  });

  test('a renewed secret works at once, beside the one before', async () => {
    expect(await send({ intent: 'rotate', kind: 'shopify', shop: 'main', secret: 'b secret' })).toMatchObject({ status: 'done', newSecret: null });
    expect((await deliver('orders/create', shopifyOrder(601), 'b secret')).status).toBe(200);
    expect((await deliver('orders/create', shopifyOrder(602), 'a secret')).status).toBe(200);
    const { shops: rows } = await dataOf(shops, '/settings/shops', operations);
    expect(rows.find(({ slug }) => slug === 'main')).toMatchObject({ isRotating: true, hasSecret: true, lastDeliveryAt: expect.any(Date), openDeliveries: 1 });
    expect(await send({ intent: 'rotate', kind: 'shopify', shop: 'nobody', secret: 'x' })).toMatchObject({ status: 'not_connected' });
  });

  test('a disconnected shop is refused from the next second on, and can be connected again under its address', async () => {
    expect(await send({ intent: 'disconnect', shop: 'main' })).toMatchObject({ status: 'done' });
    server.now = new Date(server.now.getTime() + 1_000);
    expect((await deliver('orders/create', shopifyOrder(603), 'b secret')).status).toBe(401);
    expect(await send({ intent: 'disconnect', shop: 'main' })).toMatchObject({ status: 'not_connected' });
    expect(await send({ intent: 'connect', kind: 'shopify', shop: 'main', secret: 'c secret' })).toMatchObject({ status: 'done', address: expect.stringContaining(path()) });
    expect((await deliver('orders/create', shopifyOrder(604), 'c secret')).status).toBe(200);
    expect((await deliver('orders/create', shopifyOrder(605), 'b secret')).status).toBe(401);
  });
});
