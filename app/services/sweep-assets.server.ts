import type { Kysely } from 'kysely';
import { deleteUnusedFiles, lockLibrary } from '#db/queries/asset-file.server.ts';
import { deleteOldShareMisses } from '#db/queries/asset-share.server.ts';
import { deleteOldUploads, listKnownUploads } from '#db/queries/asset-upload.server.ts';
import { purgeDeletedAssets } from '#db/queries/asset.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { RECYCLE_DAYS } from '#app/domain/asset.ts';
import { listOldUploadFiles, removeUploadFiles } from '#app/lib/asset-files/upload-files.server.ts';
import { reconcileAssets } from './reconcile-assets.server.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Forgets what nobody came back for: uploads untouched for an hour with what arrived of them, what has lain in the recycle bin for 30 days, and
 * stored bytes that nothing refers to any more.
 */
export async function sweepAssets(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<{ uploads: number; assets: number; objects: number }> {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const ended = await deleteOldUploads(db, hourAgo);
  await deleteOldShareMisses(db, hourAgo);
  const lying = await listOldUploadFiles(hourAgo);
  const known = await listKnownUploads(db, lying);
  const dropped = new Set([...ended, ...lying.filter((id) => !known.has(id))]);
  for (const id of dropped) await removeUploadFiles(id);
  let assets = 0;
  for (const { id } of await listWorkspaces(db)) {
    assets += await purgeDeletedAssets(db, id, new Date(now.getTime() - RECYCLE_DAYS * DAY_MS));
    // Under the library's lock, as whoever writes an asset: no file is forgotten that somebody is claiming.
    await inTransaction(db, async (trx) => {
      await lockLibrary(trx, id);
      await deleteUnusedFiles(trx, id, hourAgo);
    });
  }
  const { removed } = await reconcileAssets(db, { removesOrphans: true }, { now });
  return { uploads: dropped.size, assets, objects: removed };
}
