import { beforeAll, expect, test } from 'vitest';
import { shopifyOrder } from '#tests/factories/delivery.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { shopifyHeaders, useWebhookServer } from '#tests/setup/webhook-server.ts';
import { findWorkspace } from '#db/queries/workspace.server.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { runKol } from '#scripts/run-kol.ts';

const t = useTestDatabase();
const server = useWebhookServer(t);
let workspaceId = '';

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  const { connectionId } = await connectShop(t.db, { workspaceId, shop: 'store', kind: 'shopify', secret: 'x' }, { now: NOON, actor: PORTAL_ACTOR });
  for (const order of [shopifyOrder(1), shopifyOrder(2, { currency: 'JPY' })]) {
    server.now = new Date(server.now.getTime() + 1);
    const body = JSON.stringify(order);
    await server.post(`/webhooks/shopify/${connectionId}`, body, shopifyHeaders('orders/create', body, 'x'));
  }
});

async function kol(...args: string[]) {
  let out = '';
  const told: string[] = [];
  const code = await runKol(['webhooks', ...args], {
    out: async (chunk) => void (out += chunk), tell: (line) => void told.push(line), readInput: async () => '', now: NOON,
    open: async () => {
      const workspace = await findWorkspace(t.db, workspaceId);
      if (!workspace) throw new Error('no workspace');
      return { db: t.db, workspace };
    },
  });
  return { code, out, told: told.join('\n') };
}

test('deliveries are listed latest first, those that failed alone on demand', async () => {
  const all = await kol('list');
  expect(all.code).toBe(0);
  expect(all.out.trimEnd().split('\n').map((line) => line.split('\t').slice(2, 6).join(' '))).toEqual(['store orders/create - unreadable', 'store orders/create 1 taken_in']);
  expect(JSON.parse((await kol('list', '--failed', '--json')).out).items).toMatchObject([{ outcome: 'unreadable' }]);
  expect((await kol('list', '--shop', 'other')).out).toBe('');
});

test('replay says what came of it, and exits with 3 while something cannot be read', async () => {
  const { items } = JSON.parse((await kol('list', '--json')).out);
  const [unreadable, good] = items;
  expect(await kol('replay', good.id)).toMatchObject({ code: 0, out: 'replayed 1, still not readable 0\n' });
  expect(await kol('replay', '--failed')).toMatchObject({ code: 3, out: 'replayed 1, still not readable 1\n' });
  expect(JSON.parse((await kol('replay', unreadable.id, good.id, '--json')).out)).toMatchObject({ replayed: 2, unreadable: 1, items: [{ outcome: 'unchanged' }, { outcome: 'unreadable' }].toReversed() });
  expect(await kol('replay', '00000000-0000-7000-8000-000000000000')).toMatchObject({ code: 1, told: expect.stringContaining('1 of them') });
});

test('a delivery of which nothing could be kept counts as not readable, and only its shop can send it again', async () => {
  await t.db.updateTable('webhook_delivery').set({ payload: null }).where('workspace_id', '=', workspaceId).where('outcome', '=', 'unreadable').execute();
  expect(await kol('replay', '--failed')).toMatchObject({ code: 3, out: 'replayed 0, still not readable 1\n', told: expect.stringContaining('only the shop can send them again') });
});

test.each([['replay'], ['replay', 'x'], ['replay', '--failed', '00000000-0000-7000-8000-000000000000'], ['list', '--limit', '0'], ['drop']])('kol webhooks %s %s is refused as wrong usage', async (...args) => {
  expect((await kol(...args)).code).toBe(2);
});
