import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aClick } from '#tests/factories/click.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { shopifyHeaders, signed, useWebhookServer } from '#tests/setup/webhook-server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';

const t = useTestDatabase();
const server = useWebhookServer(t);
const doing = { now: NOON, actor: PORTAL_ACTOR };
let workspaceId: string;
let connectionId: string;
let secret = 'first secret';

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  connectionId = (await connectShop(t.db, { workspaceId, shop: 'store', kind: 'shopify', secret }, doing)).connectionId;
});

const sign = (body: string, key = secret) => signed(key, body);

async function deliver(topic: string, body: string, wishes: { signature?: string | null; eventId?: string; to?: string } = {}) {
  const { 'x-shopify-hmac-sha256': good = '', ...headers } = shopifyHeaders(topic, body, secret, wishes.eventId);
  const signature = wishes.signature === undefined ? good : wishes.signature;
  return await server.post(`/webhooks/shopify/${wishes.to ?? connectionId}`, body, signature === null ? headers : { ...headers, 'x-shopify-hmac-sha256': signature });
}

/** As Shopify writes it: ids are numbers that a double cannot always hold, money is text here and a number there. */
function orderBody(id: string, change = ''): string {
  return `{"id":${id},"admin_graphql_api_id":"gid://shopify/Order/${id}","created_at":"2026-07-10T12:00:00+08:00","updated_at":"2026-07-10T12:00:05+08:00",
    "processed_at":null,"cancelled_at":null,"currency":"CNY","financial_status":"paid","test":false,"subtotal_price":199.10,"total_price":"231.10","total_tax":"22.00",
    "taxes_included":false,"landing_site":null,"email":"lily@example.com","customer":{"id":1,"email":"lily@example.com","first_name":"Lily"},
    "discount_codes":[],"note_attributes":[],"line_items":[{"title":"Serum","tax_lines":[{"price":"22.00"}]}],"refunds":[]${change}}`;
}

async function stored(orderId: string) {
  return await t.db.selectFrom('shop_order').selectAll().where('workspace_id', '=', workspaceId).where('order_id', '=', orderId).executeTakeFirst();
}

describe('what comes in', () => {
  test('an order is stored to the cent, with an id that no double could hold and nothing about its buyer', async () => {
    expect(await deliver('orders/create', orderBody('9007199254740993123'))).toEqual({ status: 200, body: { status: 'stored' } });
    expect(await stored('9007199254740993123')).toMatchObject({ shop: 'store', merchandise_minor: 19_910, status: 'paid', source: 'shopify', is_new_customer: true });
    for (const table of ['shop_order', 'webhook_delivery'] as const) expect(JSON.stringify(await t.db.selectFrom(table).selectAll().execute())).not.toMatch(/lily/i);
  });

  test('the click id and the tracking code come from the landing page or the note attributes, codes from the discounts', async () => {
    const { collaborationId, code, coupon } = await aCollaboration(t.db, { workspaceId });
    const clickId = await aClick(t.db, { workspaceId, collaborationId });
    await deliver('orders/paid', orderBody('11', `,"landing_site":"/summer?utm_source=douyin&utm_content=${code}&kclid=${clickId}"`));
    await deliver('orders/paid', orderBody('12', `,"landing_site":"/wallets/checkouts.json","note_attributes":[{"name":"kclid","value":"${clickId}"}]`));
    await deliver('orders/paid', orderBody('13', `,"discount_codes":[{"code":"${coupon.toLowerCase()}","amount":"10.0","type":"percentage"}]`));
    expect([(await stored('11'))?.method, (await stored('12'))?.method, (await stored('13'))?.method]).toEqual(['click', 'click', 'coupon']);
  });

  test('where prices include tax, merchandise is without it', async () => {
    await deliver('orders/paid', orderBody('21', ',"taxes_included":true'));
    expect(await stored('21')).toMatchObject({ merchandise_minor: 17_710 });
  });

  test('a refund lowers the order by its merchandise, before or after the order, cash alone counts without shipping', async () => {
    const refund = (id: string, order: string, inside: string) => `{"id":${id},"order_id":${order},"created_at":"2026-07-11T12:00:00+08:00",${inside}}`;
    const transactions = '"transactions":[{"kind":"refund","status":"success","amount":"60.00","currency":"CNY"},{"kind":"refund","status":"failure","amount":"9.00","currency":"CNY"}]';
    const lines = refund('1', '31', `"refund_line_items":[{"subtotal":50.1,"total_tax":"5.01"}],"order_adjustments":[],${transactions}`);
    const cash = refund('2', '31', `"refund_line_items":[],"order_adjustments":[{"kind":"shipping_refund","amount":"-10.00"}],${transactions}`);
    await deliver('refunds/create', lines);
    await deliver('orders/create', orderBody('31'));
    expect(await stored('31')).toMatchObject({ refunded_minor: 5_010, net_minor: 14_900 });
    await deliver('refunds/create', cash);
    expect(await stored('31')).toMatchObject({ refunded_minor: 10_010 });
    await deliver('orders/updated', orderBody('31', `,"updated_at":"2026-07-11T12:00:01+08:00","financial_status":"partially_refunded","refunds":[${lines},${cash}]`));
    expect(await stored('31')).toMatchObject({ refunded_minor: 10_010, stated_refunded_minor: 10_010, status: 'partially_refunded' });
  });

  test('a cancelled order counts 0 and stays cancelled when its payment is told late', async () => {
    await deliver('orders/cancelled', orderBody('41', ',"updated_at":"2026-07-10T12:30:00+08:00","cancelled_at":"2026-07-10T12:30:00+08:00"'));
    await deliver('orders/create', orderBody('41', ',"financial_status":"pending"'));
    expect(await stored('41')).toMatchObject({ status: 'cancelled', net_minor: 0 });
  });

  test('orders made as a test, unused topics and refunds without money are acknowledged and left', async () => {
    expect(await deliver('orders/create', orderBody('51', ',"test":true'))).toEqual({ status: 200, body: { status: 'ignored' } });
    expect(await deliver('products/update', '{}')).toEqual({ status: 200, body: { status: 'ignored' } });
    expect(await deliver('refunds/create', '{"id":5,"order_id":51,"created_at":"2026-07-11T12:00:00Z"}')).toEqual({ status: 200, body: { status: 'ignored' } });
    expect(await stored('51')).toBeUndefined();
  });

  test('an event is taken in once, whoever else delivers it at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => deliver('orders/create', orderBody('61'), { eventId: 'e-61' })));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers.map(({ body }) => body).filter((body) => JSON.stringify(body) === '{"status":"stored"}')).toHaveLength(1);
    expect(await deliver('orders/updated', orderBody('61', ',"updated_at":"2026-07-12T00:00:00Z","financial_status":"voided"'), { eventId: 'e-61' })).toMatchObject({ body: { status: 'stored' } });
    expect(await stored('61')).toMatchObject({ status: 'voided' });
  });

  test('a signed event that cannot be read or stored is not acknowledged, and its repetition is taken in', async () => {
    expect(await deliver('orders/create', '{"id":71', { eventId: 'e-71' })).toMatchObject({ status: 503 });
    const unreadable = await deliver('orders/create', orderBody('71', ',"subtotal_price":"about ten","email":"canary@example.com"'), { eventId: 'e-71' });
    expect(unreadable.status).toBe(503);
    expect(JSON.stringify(unreadable.body)).not.toContain('canary');
    expect(await deliver('orders/create', orderBody('71'), { eventId: 'e-71' })).toEqual({ status: 200, body: { status: 'stored' } });
  });
});

