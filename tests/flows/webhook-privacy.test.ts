import { beforeAll, expect, test, vi } from 'vitest';
import { shopifyOrder, shopifyRefund, standardOrder, wooOrder } from '#tests/factories/delivery.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { shopifyHeaders, standardHeaders, useWebhookServer, wooHeaders } from '#tests/setup/webhook-server.ts';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import { log } from '#app/lib/log.server.ts';
import { connectShop, newWebhookSecret } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';

const t = useTestDatabase();
const server = useWebhookServer(t);
const CANARIES = ['planted.person@mail.example', 'Planted Person', '+8613912345678', '12 Planted Lane'];
const FOUND = /planted|13912345678/i;

const PAYLOADS: readonly { readonly kind: ConnectionKind; readonly topic: string; readonly payload: object }[] = [
  { kind: 'shopify', topic: 'orders/create', payload: shopifyOrder(1, { refunds: [shopifyRefund(5, 1, '1.00')], landing_site: '/x?utm_content=abc', note_attributes: [{ name: 'utm_content', value: 'abc' }] }) },
  { kind: 'shopify', topic: 'refunds/create', payload: shopifyRefund(6, 1, '2.00', { order_adjustments: [{ id: 1, kind: 'shipping_refund', amount: '-1.00', reason: 'x' }] }) },
  { kind: 'woocommerce', topic: 'order.updated', payload: wooOrder(1, { refunds: [{ id: 1, reason: 'x', total: '-1.00' }], meta_data: [{ id: 1, key: '_wc_order_attribution_utm_content', value: 'x' }, { id: 2, key: '_wc_order_attribution_session_entry', value: 'https://x/?a=b' }] }) },
  { kind: 'woocommerce', topic: 'order.deleted', payload: { id: 1 } },
  { kind: 'standard', topic: '', payload: standardOrder('1', { shop: 'standard', refunded: '0.00', clickId: 'x', utmContent: 'x', updatedAt: NOON.toISOString() }) },
  { kind: 'standard', topic: '', payload: { type: 'refund', data: { id: 'r', orderId: '1', amount: '1.00', currency: 'CNY', refundedAt: NOON.toISOString() } } },
];

/** Copies of a payload, each with another of its values replaced; objects keep their keys. */
function* planted(value: unknown, canary: string): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) for (const copy of planted(item, canary)) yield value.with(index, copy);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) for (const copy of planted(item, canary)) yield { ...value, [key]: copy };
    yield { ...value, [canary]: canary };
  } else {
    yield canary;
  }
}

const paths = new Map<ConnectionKind, string>();
const secrets = { shopify: newWebhookSecret('shopify'), woocommerce: newWebhookSecret('woocommerce'), standard: newWebhookSecret('standard') };
const logged: unknown[][] = [];

beforeAll(async () => {
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) vi.spyOn(log, level).mockImplementation((...said: unknown[]) => void logged.push(said));
  const workspaceId = await aWorkspace(t.db);
  for (const kind of ['shopify', 'woocommerce', 'standard'] as const) {
    const { connectionId } = await connectShop(t.db, { workspaceId, shop: kind, kind, secret: secrets[kind] }, { now: NOON, actor: PORTAL_ACTOR });
    paths.set(kind, `/webhooks/${kind}/${connectionId}`);
  }
});

async function deliver(kind: ConnectionKind, topic: string, body: string, change: Record<string, string> = {}) {
  const headers = kind === 'shopify' ? shopifyHeaders(topic, body, secrets[kind]) : kind === 'woocommerce' ? wooHeaders(topic, body, secrets[kind]) : standardHeaders(body, secrets[kind], NOON);
  return await server.post(paths.get(kind) ?? '', body, { ...headers, ...change });
}

test('whatever field of whatever payload names a person, nothing of it is found in any table or in the log', async () => {
  let sent = 0;
  const statuses = new Set<number>();
  for (const { kind, topic, payload } of PAYLOADS) {
    const bodies = CANARIES.flatMap((canary) => [...planted(payload, canary)]).map((body) => JSON.stringify(body));
    sent += bodies.length;
    for (let from = 0; from < bodies.length; from += 64) {
      const answers = await Promise.all(bodies.slice(from, from + 64).map((body) => deliver(kind, topic, body)));
      for (const { status, body } of answers) {
        statuses.add(status);
        expect(JSON.stringify(body)).not.toMatch(FOUND);
      }
    }
  }
  // Headers say things too, and a body may be no JSON at all.
  for (const canary of CANARIES) {
    await deliver('shopify', 'orders/create', JSON.stringify(shopifyOrder(9)), { 'x-shopify-event-id': canary, 'x-shopify-webhook-id': canary, 'x-shopify-topic': canary });
    await deliver('woocommerce', 'order.created', JSON.stringify(wooOrder(9)), { 'x-wc-webhook-delivery-id': canary, 'x-wc-webhook-source': canary });
    await deliver('shopify', 'orders/create', `{"email":"${canary}"`);
  }
  expect(sent).toBeGreaterThan(700);
  expect([...statuses].toSorted()).toEqual([200, 503]);

  const { rows: tables } = await t.pool.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`);
  let stored = 0;
  for (const { name } of tables) {
    const { rows } = await t.pool.query<{ text: string }>(`select r::text as text from "${name}" r`);
    stored += rows.length;
    expect(rows.filter(({ text }) => FOUND.test(text) || FOUND.test(decodedHex(text))).map(({ text }) => text), name).toEqual([]);
  }
  expect(stored).toBeGreaterThan(600);
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.map((said) => said.map((part) => (part instanceof Error ? part.stack : JSON.stringify(part, errorText))).join(' ')).filter((line) => FOUND.test(line))).toEqual([]);
});

/** Bytes are shown in hexadecimal; a text in them would hide there. */
function decodedHex(text: string): string {
  return [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join(' ');
}

function errorText(_key: string, value: unknown): unknown {
  return value instanceof Error ? { ...value, said: value.message, trace: value.stack } : value;
}
