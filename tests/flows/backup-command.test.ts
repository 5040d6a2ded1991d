import fs from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateToLatest, pendingMigrations } from '#db/migrate.server.ts';
import { migrations } from '#db/migrations.server.ts';
import { copyOut } from '#db/queries/table-copy.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { anchorPath } from '#app/lib/anchor-file.server.ts';
import { ContentSum } from '#app/lib/backup-file/content-sum.server.ts';
import type { BackupManifest } from '#app/lib/backup-file/manifest.ts';
import { BackupError, manifestSchema } from '#app/lib/backup-file/manifest.ts';
import { openBackup } from '#app/lib/backup-file/open-backup.server.ts';
import { zipStream } from '#app/lib/file-writing/zip-stream.server.ts';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { anchorLedger } from '#app/services/anchor-ledger.server.ts';
import { drawPicture } from '#app/services/demo/draw-picture.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { restoreBackup } from '#app/services/restore-backup.server.ts';
import { takeInAsset } from '#app/services/take-in-asset.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { writeBackup } from '#app/services/write-backup.server.ts';
import { runKol } from '#scripts/run-kol.ts';
import { aClick } from '#tests/factories/click.ts';
import { aBookedCollaboration } from '#tests/factories/ledger.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { filesBelow, fillEveryTable, hashes } from '#tests/setup/backup-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { zipContent } from '#tests/setup/zip-content.ts';

const source = useTestDatabase();
const bare = useTestDatabase({ empty: true });
const migrated = useTestDatabase();
const another = useTestDatabase();
const untouched = useTestDatabase();
const older = useTestDatabase({ empty: true });
const upgraded = useTestDatabase({ empty: true });

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-backup-'));
process.env['KOL_DATA_DIR'] = folder;
// Where `kol restore` finds the database that it restores into.
process.env['DATABASE_URL'] = bare.url;

const doing = { now: NOON, actor: PORTAL_ACTOR };
const libraries = { source: path.join(folder, 'assets'), restored: path.join(folder, 'restored-assets') };
const whole = path.join(folder, 'whole.zip');
const inFolder = (name: string) => path.join(folder, name);
let workspaceId = '';
let coupon = '';

beforeAll(async () => {
  useLibrary('source');
  workspaceId = await aWorkspace(source.db);
  const booked = await aBookedCollaboration(source.db, workspaceId);
  await anchorLedger(source.db, { workspaceId }, { now: NOON });
  ({ coupon } = await source.db.selectFrom('collaboration').select('coupon').where('id', '=', booked.collaborationId).executeTakeFirstOrThrow());
  for (const clickedAt of ['2023-02-03T00:00:00Z', '2026-07-02T00:00:00Z', '2026-07-09T00:00:00Z']) {
    await aClick(source.db, { workspaceId, collaborationId: booked.collaborationId, clickedAt: new Date(clickedAt) });
  }
  await takeInOrders(source.db, { workspaceId, orders: [anOrder({ discountCodes: [coupon, 'tab\tline\nback\\slash "\\N"'] }), anOrder()], source: 'test' }, doing);
  const picture = inFolder('in.png');
  await writeFile(picture, drawPicture({ width: 120, height: 160, wall: [230, 170, 150], table: [180, 120, 100], product: [90, 60, 110], shape: 'bottle', at: 0.5, sun: { x: 0.7, y: 0.2, radius: 0.1 }, brightness: 0 }));
  await takeInAsset(source.db, { workspaceId, file: picture, fileName: 'a.png', contentId: null, collaborationId: null, kolId: null }, doing);
});
afterAll(() => {
  setObjectStore(null);
  fs.rmSync(folder, { recursive: true });
});

function useLibrary(which: keyof typeof libraries): void {
  setObjectStore(createDiskStore(libraries[which]));
}

async function kol(...args: string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runKol(args, {
    out: async (chunk) => void out.push(String(chunk)), tell: (line) => void told.push(line), readInput: async () => '', now: NOON,
    open: async () => ({ db: source.db, workspace: await getWorkspace(source.db, workspaceId) }),
  });
  return { code, out: out.join(''), told: told.join('\n') };
}

