import { beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import { findRejectFile, KEPT_REJECT_ROWS, listRejectRows, setRowCells, setRowsSkipped } from '#db/queries/import-reject.server.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { WITHHELD } from '#app/domain/ingestion/withheld.ts';
import { rejectedRows } from '#app/routes/imports.$importId_.rejects[.]csv/rejected-rows.server.ts';
import { rejectedCsv, rejectedXlsx } from '#app/lib/file-writing/reject-stream.server.ts';
import { writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { SHOPIFY_HEADINGS, shopifyRows } from '#tests/factories/shopify-export.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'user', id: null, name: 'Lily' } } as const;
let workspaceId = '';

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

async function take(kind: ImportKind, content: string | Uint8Array, skipBadRows = true) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const outcome = await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: `${kind}.csv`, bytes, dryRun: false, skipBadRows }, doing);
  if (outcome.status === 'unusable') throw new Error(outcome.message);
  return { importId: outcome.importId, status: outcome.status, ...outcome.result };
}

async function fileOf(importId: string): Promise<Response> {
  const file = await findRejectFile(t.db, workspaceId, importId);
  if (!file) throw new Error('no rows were kept');
  const rows = rejectedRows(t.db, workspaceId, importId, file);
  return file.container === 'csv' ? rejectedCsv('x.csv', file.delimiter, rows) : await rejectedXlsx('x.xlsx', rows);
}
const textOf = async (importId: string) => await (await fileOf(importId)).text();
/** All that the database holds of an import. */
const stored = async () => {
  const tables = ['import_run', 'import_reject', 'import_reject_row', 'import_reject_file', 'import_change', 'import_image', 'audit_event', 'shop_order', 'import_mapping'];
  const texts = await Promise.all(tables.map(async (table) => (await t.pool.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t`)).rows.map(({ row }) => row).join('\n')));
  return texts.join('\n');
};

const ROSTER = 'name;platform;handle;followers;notes\nLily;douyin;lily;many;=1+1\nMax;douyin;max;100;fine\nEve;douyin;eve;x;"a;b"\n';

describe('the file of rejected rows', () => {
  test('has the headings, the separator and the cells of the file, and the reasons last; a spreadsheet computes nothing of it', async () => {
    const { importId, rejected } = await take('roster', ROSTER);
    expect(rejected).toHaveLength(2);
    const text = await textOf(importId);
    expect(text.split('\n')).toEqual([
      'name;platform;handle;followers;notes;rejected because / 拒绝原因', `Lily;douyin;lily;many;'=1+1;"line 2, followers: ${rejected[0]?.message} [not_a_number]"`,
      `Eve;douyin;eve;x;"a;b";"line 4, followers: ${rejected[1]?.message} [not_a_number]"`, '',
    ]);
  });

  test('is taken in again once it is corrected, its reasons unread, and is recognised as a file with these headings', async () => {
    const { importId } = await take('roster', ROSTER);
    const corrected = (await textOf(importId)).replace('many', '1.2万').replace(';x;', ';7;');
    expect(await take('roster', corrected, false)).toMatchObject({ status: 'applied', created: 2, rejected: [] });
    expect(await t.db.selectFrom('kol').select(['name', 'notes']).where('workspace_id', '=', workspaceId).orderBy('name').execute())
      .toEqual([{ name: 'Eve', notes: 'a;b' }, { name: 'Lily', notes: '=1+1' }, { name: 'Max', notes: 'fine' }]);
    expect(await t.db.selectFrom('import_mapping').select('kind').where('workspace_id', '=', workspaceId).execute()).toHaveLength(1);
  });

  test('rejected once more it has its reasons once', async () => {
    const first = await textOf((await take('roster', ROSTER)).importId);
    const second = await textOf((await take('roster', first)).importId);
    expect(second.split('\n')[0]).toBe('name;platform;handle;followers;notes;rejected because / 拒绝原因');
    expect(second.match(/not_a_number/g)).toHaveLength(2);
  });

  test('of a workbook is a workbook', async () => {
    const bytes = await writeTable({ name: 'x', headings: ['name', 'platform', 'handle', 'followers'], rows: [['Lily', 'douyin', 'lily', 'many'], ['Max', 'douyin', 'max', 100]] }, 'xlsx');
    const { importId } = await take('roster', bytes);
    const file = new Uint8Array(await (await fileOf(importId)).arrayBuffer());
    const again = await take('roster', file);
    expect(again.rejected).toMatchObject([{ line: 2, column: 'followers', value: 'many' }]);
  });

  test('keeps two rows of headings', async () => {
    const rows = [['账号', '', '数据', ''], ['平台', '账号', '粉丝数', '名称'], ['抖音', 'lily', 'many', 'Lily'], ['抖音', 'max', '100', 'Max']];
    const { importId, rejected } = await take('roster', stringify(rows));
    expect(rejected).toHaveLength(1);
    const text = await textOf(importId);
    expect(text).toContain('账号,,数据,\n平台,账号,粉丝数,名称,rejected because / 拒绝原因\n抖音,lily,many,Lily,');
    expect(await take('roster', text.replace('many', '7'), false)).toMatchObject({ status: 'applied', created: 1 });
  });

  test('holds what a person made of a row, and the rows that they left out', async () => {
    const { importId } = await take('roster', ROSTER, false);
    await t.db.transaction().execute(async (trx) => {
      await setRowCells(trx, workspaceId, importId, 2, ['Lily', 'douyin', 'lily', 'lots', '']);
      await setRowsSkipped(trx, workspaceId, importId, [4], true);
    });
    const text = await textOf(importId);
    expect(text).toContain('Lily;douyin;lily;lots;;"line 2');
    expect(text).toContain('line 4: left out by hand');
  });

  test('keeps ids that shops have wrapped as they are', async () => {
    const file = 'order_id,placed_at,merchandise,currency\n"=""6921234567890123456""",2026-07-01 10:00,x,CNY\n\t4400000000000000001,2026-07-01 10:00,y,CNY\n';
    const { importId } = await take('orders', file);
    const corrected = (await textOf(importId)).replace(',x,', ',1,').replace(',y,', ',2,');
    expect(await take('orders', corrected, false)).toMatchObject({ status: 'applied', created: 2 });
    expect((await t.db.selectFrom('shop_order').select('order_id').where('workspace_id', '=', workspaceId).orderBy('order_id').execute()).map((row) => row.order_id))
      .toEqual(['4400000000000000001', '6921234567890123456']);
  });

  test('of more rejected rows than are kept has the first of them, and says so', async () => {
    const rows = Array.from({ length: KEPT_REJECT_ROWS + 5 }, (_, index) => [`n${index}`, 'douyin', `h${index}`, 'x']);
    const { importId } = await take('roster', stringify([['name', 'platform', 'handle', 'followers'], ...rows]));
    expect(await findRejectFile(t.db, workspaceId, importId)).toMatchObject({ rowCount: KEPT_REJECT_ROWS + 5 });
    const lines = (await textOf(importId)).trimEnd().split('\n');
    expect(lines).toHaveLength(KEPT_REJECT_ROWS + 1);
    expect(lines.at(-1)).toContain(`only the first ${KEPT_REJECT_ROWS} of ${KEPT_REJECT_ROWS + 5} rejected rows are in this file`);
  });
});

