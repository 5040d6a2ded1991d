import { randomBytes } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Kysely } from 'kysely';
import { listDurableSettingsOff } from '#db/queries/readiness.server.ts';
import type { Database } from '#db/schema.ts';
import { hasVideoDecoder } from '#app/lib/asset-files/describe-video.server.ts';
import { uploadFolder } from '#app/lib/asset-files/upload-files.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { objectStore } from '#app/lib/object-store/open-store.server.ts';
import { reconcileAssets } from './reconcile-assets.server.ts';

/** `fault` needs somebody, `note` is worth knowing. */
export interface Finding {
  readonly check: 'database' | 'library.storage' | 'library.space' | 'library.missing' | 'library.orphans' | 'library.decoder';
  readonly state: 'ok' | 'note' | 'fault';
  /** A sentence for whoever runs the portal. */
  readonly text: string;
  /** What was counted: bytes free, files. */
  readonly value: number | null;
}

const MB = 1_048_576;
/** With less room than this uploads are refused soon; with less than the other a large one may be. */
const ROOM = { fault: 256 * MB, note: 2_048 * MB } as const;
const NAMED = 5;

/** Looks at what the portal stands on: whether commits are durable, the library's storage and what is in it, and the video decoder. Leaves nothing behind. */
export async function diagnosePortal(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<Finding[]> {
  const storage = await tryStorage();
  return [await durability(db), storage, await roomLeft(), ...(storage.state === 'ok' ? await filesInStore(db, now) : []), await decoder()];
}

async function durability(db: Kysely<Database>): Promise<Finding> {
  const off = await listDurableSettingsOff(db);
  return off.length === 0
    ? { check: 'database', state: 'ok', text: 'commits are durable', value: null }
    : { check: 'database', state: 'fault', text: `PostgreSQL runs with ${off.map((name) => `${name}=off`).join(', ')}: acknowledged writes may be lost`, value: null };
}

/** Stores, reads back and deletes a few bytes. What a break in the middle leaves is an orphan, which the worker removes. */
async function tryStorage(): Promise<Finding> {
  const { place } = objectStore();
  const key = `doctor/${newId()}`;
  const bytes = randomBytes(64);
  const said = (state: Finding['state'], text: string): Finding => ({ check: 'library.storage', state, text, value: null });
  try {
    const file = path.join(await uploadFolder(), `${newId()}.doctor`);
    try {
      await writeFile(file, bytes, { mode: 0o600 });
      await objectStore().putFile(key, file, { bytes: bytes.length, mediaType: 'application/octet-stream' });
      const stream = await objectStore().read(key);
      const same = stream !== null && (await buffer(stream)).equals(bytes);
      await objectStore().delete(key);
      return same ? said('ok', `${place} is read and written`) : said('fault', `${place} does not give back what was stored there`);
    } finally {
      await rm(file, { force: true });
    }
  } catch (error) {
    return said('fault', `${place} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Of the disk that uploads arrive on, and that holds the library where no other storage is named. */
async function roomLeft(): Promise<Finding> {
  const folder = await uploadFolder().catch(() => null);
  const stats = folder === null ? null : await statfs(folder).catch(() => null);
  if (stats === null) return { check: 'library.space', state: 'note', text: 'how much room is left is not known', value: null };
  const free = stats.bavail * stats.bsize;
  return { check: 'library.space', state: free < ROOM.fault ? 'fault' : free < ROOM.note ? 'note' : 'ok', text: `${Math.floor(free / MB)} MB free where uploads arrive`, value: free };
}

async function filesInStore(db: Kysely<Database>, now: Date): Promise<Finding[]> {
  const { missing, orphans, checked } = await reconcileAssets(db, { removesOrphans: false }, { now });
  const named = missing.length === 0 ? '' : `: ${missing.slice(0, NAMED).join(', ')}${missing.length > NAMED ? ', ...' : ''}`;
  return [
    { check: 'library.missing', state: missing.length > 0 ? 'fault' : 'ok', text: `${missing.length} objects of ${checked} files are not in the store, or not of their size${named}`, value: missing.length },
    { check: 'library.orphans', state: orphans.length > 0 ? 'note' : 'ok', text: `${orphans.length} objects that belong to no file${orphans.length > 0 ? '; the worker removes them' : ''}`, value: orphans.length },
  ];
}

async function decoder(): Promise<Finding> {
  return (await hasVideoDecoder())
    ? { check: 'library.decoder', state: 'ok', text: 'ffmpeg makes posters and measures recordings', value: null }
    : { check: 'library.decoder', state: 'note', text: 'no ffmpeg: videos have no poster and no length', value: null };
}