describe('kol backup and kol restore', () => {
  test('a backup of the running portal goes into another, empty database: every row, file and anchor as it was, and the ledger holds', async () => {
    const made = await kol('backup', whole, '--json');
    expect(made).toMatchObject({ code: 0, told: expect.stringContaining('key is not in it') });
    expect(JSON.parse(made.out)).toMatchObject({ file: whole, files: filesBelow(libraries.source).size, missingFiles: [], keyIncluded: false, ledgers: [{ sequence: 1 }] });
    expect(fs.statSync(whole).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);

    const anchors = fs.readFileSync(anchorPath(workspaceId));
    fs.rmSync(anchorPath(workspaceId));
    useLibrary('restored');
    const restored = await kol('restore', whole);
    expect(restored.told).toBe('');
    expect(restored.out).toContain('the ledger holds, 1 entries');
    expect(restored.code).toBe(0);
    expect(await hashes(bare.pool)).toEqual(await hashes(source.pool));
    expect(filesBelow(libraries.restored)).toEqual(filesBelow(libraries.source));
    expect(fs.readFileSync(anchorPath(workspaceId))).toEqual(anchors);
    // Each month has its partition again.
    expect((await bare.pool.query('select from click_default')).rowCount).toBe(0);
    expect((await bare.pool.query('select from click_2023_02')).rowCount).toBe(1);

    const noted = await bare.pool.query('select actor_name, after from audit_event where action = $1', ['workspace.restore']);
    expect(noted.rows).toEqual([{ actor_name: 'command line', after: { takenAt: (await openBackup(whole)).manifest.takenAt } }]);

    const again = await kol('restore', whole);
    expect(again).toMatchObject({ code: 1, told: expect.stringContaining('the database is in use: it holds Brand') });
    useLibrary('source');
  });

  test('an existing file is replaced only when that was asked for; anything else is a usage error', async () => {
    const before = await readFile(whole);
    expect(await kol('backup', whole)).toMatchObject({ code: 1, told: expect.stringContaining('--force replaces it') });
    expect(await readFile(whole)).toEqual(before);
    fs.writeFileSync(inFolder('busy.zip.part'), '');
    fs.utimesSync(inFolder('busy.zip.part'), NOON, NOON);
    expect(await kol('backup', inFolder('busy.zip'))).toMatchObject({ code: 1, told: expect.stringContaining('another backup is being made') });
    expect((await kol('backup', whole, '--force', '--with-key')).told).toBe('');
    expect((await openBackup(whole)).manifest.key.isIncluded).toBe(true);
    expect((await kol('backup', whole, '--force')).code).toBe(0);
    expect([(await kol('backup')).code, (await kol('backup', 'a', 'b')).code, (await kol('restore')).code, (await kol('restore', 'a', '--replace')).code]).toEqual([2, 2, 2, 2]);
    expect(await kol('restore', inFolder('nowhere.zip'))).toMatchObject({ code: 1, told: expect.stringContaining('nowhere.zip') });
    for (const word of ['backup', 'restore']) expect((await kol(word, '--help')).out).toContain(`Usage: kol ${word} FILE`);
  });
});

test('a backup that is made while orders come in is of one instant: every order that is in has its credits, and no credit lacks its order', async () => {
  const writing = new AbortController();
  let taken = 0;
  const writer = (async () => {
    for (; !writing.signal.aborted; taken += 3) await takeInOrders(source.db, { workspaceId, orders: [1, 2, 3].map(() => anOrder({ discountCodes: [coupon] })), source: 'test' }, doing);
  })();
  const file = inFolder('busy-world.zip');
  await writeBackup(source.db, { file, replaces: false, withKey: false, portalVersion: '1' }, doing);
  writing.abort();
  await writer;
  useLibrary('restored');
  const report = await restoreBackup(migrated.db, { file, withoutKey: false }, doing);
  expect(report.workspaces).toMatchObject([{ keptAnchors: false, verdict: { status: 'holds' } }]);
  useLibrary('source');
  const { rows } = await migrated.pool.query<{ orders: number; credits: number; net: number; credited: number }>(`
    select (select count(*) from shop_order where method = 'coupon') as orders, (select count(*) from order_credit) as credits,
      (select sum(net_minor) from shop_order where method = 'coupon')::bigint as net, (select sum(last_click_minor) from order_credit)::bigint as credited`);
  const [sums] = rows;
  expect(taken).toBeGreaterThan(0);
  expect(sums?.orders).toBeGreaterThan(0);
  expect([sums?.credits, sums?.credited]).toEqual([sums?.orders, sums?.net]);
});

