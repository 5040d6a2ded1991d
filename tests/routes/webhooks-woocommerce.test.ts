import { beforeAll, describe, expect, test } from 'vitest';
import { aClick } from '#tests/factories/click.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { wooOrder } from '#tests/factories/delivery.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { useWebhookServer, wooHeaders } from '#tests/setup/webhook-server.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';

const t = useTestDatabase();
const server = useWebhookServer(t);
const SECRET = 'woo secret';
let workspaceId: string;
let path: string;
let code = '';
let coupon = '';
let clickId = '';

beforeAll(async () => {
  server.now = new Date(NOON.getTime() + 86_400_000); // after everything that the orders tell
  workspaceId = await aWorkspace(t.db);
  const { connectionId } = await connectShop(t.db, { workspaceId, shop: 'woo', kind: 'woocommerce', secret: SECRET }, { now: NOON, actor: PORTAL_ACTOR });
  path = `/webhooks/woocommerce/${connectionId}`;
  const made = await aCollaboration(t.db, { workspaceId });
  code = made.code;
  coupon = made.coupon;
  clickId = await aClick(t.db, { workspaceId, collaborationId: made.collaborationId });
});

async function deliver(topic: string, order: object, deliveryId?: string) {
  const body = JSON.stringify(order);
  return await server.post(path, body, wooHeaders(topic, body, SECRET, deliveryId));
}

async function stored(orderId: string) {
  return await t.db.selectFrom('shop_order').selectAll().where('workspace_id', '=', workspaceId).where('order_id', '=', orderId).executeTakeFirst();
}

describe('what comes in', () => {
  test('merchandise is the total without shipping and tax; times without a zone are in UTC; the buyer is a hash', async () => {
    expect(await deliver('order.created', wooOrder(1))).toEqual({ status: 200, body: { status: 'stored' } });
    expect(await stored('1')).toMatchObject({
      shop: 'woo', source: 'woocommerce', merchandise_minor: 19_910, status: 'paid', placed_at: new Date('2026-07-10T04:00:00Z'), source_updated_at: new Date('2026-07-10T04:00:00Z'),
      discount_codes: ['summer'], customer_hash: hashBuyer(workspaceId, 'buyer1@example.com'),
    });
  });

  test.each([
    ['pending', 'pending'], ['on-hold', 'pending'], ['processing', 'paid'], ['completed', 'paid'], ['cancelled', 'cancelled'], ['refunded', 'refunded'], ['failed', 'voided'], ['trash', 'cancelled'],
    ['awaiting-courier', 'pending'],
  ])('%s is %s', async (status, ours) => {
    const id = [...status].reduce((sum, sign) => (31 * sum + sign.charCodeAt(0)) % 1_000_000_007, 0);
    await deliver('order.updated', wooOrder(id, { status }));
    expect(await stored(String(id))).toMatchObject({ status: ours, net_minor: ours === 'paid' ? 19_910 : 0 });
  });

  test('a draft of the checkout is no order yet, and other topics are left', async () => {
    expect(await deliver('order.created', wooOrder(20, { status: 'checkout-draft' }))).toMatchObject({ body: { status: 'ignored' } });
    expect(await deliver('product.updated', { id: 20, name: 'Serum' })).toMatchObject({ body: { status: 'ignored' } });
    expect(await stored('20')).toBeUndefined();
  });

  test('refunds are told by negative totals and count up to the merchandise', async () => {
    await deliver('order.updated', wooOrder(30, { refunds: [{ id: 1, reason: 'late', total: '-50.00' }, { id: 2, reason: '', total: '-9.10' }] }));
    expect(await stored('30')).toMatchObject({ refunded_minor: 5_910, net_minor: 14_000, status: 'partially_refunded' });
    await deliver('order.updated', wooOrder(31, { refunds: [{ id: 3, reason: '', total: '-231.10' }] }));
    expect(await stored('31')).toMatchObject({ refunded_minor: 19_910, net_minor: 0 });
  });

  test('the tag, the click id in the page on which the session began, and the coupon give the credit', async () => {
    const meta = (key: string, value: string) => ({ meta_data: [{ id: 1, key: `_wc_order_attribution_${key}`, value }], coupon_lines: [] });
    await deliver('order.created', wooOrder(40, meta('utm_content', code)));
    await deliver('order.created', wooOrder(41, meta('session_entry', `https://shop.example/summer?utm_source=x&kclid=${clickId}`)));
    await deliver('order.created', wooOrder(42, { coupon_lines: [{ id: 1, code: coupon.toLowerCase(), discount: '1' }] }));
    expect([(await stored('40'))?.method, (await stored('41'))?.method, (await stored('42'))?.method]).toEqual(['utm', 'click', 'coupon']);
  });

  test('who has no e-mail is told by phone, then by customer id; a guest without any is nobody', async () => {
    await deliver('order.created', wooOrder(50, { billing: { phone: '138' }, customer_id: 9 }));
    await deliver('order.created', wooOrder(51, { billing: {}, customer_id: 9 }));
    await deliver('order.created', wooOrder(52, { billing: { email: '', phone: '' }, customer_id: 0 }));
    expect([(await stored('50'))?.customer_hash, (await stored('51'))?.customer_hash, (await stored('52'))?.customer_hash]).toEqual([hashBuyer(workspaceId, '138'), hashBuyer(workspaceId, '9'), null]);
  });

  test('all orders of one second share a delivery id, and none of them is lost', async () => {
    for (const id of [60, 61, 62]) expect(await deliver('order.created', wooOrder(id), 'the-same-hash')).toEqual({ status: 200, body: { status: 'stored' } });
    expect(await deliver('order.created', wooOrder(62), 'the-same-hash')).toEqual({ status: 200, body: { status: 'known' } });
    expect(await Promise.all(['60', '61', '62'].map(stored))).toMatchObject([{ order_id: '60' }, { order_id: '61' }, { order_id: '62' }]);
  });
});

