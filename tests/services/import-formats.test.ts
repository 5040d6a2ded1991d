import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { ImportFileInput } from '#app/services/import-file.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;
let workspaceId = '';
let lilyId = '';

beforeEach(async () => {
  // The workspace's zone is not that of the files, so that only the format can have told it.
  workspaceId = await aWorkspace(t.db, { timeZone: 'America/New_York' });
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'summer' });
  const lily = await aKol(t.db, { workspaceId, platform: 'douyin', handle: 'lily' });
  lilyId = (await aCollaboration(t.db, { workspaceId, campaignId, kol: lily, coupon: 'LILY15', feeMinor: 0 })).collaborationId;
  const peach = await aKol(t.db, { workspaceId, platform: 'xiaohongshu', handle: '桃子' });
  await aCollaboration(t.db, { workspaceId, campaignId, kol: peach, coupon: 'PEACH', feeMinor: 0 });
});

type Options = Partial<Pick<ImportFileInput, 'format' | 'mapping' | 'defaults' | 'skipBadRows'>>;

async function take(kind: ImportKind, file: string, options: Options = {}) {
  const bytes = readFileSync(`tests/fixtures/ingestion/${file}`);
  const outcome = await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: file, bytes, dryRun: false, skipBadRows: false, ...options }, doing);
  if (outcome.status === 'unusable') throw new Error(`${outcome.code}: ${outcome.message}`);
  const { created, updated, unchanged, rejected } = outcome.result;
  return { status: outcome.status, created, updated, unchanged, rejected };
}

/** A file is taken in, and taken in again without a trace. */
async function takeTwice(kind: ImportKind, file: string, count: number, options: Options = {}) {
  expect(await take(kind, file, options)).toEqual({ status: 'applied', created: count, updated: 0, unchanged: 0, rejected: [] });
  expect(await take(kind, file, options)).toEqual({ status: 'applied', created: 0, updated: 0, unchanged: count, rejected: [] });
}

/** What is stored of the orders, amounts in minor units, `buyer` telling whether one was hashed. */
async function orders() {
  const rows = await t.db.selectFrom('shop_order').selectAll().where('workspace_id', '=', workspaceId).orderBy('order_id').execute();
  return rows.map((row) => ({
    id: `${row.shop}/${row.order_id}`, at: row.placed_at.toISOString(), money: `${row.merchandise_minor} - ${row.refunded_minor} ${row.currency}`, status: row.status, net: row.net_minor,
    codes: row.discount_codes, buyer: row.customer_hash !== null,
  }));
}