test('a backup that breaks off leaves no file and no connection behind', async () => {
  const broken = createDiskStore(libraries.source);
  setObjectStore({ ...broken, read: async (key) => Readable.from((async function* brokenOff() {
    for await (const chunk of (await broken.read(key)) ?? []) yield chunk;
    throw new Error('the storage went away');
  })()) });
  const file = inFolder('broken-off.zip');
  await expect(writeBackup(source.db, { file, replaces: false, withKey: false, portalVersion: '1' }, doing)).rejects.toThrow('the storage went away');
  useLibrary('source');
  await expect(writeBackup(source.db, { file: inFolder('nowhere/a.zip'), replaces: false, withKey: false, portalVersion: '1' }, doing)).rejects.toThrow('ENOENT');
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('broken-off'))).toEqual([]);
  // Whoever leaves in the middle of a table gets the connection back.
  const rows = await source.db.transaction().execute(async (trx) => {
    await sql`create temporary table long_one on commit drop as select n, repeat('x', 1000) as text from generate_series(1, 20000) as n`.execute(trx);
    for await (const chunk of copyOut(trx, { name: 'long_one', columns: ['n', 'text'] })) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    return await sql<{ count: number }>`select count(*)::int as count from long_one`.execute(trx);
  });
  expect(rows.rows).toEqual([{ count: 20_000 }]);
  const open = await source.pool.query(`select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`);
  expect(open.rowCount).toBe(0);
});

