import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findImportRun } from '#db/queries/import.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { startSession } from '#app/lib/session.server.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { PLANTED, PLANTED_WORDS, plantedShopifyCells, plantedShopifyOrder, plantedWooOrder } from '#tests/factories/planted-buyer.ts';
import { SHOPIFY_HEADINGS, shopifyCsv, shopifyRows } from '#tests/factories/shopify-export.ts';
import { anApiToken } from '#tests/factories/token.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { mockServer } from '#tests/mocks/server.ts';
import { aPerson } from '#tests/setup/portal-world.ts';
import type { RunningPortal } from '#tests/setup/running-portal.ts';
import { runBuiltCommand, startLoudPortal } from '#tests/setup/running-portal.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { TraceSearch } from '#tests/setup/traces.ts';
import { shopifyHeaders, wooHeaders } from '#tests/setup/webhook-server.ts';

/**
 * Whatever a shop, a file or a program says about a buyer goes through the whole portal - as it is built, in processes of its own - and is then
 * looked for in every column, in every file of the data folder, in all that the processes said, in the rejects and in every answer.
 */
process.env['KOL_SECRET'] = 'personal-data-personal-data-personal-data';
const t = useTestDatabase();
const search = new TraceSearch(PLANTED_WORDS);
const SECRET = 'a-webhook-secret-for-tests';
const { mail, name, phone, street, company } = PLANTED;
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-personal-'));
const typedDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-personal-files-'));
const answers: { readonly address: string; readonly text: string }[] = [];
let portal: RunningPortal;
let env: Record<string, string>;
let workspaceId = '';
let otherId = '';
let cookie = '';

beforeAll(async () => {
  mockServer.close();
  workspaceId = await aWorkspace(t.db);
  otherId = await aWorkspace(t.db);
  const userId = await aPerson(t.db, { workspaceId, role: 'operations' });
  cookie = (await startSession({ userId, workspaceId }, new Date())).split(';')[0] ?? '';
  env = { DATABASE_URL: t.url, KOL_DATA_DIR: dataDir, KOL_SECRET: process.env['KOL_SECRET'] ?? '', TRUSTED_PROXY: '127.0.0.1' };
  portal = await startLoudPortal(env);
});
afterAll(async () => {
  await portal.stop();
  for (const folder of [dataDir, typedDir]) fs.rmSync(folder, { recursive: true, force: true });
});

/** Speaks to the portal from behind a proxy that forwards the buyer's address; keeps the answer for the search. */
async function ask(address: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
  const forwarded = { 'x-forwarded-for': PLANTED.address, origin: portal.origin };
  const response = await fetch(portal.origin + address, { redirect: 'manual', ...init, headers: { ...forwarded, ...init.headers } });
  answers.push({ address, text: `${response.status} ${JSON.stringify([...response.headers])} ${await response.clone().text()}` });
  return response;
}

async function uploadOrders(fileName: string, text: string, format = 'auto'): Promise<string> {
  const body = new FormData();
  body.set('kind', 'orders');
  body.set('format', format);
  body.set('file', new Blob([text], { type: 'text/csv' }), fileName);
  const response = await ask('/imports/new', { method: 'POST', body, headers: { cookie } });
  expect(response.status).toBe(303);
  const importId = (response.headers.get('location') ?? '').split('/').at(-1) ?? '';
  await statusOf(importId, ['previewed']);
  return importId;
}

async function decide(importId: string, intent: string, wanted: readonly string[]): Promise<void> {
  await ask(`/imports/${importId}`, { method: 'POST', headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ intent }).toString() });
  await statusOf(importId, wanted);
}

async function statusOf(importId: string, wanted: readonly string[]): Promise<void> {
  for (let waited = 0; waited < 200; waited += 1) {
    const run = await findImportRun(t.db, workspaceId, importId);
    if (run && wanted.includes(run.status)) return;
    await pause(100);
  }
  const run = await findImportRun(t.db, workspaceId, importId);
  throw new Error(`the import is ${run?.status} (${run?.problemMessage ?? 'no problem'}), not ${wanted.join(' or ')}`);
}

/** Looks at an import where its rejects are shown, and at the file of rejects. (While it is checked, its page shows samples out of the file itself to whoever sent it.) */
async function readImport(importId: string): Promise<void> {
  for (const address of [`/imports/${importId}`, `/imports/${importId}.data`, `/imports/${importId}/rejects.csv`]) expect((await ask(address, { headers: { cookie } })).status).toBe(200);
}

const api = async (address: string, body: unknown, bearer: string, headers: Record<string, string> = {}) =>
  await ask(address, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'authorization': `Bearer ${bearer}`, 'content-type': 'application/json', ...headers } });
const apiOrder = (id: string, change: Record<string, unknown>) => ({ shop: 'main', id, placedAt: '2026-07-05T10:00:00+08:00', currency: 'CNY', merchandise: '199.00', status: 'paid', ...change });

