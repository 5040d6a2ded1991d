import { beforeAll, describe, expect, test } from 'vitest';
import { standardOrder } from '#tests/factories/delivery.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { signed, standardHeaders, useWebhookServer } from '#tests/setup/webhook-server.ts';
import { standardSigner } from '#app/integrations/standard-webhooks/signature.server.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { connectShop, newWebhookSecret } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';

const t = useTestDatabase();
const server = useWebhookServer(t);
const SECRET = newWebhookSecret('standard');
let workspaceId: string;
let path: string;

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  const { connectionId } = await connectShop(t.db, { workspaceId, shop: 'own', kind: 'standard', secret: SECRET }, { now: NOON, actor: PORTAL_ACTOR });
  path = `/webhooks/standard/${connectionId}`;
});

async function deliver(message: object, { at = server.now, id = undefined as string | undefined, change = {} as Record<string, string> } = {}) {
  const body = JSON.stringify(message);
  return await server.post(path, body, { ...standardHeaders(body, SECRET, at, id), ...change });
}

async function stored(orderId: string) {
  return await t.db.selectFrom('shop_order').selectAll().where('workspace_id', '=', workspaceId).where('order_id', '=', orderId).executeTakeFirst();
}

test('the published example of the scheme verifies', () => {
  const headers: Record<string, string> = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
  const bytes = { header: (name: string) => headers[name] ?? null, rawBody: Buffer.from('{"test": 2432232314}') };
  expect(standardSigner(bytes, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], new Date(1_614_265_330_000))).toBe(0);
});

describe('what comes in', () => {
  test('an order as the API takes it, bare or under `data`; the shop is the connection\'s', async () => {
    expect(await deliver(standardOrder('a-1'))).toEqual({ status: 200, body: { status: 'stored' } });
    expect(await deliver({ type: 'order', data: standardOrder('a-2', { shop: 'own', refunded: '9.10', status: 'partially_refunded' }) })).toMatchObject({ status: 200 });
    expect(await stored('a-1')).toMatchObject({ shop: 'own', source: 'standard', merchandise_minor: 19_910, customer_hash: hashBuyer(workspaceId, 'buyera-1@example.com'), source_updated_at: server.now });
    expect(await stored('a-2')).toMatchObject({ net_minor: 19_000 });
  });

  test('a refund may come before its order, and is shown as parked until then', async () => {
    const refund = { type: 'refund', data: { id: 'r1', orderId: 'a-3', amount: '50.00', currency: 'CNY', refundedAt: '2026-07-10T12:00:00+08:00' } };
    await deliver(refund);
    expect(await t.db.selectFrom('webhook_delivery').select('outcome').where('order_id', '=', 'a-3').executeTakeFirst()).toEqual({ outcome: 'parked' });
    await deliver(standardOrder('a-3'));
    expect(await stored('a-3')).toMatchObject({ refunded_minor: 5_000, net_minor: 14_910 });
  });

  test('an older message that comes later does not win: it was sent when it says', async () => {
    const before = new Date(server.now.getTime() - 60_000);
    await deliver(standardOrder('a-4', { status: 'cancelled' }));
    await deliver(standardOrder('a-4', { status: 'paid' }), { at: before });
    expect(await stored('a-4')).toMatchObject({ status: 'cancelled' });
  });

  test('what is no item is kept to be looked at, unless the sender alone has what is missing', async () => {
    expect(await deliver({ type: 'order', data: standardOrder('a-5', { currency: 'JPY' }) })).toEqual({ status: 200, body: { status: 'unreadable' } });
    expect((await deliver({ type: 'order', data: standardOrder('a-5', { merchandise: 'about ten' }) })).status).toBe(503);
    expect((await deliver({ type: 'order', data: standardOrder('a-5', { status: 'sent' }) })).status).toBe(503);
    expect(await deliver({ type: 'order', data: standardOrder('a-5', { shop: 'another' }) })).toMatchObject({ body: { status: 'unreadable' } });
    expect(await deliver({ type: 'customer.updated', data: {} })).toMatchObject({ body: { status: 'ignored' } });
    expect(await stored('a-5')).toBeUndefined();
  });
});

describe('the signature', () => {
  test('a time further than 300 s from ours is refused, either way', async () => {
    const at = (seconds: number) => new Date(server.now.getTime() + seconds * 1_000);
    for (const seconds of [-300, -1, 0, 300]) expect((await deliver(standardOrder('b-1'), { at: at(seconds) })).status, String(seconds)).toBe(200);
    for (const seconds of [-301, 301, -86_400, 86_400]) expect((await deliver(standardOrder('b-2'), { at: at(seconds) })).status, String(seconds)).toBe(401);
    expect(await deliver(standardOrder('b-2'), { at: at(-301) })).toMatchObject({ body: { detail: expect.stringContaining('webhook-timestamp is further than 300 s') } });
    for (const timestamp of ['', 'soon', '-1', '1e10', '99999999999999']) expect((await deliver(standardOrder('b-2'), { change: { 'webhook-timestamp': timestamp } })).status, timestamp).toBe(401);
    expect(await stored('b-2')).toBeUndefined();
  });

  test('one of several signatures is enough; another version or id is not', async () => {
    const message = standardOrder('b-3');
    const body = JSON.stringify(message);
    const headers = standardHeaders(body, SECRET, server.now);
    const good = headers['webhook-signature'] ?? '';
    const sent = async (signature: string) => (await server.post(path, body, { ...headers, 'webhook-signature': signature })).status;
    expect(await sent(`v1,${signed('x', body)} ${good}`)).toBe(200);
    for (const bad of [good.replace('v1,', 'v2,'), good.slice(3), '', 'v1,', good.replace('v1,', 'v1,v1,')]) expect(await sent(bad), bad).toBe(401);
    expect((await server.post(path, body, { ...headers, 'webhook-id': 'msg_other' })).status).toBe(401);
  });

  test('a message is taken in once, by its id', async () => {
    expect(await deliver(standardOrder('b-4'), { id: 'msg_1' })).toEqual({ status: 200, body: { status: 'stored' } });
    expect(await deliver(standardOrder('b-4', { merchandise: '1.00' }), { id: 'msg_1' })).toEqual({ status: 200, body: { status: 'known' } });
    expect(await stored('b-4')).toMatchObject({ merchandise_minor: 19_910 });
  });
});