describe('rejected orders', () => {
  const personal = ['lin.example@shop.test', 'Lin Example', 'Invented Road', '10000000001', 'Secret Gate'];
  const bad = { 'Subtotal': '1.2.3', 'Note Attributes': 'gate code: Secret Gate\nkclid: 0197f1a0-0000-7000-8000-000000000001' };

  test('keep all rows of an order of Shopify and nothing that names a buyer, in no table', async () => {
    const rows = [...shopifyRows({ order: bad, items: [{}, {}] }), ...shopifyRows({ order: { Name: '#1002', Id: '5500000001002' } })];
    const { importId } = await take('orders', stringify([[...SHOPIFY_HEADINGS], ...rows]));
    expect(await listRejectRows(t.db, workspaceId, importId, { afterLine: 0, limit: 10 })).toMatchObject([{ line: 2, problems: [{ code: 'not_an_amount' }] }, { line: 4, problems: [] }]);
    const everything = `${await stored()}\n${await textOf(importId)}`;
    for (const text of personal) expect(everything).not.toContain(text);
    const hash = hashBuyer(workspaceId, 'lin.example@shop.test').toString('hex');
    const text = await textOf(importId);
    expect(text).toContain(`buyer:${hash}`);
    const again = await take('orders', text.replace('1.2.3', '199.00'), false);
    expect(again).toMatchObject({ status: 'applied', created: 1, rejected: [] });
    const orders = await t.db.selectFrom('shop_order').select(['order_id', 'customer_hash', 'click_id']).where('workspace_id', '=', workspaceId).orderBy('order_id').execute();
    expect(orders.map((order) => order.customer_hash?.toString('hex'))).toEqual([hash, hash]);
    expect(orders[0]?.click_id).toBe('0197f1a0-0000-7000-8000-000000000001');
  });

  test('show no buyer where a row has slipped, or a name stands in another column', async () => {
    const file = [
      'order_id,placed_at,merchandise,currency,utm_content,customer,收货人', '1,2026-07-01 10:00,Lin Example,CNY,,a@example.com,Lin', '2,Invented Road,5,CNY,,,',
      '3,2026-07-01 10:00,5,CNY,x,b@example.com,Lin Example,13800000000,Invented Road', '',
    ].join('\n');
    const { importId, rejected } = await take('orders', file);
    expect(rejected.map(({ line, value }) => [line, value])).toEqual([[2, WITHHELD], [3, WITHHELD], [4, '']]);
    const everything = `${await stored()}\n${await textOf(importId)}`;
    for (const text of ['a@example.com', 'b@example.com', '13800000000', 'Lin Example', 'Invented Road']) expect(everything).not.toContain(text);
    expect((await listRejectRows(t.db, workspaceId, importId, { afterLine: 3, limit: 1 })).map(({ cells }) => cells)).toEqual([
      ['3', '2026-07-01 10:00', '5', 'CNY', 'x', `buyer:${hashBuyer(workspaceId, 'b@example.com').toString('hex')}`, WITHHELD, WITHHELD, WITHHELD],
    ]);
  });

  test('keep state and buyer where one amount is a word, so that the amount alone is typed again', async () => {
    const { importId } = await take('orders', 'order_id,placed_at,currency,merchandise,refunded,status,discount_codes,customer\n1,2026-07-01 10:00,CNY,one hundred,0.00,已付款,LILY15,a@example.com\n');
    const hash = hashBuyer(workspaceId, 'a@example.com').toString('hex');
    expect((await listRejectRows(t.db, workspaceId, importId, { afterLine: 0, limit: 1 })).map(({ cells }) => cells)).toEqual([
      ['1', '2026-07-01 10:00', 'CNY', WITHHELD, '0.00', '已付款', 'LILY15', `buyer:${hash}`],
    ]);
    expect(`${await stored()}\n${await textOf(importId)}`).not.toContain('a@example.com');
  });

  test('name a buyer that is a hash already by the same hash', async () => {
    const token = `buyer:${hashBuyer(workspaceId, 'a@example.com').toString('hex')}`;
    const { importId } = await take('orders', `order_id,placed_at,merchandise,currency,customer\n1,2026-07-01 10:00,x,CNY,${token}\n`);
    expect(await textOf(importId)).toContain(token);
  });

  const MESSY = [
    'shop,order_id,placed_at,currency,merchandise,refunded,status,discount_codes,customer', 'main,M-4,2026-07-02,CNY,10.00,0,paid,,a,extra,cells', 'main,M-5,2026-13-45,CNY,10.00,0,paid,,a',
    'main,M-7,2026-07-02,CNY,abc,0,weird,,a', 'main,M-8,2026-07-02,CNY,Lin Example,0,paid,,', '',
  ].join('\n');

  test('keep their shop, number, date, amounts and states, so that a row is corrected in the file of rejects alone', async () => {
    const { importId, rejected } = await take('orders', MESSY);
    expect(rejected.map(({ line, column, value }) => [line, column, value])).toEqual([[2, '', ''], [3, 'placed_at', '2026-13-45'], [4, 'merchandise', 'abc'], [4, 'status', 'weird'], [5, 'merchandise', WITHHELD]]);
    expect(await t.db.selectFrom('import_run').select('rejected_count').where('id', '=', importId).executeTakeFirst()).toEqual({ rejected_count: 4 });
    const text = await textOf(importId);
    expect(text).toContain(`main,M-4,2026-07-02,CNY,10.00,0,paid,,${WITHHELD},${WITHHELD},${WITHHELD},`);
    expect(text).toContain('main,M-7,2026-07-02,CNY,abc,0,weird,,');
    const corrected = text.replace(`${WITHHELD},${WITHHELD},${WITHHELD},`, ',').replace('2026-13-45', '2026-07-03').replace('abc,0,weird', '7.00,0,paid').replace(`CNY,${WITHHELD},`, 'CNY,8.00,');
    expect(await take('orders', corrected, false)).toMatchObject({ status: 'applied', created: 4, rejected: [] });
  });

  test('that come back with a value still withheld are not taken as if it were one', async () => {
    const { importId } = await take('orders', MESSY);
    const { created, rejected } = await take('orders', (await textOf(importId)).replace(`,${WITHHELD},${WITHHELD},line`, ',line'));
    expect(created).toBe(0);
    expect(rejected.filter(({ code }) => code === 'withheld').map(({ line, column, value }) => [line, column, value])).toEqual([[2, 'customer', WITHHELD], [5, 'merchandise', WITHHELD]]);
    expect(await t.db.selectFrom('shop_order').select('order_id').where('workspace_id', '=', workspaceId).execute()).toEqual([]);
  });
});
