import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseHandle } from '#db/client.server.ts';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { reconcileAssets } from '#app/services/reconcile-assets.server.ts';
import { sweepAssets } from '#app/services/sweep-assets.server.ts';
import { smallDisk } from './fault-rounds.ts';
import { startFragilePortal } from './fault-world.ts';
import type { Sender, SentFile } from './upload-load.ts';
import { aFilm, aSender, giveUp, sendOn } from './upload-load.ts';

export interface UploadPlace {
  readonly handle: DatabaseHandle;
  readonly databaseUrl: string;
  /** Data folder of the portal, and of this process (`KOL_DATA_DIR`). */
  readonly dataDir: string;
}

/** What became of uploads under a fault, once they were all gone on with and an hour had passed. */
export interface UploadVerdict {
  readonly files: number;
  readonly resumed: number;
  /** Bytes that were acknowledged and not there afterwards. */
  readonly bytesLost: number;
  /** Files that are not in the library, or not as they were sent, or more than once. */
  readonly wrong: number;
  /** Rows without their file. */
  readonly missing: number;
  /** Files without a row, and parts of uploads, that the sweep left behind. */
  readonly orphans: number;
}

const HOUR_MS = 3_600_000;

/** Kills the whole portal under uploads, again and again after 50 to 1,200 ms; then sends every file to its end. */
export async function killUnderUploads(place: UploadPlace, rounds: number, fileBytes = 6_000_000): Promise<UploadVerdict> {
  const sender = await aSender(place.handle.db);
  const files: SentFile[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const portal = await startPortal(place);
    while (files.filter(({ assetId }) => assetId === null).length < 6) files.push(aFilm(fileBytes));
    const sending = files.filter(({ assetId }) => assetId === null).map((file) => sendOn(file, portal.port, sender));
    await pause(50 + Math.random() * 1_150);
    await portal.kill();
    await Promise.all(sending);
  }
  const portal = await startPortal(place);
  try {
    for (const file of files) if (file.assetId === null) await sendOn(file, portal.port, sender);
  } finally {
    await portal.kill();
  }
  return await verifyUploads(place, sender, files);
}

export interface FullStorageFault {
  readonly how: string;
  /** Status and words of the answer while there was no room. */
  readonly refusal: { readonly code: number; readonly text: string };
  /** Of the file that was refused: how much was kept, to go on with. */
  readonly keptBytes: number;
  readonly verdict: UploadVerdict;
}

/** Lets the disk run full, where uploads arrive or where the library lies, under three uploads; makes room; sends them on. */
export async function fillUnderUploads(place: UploadPlace, where: 'arriving' | 'library'): Promise<FullStorageFault> {
  const sender = await aSender(place.handle.db);
  const disk = smallDisk(path.join(place.dataDir, where === 'arriving' ? 'tmp/assets' : 'assets'), 4_194_304);
  const portal = await startPortal(place);
  try {
    const [small, large, late] = [aFilm(1_500_000), aFilm(6_000_000), aFilm(1_000_000)];
    await sendOn(small, portal.port, sender);
    const end = await sendOn(large, portal.port, sender);
    if (end.status !== 'refused') throw new Error(`a file larger than the disk was answered with ${end.status}`);
    const [half, keptBytes] = [await halfStored(place), large.acknowledged];
    disk.makeRoom();
    for (const file of [late, large, small]) if (file.assetId === null) await sendOn(file, portal.port, sender);
    const verdict = await verifyUploads(place, sender, [small, large, late]);
    return { how: disk.how, refusal: end, keptBytes, verdict: { ...verdict, orphans: verdict.orphans + half } };
  } finally {
    await portal.kill();
    disk.remove();
  }
}

/** Begins many uploads and sends a part of each; every other one is given up, the rest are simply left. */
export async function abandonUploads(place: UploadPlace, count: number): Promise<UploadVerdict> {
  const sender = await aSender(place.handle.db);
  const portal = await startPortal(place);
  try {
    for (let begun = 0; begun < count; begun += 10) {
      await Promise.all(Array.from({ length: Math.min(10, count - begun) }, async (_, index) => {
        const left = aFilm(600_000);
        await sendOn(left, portal.port, sender, 1);
        if (index % 2 === 0) await giveUp(left, portal.port, sender);
      }));
    }
  } finally {
    await portal.kill();
  }
  return await verifyUploads(place, sender, []);
}

const startPortal = ({ databaseUrl, dataDir }: UploadPlace) => startFragilePortal({ ROLE: 'web', DATABASE_URL: databaseUrl, KOL_DATA_DIR: dataDir });

/** Parts of files in the store: one that could not be stored must not lie there in half. */
async function halfStored({ dataDir }: UploadPlace): Promise<number> {
  const names = await readdir(path.join(dataDir, 'assets'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.part')).length;
}

async function verifyUploads({ handle, dataDir }: UploadPlace, { workspaceId }: Sender, files: readonly SentFile[]): Promise<UploadVerdict> {
  setObjectStore(createDiskStore(path.join(dataDir, 'assets')));
  try {
    const { rows } = await handle.pool.query<{ sha256: string }>(`select encode(file_hash, 'hex') as sha256 from asset where workspace_id = $1 and status = 'active'`, [workspaceId]);
    const wrong = files.filter(({ sha256, assetId }) => assetId === null || rows.filter((row) => row.sha256 === sha256).length !== 1).length;
    const unsent = rows.filter(({ sha256 }) => files.every((file) => file.sha256 !== sha256)).length;
    const later = new Date(Date.now() + 2 * HOUR_MS);
    await sweepAssets(handle.db, { now: later });
    const { missing, orphans } = await reconcileAssets(handle.db, { removesOrphans: false }, { now: later });
    const lying = await readdir(path.join(dataDir, 'tmp', 'assets')).catch(() => []);
    return {
      files: files.length, resumed: files.reduce((sum, { resumed }) => sum + resumed, 0), bytesLost: files.reduce((sum, { lost }) => sum + lost, 0), wrong: wrong + unsent,
      missing: missing.filter((key) => key.startsWith(workspaceId)).length, orphans: orphans.length + lying.length,
    };
  } finally {
    setObjectStore(null);
  }
}