describe('a buyer is said everything about', () => {
  test("in Shopify's export of 79 columns, with rows that have slipped", async () => {
    const good = { order: { ...plantedShopifyCells(' Zanthippe.Q@Obsidian-Mail.example '), 'Name': '#1001', 'Id': '9001', 'Created at': '2026-07-02 10:00:00 +0800' } };
    const bad = [{ 'Total': name, 'Subtotal': name }, { 'Created at': `${name}, ${street}` }, { 'Currency': company }, { 'Financial Status': mail }, { 'Refunded Amount': phone }]
      .map((slip, index) => ({ order: { ...plantedShopifyCells(mail), Name: `#200${index}`, Id: `920${index}`, ...slip } }));
    const slipped = [name, ...(shopifyRows({ order: plantedShopifyCells(mail) })[0] ?? [])].slice(0, SHOPIFY_HEADINGS.length).map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    const importId = await uploadOrders('orders_export.csv', `${shopifyCsv([good, ...bad])}${slipped}\n`);
    await decide(importId, 'apply-good', ['applied']);
    await readImport(importId);
  });

  test('in a file of orders in our own form, with bad rows', async () => {
    const rows = [
      'shop,order_id,placed_at,currency,merchandise,refunded,status,discount_codes,click_id,utm_content,customer,收货人,手机,备注',
      `main,own-1,2026-07-03 10:00,CNY,199.00,0,paid,,,,${mail.toUpperCase()},${PLANTED.chineseName},${phone},${PLANTED.note}`,
      `main,own-2,2026-07-03 11:00,CNY,${name},0,paid,,,,${mail},${PLANTED.chineseName},${phone},x`,
      `main,own-3,${mail},CNY,199.00,0,paid,,,,${mail},${PLANTED.chineseName},${phone},x`,
      `main,own-4,2026-07-03 11:00,CNY,199.00,${phone},${name},,,,${mail},x,x,x`,
      `main,own-5,2026-07-03 11:00,${PLANTED.chineseName},199.00,0,paid,,,,${mail},x,x,x`,
      `${name},${street},${mail}`,
    ];
    const importId = await uploadOrders('own.csv', `${rows.join('\n')}\n`);
    await decide(importId, 'apply-good', ['applied']);
    await readImport(importId);
  });

  test('in a file that is checked and then given up, and in one that is no table', async () => {
    const importId = await uploadOrders('given-up.csv', shopifyCsv([{ order: { ...plantedShopifyCells(mail), Name: '#3001', Id: '9301' } }]));
    await decide(importId, 'cancel', ['cancelled']);
    await readImport(importId);
  });

  test('at the command line, with rejects written to a file', async () => {
    const file = path.join(typedDir, 'orders.csv');
    const rejects = path.join(dataDir, 'rejects.csv');
    fs.writeFileSync(file, `shop,order_id,placed_at,currency,merchandise,status,customer\nmain,cli-1,2026-07-04 10:00,CNY,199.00,paid,"  ${mail}  "\nmain,cli-2,2026-07-04 10:00,CNY,${name},paid,${mail}\nmain,cli-3,${street},CNY,1.00,paid,${mail}\n`);
    const { slug } = await t.db.selectFrom('workspace').select('slug').where('id', '=', workspaceId).executeTakeFirstOrThrow();
    const { code, said } = await runBuiltCommand(['import', 'orders', file, '--json', '--skip-bad-rows', '--rejects', rejects, '--workspace', slug], env);
    expect({ code, said }).toMatchObject({ code: 3 });
    expect(fs.existsSync(rejects)).toBe(true);
    answers.push({ address: 'the command line', text: said });
  });

  test('through the API, in items that hold and items that do not', async () => {
    const token = await anApiToken(t.db, { workspaceId, scopes: ['orders:write', 'clicks:write'] });
    expect((await api('/api/v1/orders', [apiOrder('api-1', { customer: mail.toUpperCase() })], token, { 'idempotency-key': newId() })).status).toBe(200);
    const invalid = [
      apiOrder('api-2', { customer: { email: mail, name } }), apiOrder('api-3', { customer: [mail, phone] }), apiOrder('api-4', { customer: mail, email: mail, billing: { name, street } }),
      apiOrder('api-5', { customer: `${mail}${' '.repeat(10_000)}` }), mail, [name, phone], { customer: mail }, null,
    ];
    expect((await api('/api/v1/orders', invalid, token, { 'idempotency-key': newId() })).status).toBe(422);
    expect((await api('/api/v1/orders?partial=true', [...invalid, apiOrder('api-6', { customer: ` ${mail}` })], token, { 'idempotency-key': newId() })).status).toBe(200);
    expect((await api('/api/v1/orders', `{"customer":"${mail}"`, token)).status).toBe(400);
    expect((await api('/api/v1/orders', [apiOrder('api-1', { customer: mail })], await anApiToken(t.db, { workspaceId: otherId, scopes: ['orders:write'] }))).status).toBe(200);
  });

  test('in webhooks of Shopify and WooCommerce, signed well and badly', async () => {
    const doing = { now: NOON, actor: PORTAL_ACTOR };
    const shopify = await connectShop(t.db, { workspaceId, shop: 'shopify', kind: 'shopify', secret: SECRET }, doing);
    const woo = await connectShop(t.db, { workspaceId, shop: 'woo', kind: 'woocommerce', secret: SECRET }, doing);
    const send = async (kind: string, id: string, body: string, headers: Record<string, string>) => (await ask(`/webhooks/${kind}/${id}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })).status;
    const refund = { id: 5, order_id: 7001, created_at: '2026-07-08T10:00:00+08:00', note: `${name} sent it back`, refund_line_items: [], order_adjustments: [], transactions: [{ id: 1, kind: 'refund', status: 'success', amount: '1.00', currency: 'CNY', receipt: { email: mail } }] };
    const deliveries: [topic: string, body: object][] = [
      ['orders/create', plantedShopifyOrder(7001, `${mail.toUpperCase()} `)], ['orders/updated', plantedShopifyOrder(7001, mail, { financial_status: name })], ['refunds/create', refund], ['customers/create', { email: mail, phone }],
    ];
    for (const [topic, body] of deliveries) {
      const text = JSON.stringify(body);
      expect([200, 503]).toContain(await send('shopify', shopify.connectionId, text, shopifyHeaders(topic, text, SECRET)));
      expect(await send('shopify', shopify.connectionId, text, shopifyHeaders(topic, text, 'another secret'))).toBe(401);
    }
    const text = JSON.stringify(plantedWooOrder(8001, mail));
    expect(await send('woocommerce', woo.connectionId, text, wooHeaders('order.created', text, SECRET))).toBe(200);
    expect(await send('woocommerce', woo.connectionId, text, wooHeaders('order.created', text, 'another secret'))).toBe(401);
  });

  test('by the addresses, referrers and browsers of their clicks', async () => {
    const { code } = await aCollaboration(t.db, { workspaceId });
    for (const address of [PLANTED.address, PLANTED.longAddress, `${PLANTED.longAddress}, ${PLANTED.address}`]) {
      const headers = { 'x-forwarded-for': address, 'referer': `https://mail.example/inbox?to=${mail}&name=${encodeURIComponent(name)}`, 'user-agent': `Mozilla/5.0 (${name})` };
      expect((await ask(`/t/${code}`, { headers })).status).toBe(302);
      expect((await ask(`/t/00000000?email=${mail}`, { headers })).status).toBe(404);
    }
  });
});

test('nothing of it is found in any column, file, line of a log, reject or answer', async () => {
  await pause(7_000); // roll-ups, deliveries and a review have had their turn
  const database = await search.inDatabase(t.pool);
  const folder = search.inFolder(dataDir);
  const said = portal.said();
  expect({ columns: database.columns > 200, rows: database.rows > 500, files: folder.files > 0, said: said.includes('READY'), answers: answers.length > 30 }).toEqual({ columns: true, rows: true, files: true, said: true, answers: true });
  expect(database.traces).toEqual([]);
  expect(folder.traces).toEqual([]);
  expect(search.inText('log', said)).toEqual([]);
  expect(answers.flatMap(({ address, text }) => search.inText(`answer to ${address}`, text))).toEqual([]);
});

test('however the mail is spelled, and whichever way it came, the buyer is one: new with the first order, returning with the others', async () => {
  const orders = await t.db.selectFrom('shop_order').select(['workspace_id', 'shop', 'order_id', 'customer_hash', 'is_new_customer']).orderBy('placed_at').execute();
  const ours = orders.filter((order) => order.workspace_id === workspaceId);
  expect(ours.map((order) => [`${order.shop} ${order.order_id}`, order.is_new_customer])).toEqual([
    ['shopify 9001', true], ['main own-1', false], ['main cli-1', false], ['main api-1', false], ['main api-6', false], ['shopify 7001', false], ['woo 8001', false],
  ]);
  const hashes = new Set(ours.map((order) => order.customer_hash?.toString('hex')));
  expect([...hashes]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const elsewhere = orders.filter((order) => order.workspace_id === otherId);
  expect(elsewhere.map((order) => order.is_new_customer)).toEqual([true]);
  expect(hashes).not.toContain(elsewhere[0]?.customer_hash?.toString('hex'));
});

test('the search finds what it looks for, in every form in which it may hide', () => {
  const sealed = ['https://x/?q=' + encodeURIComponent(name), Buffer.from(`ab ${mail} cd`).toString('base64'), Buffer.from(`a${mail}`).toString('base64url'), Buffer.from(mail).toString('hex'), JSON.stringify({ a: PLANTED.chineseName }),
    encodeURIComponent(PLANTED.chineseName), `{"a":"\\u6b27\\u9633\\u6c89\\u9999"}`, Buffer.from(PLANTED.chineseName).toString('hex'), name.toUpperCase(), Buffer.from(`x${PLANTED.chineseName}`).toString('base64')];
  expect(sealed.map((text) => search.inText('here', text).length > 0)).toEqual(sealed.map(() => true));
  expect(search.inText('here', 'Nothing of anybody: 2026-07-10, 199.00, +8613800000000')).toEqual([]);
});
