import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { fileKey, thumbnailKey } from '#app/lib/object-store/file-keys.ts';
import { objectStore, setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { describeStoredFiles } from '#app/services/describe-stored-files.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { takeInAsset } from '#app/services/take-in-asset.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let folder = '';
let workspaceId = '';

/** Programs that say what a decoder says and hand out one still, so that nothing depends on what this machine has installed. */
async function programs(): Promise<void> {
  const still = path.join(folder, 'still.png');
  await sharp({ create: { width: 90, height: 160, channels: 3, background: { r: 20, g: 60, b: 220 } } }).png().toFile(still);
  const last = 'for last; do :; done';
  const probed = JSON.stringify({ format: { duration: '12.5' }, streams: [{ codec_type: 'video', width: 90, height: 160 }] });
  const made = { ffprobe: `case "$1" in -version) ;; *) echo '${probed}' ;; esac`, ffmpeg: `[ "$1" = -version ] && exit 0\n${last}\ncp '${still}' "$last"`, pdftoppm: `[ "$1" = -v ] && exit 0\n${last}\ncp '${still}' "$last.png"` };
  for (const [name, body] of Object.entries(made)) {
    await writeFile(path.join(folder, name), `#!/bin/sh\n${body}\n`);
    await chmod(path.join(folder, name), 0o755);
  }
  process.env['PATH'] = `${folder}:${process.env['PATH'] ?? ''}`;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-facts-'));
  process.env['KOL_DATA_DIR'] = folder;
  setObjectStore(createDiskStore(path.join(folder, 'store')));
  await programs();
  workspaceId = await aWorkspace(t.db);
});
afterAll(async () => {
  setObjectStore(null);
  await rm(folder, { recursive: true, force: true });
});

async function takeIn(bytes: Buffer, fileName: string): Promise<void> {
  const file = path.join(folder, 'in.part');
  await writeFile(file, bytes);
  expect(await takeInAsset(t.db, { workspaceId, file, fileName, contentId: null, collaborationId: null, kolId: null }, { now: NOON, actor: PORTAL_ACTOR })).toMatchObject({ status: 'stored' });
}
const facts = async () => await t.db.selectFrom('asset_file as f').innerJoin('asset as a', 'a.file_hash', 'f.hash').select(['f.media_type', 'f.width', 'f.duration_ms', 'f.pages', 'f.colour', 'f.thumbnails', 'f.described', 'a.colour as found_by', 'a.orientation']).orderBy('f.media_type').execute();

const PDF = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>\nendobj\n%%EOF\n';

test('what was stored before its facts were kept is described in the background, a bounded step at a time, as if it came today', async () => {
  await takeIn(await sharp({ create: { width: 80, height: 40, channels: 3, background: { r: 220, g: 30, b: 30 } } }).jpeg().toBuffer(), 'red.jpg');
  await takeIn(Buffer.concat([Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex'), Buffer.alloc(3_000, 3)]), 'film.mp4');
  await takeIn(Buffer.from(PDF), 'brief.pdf');
  const asToday = await facts();
  expect(asToday).toEqual([
    { media_type: 'application/pdf', width: null, duration_ms: null, pages: 2, colour: null, thumbnails: [320, 1280], described: 2, found_by: null, orientation: null },
    { media_type: 'image/jpeg', width: 80, duration_ms: null, pages: null, colour: 'red', thumbnails: [320, 1280], described: 2, found_by: 'red', orientation: 'landscape' },
    { media_type: 'video/mp4', width: 90, duration_ms: 12_500, pages: null, colour: 'blue', thumbnails: [320, 1280], described: 2, found_by: 'blue', orientation: 'portrait' },
  ]);
  const files = await t.db.selectFrom('asset_file').select(['hash']).execute();
  await t.db.updateTable('asset_file').set({ described: 0, colour: null, width: null, height: null, duration_ms: null, pages: null, thumbnails: [], picture_hash: null }).execute();
  await t.db.updateTable('asset').set({ colour: null, orientation: null }).execute();
  for (const { hash } of files) for (const width of [320, 1280]) await objectStore().delete(thumbnailKey(workspaceId, hash, width));

  expect([await describeStoredFiles(t.db, 2), await describeStoredFiles(t.db, 2), await describeStoredFiles(t.db, 2)].map(({ described }) => described)).toEqual([2, 1, 0]);
  expect(await facts()).toEqual(asToday);
  for (const { hash } of files) expect(await objectStore().sizeOf(thumbnailKey(workspaceId, hash, 320))).toBeGreaterThan(0);
});

test('a recording that was stored where no decoder was is described once there is one; what is not there is not tried for ever', async () => {
  await t.db.updateTable('asset_file').set({ described: 1, duration_ms: null, thumbnails: [] }).where('media_type', '=', 'video/mp4').execute();
  await t.db.updateTable('asset_file').set({ described: 0, colour: null }).where('media_type', '=', 'image/jpeg').execute();
  const { hash } = await t.db.selectFrom('asset_file').select('hash').where('media_type', '=', 'image/jpeg').executeTakeFirstOrThrow();
  await objectStore().delete(fileKey(workspaceId, hash));
  expect(await describeStoredFiles(t.db)).toEqual({ described: 2 });
  expect(await facts()).toMatchObject([{}, { colour: null, described: 2, thumbnails: [320, 1280] }, { duration_ms: 12_500, thumbnails: [320, 1280], described: 2 }]);
  expect(await describeStoredFiles(t.db)).toEqual({ described: 0 });
});
