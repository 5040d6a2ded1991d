import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findWorkspace } from '#db/queries/workspace.server.ts';
import { verifyPassword } from '#app/lib/password.server.ts';
import { sha256 } from '#app/lib/secret.server.ts';
import { runKol } from '#scripts/run-kol.ts';
import { workspaceFor } from '#scripts/open-portal.ts';
import { COMMANDS } from '#scripts/commands.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'kol-cli-'));
let workspaceId = '';

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
});

async function kol(args: string[], input = '') {
  const written: Uint8Array[] = [];
  const told: string[] = [];
  const code = await runKol(args, {
    out: async (chunk) => void written.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk),
    tell: (line) => void told.push(line),
    readInput: async () => input,
    now: NOON,
    open: async () => {
      const workspace = await findWorkspace(t.db, workspaceId);
      if (!workspace) throw new Error('no workspace');
      return { db: t.db, workspace };
    },
  });
  const bytes = Buffer.concat(written);
  return { code, out: bytes.toString('utf8'), bytes, told: told.join('\n') };
}

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

const ROSTER = 'name,platform,handle,followers,notes\nLily,douyin,lily,12.5万,=1+1\n莉莉,xiaohongshu,莉莉酱,8.3k,"a, b"\n';

describe('kol import', () => {
  test('prints the result of interfaces.md as clean JSON; the same file again changes nothing', async () => {
    const at = file('roster.csv', ROSTER);
    const first = await kol(['import', 'roster', at, '--json']);
    expect(first).toMatchObject({ code: 0, told: '' });
    expect(JSON.parse(first.out)).toEqual({ kind: 'roster', file: 'roster.csv', created: 2, updated: 0, unchanged: 0, rejected: [] });
    expect((await kol(['import', 'roster', at])).out).toBe('roster roster.csv: created 0, updated 0, unchanged 2, rejected 0\n');
  });

  test('exits with 3 where rows are rejected, names each with line, column, value and reason, and writes them to a file', async () => {
    const at = file('bad.csv', 'platform,handle,followers\ndouyin,new,1\ndouyin,bad,many\n');
    const rejects = path.join(folder, 'rejects.csv');
    const refused = await kol(['import', 'roster', at, '--rejects', rejects]);
    expect(refused.code).toBe(3);
    expect(refused.out).toContain('created 0, updated 0, unchanged 0, rejected 1 (refused: nothing was changed)');
    expect(refused.out).toMatch(/line 3, followers: 'many' is not a number.*\[not_a_number\]/);
    expect(readFileSync(rejects, 'utf8')).toMatch(/^line,column,value,code,message\n3,followers,many,not_a_number,/);
    const dry = await kol(['import', 'roster', at, '--skip-bad-rows', '--dry-run', '--json']);
    expect(dry.code).toBe(3);
    expect(JSON.parse(dry.out)).toMatchObject({ created: 1, rejected: [{ line: 3, column: 'followers', value: 'many' }] });
    expect(JSON.parse((await kol(['import', 'roster', at, '--skip-bad-rows', '--json'])).out)).toMatchObject({ created: 1 });
  });

  test('takes a platform and a mapping for files that lack them', async () => {
    const at = file('odd.csv', 'Wer,Fans\nmax,7\n');
    const mapping = file('mapping.json', '{"handle":"Wer","followers":"Fans"}');
    expect((await kol(['import', 'roster', at, '--mapping', mapping])).code).toBe(1);
    expect((await kol(['import', 'roster', at, '--mapping', mapping, '--platform', 'instagram'])).code).toBe(0);
    for (const wrong of ['handle=Wer', '["Wer"]', '{"handle":1}']) {
      const refused = await kol(['import', 'roster', at, '--mapping', file('wrong.json', wrong), '--platform', 'instagram']);
      expect(refused, wrong).toMatchObject({ code: 2, told: expect.stringContaining(`--mapping must be a JSON object of field to heading, such as {"handle":"Account"}; ${path.join(folder, 'wrong.json')} holds none`) });
    }
    expect((await kol(['import', 'roster', at, '--platform', 'instagram', '--json'])).out).toContain('"unchanged":1');
  });

  test('fails with 1 for a file that is missing or of another kind, and says so', async () => {
    expect(await kol(['import', 'roster', path.join(folder, 'nowhere.csv')])).toMatchObject({ code: 1, told: expect.stringContaining('nowhere.csv') });
    expect(await kol(['import', 'orders', file('roster2.csv', ROSTER)])).toMatchObject({ code: 1, told: expect.stringContaining('it looks like roster') });
  });

  test('is usage for unknown kinds, options and missing files', async () => {
    for (const args of [['import'], ['import', 'people', 'x.csv'], ['import', 'roster'], ['import', 'roster', 'x.csv', '--nonsense'], ['nonsense'], []]) {
      expect([args, (await kol(args)).code]).toEqual([args, 2]);
    }
  });
});

