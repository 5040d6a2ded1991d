import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findIdempotencyKey } from '#db/queries/idempotency.server.ts';
import { lockWorkspace } from '#db/queries/transaction.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { anApiToken } from '#tests/factories/token.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { action as clicksAction } from '#app/routes/api.v1.clicks/route.ts';
import { loader as openApiLoader } from '#app/routes/api.v1.openapi[.]json/route.ts';
import { action as ordersAction } from '#app/routes/api.v1.orders/route.ts';
import { action as refundsAction } from '#app/routes/api.v1.refunds/route.ts';
import { loader as roiLoader } from '#app/routes/api.v1.roi/route.ts';

const t = useTestDatabase();
let workspaceId: string;
let token: string;

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  token = await anApiToken(t.db, { workspaceId, scopes: ['orders:write', 'clicks:write'] });
});

let made = 0;
function item(change: Record<string, unknown> = {}) {
  made += 1;
  return {
    shop: 'main', id: `api-${made}`, placedAt: '2026-07-02T10:00:00+08:00', currency: 'CNY', merchandise: '199.00', refunded: '0.00', status: 'paid',
    discountCodes: [], clickId: null, utmContent: null, customer: null, ...change,
  };
}

async function send(path: string, body: unknown, headers: Record<string, string> = {}, bearer = token) {
  const [route] = path.split('?');
  const action = route === 'orders' ? ordersAction : route === 'refunds' ? refundsAction : clicksAction;
  const request = new Request(`http://portal.test/api/v1/${path}`, {
    method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { authorization: `Bearer ${bearer}`, ...headers },
  });
  const response = await action({ request, params: {}, context: {} });
  return { status: response.status, body: JSON.parse(await response.text()), headers: response.headers };
}

async function orderCount() {
  return (await t.db.selectFrom('shop_order').select('order_id').where('workspace_id', '=', workspaceId).execute()).length;
}