describe('a deleted order', () => {
  const parked = async (orderId: string) =>
    (await t.db.selectFrom('webhook_delivery').select('outcome').where('topic', '=', 'order.deleted').where('order_id', '=', orderId).execute()).map(({ outcome }) => outcome);

  test('is cancelled, and stays so when an older update comes late', async () => {
    await deliver('order.created', wooOrder(70));
    await deliver('order.deleted', { id: 70 });
    expect(await stored('70')).toMatchObject({ status: 'cancelled', net_minor: 0 });
    await deliver('order.updated', wooOrder(70, { status: 'completed', date_modified_gmt: '2026-07-10T05:00:00' }));
    expect(await stored('70')).toMatchObject({ status: 'cancelled' });
  });

  test('may be told before it was made: the deletion waits for it', async () => {
    expect(await deliver('order.deleted', { id: 71 })).toEqual({ status: 200, body: { status: 'stored' } });
    expect(await parked('71')).toEqual(['parked']);
    await deliver('order.created', wooOrder(71));
    expect(await stored('71')).toMatchObject({ status: 'cancelled', net_minor: 0 });
    expect(await parked('71')).toEqual(['taken_in']);
  });

  test('can be restored by a later version', async () => {
    await deliver('order.created', wooOrder(72));
    await deliver('order.deleted', { id: 72 });
    await deliver('order.restored', wooOrder(72, { date_modified_gmt: '2026-07-12T00:00:00' }));
    expect(await stored('72')).toMatchObject({ status: 'paid', net_minor: 19_910 });
  });
});

describe('the greeting', () => {
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

  test('is unsigned, is answered 200, and changes nothing', async () => {
    const before = await t.db.selectFrom('webhook_delivery').selectAll().execute();
    expect(await server.post(path, 'webhook_id=12', FORM)).toEqual({ status: 200, body: { status: 'ignored' } });
    expect(await t.db.selectFrom('webhook_delivery').selectAll().execute()).toEqual(before);
  });

  test('is nothing else: another form, an unknown connection or a signature that is wrong is refused', async () => {
    for (const [to, body, headers] of [
      [path, 'webhook_id=12&x=1', FORM], [path, 'webhook_id=', FORM], [path, JSON.stringify(wooOrder(80)), {}],
      [path.replace(/.$/, (last) => (last === '0' ? '1' : '0')), 'webhook_id=12', FORM], [path, 'webhook_id=12', { ...FORM, 'x-wc-webhook-signature': 'x' }],
    ] as const) expect((await server.post(to, body, headers)).status, body).toBe(401);
    expect(await stored('80')).toBeUndefined();
  });
});