describe('the signature', () => {
  test('any other byte in signature or body, none, a wrong length, another address: 401, and nothing stored', async () => {
    const body = orderBody('81');
    const good = sign(body);
    const flipped = Array.from({ length: good.length }, (_, index) => good.slice(0, index) + (good[index] === 'A' ? 'B' : 'A') + good.slice(index + 1));
    for (const signature of [...flipped, null, '', 'x', `${good}=`, good.slice(1), sign(body, ''), sign(body, 'other')]) {
      expect((await deliver('orders/create', body, { signature })).status).toBe(401);
    }
    for (let index = 0; index < body.length; index += 37) {
      const changed = `${body.slice(0, index)}~${body.slice(index + 1)}`;
      expect((await deliver('orders/create', changed, { signature: good })).status).toBe(401);
    }
    expect((await deliver('orders/create', JSON.stringify(JSON.parse(body)), { signature: good })).status).toBe(401);
    expect((await deliver('orders/create', body, { to: newId() })).status).toBe(401);
    expect((await deliver('orders/create', body, { to: "'%20or%20true" })).status).toBe(401);
    expect(await stored('81')).toBeUndefined();
  });

  test('during a rotation the secret before is accepted too, after the next one no more', async () => {
    const old = secret;
    secret = 'second secret';
    expect(await connectShop(t.db, { workspaceId, shop: 'store', kind: 'shopify', secret }, doing)).toEqual({ status: 'secret_changed', connectionId });
    expect((await deliver('orders/create', orderBody('91'))).status).toBe(200);
    expect((await deliver('orders/create', orderBody('92'), { signature: sign(orderBody('92'), old) })).status).toBe(200);
    secret = 'third secret';
    server.now = new Date(server.now.getTime() + 1_000); // connections are read again after a second
    await connectShop(t.db, { workspaceId, shop: 'store', kind: 'shopify', secret }, doing);
    expect((await deliver('orders/create', orderBody('93'), { signature: sign(orderBody('93'), old) })).status).toBe(401);
    const row = await t.db.selectFrom('shop').selectAll().where('slug', '=', 'store').executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain('secret"');
    expect(`${row.secret_sealed}${row.previous_secret_sealed}`).not.toMatch(/second|third/);
  });
});
