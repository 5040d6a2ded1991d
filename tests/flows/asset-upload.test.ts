import { createHash, randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveLibraryLimits } from '#db/queries/asset-file.server.ts';
import { uploadFolder, uploadOffset } from '#app/lib/asset-files/upload-files.server.ts';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { createClientOf } from '#app/server/client-of.ts';
import type { RunningServer } from '#app/server/http-server.ts';
import { serve } from '#app/server/http-server.ts';
import { createFileHandler } from '#app/server/library/file-handler.ts';
import { createUploadHandler } from '#app/server/library/upload-handler.ts';
import { pathOf } from '#app/server/web/origin-gate.ts';
import { createShare, takeBackShare } from '#app/services/create-share.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { reconcileAssets } from '#app/services/reconcile-assets.server.ts';
import { sweepAssets } from '#app/services/sweep-assets.server.ts';
import { downloadLink, thumbnailLink } from '#app/lib/asset-files/file-link.server.ts';
import { mockServer } from '#tests/mocks/server.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let server: RunningServer;
let folder = '';
const clock = { now: new Date() };

beforeAll(async () => {
  mockServer.close(); // only this machine is spoken to
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-library-'));
  setObjectStore(createDiskStore(folder));
  world = await aPortalWorld(t.db);
  const options = { db: t.db, clientOf: createClientOf(null), publicOrigin: null, now: () => clock.now };
  const upload = createUploadHandler(options);
  const sendFile = createFileHandler(options);
  server = await serve((request, response) => {
    const pathname = pathOf(request.url ?? '/');
    if (!upload(request, response, pathname) && !sendFile(request, response, pathname)) response.writeHead(404).end();
  }, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close(0);
  setObjectStore(null);
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly body: Record<string, unknown>;
}

interface Sent {
  readonly method?: string;
  readonly cookie?: string;
  readonly body?: Buffer | string;
  readonly headers?: Record<string, string>;
}

function ask(address: string, { method = 'GET', cookie = world.cookies.content, body, headers = {} }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const origin = `http://127.0.0.1:${server.port}`;
    const request = http.request(`${origin}${address}`, { method, headers: { cookie, origin, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }), ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        const bytes = Buffer.concat(parts);
        const isJson = response.headers['content-type'] === 'application/json';
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body: isJson ? JSON.parse(bytes.toString()) as Record<string, unknown> : {} });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

const announce = (name: string, bytes: number, sent: Sent = {}) => ask('/assets/uploads', { method: 'POST', body: JSON.stringify({ name, bytes }), ...sent });
const append = (uploadId: string, offset: number, body: Buffer, sent: Sent = {}) => ask(`/assets/uploads/${uploadId}`, { method: 'PATCH', body, headers: { 'upload-offset': String(offset) }, ...sent });
const finish = (uploadId: string, sent: Sent = {}) => ask(`/assets/uploads/${uploadId}`, { method: 'POST', ...sent });

async function begun(name: string, bytes: number): Promise<string> {
  const { body } = await announce(name, bytes);
  return String(body.uploadId);
}
async function uploaded(name: string, bytes: Buffer): Promise<Answer> {
  const uploadId = await begun(name, bytes.length);
  await append(uploadId, 0, bytes);
  return await finish(uploadId);
}
const aPicture = (seed: number) => sharp(Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, index) => (index * seed * 7 + (index >> 6) * seed) % 256)), { raw: { width: 64, height: 64, channels: 3 } }).jpeg().toBuffer();
const mp4 = (bytes: number) => Buffer.concat([Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex'), randomBytes(bytes)]);
const partsLying = async () => (await readdir(await uploadFolder())).filter((name) => !name.startsWith('.'));

describe('an upload', () => {
  test('arrives in parts, goes on after a break, and becomes an asset', async () => {
    const bytes = await aPicture(1);
    const uploadId = await begun('../../夏日 主图.jpg', bytes.length);
    expect(await append(uploadId, 0, bytes.subarray(0, 1_000))).toMatchObject({ status: 204, headers: { 'upload-offset': '1000' } });
    expect(await ask(`/assets/uploads/${uploadId}`, { method: 'HEAD' })).toMatchObject({ status: 200, headers: { 'upload-offset': '1000', 'upload-length': String(bytes.length) } });
    expect(await append(uploadId, 900, bytes.subarray(900))).toMatchObject({ status: 409, headers: { 'upload-offset': '1000' } });
    expect(await finish(uploadId)).toMatchObject({ status: 409, body: { status: 'incomplete', offset: 1_000 } });
    expect((await append(uploadId, 1_000, bytes.subarray(1_000))).status).toBe(204);
    const done = await finish(uploadId);
    expect(done).toMatchObject({ status: 200, body: { status: 'stored' } });
    expect(await finish(uploadId)).toMatchObject({ status: 200, body: { status: 'done', assetId: done.body.assetId } });
    const asset = await t.db.selectFrom('asset').selectAll().where('id', '=', String(done.body.assetId)).executeTakeFirstOrThrow();
    expect(asset).toMatchObject({ kind: 'image', title: '夏日 主图', file_name: '夏日 主图.jpg', orientation: 'square', created_by_name: 'The content' });
    expect(await partsLying()).toEqual([]);
    const audits = await t.db.selectFrom('audit_event').select(['action', 'actor_name']).where('subject_id', '=', asset.id).execute();
    expect(audits).toEqual([{ action: 'asset.add', actor_name: 'The content' }]);
  });

  test('of the same bytes is the same asset, stored once', async () => {
    const bytes = await aPicture(2);
    const first = await uploaded('a.jpg', bytes);
    const again = await uploaded('b.jpg', bytes);
    expect([first.body.status, again.body]).toEqual(['stored', { status: 'same', assetId: first.body.assetId, number: first.body.number }]);
    const parallel = await Promise.all(Array.from({ length: 5 }, () => uploaded('c.mp4', mp4(0))));
    expect(parallel.map(({ body }) => body.status).toSorted()).toEqual(['same', 'same', 'same', 'same', 'stored']);
  });

  test.each([
    ['nothing', 'a.jpg', Buffer.alloc(0), 'empty'],
    ['a drawing with scripts', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'svg'],
    ['a page', 'a.html', Buffer.from('<!doctype html><script>alert(1)</script>'), 'html'],
    ['a program under a picture\'s name', 'a.jpg', Buffer.from('MZ\u0000\u0001'.repeat(99), 'latin1'), 'type'],
    ['half a picture', 'a.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), 'damaged'],
  ] as const)('of %s is refused with the reason and leaves nothing', async (_what, name, bytes, refusal) => {
    const announced = await announce(name, bytes.length);
    const answer = announced.status === 201 ? (await append(String(announced.body.uploadId), 0, bytes), await finish(String(announced.body.uploadId))) : announced;
    expect(answer).toMatchObject({ status: 422, body: { status: 'refused', refusal } });
    expect(await partsLying()).toEqual([]);
  });

  test('takes a name of any length and letters', async () => {
    for (const name of [`${'长'.repeat(65_000)}.jpg`, 'a\u0000\u202egpj.exe\u202c.jpg', '\ud800.jpg', '.jpg', ' ']) {
      const bytes = await aPicture(name.length % 89);
      const { status } = await uploaded(name, bytes);
      expect([200, 422]).toContain(status);
    }
    expect(await uploaded(`${'长'.repeat(65_000)}.jpg`, await aPicture(77))).toMatchObject({ status: 200 });
  });

  test('is refused before it is sent when it is too large, or there is no room', async () => {
    await saveLibraryLimits(t.db, world.workspaceId, { maxFileBytes: 1_000, quotaBytes: 2_000_000 }, { now: clock.now, name: 'a test' });
    expect(await announce('a.mp4', 1_001)).toMatchObject({ status: 422, body: { refusal: 'too_large', limitBytes: 1_000 } });
    await saveLibraryLimits(t.db, world.workspaceId, { maxFileBytes: 100_000_000, quotaBytes: 2_000_000 }, { now: clock.now, name: 'a test' });
    expect(await announce('a.mp4', 1_999_999)).toMatchObject({ status: 422, body: { refusal: 'quota', limitBytes: 2_000_000 } });
    await t.db.deleteFrom('asset_setting').execute();
  });

  test('of more bytes than announced keeps none of what is too much', async () => {
    const uploadId = await begun('a.mp4', 100);
    expect((await append(uploadId, 0, mp4(5_000))).status).toBe(413);
    expect(await uploadOffset(uploadId)).toBeLessThanOrEqual(100);
    expect((await ask(`/assets/uploads/${uploadId}`, { method: 'DELETE' })).status).toBe(204);
    expect(await partsLying()).toEqual([]);
  });

  test('belongs to who announced it, and needs the right to write', async () => {
    const uploadId = await begun('a.mp4', 100);
    for (const [cookie, status] of [[world.cookies.manager, 404], [world.cookies.viewer, 403], ['', 401]] as const) {
      expect([(await append(uploadId, 0, mp4(0), { cookie })).status, (await finish(uploadId, { cookie })).status, (await announce('a', 1, { cookie })).status]).toEqual([status, status, status === 404 ? 201 : status]);
    }
    expect((await announce('a', 1, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403);
    expect((await ask('/assets/uploads', { method: 'POST', body: '{"name":1}' })).status).toBe(422);
    expect((await ask('/assets/uploads/x', { method: 'PATCH' })).status).toBe(404);
    expect((await ask(`/assets/uploads/${uploadId}`, { method: 'PUT' })).status).toBe(405);
    await t.db.deleteFrom('asset_upload').execute();
  });

  test('two writers of one upload do not mix', async () => {
    const bytes = mp4(2_000_000);
    const uploadId = await begun('a.mp4', bytes.length);
    const answers = await Promise.all([append(uploadId, 0, bytes), append(uploadId, 0, bytes), append(uploadId, 0, bytes)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await finish(uploadId)).toMatchObject({ status: 200 });
  });
});

describe('what breaks off', () => {
  test('500 uploads that are given up leave no file, row or descriptor after an hour', async () => {
    const before = (await readdir('/proc/self/fd')).length;
    const bytes = mp4(300_000);
    for (let round = 0; round < 25; round += 1) {
      await Promise.all(Array.from({ length: 20 }, async () => {
        const uploadId = await begun('a.mp4', bytes.length);
        await new Promise<void>((resolve) => {
          const origin = `http://127.0.0.1:${server.port}`;
          const request = http.request(`${origin}/assets/uploads/${uploadId}`, { method: 'PATCH', headers: { cookie: world.cookies.content, origin, 'upload-offset': '0', 'content-length': bytes.length } });
          request.on('error', () => undefined).on('close', resolve);
          request.write(bytes.subarray(0, 100_000), () => setTimeout(() => request.destroy(), 5));
        });
      }));
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await readdir('/proc/self/fd')).length - before).toBeLessThan(60);
    const later = new Date(Date.now() + 3_700_000);
    expect((await sweepAssets(t.db, { now: later })).uploads).toBeGreaterThanOrEqual(500);
    expect(await partsLying()).toEqual([]);
    expect(await t.db.selectFrom('asset_upload').selectAll().execute()).toEqual([]);
    expect(await reconcileAssets(t.db, { removesOrphans: false }, { now: later })).toMatchObject({ missing: [], orphans: [] });
  }, 120_000);

  test('bytes that were stored when the process died are found and removed, those in use never', async () => {
    const bytes = await aPicture(31);
    const kept = await uploaded('kept.jpg', bytes);
    // What a process that is killed between storing and writing its row leaves, at each of its steps.
    const storeModule = path.join(folder, 'store.mjs');
    await build({ entryPoints: ['app/lib/object-store/disk-store.server.ts'], bundle: true, platform: 'node', format: 'esm', outfile: storeModule, logLevel: 'silent' });
    const program = `
      import { randomBytes } from 'node:crypto';
      import { writeFileSync } from 'node:fs';
      const [source, storeModule, folder, workspaceId] = process.argv.slice(1);
      const { createDiskStore } = await import(storeModule);
      writeFileSync(source, randomBytes(40_000_000));
      const store = createDiskStore(folder);
      process.stdout.write('go');
      for (let n = 0; ; n += 1) await store.putFile(workspaceId + '/' + String(n).padStart(64, '0'), source);`;
    const source = path.join(folder, 'source');
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', source, storeModule, folder, world.workspaceId]);
    let heard = '';
    child.stderr.on('data', (text: Buffer) => (heard += text.toString()));
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      child.once('exit', () => reject(new Error(heard)));
    }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGKILL');
    for (const file of [source, storeModule]) await rm(file, { force: true });
    const lying = (await readdir(path.join(folder, world.workspaceId)));
    const old = new Date(Date.now() - 7_200_000);
    for (const name of lying) await utimes(path.join(folder, world.workspaceId, name), old, old);
    const { removed, missing } = await reconcileAssets(t.db, { removesOrphans: true }, { now: new Date() });
    expect([missing, heard]).toEqual([[], '']);
    expect(removed).toBeGreaterThan(0);
    expect(removed).toBe(lying.filter((name) => /^0{50}/.test(name) || name.endsWith('.part')).length);
    expect((await reconcileAssets(t.db, { removesOrphans: false }, { now: new Date() })).orphans).toEqual([]);
    const asset = await t.db.selectFrom('asset').select('file_hash').where('id', '=', String(kept.body.assetId)).executeTakeFirstOrThrow();
    expect((await readFile(path.join(folder, world.workspaceId, (asset.file_hash ?? Buffer.of()).toString('hex')))).length).toBeGreaterThan(0);
  });

  test('a file that somebody took from the store is named', async () => {
    const { body } = await uploaded('gone.jpg', await aPicture(41));
    const { file_hash: hash } = await t.db.selectFrom('asset').select('file_hash').where('id', '=', String(body.assetId)).executeTakeFirstOrThrow();
    const key = `${world.workspaceId}/${(hash ?? Buffer.of()).toString('hex')}`;
    await rm(path.join(folder, key));
    expect((await reconcileAssets(t.db, { removesOrphans: false }, { now: new Date() })).missing).toEqual([key]);
    await t.db.deleteFrom('asset').where('id', '=', String(body.assetId)).execute();
    await sweepAssets(t.db, { now: new Date(Date.now() + 3_700_000) });
    expect((await reconcileAssets(t.db, { removesOrphans: false }, { now: new Date() })).missing).toEqual([]);
  });
});

describe('a file is read', () => {
  const stored = async (bytes: Buffer, name: string) => {
    const { body } = await uploaded(name, bytes);
    const { file_hash: hash } = await t.db.selectFrom('asset').select('file_hash').where('id', '=', String(body.assetId)).executeTakeFirstOrThrow();
    return { workspaceId: world.workspaceId, hash: hash ?? Buffer.of(), mediaType: 'video/mp4', fileName: name };
  };

  test('by a signed link, whole, in parts, and never as a page', async () => {
    const bytes = mp4(500_000);
    const file = await stored(bytes, '夏日 "主" 片.mp4');
    const link = downloadLink(file, clock.now);
    const whole = await ask(link, { cookie: '' });
    expect([whole.status, createHash('sha256').update(whole.bytes).digest('hex')]).toEqual([200, file.hash.toString('hex')]);
    expect(whole.headers).toMatchObject({
      'content-type': 'video/mp4', 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'", 'accept-ranges': 'bytes',
      'content-disposition': 'attachment; filename="__ ___ _.mp4"; filename*=UTF-8\'\'%E5%A4%8F%E6%97%A5%20%22%E4%B8%BB%22%20%E7%89%87.mp4',
    });
    const part = await ask(link, { headers: { range: 'bytes=100-199' } });
    expect([part.status, part.headers['content-range'], part.bytes.equals(bytes.subarray(100, 200))]).toEqual([206, `bytes 100-199/${bytes.length}`, true]);
    expect((await ask(link, { headers: { range: 'bytes=-5' } })).bytes.equals(bytes.subarray(-5))).toBe(true);
    expect((await ask(link, { headers: { range: 'bytes=999999999-' } })).status).toBe(416);
    expect((await ask(link, { headers: { range: 'bytes=0-9', 'if-range': '"other"' } })).status).toBe(200);
    expect((await ask(link, { headers: { 'if-none-match': String(whole.headers.etag) } })).status).toBe(304);
    expect(await ask(link, { method: 'HEAD' })).toMatchObject({ status: 200, headers: { 'content-length': String(bytes.length) } });
    expect((await ask(link, { method: 'POST' })).status).toBe(405);
  });

  test('small pictures are shown in place', async () => {
    const file = await stored(await aPicture(51), 'a.jpg');
    const answer = await ask(thumbnailLink(file, 320, clock.now));
    expect(answer.headers).toMatchObject({ 'content-type': 'image/webp', 'content-disposition': 'inline' });
    expect((await sharp(answer.bytes).metadata()).format).toBe('webp');
  });

  test('that a link for people outside led to is given until that link is taken back or the rights end, and not a moment longer', async () => {
    const { body } = await uploaded('shared.jpg', await aPicture(52));
    const { workspaceId } = world;
    const assetId = String(body.assetId);
    const doing = { now: clock.now, actor: PORTAL_ACTOR };
    const right = { channels: ['press' as const], territories: ['CN' as const], fromDay: '2020-01-01', untilDay: null, isExclusive: false, creditLine: '', contractPage: '' };
    const granted = await grantAssetRight(t.db, { workspaceId, assetId, known: null, grant: right }, doing);
    const shared = await createShare(t.db, { workspaceId, subject: { assetId }, recipient: '', allowsDownload: true, days: 7 }, doing);
    if (granted.status !== 'granted' || shared.status !== 'created') throw new Error('not made');
    const { file_hash: hash } = await t.db.selectFrom('asset').select('file_hash').where('id', '=', assetId).executeTakeFirstOrThrow();
    const link = thumbnailLink({ workspaceId, hash: hash ?? Buffer.of() }, 320, clock.now, { shareId: shared.shareId, assetId });
    const open = await ask(link, { cookie: '' });
    expect([open.status, open.headers['cache-control'], open.headers['referrer-policy'], open.headers['x-robots-tag']]).toEqual([200, 'private, no-store', 'no-referrer', 'noindex, nofollow']);
    await t.db.updateTable('asset_right').set({ until_day: '2021-01-01' }).where('id', '=', granted.rightId).execute();
    expect((await ask(link, { cookie: '' })).status).toBe(404);
    await t.db.updateTable('asset_right').set({ until_day: null }).where('id', '=', granted.rightId).execute();
    expect((await ask(link, { cookie: '' })).status).toBe(200);
    await takeBackShare(t.db, { workspaceId, shareId: shared.shareId }, doing);
    expect((await ask(link, { cookie: '' })).status).toBe(404);
  });

  test('a link that was changed, made up or has ended opens nothing', async () => {
    const link = downloadLink(await stored(mp4(10), 'b.mp4'), clock.now);
    const [head = '', tail = ''] = link.split('.');
    const forged = Buffer.from(Buffer.from(head.replace('/assets/files/', ''), 'base64url').toString().replace(world.workspaceId, '00000000-0000-7000-8000-000000000000')).toString('base64url');
    for (const address of [`${head}.${tail.slice(0, -1)}${tail.endsWith('A') ? 'E' : 'A'}`, `/assets/files/${forged}.${tail}`, '/assets/files/x', '/assets/files/../../etc/passwd', `${head}.`]) expect((await ask(address)).status).toBe(404);
    clock.now = new Date(clock.now.getTime() + 1_300_000);
    expect((await ask(link, { cookie: '' })).status).toBe(410);
    clock.now = new Date();
  });
});