describe('orders', () => {
  test('of Shopify: rows of items are one order, tax inside the prices is taken off, a cancelled order counts nothing', async () => {
    await takeTwice('orders', 'shopify-orders.csv', 3);
    expect(await orders()).toEqual([
      { id: 'shopify/5500000001001', at: '2026-07-02T02:00:00.000Z', money: '19900 - 0 CNY', status: 'paid', net: 19_900, codes: ['LILY15'], buyer: true },
      { id: 'shopify/5500000001002', at: '2026-07-02T02:00:00.000Z', money: '10000 - 2000 CNY', status: 'partially_refunded', net: 8000, codes: [], buyer: true },
      { id: 'shopify/5500000001003', at: '2026-07-02T02:00:00.000Z', money: '5000 - 0 CNY', status: 'cancelled', net: 0, codes: [], buyer: true },
    ]);
  });

  test('of WooCommerce: rows of items are one order, shipping and tax are no merchandise, codes come out of coupon_items', async () => {
    await takeTwice('orders', 'woocommerce-orders.csv', 4);
    expect(await orders()).toEqual([
      { id: 'woocommerce/1001', at: '2026-07-02T14:00:00.000Z', money: '10000 - 0 USD', status: 'paid', net: 10_000, codes: ['LILY15', 'summer'], buyer: true },
      { id: 'woocommerce/1002', at: '2026-07-02T14:00:00.000Z', money: '5000 - 2000 USD', status: 'paid', net: 3000, codes: [], buyer: true },
      { id: 'woocommerce/1003', at: '2026-07-02T14:00:00.000Z', money: '5000 - 0 USD', status: 'pending', net: 0, codes: [], buyer: true },
      { id: 'woocommerce/1004', at: '2026-07-02T14:00:00.000Z', money: '5000 - 5000 USD', status: 'refunded', net: 0, codes: [], buyer: true },
    ]);
  });

  test('of Youzan: the coupon sells for its KOL, a masked phone names nobody', async () => {
    await takeTwice('orders', 'youzan-orders.csv', 3);
    expect(await orders()).toEqual([
      { id: 'youzan/E20260702100000000000001', at: '2026-07-02T02:00:00.000Z', money: '19900 - 0 CNY', status: 'paid', net: 19_900, codes: ['lily15'], buyer: true },
      { id: 'youzan/E20260703100000000000002', at: '2026-07-03T02:00:00.000Z', money: '108800 - 0 CNY', status: 'paid', net: 108_800, codes: [], buyer: false },
      { id: 'youzan/E20260704100000000000003', at: '2026-07-04T02:00:00.000Z', money: '5990 - 0 CNY', status: 'cancelled', net: 0, codes: [], buyer: true },
    ]);
    const credits = await t.db.selectFrom('order_credit').select(['order_id', 'collaboration_id']).where('workspace_id', '=', workspaceId).execute();
    expect(credits).toEqual([{ order_id: 'E20260702100000000000001', collaboration_id: lilyId }]);
  });

  test('of Taobao: GB18030, ids as ="…" in full, 元 behind amounts, postage is no merchandise', async () => {
    await takeTwice('orders', 'taobao-orders.csv', 4);
    expect(await orders()).toEqual([
      { id: 'taobao/3300000000000000001', at: '2026-07-02T02:00:00.000Z', money: '19900 - 0 CNY', status: 'paid', net: 19_900, codes: [], buyer: true },
      { id: 'taobao/3300000000000000002', at: '2026-07-03T15:59:59.000Z', money: '8850 - 0 CNY', status: 'paid', net: 8850, codes: [], buyer: false },
      { id: 'taobao/3300000000000000003', at: '2026-07-04T00:00:00.000Z', money: '19900 - 0 CNY', status: 'pending', net: 0, codes: [], buyer: true },
      { id: 'taobao/3300000000000000004', at: '2026-07-04T01:00:00.000Z', money: '19900 - 0 CNY', status: 'cancelled', net: 0, codes: [], buyer: true },
    ]);
  });

  test('of Taobao by items: what was paid sums up, only refunds that went through are given back', async () => {
    await takeTwice('orders', 'taobao-items.csv', 2);
    expect(await orders()).toEqual([
      { id: 'taobao/3400000000000000010', at: '2026-07-05T04:00:00.000Z', money: '28900 - 5990 CNY', status: 'partially_refunded', net: 22_910, codes: [], buyer: false },
      { id: 'taobao/3400000000000000020', at: '2026-07-05T04:00:00.000Z', money: '19900 - 0 CNY', status: 'paid', net: 19_900, codes: [], buyer: false },
    ]);
  });

  test('of Douyin: sub-orders are one order, a leading tab is no part of an id, a refunded sub-order is given back', async () => {
    await takeTwice('orders', 'douyin-orders.csv', 4);
    expect(await orders()).toEqual([
      { id: 'douyin/6920000000000000001', at: '2026-07-06T12:15:00.000Z', money: '19900 - 0 CNY', status: 'paid', net: 19_900, codes: [], buyer: false },
      { id: 'douyin/6920000000000000002', at: '2026-07-06T12:15:00.000Z', money: '15050 - 10000 CNY', status: 'partially_refunded', net: 5050, codes: [], buyer: false },
      { id: 'douyin/6920000000000000005', at: '2026-07-06T12:15:00.000Z', money: '19900 - 0 CNY', status: 'cancelled', net: 0, codes: [], buyer: false },
      { id: 'douyin/6920000000000000006', at: '2026-07-06T12:15:00.000Z', money: '19900 - 0 CNY', status: 'pending', net: 0, codes: [], buyer: false },
    ]);
  });

  test('with our own headings as Excel saves "Unicode text": UTF-16 with tabs', async () => {
    await takeTwice('orders', 'orders-utf16.txt', 2);
    expect(await orders()).toEqual([
      { id: 'main/7001', at: '2026-07-02T14:00:00.000Z', money: '19900 - 0 CNY', status: 'paid', net: 19_900, codes: ['LILY15', '夏日'], buyer: true },
      { id: 'main/7002', at: '2026-07-03T13:05:00.000Z', money: '123450 - 3450 CNY', status: 'partially_refunded', net: 120_000, codes: [], buyer: true },
    ]);
  });

  test('with decimals behind a comma: one cell that cannot be anything else tells how 1.234 is meant', async () => {
    await takeTwice('orders', 'orders-european.csv', 2);
    expect((await orders()).map(({ id, money }) => [id, money])).toEqual([['main/8001', '123450 - 0 EUR'], ['main/8002', '123400 - 0 EUR']]);
  });
});

