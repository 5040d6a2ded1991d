import type { Kysely } from 'kysely';
import { listFilesAfter, listKnownFiles, lockLibrary } from '#db/queries/asset-file.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { fileKey, readFileKey, thumbnailKey } from '#app/lib/object-store/file-keys.ts';
import { objectStore } from '#app/lib/object-store/open-store.server.ts';

const HOUR_MS = 3_600_000;
const PART = 500;

export interface AssetReconciliation {
  /** Rows whose bytes are not in the store, by key: something outside the portal removed them. */
  readonly missing: readonly string[];
  /** Objects older than an hour that no row knows; what a process that died between the two leaves. */
  readonly orphans: readonly string[];
  readonly removed: number;
  readonly checked: number;
}

/**
 * Compares what is known of stored files with what is in the store, both ways (reliability.md I9). An orphan is removed under the library's lock,
 * so that none goes for which a row is being written at that moment.
 */
export async function reconcileAssets(db: Kysely<Database>, { removesOrphans }: { readonly removesOrphans: boolean }, { now }: { readonly now: Date }): Promise<AssetReconciliation> {
  const { missing, checked } = await findMissing(db);
  const orphans = await findOrphans(db, new Date(now.getTime() - HOUR_MS));
  let removed = 0;
  if (removesOrphans) for (const key of orphans) removed += (await removeOrphan(db, key)) ? 1 : 0;
  return { missing, orphans, removed, checked };
}

async function findMissing(db: Kysely<Database>): Promise<{ missing: string[]; checked: number }> {
  const store = objectStore();
  const missing: string[] = [];
  let checked = 0;
  let files = await listFilesAfter(db, null, PART);
  while (files.length > 0) {
    for (const { workspaceId, hash, thumbnails, bytes } of files) {
      const key = fileKey(workspaceId, hash);
      if ((await store.sizeOf(key)) !== bytes) missing.push(key);
      for (const small of thumbnails.map((width) => thumbnailKey(workspaceId, hash, width))) if ((await store.sizeOf(small)) === null) missing.push(small);
    }
    checked += files.length;
    const last = files.at(-1);
    files = last && files.length === PART ? await listFilesAfter(db, last, PART) : [];
  }
  return { missing, checked };
}

async function findOrphans(db: Kysely<Database>, before: Date): Promise<string[]> {
  const orphans: string[] = [];
  let part: string[] = [];
  const settle = async () => {
    const named = part.map((key) => ({ key, at: readFileKey(key) }));
    const known = new Map<string, Set<string>>();
    for (const workspaceId of new Set(named.flatMap(({ at }) => (at ? [at.workspaceId] : [])))) {
      known.set(workspaceId, await listKnownFiles(db, workspaceId, named.flatMap(({ at }) => (at?.workspaceId === workspaceId ? [at.hash] : []))));
    }
    orphans.push(...named.flatMap(({ key, at }) => (at && known.get(at.workspaceId)?.has(at.hash) ? [] : [key])));
    part = [];
  };
  for await (const { key, putAt } of objectStore().list('')) {
    if (putAt < before) part.push(key);
    if (part.length === PART) await settle();
  }
  await settle();
  return orphans;
}

/** Deletes an object unless a row for it appeared meanwhile. What is no file's name is the part of one whose writer died. */
async function removeOrphan(db: Kysely<Database>, key: string): Promise<boolean> {
  const at = readFileKey(key);
  if (at === null) {
    await objectStore().delete(key);
    return true;
  }
  return await inTransaction(db, async (trx) => {
    await lockLibrary(trx, at.workspaceId);
    if ((await listKnownFiles(trx, at.workspaceId, [at.hash])).size > 0) return false;
    await objectStore().delete(key);
    return true;
  });
}
