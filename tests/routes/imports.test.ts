import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loader as list } from '#app/routes/imports._index/route.tsx';
import { action as upload, loader as uploadForm } from '#app/routes/imports.new/route.tsx';
import { action as decide, loader as show } from '#app/routes/imports.$importId/route.tsx';
import { loader as progress } from '#app/routes/imports.$importId_.progress/route.tsx';
import { loader as template } from '#app/routes/imports.template[.]csv/route.tsx';
import { environment } from '#app/lib/env.server.ts';
import { hasImportFile } from '#app/lib/import-files.server.ts';
import { receiveUpload } from '#app/lib/upload.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { runQueuedImport } from '#app/services/run-queued-import.server.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
beforeAll(async () => {
  world = await aPortalWorld(t.db);
});

type Fields = Record<string, string>;

function multipart(address: string, text: string | null, fields: Fields, cookie: string): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (text !== null) body.append('file', new File([text], 'my file.csv', { type: 'text/csv' }));
  return new Request(`http://portal.test${address}`, { method: 'POST', body, headers: { cookie } });
}

async function send(text: string | null, fields: Fields, cookie = world.cookies.manager): Promise<unknown> {
  try {
    return await upload({ request: multipart('/imports/new', text, fields, cookie), params: {}, context: {} });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

/** Sends a file; the worker has not looked at it yet. */
async function sent(text: string, fields: Fields): Promise<string> {
  const answer = await send(text, fields);
  if (!(answer instanceof Response) || answer.status !== 303) throw new Error(`not taken: ${JSON.stringify(answer)}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

const work = () => runQueuedImport(t.db, { maxBytes: null, clock: () => new Date() });

/** Sends a file that the worker then checks. */
async function checked(text: string, fields: Fields): Promise<string> {
  const importId = await sent(text, fields);
  await work();
  return importId;
}

const at = (importId: string, cookie = world.cookies.manager) => ({ cookie, params: { importId } });
const look = (importId: string, search = '') => dataOf(show, `/imports/x${search}`, at(importId));
const act = (importId: string, form: Fields, cookie = world.cookies.manager) => visit(decide, '/imports/x', { ...at(importId, cookie), form });

async function actAndWork(importId: string, form: Fields): Promise<void> {
  await act(importId, form);
  await work();
}

const ROSTER = 'name,platform,handle,followers,available_from\n莉莉,douyin,lily_import,12.5万,2026-07-01\nBen,youtube,ben_import,3.3k,\n';

describe('a roster file', () => {
  test('waits for the worker, is checked without writing anything, then imported, and is then unchanged', async () => {
    const importId = await sent(ROSTER, { kind: 'roster' });
    expect(await look(importId)).toMatchObject({ isRunning: true, run: { status: 'queued', fileName: 'my file.csv' }, reading: null });
    const waiting = (await visit(progress, '/imports/x/progress', at(importId))) as Response;
    expect(await waiting.json()).toMatchObject({ status: 'queued', rowsDone: 0, bytesTotal: Buffer.byteLength(ROSTER), cancelRequested: false });

    await work();
    const seen = await look(importId);
    expect(seen).toMatchObject({ isRunning: false, run: { created: 2, updated: 0, rejected: 0, status: 'previewed', problemCode: null } });
    expect(seen.run.look?.mapping).toMatchObject({ handle: 'handle', followers: 'followers' });
    expect(seen.reading?.samples[0]).toEqual(['莉莉', 'Ben']);
    expect(await t.db.selectFrom('kol_account').select('id').where('handle', '=', 'lily_import').execute()).toEqual([]);

    await actAndWork(importId, { intent: 'apply' });
    expect(await look(importId)).toMatchObject({ run: { status: 'applied', created: 2 }, reading: null });
    expect(await hasImportFile(importId)).toBe(false);
    expect((await look(await checked(ROSTER, { kind: 'roster' }))).run).toMatchObject({ created: 0, updated: 0, unchanged: 2, look: { isRemembered: true } });
  });

  test('with headings of their own is read after choosing the columns, and the choice can be forgotten', async () => {
    const text = 'Wer,Wo\nOtto,otto_import\n';
    const importId = await checked(text, { kind: 'roster', platform: 'instagram' });
    expect(await look(importId)).toMatchObject({ run: { status: 'failed', problemCode: 'kind_does_not_fit', look: { headings: ['Wer', 'Wo'] } }, reading: { samples: [['Otto'], ['otto_import']] } });
    await actAndWork(importId, { intent: 'check', platform: 'instagram', dateOrder: '', 'map.name': 'Wer', 'map.handle': 'Wo', 'map.followers': '' });
    expect(await look(importId)).toMatchObject({ run: { created: 1, problemCode: null, look: { mapping: { name: 'Wer', handle: 'Wo' } } } });
    await actAndWork(importId, { intent: 'apply' });

    const again = await checked(text, { kind: 'roster', platform: 'instagram' });
    expect((await look(again)).run).toMatchObject({ unchanged: 1, look: { isRemembered: true } });
    await actAndWork(again, { intent: 'forget' });
    expect((await look(again)).run).toMatchObject({ status: 'failed', problemCode: 'kind_does_not_fit' });
  });

  test('whose dates may be read two ways is asked about, and the answer settles it', async () => {
    const importId = await checked('name,platform,handle,available_from\nDora,douyin,dora_import,03/04/2026\n', { kind: 'roster' });
    expect(await look(importId)).toMatchObject({ reading: { questions: { dates: ['03/04/2026'], numbers: [] } }, rejects: { reasons: [{ code: 'ambiguous_date', count: 1 }] } });
    await actAndWork(importId, { intent: 'answer', dateOrder: 'dmy' });
    expect(await look(importId)).toMatchObject({ reading: { questions: { dates: [] } }, run: { created: 1, rejected: 0 } });
    await actAndWork(importId, { intent: 'apply' });
    const kol = await t.db.selectFrom('kol').select('available_from').where('name', '=', 'Dora').executeTakeFirst();
    expect(kol?.available_from).toBe('2026-04-03');
  });

  test('with bad rows: they are listed with their cells, corrected and left out in place, and checked again', async () => {
    const importId = await checked('name,platform,handle,followers\nEve,douyin,eve_import,many\nFay,douyin,fay_import,=1+1\nGil,douyin,gil_import,5000\n', { kind: 'roster' });
    const seen = await look(importId, '?edit=2');
    expect(seen).toMatchObject({ run: { status: 'previewed', created: 1, rejected: 2 }, rejects: { editing: 2, headings: ['name', 'platform', 'handle', 'followers'] } });
    expect(seen.rejects?.rows).toMatchObject([
      { line: 2, cells: ['Eve', 'douyin', 'eve_import', 'many'], problems: [{ column: 'followers', value: 'many', code: 'not_a_number' }] }, { line: 3, cells: ['Fay', 'douyin', 'fay_import', '=1+1'] },
    ]);
    await act(importId, { intent: 'save-row', line: '2', 'cell.3': '9.9k' });
    await act(importId, { intent: 'skip-row', line: '3' });
    expect(await look(importId)).toMatchObject({ run: { hasUncheckedEdits: true, rejected: 2 }, rejects: { rows: [{ editedCells: ['Eve', 'douyin', 'eve_import', '9.9k'] }, { isSkipped: true }] } });
    await actAndWork(importId, { intent: 'answer' });
    expect(await look(importId)).toMatchObject({ run: { status: 'previewed', created: 2, rejected: 0, hasUncheckedEdits: false } });

    await act(importId, { intent: 'take-row', line: '3' });
    await act(importId, { intent: 'reset-row', line: '2' });
    await actAndWork(importId, { intent: 'answer' });
    expect((await look(importId)).run).toMatchObject({ created: 1, rejected: 2 });
    await act(importId, { intent: 'skip-code', code: 'not_a_number' });
    expect((await look(importId)).rejects?.rows.map(({ isSkipped }) => isSkipped)).toEqual([true, true]);
    expect(await act(importId, { intent: 'skip-row', line: '77' })).toMatchObject({ data: { notice: 'row-gone' } });
  });

  test('with bad rows is refused whole, or its good rows are taken and every bad cell stays listed', async () => {
    const importId = await checked('name,platform,handle,followers\nHan,douyin,han_import,many\nIda,douyin,ida_import,5000\n', { kind: 'roster' });
    await actAndWork(importId, { intent: 'apply' });
    expect(await look(importId)).toMatchObject({ run: { status: 'refused', created: 0, rejected: 1, hasFile: true }, reading: {} });
    await actAndWork(importId, { intent: 'apply-good' });
    expect(await look(importId)).toMatchObject({ run: { status: 'applied', created: 1, rejected: 1 }, rejects: { rows: [{ line: 2, problems: [{ value: 'many' }] }] } });
    expect(await act(importId, { intent: 'skip-row', line: '2' })).toMatchObject({ data: { notice: 'not-waiting' } });
    expect(await act(importId, { intent: 'apply' })).toMatchObject({ data: { notice: 'not-waiting' } });
  });

  test('is given up when somebody says so, and its file with it', async () => {
    const importId = await checked(ROSTER, { kind: 'roster' });
    expect(((await act(importId, { intent: 'cancel' })) as Response).status).toBe(303);
    expect([await hasImportFile(importId), (await look(importId)).run.status]).toEqual([false, 'cancelled']);
    expect(await act(importId, { intent: 'cancel' })).toMatchObject({ data: { notice: 'not-waiting' } });
  });
});

describe('the history', () => {
  test('shows who took in what, a page at a time, by kind and by state; checks that were given up only when asked for', async () => {
    const at2 = { cookie: world.cookies.manager };
    const all = await dataOf(list, '/imports', at2);
    expect(all.runs.some(({ status }) => status === 'cancelled')).toBe(false);
    expect(all.runs[0]).toMatchObject({ kind: 'roster', fileName: 'my file.csv', actorName: 'The manager' });
    expect((await dataOf(list, '/imports?status=cancelled', at2)).runs.map(({ status }) => status)).toEqual(['cancelled']);
    expect(new Set((await dataOf(list, '/imports?kind=orders', at2)).runs.map(({ kind }) => kind))).toEqual(new Set(['orders']));
    expect((await dataOf(list, '/imports?kind=secrets&status=x&after=%5B1', at2)).runs).toHaveLength(all.runs.length);
    expect((await dataOf(list, '/imports?kind=roster', { cookie: world.cookies.operations })).runs).toEqual([]);
  });
});

describe('who may import what', () => {
  test('says which of them were trials only', async () => {
    const doing = { now: new Date('2026-11-01T00:00:00Z'), actor: COMMAND_LINE_ACTOR };
    const bytes = new TextEncoder().encode(ROSTER.replaceAll('_import', '_trial'));
    for (const dryRun of [true, false]) await importFile(t.db, { workspaceId: world.workspaceId, kind: 'roster', format: 'auto', fileName: 'trial.csv', bytes, dryRun, skipBadRows: false }, doing);
    const { runs } = await dataOf(list, '/imports', { cookie: world.cookies.manager });
    expect(runs.filter(({ fileName }) => fileName === 'trial.csv').map(({ status, isTrial }) => [status, isTrial]).toSorted()).toEqual([['applied', false], ['previewed', true]]);
    expect(runs.filter(({ isTrial }) => isTrial)).toHaveLength(1);
  });

  test('of orders without a column for their state says that they count as paid, before anything is taken', async () => {
    const importId = await checked('order_id,placed_at,merchandise,currency,shop\nA-1,2026-07-02,5,CNY,main\n', { kind: 'orders' });
    expect((await look(importId)).reading?.assumed).toEqual([{ field: 'status', value: 'paid' }]);
    await act(importId, { intent: 'cancel' });
  });

  test('operations import orders only, finance money too; content and viewer nothing', async () => {
    const kindsOf = async (role: 'manager' | 'finance' | 'operations') => (await dataOf(list, '/imports', { cookie: world.cookies[role] })).kinds;
    expect(await kindsOf('operations')).toEqual(['orders']);
    expect(await kindsOf('finance')).toEqual(['orders', 'costs', 'payments']);
    expect(await kindsOf('manager')).toHaveLength(7);
    for (const role of ['content', 'viewer'] as const) expect(await statusOf(list, '/imports', { cookie: world.cookies[role] })).toBe(403);
    expect(await statusOf(uploadForm, '/imports/new?kind=roster', { cookie: world.cookies.operations })).toBe(403);
    expect(await send(ROSTER, { kind: 'roster' }, world.cookies.operations)).toMatchObject({ status: 403 });
  });

  test('rejects of a roster, which may name contacts, are not shown to operations', async () => {
    const importId = await checked('name,platform,handle,contact_email\nHal,douyin,hal_import,not an address\n', { kind: 'roster' });
    const statusOfBoth = async (importId: string, cookie = world.cookies.manager) => [await statusOf(show, '/imports/x', at(importId, cookie)), await statusOf(progress, '/imports/x', at(importId, cookie))];
    expect(await statusOfBoth(importId, world.cookies.operations)).toEqual([404, 404]);
    expect(await statusOfBoth(importId)).toEqual([200, 200]);
    expect(await statusOfBoth(importId, world.cookies.admin)).toEqual([200, 200]);
    expect(await statusOfBoth('x')).toEqual([404, 404]);
    expect(await act(importId, { intent: 'apply-good' }, world.cookies.operations)).toMatchObject({ status: 404 });
    expect(await act(importId, { intent: 'destroy' })).toMatchObject({ status: 400 });
  });

  test('buyers of an order file are shown to nobody: neither as samples nor in rows that cannot be taken', async () => {
    const importId = await checked('order_id,placed_at,merchandise,customer\n1,2026-07-01T00:00:00Z,many,secret.buyer@example.com\n', { kind: 'orders' });
    const seen = await look(importId, '?edit=2');
    expect(seen.reading?.samples.map((samples) => samples.length)).toEqual([1, 1, 1, 0]);
    expect(JSON.stringify(seen)).not.toContain('secret.buyer');
  });
});

describe('the upload', () => {
  test('without a file, or with an empty one, is said so', async () => {
    expect(await send(null, { kind: 'roster' })).toMatchObject({ data: { problem: 'missing' } });
    expect(await send('', { kind: 'roster' })).toMatchObject({ data: { problem: expect.any(String) } });
    expect(await send(ROSTER, { kind: 'passwords' })).toMatchObject({ status: 400 });
  });

  test('beyond the limit is refused and leaves nothing behind', async () => {
    const parts = () => readdirSync(path.join(environment().dataDir, 'tmp', 'uploads')).filter((name) => name.endsWith('.part'));
    const before = parts();
    const refused = await receiveUpload(multipart('/imports/new', 'x'.repeat(5000), {}, ''), 'file', 4000).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 413 });
    expect(parts()).toEqual(before);
  });

  test('each kind has a template with our own headings', async () => {
    const answer = (await visit(template, '/imports/template.csv?kind=roster', { cookie: world.cookies.manager })) as Response;
    expect((await answer.text()).trim()).toMatch(/^name,tier,status,platform,handle,profile_url,followers,/);
    expect(await statusOf(template, '/imports/template.csv?kind=secrets', { cookie: world.cookies.manager })).toBe(404);
  });
});