describe('costs', () => {
  test('of 精选联盟: a settled commission is a cost of the KOL on the day of settlement, an unsettled one waits and keeps nothing out', async () => {
    const first = await take('costs', 'alliance-commission.csv');
    expect(first).toMatchObject({ status: 'applied', created: 2, updated: 0, unchanged: 0, rejected: [{ line: 4, column: '订单状态', value: '订单付款', code: 'not_settled' }] });
    expect(await take('costs', 'alliance-commission.csv')).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const costs = await t.db.selectFrom('cost_item').selectAll().where('workspace_id', '=', workspaceId).orderBy('amount_minor').execute();
    expect(costs.map((row) => [row.collaboration_id, row.kind, row.amount_minor, row.currency, row.incurred_on, row.cancellable, row.note])).toEqual([
      [lilyId, 'commission', 1010, 'CNY', '2026-07-20', false, '订单 6920000000000000004, 商品 3600000000000000001'],
      [lilyId, 'commission', 3980, 'CNY', '2026-07-20', false, '订单 6920000000000000001, 商品 3600000000000000001'],
    ]);
  });
});

describe('content', () => {
  const metrics = async () => {
    const rows = await t.db.selectFrom('content_metric as m').innerJoin('content as c', (join) => join.onRef('c.id', '=', 'm.content_id').onRef('c.workspace_id', '=', 'm.workspace_id'))
      .where('m.workspace_id', '=', workspaceId).selectAll('m').select(['c.url', 'c.platform', 'c.published_at']).orderBy('c.url').execute();
    return rows.map((row) => [row.platform, row.url, row.published_at.toISOString(), row.impressions, row.views, row.likes, row.comments, row.saves, row.follows, row.shares]);
  };

  test('of a Xiaohongshu workbook with two rows of headings: totals, and what is not reported is not 0', async () => {
    await takeTwice('content', 'xhs-notes.xlsx', 2);
    expect(await metrics()).toEqual([
      ['xiaohongshu', 'https://www.xiaohongshu.com/explore/66a0000000000000000000b1', '2026-07-01T10:00:00.000Z', 100_000, 52_000, 2500, 120, 480, 33, 60],
      ['xiaohongshu', 'https://www.xiaohongshu.com/explore/66a0000000000000000000b2', '2026-07-02T10:00:00.000Z', 8000, 12_000, null, 0, null, null, 5],
    ]);
  });

  test('of the field set of 蒲公英: the address of a note follows from its id', async () => {
    await takeTwice('content', 'pugongying-notes.csv', 2);
    expect(await metrics()).toEqual([
      ['xiaohongshu', 'https://www.xiaohongshu.com/explore/66a0000000000000000000a1', '2026-07-03T10:00:00.000Z', 100_000, 52_000, 2500, 120, 480, 33, 60],
      ['xiaohongshu', 'https://www.xiaohongshu.com/explore/66a0000000000000000000a2', '2026-07-04T10:00:00.000Z', 8000, null, 150, 10, 40, null, null],
    ]);
  });

  test('of Instagram by its headings: a field broken over lines moves nothing', async () => {
    const instagram = await aKol(t.db, { workspaceId, platform: 'instagram', handle: 'lily.demo' });
    await aCollaboration(t.db, { workspaceId, kol: instagram });
    // 07/13/2026 is later than the workspace's today; the instant of the counts is later still.
    await takeTwice('content', 'instagram-posts.csv', 1, { defaults: { capturedAt: new Date('2026-07-20T00:00:00Z') } });
    expect(await metrics()).toEqual([['instagram', 'https://www.instagram.com/reel/Demo0000001/', '2026-07-13T14:00:00.000Z', null, 12_345, 1000, 45, 67, 3, 20]]);
  });
});