describe('kol imports', () => {
  test('lists what was imported and takes it back; what something depends on stays, with the reasons', async () => {
    await kol(['import', 'roster', file('undo.csv', 'name,platform,handle\nUndone,douyin,undone\n')]);
    const { items } = JSON.parse((await kol(['imports', 'list', '--kind', 'roster', '--limit', '1', '--json'])).out);
    expect(items).toMatchObject([{ kind: 'roster', status: 'applied', fileName: 'undo.csv', created: 1 }]);
    expect((await kol(['imports', 'list'])).out).toContain('undo.csv\tcreated 1, updated 0, unchanged 0, rejected 0');
    await t.db.updateTable('kol').set({ notes: 'changed' }).where('name', '=', 'Undone').execute();
    expect(await kol(['imports', 'undo', items[0].id])).toMatchObject({ code: 1, out: 'refused, nothing was changed:\n  1 KOLs of this import were changed since\n' });
    await t.db.updateTable('kol').set({ notes: '' }).where('name', '=', 'Undone').execute();
    expect(await kol(['imports', 'undo', items[0].id])).toMatchObject({ code: 0, out: 'undone: 2 rows deleted, 0 as they were before\n' });
    expect(await kol(['imports', 'undo', items[0].id])).toMatchObject({ code: 0, out: 'this import is undone already\n' });
    expect(await kol(['imports', 'undo', crypto.randomUUID()])).toMatchObject({ code: 1, out: 'there is no such import\n' });
    expect([(await kol(['imports', 'undo', 'x'])).code, (await kol(['imports', 'list', '--limit', '0'])).code]).toEqual([2, 2]);
  });
});

