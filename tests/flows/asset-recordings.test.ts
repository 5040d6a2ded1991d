import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAssetDetail } from '#db/queries/asset-detail.server.ts';
import { describeRecording, hasVideoDecoder } from '#app/lib/asset-files/describe-video.server.ts';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { fileKey } from '#app/lib/object-store/file-keys.ts';
import { objectStore, setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { reconcileAssets } from '#app/services/reconcile-assets.server.ts';
import { takeInAsset } from '#app/services/take-in-asset.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const PLACE = '+31.2304+121.4737/';
let folder = '';
let workspaceId = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-recordings-'));
  setObjectStore(createDiskStore(path.join(folder, 'store')));
  workspaceId = await aWorkspace(t.db);
});
afterAll(async () => {
  setObjectStore(null);
  await rm(folder, { recursive: true, force: true });
});

const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const film = (...moov: Buffer[]) => Buffer.concat([box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1')), box('mdat', Buffer.alloc(5_000, 3)), box('moov', box('mvhd', Buffer.alloc(100, 7)), ...moov)]);

async function takeIn(bytes: Buffer, fileName: string) {
  const file = path.join(folder, 'in.part');
  await writeFile(file, bytes);
  const taken = await takeInAsset(t.db, { workspaceId, file, fileName, contentId: null, collaborationId: null, kolId: null }, { now: NOON, actor: PORTAL_ACTOR });
  expect((await readFile(file)).equals(bytes)).toBe(true);
  return taken;
}

test('a recording is stored without its place, under the hash of what is stored, and its sender\'s file is left alone', async () => {
  const bytes = film(box('udta', box('\u00a9xyz', Buffer.from([0, 18, 0x15, 0xc7]), Buffer.from(PLACE))));
  const taken = await takeIn(bytes, 'a.mp4');
  if (taken.status !== 'stored') throw new Error(JSON.stringify(taken));
  const asset = await findAssetDetail(t.db, workspaceId, taken.assetId);
  expect(asset).toMatchObject({ location: 'removed', mediaType: 'video/mp4', bytes: bytes.length });
  const parts: Buffer[] = [];
  for await (const part of (await objectStore().read(fileKey(workspaceId, asset?.hash ?? Buffer.alloc(0)))) ?? []) parts.push(Buffer.from(part));
  const stored = Buffer.concat(parts);
  expect(stored.includes(PLACE)).toBe(false);
  expect(createHash('sha256').update(stored).digest().equals(asset?.hash ?? Buffer.alloc(0))).toBe(true);
  // The same film sent again is the same asset, with its place or without.
  expect(await takeIn(bytes, 'b.mp4')).toMatchObject({ status: 'same', assetId: taken.assetId });
  expect(await takeIn(stored, 'c.mp4')).toMatchObject({ status: 'same', assetId: taken.assetId });
  expect(await reconcileAssets(t.db, { removesOrphans: false }, { now: new Date(Date.now() + 7_200_000) })).toMatchObject({ missing: [], orphans: [] });
});

test('a recording that could not be looked through is kept, and says so', async () => {
  const taken = await takeIn(Buffer.concat([film(), Buffer.from('\xff\xff\xff\xfftrak and more', 'latin1')]), 'damaged.mp4');
  if (taken.status !== 'stored') throw new Error(JSON.stringify(taken));
  expect(await findAssetDetail(t.db, workspaceId, taken.assetId)).toMatchObject({ location: 'unchecked' });
  const clean = await takeIn(film(box('free')), 'clean.mp4');
  if (clean.status !== 'stored') throw new Error(JSON.stringify(clean));
  expect(await findAssetDetail(t.db, workspaceId, clean.assetId)).toMatchObject({ location: 'none', durationMs: null });
});

test('what a decoder cannot read has no poster; without a decoder nothing has one, and the page is told', async () => {
  const file = path.join(folder, 'nothing.mp4');
  await writeFile(file, film());
  const described = await describeRecording(file, `${file}.poster`);
  if (await hasVideoDecoder()) expect(described?.hasPoster ?? false).toBe(false);
  else expect(described).toBeNull();
});