test('every column of every table comes back, and a file that the library lacks is told by name', async () => {
  await fillEveryTable(source.pool);
  const file = inFolder('samples.zip');
  const made = await kol('backup', file);
  expect(made).toMatchObject({ code: 1, told: expect.stringMatching(/missing or altered in the library's storage: .*0707/) });
  useLibrary('restored');
  const report = await restoreBackup(another.db, { file, withoutKey: false }, doing);
  useLibrary('source');
  expect(report.missingFiles.length).toBeGreaterThan(0);
  expect(report.workspaces.map(({ verdict }) => verdict?.status).toSorted()).toEqual(['broken', 'holds']);
  expect(await hashes(another.pool)).toEqual(await hashes(source.pool));
  expect((await another.pool.query('select from session')).rowCount).toBe(0);
});

test('a backup of an older portal goes into the schema that it is of, which is brought up to date then', async () => {
  const newest = Object.keys(migrations).toSorted().at(-1) ?? '';
  await migrateToLatest(older.db, Object.fromEntries(Object.entries(migrations).filter(([name]) => name !== newest)));
  const oldId = await aWorkspace(older.db);
  const file = inFolder('older-portal.zip');
  await writeBackup(older.db, { file, replaces: false, withKey: false, portalVersion: '1' }, doing);
  const report = await restoreBackup(upgraded.db, { file, withoutKey: false }, doing);
  expect(report.migrated).toEqual([newest]);
  expect(await getWorkspace(upgraded.db, oldId)).toMatchObject({ name: 'Brand' });
  expect(await pendingMigrations(upgraded.db)).toEqual([]);
});

describe('a backup that is not as it was made', () => {
  /** The backup with parts changed, taken out or added; `manifest` says what it would say then. */
  async function changed(name: string, change: (parts: Map<string, Buffer>, manifest: BackupManifest) => void | Promise<void>): Promise<string> {
    const parts = await zipContent(await readFile(whole));
    const manifest = manifestSchema.parse(JSON.parse(String(parts.get('manifest.json'))));
    await change(parts, manifest);
    if (parts.has('manifest.json')) parts.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
    const file = inFolder(`${name}.zip`);
    await writeFile(file, await buffer(Readable.from(zipStream([...parts].map(([part, content]) => ({ name: part, modifiedAt: NOON, bytes: null, isPacked: false, open: async () => Readable.from([content]) }))))));
    return file;
  }

  async function refused(file: string): Promise<{ code: string; message: string }> {
    const library = filesBelow(libraries.restored);
    useLibrary('restored');
    const outcome = await restoreBackup(untouched.db, { file, withoutKey: false }, doing).catch((error: unknown) => error);
    useLibrary('source');
    expect(filesBelow(libraries.restored)).toEqual(library);
    const counts = Object.values(await hashes(untouched.pool));
    expect(counts.every((count) => count === '0 ')).toBe(true);
    if (!(outcome instanceof Error) || !('code' in outcome)) throw new Error('it was restored', { cause: outcome });
    return { code: String(outcome.code), message: outcome.message };
  }

  /** Another content of a table, and a manifest that says so. */
  async function setTable(parts: Map<string, Buffer>, manifest: BackupManifest, name: string, content: string): Promise<void> {
    const sum = new ContentSum();
    parts.set(`tables/${name}.copy`, await buffer(Readable.from(sum.passing(Readable.from([Buffer.from(content)])))));
    const table = manifest.tables.find((one) => one.name === name);
    if (table) Object.assign(table, { rows: sum.lines, bytes: sum.bytes, sha256: sum.digest() });
  }

  test('is refused wherever it was cut off or a byte was altered, or reads as before', async () => {
    const bytes = await readFile(whole);
    const file = inFolder('bad.zip');
    for (const length of [0, 100, bytes.length >> 1, bytes.length - 1]) {
      await writeFile(file, bytes.subarray(0, length));
      await expect(openBackup(file)).rejects.toBeInstanceOf(BackupError);
    }
    const { manifest } = await openBackup(whole);
    let found = 0;
    const positions = 40;
    for (let index = 0; index < positions; index += 1) {
      const altered = Buffer.from(bytes);
      const at = Math.floor((index + 0.5) * (bytes.length / positions));
      altered.writeUInt8(altered.readUInt8(at) ^ 0x55, at);
      await writeFile(file, altered);
      const opened = await openBackup(file).catch((error: unknown) => error);
      if (opened instanceof BackupError) found += 1;
      else expect(opened).toMatchObject({ manifest });
    }
    expect(found).toBeGreaterThan(positions / 2);
    await writeFile(file, bytes.subarray(0, bytes.length >> 1));
    expect(await refused(file)).toMatchObject({ code: 'damaged' });
  });

  test('is refused with the part named that is missing, too much or another', async () => {
    const file = (parts: Map<string, Buffer>) => [...parts.keys()].find((name) => /^files\/[0-9a-f-]{36}\/[0-9a-f]{64}$/.test(name)) ?? '';
    expect(await refused(await changed('no-manifest', (parts) => void parts.delete('manifest.json')))).toMatchObject({ code: 'damaged', message: expect.stringContaining('no backup of the portal') });
    expect(await refused(await changed('no-table', (parts) => void parts.delete('tables/kol.copy')))).toMatchObject({ code: 'damaged', message: expect.stringContaining('tables/kol.copy is missing') });
    expect(await refused(await changed('no-file', (parts) => void parts.delete(file(parts))))).toMatchObject({ code: 'damaged', message: expect.stringContaining('files of the library') });
    expect(await refused(await changed('extra', (parts) => void parts.set('tables/odd.copy', Buffer.from('x\n'))))).toMatchObject({ code: 'damaged', message: expect.stringContaining('tables/odd.copy') });
    expect(await refused(await changed('other-rows', (parts) => void parts.set('tables/kol.copy', Buffer.from('x\n'))))).toMatchObject({ code: 'damaged', message: expect.stringContaining('tables/kol.copy') });
    expect(await refused(await changed('other-bytes', (parts) => void parts.set(file(parts), Buffer.from('x'))))).toMatchObject({ code: 'damaged', message: expect.stringContaining('its name stands for') });
  });

  test('is refused when it is of a newer portal, of another history, or of a database that was changed by hand', async () => {
    const newer = await changed('newer', (_parts, manifest) => void Object.assign(manifest, { version: 2 }));
    expect(await refused(newer)).toMatchObject({ code: 'newer_format', message: expect.stringContaining('format 2') });
    expect(await refused(await changed('ahead', (_parts, { migrations }) => void migrations.push('9999-later')))).toMatchObject({ code: 'other_history', message: expect.stringContaining('9999-later') });
    expect(await refused(await changed('gap', (_parts, { migrations }) => void migrations.splice(3, 1)))).toMatchObject({ code: 'other_history', message: expect.stringContaining('0004-decisions') });
    expect(await refused(await changed('older', (_parts, { migrations }) => void migrations.pop()))).toMatchObject({ code: 'other_history', message: expect.stringContaining('migrated further') });
    expect(await refused(await changed('by-hand', (_parts, { tables }) => void tables.find(({ name }) => name === 'kol')?.columns.pop()))).toMatchObject({ code: 'other_history', message: expect.stringContaining('kol(') });
  });

  test('leaves nothing behind when a row refers to nothing, or an entry of the ledger does not balance', async () => {
    const lost = await changed('lost-campaign', async (parts, manifest) => await setTable(parts, manifest, 'campaign', ''));
    expect(await refused(lost)).toMatchObject({ code: '23503', message: expect.stringContaining('foreign key') });
    const unbalanced = await changed('unbalanced', async (parts, manifest) => await setTable(parts, manifest, 'ledger_entry', ''));
    expect(await refused(unbalanced)).toMatchObject({ code: '23514', message: expect.stringContaining('does not balance') });
  });

  test('asks for the key that it was made under, and goes on without only when told to', async () => {
    const foreign = await changed('foreign', (_parts, manifest) => void Object.assign(manifest.key, { fingerprint: '0'.repeat(32) }));
    expect(await refused(foreign)).toMatchObject({ code: 'other_key', message: expect.stringContaining('--without-key') });
    useLibrary('restored');
    const report = await restoreBackup(untouched.db, { file: foreign, withoutKey: true }, doing);
    useLibrary('source');
    expect(report.workspaces).toMatchObject([{ verdict: null }]);
  });
});