describe('kol export', () => {
  test('writes a roster that can be imported again unchanged, as CSV, XLSX and JSON', async () => {
    const csv = await kol(['export', 'roster']);
    expect(csv.out).toContain("'=1+1");
    for (const [name, bytes] of [['again.csv', csv.bytes], ['again.xlsx', (await kol(['export', 'roster', '--format', 'xlsx'])).bytes]] as const) {
      const at = path.join(folder, name);
      writeFileSync(at, bytes);
      expect(JSON.parse((await kol(['import', 'roster', at, '--json'])).out)).toMatchObject({ created: 0, updated: 0, rejected: [] });
    }
    const { items } = JSON.parse((await kol(['export', 'roster', '--format', 'json'])).out);
    expect(items).toContainEqual(expect.objectContaining({ name: 'Lily', platform: 'douyin', handle: 'lily', followers: 125_000, notes: '=1+1' }));
  });

  test('writes collaborations with fee and code that can be imported again unchanged', async () => {
    await kol(['import', 'campaigns', file('campaigns.csv', 'slug,name,starts_on,ends_on,budget,landing_url\nsummer,Summer,2026-06-15,2026-07-30,1000,https://shop.example/\n')]);
    await kol(['import', 'collaborations', file('c.csv', 'campaign,platform,handle,fee,coupon,status,published_at,content_url\nsummer,douyin,lily,199.99,LILY15,live,2026-06-20 10:00,https://v.example/1\n')]);
    const out = path.join(folder, 'collaborations.csv');
    expect((await kol(['export', 'collaborations', '--out', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/summer,douyin,lily,emerging,199.99,CNY,2026-06-15,2026-07-30,LILY15,https:\/\/shop.example\/,2026-06-20T02:00:00.000Z,https:\/\/v.example\/1,live,[0-9A-Z]{8},/);
    expect(JSON.parse((await kol(['import', 'collaborations', out, '--json'])).out)).toMatchObject({ created: 0, updated: 0, unchanged: 1, rejected: [] });
  });

  test('writes the ledger to a file as it writes it out, and fails with 1 where there can be no such file', async () => {
    const out = path.join(folder, 'ledger.csv');
    expect((await kol(['export', 'ledger', '--out', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe((await kol(['export', 'ledger'])).out);
    const nowhere = path.join(folder, 'no-such-folder', 'ledger.csv');
    expect(await kol(['export', 'ledger', '--out', nowhere])).toMatchObject({ code: 1, told: expect.stringContaining(nowhere) });
  });
});

test('kol user add reads the password from standard input', async () => {
  const args = ['user', 'add', 'New@Brand.example', '--role', 'finance', '--seat', 'finance', '--password-stdin'];
  expect(await kol(args, 'short\n')).toMatchObject({ code: 2 });
  expect(await kol(args, 'a long enough password\n')).toMatchObject({ code: 0 });
  const user = await t.db.selectFrom('app_user').innerJoin('membership', 'membership.user_id', 'app_user.id').select(['password_hash', 'role', 'seat']).where('email', '=', 'new@brand.example').executeTakeFirstOrThrow();
  expect(user).toMatchObject({ role: 'finance', seat: 'finance' });
  expect(await verifyPassword(user.password_hash, 'a long enough password')).toBe(true);
  expect((await kol(['user', 'add', 'x@brand.example', '--role', 'king', '--password-stdin'], 'a long enough password')).code).toBe(2);
});

test('kol token create prints the token once and keeps its hash alone', async () => {
  const { code, out } = await kol(['token', 'create', '--name', 'shop', '--scope', 'orders:write,read', '--json']);
  expect(code).toBe(0);
  const { token } = JSON.parse(out);
  const row = await t.db.selectFrom('api_token').selectAll().where('token_hash', '=', sha256(token)).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ name: 'shop', scopes: ['orders:write', 'read'] });
  expect(JSON.stringify(await t.db.selectFrom('audit_event').selectAll().execute())).not.toContain(token);
  expect((await kol(['token', 'create', '--name', 'shop', '--scope', 'everything'])).code).toBe(2);
});

test('kol hosts add lets landing pages be on a host', async () => {
  expect(JSON.parse((await kol(['hosts', 'add', 'New.Example', '--json'])).out)).toEqual({ allowedHosts: ['shop.example', 'new.example'] });
  expect((await kol(['hosts', 'add', 'https://x'])).code).toBe(2);
});

test.each(COMMANDS.map((command) => command.word))('kol %s --help tells how it is used', async (word) => {
  const { code, out } = await kol([word, '--help']);
  expect([code, out.startsWith('Usage: kol ')]).toEqual([0, true]);
});

test('the default workspace is the oldest that is no demo', () => {
  const workspace = (slug: string, isDemo: boolean) => ({ id: slug, slug, name: slug, currency: 'CNY', timeZone: 'UTC', allowedHosts: [], fallbackUrl: null, isDemo });
  const all = [workspace('demo', true), workspace('main', false), workspace('other', false)];
  expect(workspaceFor(all, undefined).slug).toBe('main');
  expect(workspaceFor(all.slice(0, 1), undefined).slug).toBe('demo');
  expect(workspaceFor(all, 'other').slug).toBe('other');
  expect(() => workspaceFor(all, 'nowhere')).toThrow('demo, main, other');
});