describe('POST /api/v1/orders', () => {
  test('stores orders, and a read that follows sees their revenue', async () => {
    const { coupon, collaborationId } = await aCollaboration(t.db, { workspaceId });
    expect(await send('orders', [item({ discountCodes: [coupon.toLowerCase()] }), item()])).toMatchObject({ status: 200, body: { created: 2, updated: 0, unchanged: 0, rejected: [] } });
    const reader = await anApiToken(t.db, { workspaceId, scopes: ['read', 'costs:read'] });
    const request = new Request('http://portal.test/api/v1/roi?by=collaboration', { headers: { authorization: `Bearer ${reader}` } });
    const { items } = await (await roiLoader({ request, params: {}, context: {} })).json();
    expect(items.filter((one: { collaborationId: string }) => one.collaborationId === collaborationId)).toMatchObject([{ revenue: '199.00', orders: 1 }]);
  });

  test('pages that read the stored totals show orders soon, without their sender having waited for it, and again after the next', async () => {
    const { coupon, collaborationId } = await aCollaboration(t.db, { workspaceId });
    const totals = () => t.db.selectFrom('credit_day').select(['revenue_minor', 'orders']).where('collaboration_id', '=', collaborationId).where('model', '=', 'last_click').execute();
    await send('orders', [item({ discountCodes: [coupon] })]);
    await vi.waitFor(async () => expect(await totals()).toEqual([{ revenue_minor: 19_900, orders: 1 }]), 10_000);
    await Promise.all([send('orders', [item({ discountCodes: [coupon] })]), send('orders', [item({ discountCodes: [coupon] })])]);
    await vi.waitFor(async () => expect(await totals()).toEqual([{ revenue_minor: 59_700, orders: 3 }]), 10_000);
  });

  test('one bad item means that nothing is stored, and every bad value is named', async () => {
    const before = await orderCount();
    const answer = await send('orders', { items: [item(), item({ merchandise: '1,5', status: 'paied' }), item({ currency: 'JPY', merchandise: '10.50' }), { ...item(), extra: 1, placedAt: undefined }] });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.errors.map((error: { index: number; field: string; code: string }) => [error.index, error.field, error.code])).toEqual([
      [1, 'merchandise', 'invalid_format'], [1, 'status', 'invalid_value'], [2, 'merchandise', 'too_precise'], [3, 'placedAt', 'required'], [3, 'extra', 'unknown_field'],
    ]);
    expect(answer.body.errors[0].value).toBe('1,5');
    expect(await orderCount()).toBe(before);
  });

  test('with partial=true the good ones are stored and the bad ones listed', async () => {
    const answer = await send('orders?partial=true', [item({ merchandise: 199 }), item()]);
    expect(answer).toMatchObject({ status: 200, body: { created: 1, rejected: [{ index: 0, field: 'merchandise', value: '199' }] } });
  });

  test('a buyer is hashed on arrival: what identifies them is in no table and in no answer', async () => {
    const secret = 'lily.wang+canary@example.com';
    await send('orders', [item({ customer: secret })], { 'idempotency-key': 'buyer' });
    const refused = await send('orders', [item({ customer: `${secret}\u0000` })]);
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).not.toContain('canary');
    for (const table of ['shop_order', 'idempotency_key', 'audit_event'] as const) {
      expect(JSON.stringify(await t.db.selectFrom(table).selectAll().execute())).not.toContain('canary');
    }
    const [row] = await t.db.selectFrom('shop_order').select(['customer_hash', 'is_new_customer']).where('customer_hash', 'is not', null).execute();
    expect(row?.customer_hash).toHaveLength(32);
    expect(row?.is_new_customer).toBe(true);
  });

  test('the same key gives the first answer again, another body under it is a 422, a twin that is running a 409', async () => {
    const batch = [item()];
    const first = await send('orders', batch, { 'idempotency-key': 'k1' });
    expect(first.body.created).toBe(1);
    expect((await send('orders', batch, { 'idempotency-key': 'k1' })).body).toEqual(first.body);
    expect(await send('orders', [item()], { 'idempotency-key': 'k1' })).toMatchObject({ status: 422, body: { errors: [{ code: 'key_reused' }] } });
    expect((await send('orders', [item({ status: '?' })], { 'idempotency-key': 'k2' })).status).toBe(422);
    expect((await send('orders', [item()], { 'idempotency-key': 'k2' })).status).toBe(200);
    const running = await t.db.transaction().execute(async (trx) => {
      // While somebody else holds the workspace's orders, the first request is running and cannot finish.
      await lockWorkspace(trx, workspaceId, 'orders');
      const request = send('orders', batch, { 'idempotency-key': 'k3' });
      await vi.waitFor(async () => expect(await findIdempotencyKey(t.db, workspaceId, 'k3')).toBeDefined());
      const twins = await Promise.all(Array.from({ length: 4 }, () => send('orders', batch, { 'idempotency-key': 'k3' })));
      expect(twins.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
      return { request };
    });
    expect((await running.request).status).toBe(200);
    expect((await send('orders', batch, { 'idempotency-key': 'k3' })).status).toBe(200);
  });

  test('what is no batch is refused in words', async () => {
    expect(await send('orders', '{"a":')).toMatchObject({ status: 400 });
    expect(await send('orders', { list: [] })).toMatchObject({ status: 422 });
    expect(await send('orders', Array.from({ length: 1001 }, () => item()))).toMatchObject({ status: 422 });
    expect(await send('orders', 'null')).toMatchObject({ status: 422 });
    expect(await send('orders', [null, 7])).toMatchObject({ status: 422, body: { errors: [{ index: 0 }, { index: 1 }] } });
    expect(await send('orders', { orders: [] })).toMatchObject({ status: 200, body: { created: 0 } });
  });

  test('a token without the scope is refused, and so is none', async () => {
    const reader = await anApiToken(t.db, { workspaceId, scopes: ['read'] });
    expect((await send('orders', [item()], {}, reader)).status).toBe(403);
    expect((await send('orders', [item()], {}, 'kol_nothing')).status).toBe(401);
  });
});

