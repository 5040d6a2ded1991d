import { beforeAll, expect, test } from 'vitest';
import { shopifyOrder } from '#tests/factories/delivery.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { shopifyHeaders, useWebhookServer } from '#tests/setup/webhook-server.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';

const t = useTestDatabase();
const server = useWebhookServer(t);
const SECRET = 'storm secret';
const EVENTS = 1_000;
const SENDERS = 16;
let workspaceId: string;
let path: string;

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  const { connectionId } = await connectShop(t.db, { workspaceId, shop: 'store', kind: 'shopify', secret: SECRET }, { now: NOON, actor: PORTAL_ACTOR });
  path = `/webhooks/shopify/${connectionId}`;
});

test('each of thousands of events, sent one to seven times by sixteen senders at once, has one effect, and every sending is answered 200', async () => {
  const sendings = Array.from({ length: EVENTS }, (_, event) => Array.from({ length: 1 + (event % 7) }, () => event)).flat();
  // In an order that scatters the repetitions: neighbours of a stride that shares no factor with the number of sendings.
  const stride = 7_919;
  const queue = Array.from(sendings, (_, index) => sendings[(index * stride) % sendings.length] ?? 0);
  const counts = new Map<string, number>();
  let next = 0;
  await Promise.all(Array.from({ length: SENDERS }, async () => {
    for (let at = next++; at < queue.length; at = next++) {
      const event = queue[at] ?? 0;
      const body = JSON.stringify(shopifyOrder(event + 1, { line_items: [], billing_address: null }));
      const answer = await server.post(path, body, shopifyHeaders('orders/create', body, SECRET, `event-${event}`));
      const key = `${answer.status} ${JSON.stringify(answer.body)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }));
  expect(queue).toHaveLength(sendings.length);
  expect(Object.fromEntries(counts)).toEqual({ '200 {"status":"stored"}': EVENTS, '200 {"status":"known"}': sendings.length - EVENTS });
  const { rows } = await t.pool.query('select (select count(*) from shop_order) as orders, (select count(*) from webhook_delivery) as deliveries, (select sum(net_minor) from shop_order) as net');
  expect(rows[0]).toMatchObject({ orders: EVENTS, deliveries: EVENTS });
  expect(Number(rows[0]?.net)).toBe(EVENTS * 19_910);
}, 60_000);
