import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loader as list } from '#app/routes/imports._index/route.tsx';
import { action as upload, loader as uploadForm } from '#app/routes/imports.new/route.tsx';
import { action as decide, loader as check } from '#app/routes/imports.check.$uploadId/route.tsx';
import { loader as run } from '#app/routes/imports.$importId/route.tsx';
import { loader as rejectsFile } from '#app/routes/imports.$importId_.rejects[.]csv/route.tsx';
import { loader as template } from '#app/routes/imports.template[.]csv/route.tsx';
import { environment } from '#app/lib/env.server.ts';
import { receiveUpload } from '#app/lib/upload.server.ts';
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

async function stage(text: string, fields: Fields): Promise<string> {
  const answer = await send(text, fields);
  if (!(answer instanceof Response) || answer.status !== 303) throw new Error(`not staged: ${JSON.stringify(answer)}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

const at = (uploadId: string, cookie = world.cookies.manager) => ({ cookie, params: { uploadId } });
const look = (uploadId: string) => dataOf(check, '/imports/check/x', at(uploadId));
const act = (uploadId: string, form: Fields, cookie = world.cookies.manager) => visit(decide, '/imports/check/x', { ...at(uploadId, cookie), form });
const staged = (uploadId: string) => existsSync(path.join(environment().dataDir, 'tmp', 'uploads', `${uploadId}.file`));

const ROSTER = 'name,platform,handle,followers,available_from\n莉莉,douyin,lily_import,12.5万,2026-07-01\nBen,youtube,ben_import,3.3k,\n';

describe('a roster file', () => {
  test('is checked without writing anything, then imported, and is then unchanged', async () => {
    const uploadId = await stage(ROSTER, { kind: 'roster' });
    const seen = await look(uploadId);
    expect(seen).toMatchObject({ run: { created: 2, updated: 0, rejected: 0, status: 'previewed' }, problem: null, fileName: 'my file.csv' });
    expect(seen.look?.mapping).toMatchObject({ handle: 'handle', followers: 'followers' });
    expect(seen.look?.samples[0]?.[0]).toBe('莉莉');
    expect(await t.db.selectFrom('kol_account').select('id').where('handle', '=', 'lily_import').execute()).toEqual([]);

    const done = await act(uploadId, { intent: 'commit' });
    const importId = (done as Response).headers.get('location')?.split('/').at(-1) ?? '';
    expect(await dataOf(run, '/imports/x', { cookie: world.cookies.manager, params: { importId } })).toMatchObject({ run: { status: 'applied', created: 2 } });
    expect(staged(uploadId)).toBe(false);
    expect((await look(await stage(ROSTER, { kind: 'roster' }))).run).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  test('with headings of their own is read after choosing the columns', async () => {
    const uploadId = await stage('Wer,Wo\nOtto,otto_import\n', { kind: 'roster', platform: 'instagram' });
    expect(await look(uploadId)).toMatchObject({ run: null, problem: { code: 'kind_does_not_fit' }, look: { headings: ['Wer', 'Wo'] } });
    await act(uploadId, { intent: 'check', platform: 'instagram', dateOrder: '', 'map.name': 'Wer', 'map.handle': 'Wo', 'map.followers': '' });
    expect(await look(uploadId)).toMatchObject({ run: { created: 1 }, problem: null, look: { mapping: { name: 'Wer', handle: 'Wo' } } });
  });

  test('whose dates may be read two ways is asked about, and the answer settles it', async () => {
    const uploadId = await stage('name,platform,handle,available_from\nDora,douyin,dora_import,03/04/2026\n', { kind: 'roster' });
    expect(await look(uploadId)).toMatchObject({ asksDateOrder: true, rejects: [{ line: 2, column: 'available_from', value: '03/04/2026', code: 'ambiguous_date' }] });
    await act(uploadId, { intent: 'dates', dateOrder: 'dmy' });
    expect(await look(uploadId)).toMatchObject({ asksDateOrder: false, run: { created: 1, rejected: 0 } });
    await act(uploadId, { intent: 'commit' });
    const kol = await t.db.selectFrom('kol').select('available_from').where('name', '=', 'Dora').executeTakeFirst();
    expect(kol?.available_from).toBe('2026-04-03');
  });

  test('with bad rows is refused whole, or its good rows are taken and every bad cell is listed and can be downloaded', async () => {
    const text = 'name,platform,handle,followers\nEve,douyin,eve_import,many\nFay,douyin,fay_import,=1+1\nGil,douyin,gil_import,5000\n';
    const uploadId = await stage(text, { kind: 'roster' });
    const refused = (await act(uploadId, { intent: 'commit' })) as Response;
    const refusedId = refused.headers.get('location')?.split('/').at(-1) ?? '';
    expect(await dataOf(run, '/imports/x', { cookie: world.cookies.manager, params: { importId: refusedId } })).toMatchObject({ run: { status: 'refused', created: 0, rejected: 2 } });
    expect(staged(uploadId)).toBe(true);

    await act(uploadId, { intent: 'check', skipBadRows: 'on', platform: '', dateOrder: '' });
    const importId = ((await act(uploadId, { intent: 'commit' })) as Response).headers.get('location')?.split('/').at(-1) ?? '';
    const page = { cookie: world.cookies.manager, params: { importId } };
    expect(await dataOf(run, '/imports/x', page)).toMatchObject({ run: { status: 'applied', created: 1, rejected: 2 }, rejects: [{ line: 2, value: 'many' }, { line: 3, value: '=1+1' }] });
    const file = (await visit(rejectsFile, '/imports/x/rejects.csv', page)) as Response;
    const lines = (await file.text()).trim().split('\n');
    expect([lines.length, lines[0], lines[2]]).toEqual([3, 'line,column,value,code,message', expect.stringContaining("'=1+1")]);
  });

  test('belongs to the person who uploaded it, and is forgotten when they say so', async () => {
    const uploadId = await stage(ROSTER, { kind: 'roster' });
    expect((await visit(check, '/imports/check/x', at(uploadId, world.cookies.admin)) as Response).headers.get('location')).toBe('/imports');
    expect((await act(uploadId, { intent: 'commit' }, world.cookies.admin) as Response).status).toBe(404);
    expect((await visit(check, '/imports/check/x', at('../../../../etc/passwd')) as Response).headers.get('location')).toBe('/imports');
    expect((await act(uploadId, { intent: 'discard' }) as Response).status).toBe(303);
    expect(staged(uploadId)).toBe(false);
  });
});

describe('who may import what', () => {
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
    const uploadId = await stage('name,platform,handle,contact_email\nHal,douyin,hal_import,not an address\n', { kind: 'roster' });
    const { run: checked } = await look(uploadId);
    const importId = checked?.id ?? '';
    expect(await statusOf(run, '/imports/x', { cookie: world.cookies.operations, params: { importId } })).toBe(404);
    expect(await statusOf(run, '/imports/x', { cookie: world.cookies.manager, params: { importId } })).toBe(200);
    expect(await statusOf(run, '/imports/x', { cookie: world.cookies.manager, params: { importId: 'x' } })).toBe(404);
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