test('POST /api/v1/refunds: known ones change nothing, a wrong currency is listed at its place', async () => {
  const order = item();
  await send('orders', [order]);
  const refund = { shop: 'main', orderId: order.id, id: 'r1', amount: '50.00', currency: 'CNY', refundedAt: '2026-07-03T10:00:00Z' };
  expect((await send('refunds', [refund, { ...refund, orderId: 'not yet here' }])).body).toEqual({ created: 2, unchanged: 0, parked: 1, rejected: [] });
  expect((await send('refunds', [refund])).body).toMatchObject({ created: 0, unchanged: 1 });
  const mixed = [{ ...refund, amount: 'x' }, { ...refund, id: 'r2', currency: 'USD' }, { ...refund, id: 'r3' }];
  expect((await send('refunds', mixed)).body.errors.map((error: { index: number }) => error.index)).toEqual([0]);
  expect((await send('refunds', mixed.slice(1))).body.errors).toMatchObject([{ index: 0, code: 'currency_conflict' }]);
  expect((await send('refunds?partial=true', mixed)).body).toMatchObject({ created: 1, rejected: [{ index: 0 }, { index: 1, code: 'currency_conflict' }] });
  const stored = await t.db.selectFrom('shop_order').select('net_minor').where('order_id', '=', order.id).executeTakeFirstOrThrow();
  expect(stored.net_minor).toBe(9_900);
});

test('POST /api/v1/clicks: a click gets its kclid, twice is once, and an order that named it before it came is credited', async () => {
  const { code, collaborationId } = await aCollaboration(t.db, { workspaceId });
  const click = { id: 'gtm-1', code: code.toLowerCase(), clickedAt: '2026-07-01T10:00:00Z', visitor: 'v-1', device: 'mobile' };
  const answer = await send('clicks?partial=true', [{ ...click, code: 'NOBODY00' }, click]);
  expect(answer.body).toMatchObject({ created: 1, unchanged: 0, rejected: [{ index: 0, field: 'code' }] });
  const clickId = answer.body.clickIds[1];
  expect(await send('clicks', [click])).toMatchObject({ status: 200, body: { created: 0, unchanged: 1, clickIds: [clickId] } });
  const clickDays = () => t.db.selectFrom('click_day').select(['day', 'clicks']).where('collaboration_id', '=', collaborationId).execute();
  await vi.waitFor(async () => expect(await clickDays()).toEqual([{ day: '2026-07-01', clicks: 1 }]), 10_000);

  const later = '0197c9a2-5c00-7abc-8def-0123456789ab';
  const at = new Date(Number.parseInt(later.slice(0, 8) + later.slice(9, 13), 16));
  const order = item({ clickId: later, placedAt: new Date(at.getTime() + 3_600_000).toISOString() });
  await send('orders', [order]);
  expect((await send('clicks', [{ ...click, id: later, clickedAt: '2020-01-01T00:00:00Z' }])).body.errors).toMatchObject([{ code: 'id_of_another_time' }]);
  await send('clicks', [{ ...click, id: later, clickedAt: at.toISOString() }]);
  const credit = await t.db.selectFrom('order_credit').select(['collaboration_id', 'last_click_minor']).where('order_id', '=', order.id).execute();
  expect(credit).toEqual([{ collaboration_id: collaborationId, last_click_minor: 19_900 }]);
});

test('GET /api/v1/openapi.json tells what the schemas check', async () => {
  const response = await openApiLoader({ request: new Request('http://portal.test/api/v1/openapi.json'), params: {}, context: {} });
  const document = await response.json();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/api/v1/orders', '/api/v1/refunds', '/api/v1/clicks']));
  const order = document.paths['/api/v1/orders'].post.requestBody.content['application/json'].schema.oneOf[0].items;
  expect(order).toMatchObject({ additionalProperties: false, required: ['shop', 'id', 'placedAt', 'currency', 'merchandise'] });
  expect(order.properties.status.enum).toEqual(['paid', 'pending', 'partially_refunded', 'refunded', 'cancelled', 'voided']);
});