test('the creator sheet of 星图 is a roster: quotes in yuan, followers in 万, a price with its sign', async () => {
  await takeTwice('roster', 'xingtu-creators.xlsx', 2);
  const kols = await t.db.selectFrom('kol as k').innerJoin('kol_account as a', 'a.kol_id', 'k.id').where('k.workspace_id', '=', workspaceId).where('a.handle', 'like', '67%')
    .select(['k.name', 'a.platform', 'a.handle', 'a.followers', 'a.engagement_basis_points', 'k.price_minor', 'k.price_currency', 'k.verticals']).orderBy('a.handle').execute();
  expect(kols).toEqual([
    { name: '莉莉', platform: 'douyin', handle: '6700000000000000001', followers: 1_253_000, engagement_basis_points: 431, price_minor: 3_000_000, price_currency: 'CNY', verticals: ['美妆', '护肤'] },
    { name: '阿木', platform: 'douyin', handle: '6700000000000000002', followers: 83_000, engagement_basis_points: 805, price_minor: 500_000, price_currency: 'CNY', verticals: ['数码'] },
  ]);
});

describe('a format', () => {
  const bytesOf = (file: string, change: (text: string) => string) => Buffer.from(change(readFileSync(`tests/fixtures/ingestion/${file}`, 'utf8')));
  const takeBytes = async (bytes: Uint8Array, options: Options = {}) =>
    await importFile(t.db, { workspaceId, kind: 'orders', format: 'auto', fileName: 'x.csv', bytes, dryRun: false, skipBadRows: false, ...options }, doing);

  test('that was named must be the file’s', async () => {
    expect(await takeBytes(readFileSync('tests/fixtures/ingestion/youzan-orders.csv'), { format: 'douyin-orders' })).toMatchObject({ status: 'unusable', code: 'other_format' });
    expect(await takeBytes(readFileSync('tests/fixtures/ingestion/youzan-orders.csv'), { format: 'youzan' })).toMatchObject({ status: 'applied' });
  });

  test('whose rows of one order stand apart is refused at both places: neither sum would be the order’s', async () => {
    const apart = bytesOf('douyin-orders.csv', (text) => {
      const lines = text.split('\r\n');
      return [lines[0], lines[2], lines[1], lines[3], ''].join('\r\n');
    });
    expect(await takeBytes(apart, { skipBadRows: true })).toMatchObject({
      status: 'applied', result: { created: 1, rejected: [{ line: 2, column: '主订单编号', code: 'rows_apart' }, { line: 4, column: '主订单编号', code: 'rows_apart' }] },
    });
    expect((await orders()).map(({ id }) => id)).toEqual(['douyin/6920000000000000001']);
  });

  test('with an item that comes twice is refused at its line: it would be counted twice', async () => {
    const twice = bytesOf('douyin-orders.csv', (text) => text.replace('\t6920000000000000004', '\t6920000000000000003'));
    expect(await takeBytes(twice)).toMatchObject({ status: 'refused', result: { rejected: [{ line: 4, column: '子订单编号', code: 'item_twice' }] } });
  });

  test('may be completed by a mapping, and read as plain rows when that is asked for', async () => {
    expect(await takeBytes(readFileSync('tests/fixtures/ingestion/douyin-orders.csv'), { mapping: { utm_content: '商家编码' } })).toMatchObject({ status: 'applied', result: { created: 4 } });
    const plain = await takeBytes(readFileSync('tests/fixtures/ingestion/douyin-orders.csv'), { format: 'own', skipBadRows: true });
    expect(plain).toMatchObject({ status: 'applied', result: { rejected: [{ line: 4, code: 'duplicate' }] } });
  });

  test('leaves no buyer behind: no name, phone or account of a file is stored', async () => {
    for (const file of ['taobao-orders.csv', 'youzan-orders.csv', 'woocommerce-orders.csv', 'shopify-orders.csv', 'douyin-orders.csv']) await take('orders', file);
    const tables = await Promise.all((['shop_order', 'import_run', 'import_reject', 'import_mapping', 'audit_event'] as const).map((table) => t.db.selectFrom(table).selectAll().execute()));
    expect(JSON.stringify(tables)).not.toMatch(/演示买家|演示收货人|1390000|buyer\.example|shop\.test|pay\.example/);
  });
});
