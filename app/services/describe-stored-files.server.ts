import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Kysely } from 'kysely';
import { listUndescribedFiles, updateFileFacts } from '#db/queries/asset-file.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { orientationOf } from '#app/domain/asset.ts';
import type { AssetMediaType } from '#app/domain/asset-file-type.ts';
import { ASSET_FILE_TYPES } from '#app/domain/asset-file-type.ts';
import type { FileFacts } from '#app/lib/asset-files/describe-file.server.ts';
import { decodedTypes, describeFile } from '#app/lib/asset-files/describe-file.server.ts';
import { uploadFolder } from '#app/lib/asset-files/upload-files.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { fileKey, thumbnailKey } from '#app/lib/object-store/file-keys.ts';
import { objectStore } from '#app/lib/object-store/open-store.server.ts';

/** So many files at a time: a library of thousands is caught up with in the background, not in one go. */
const STEP = 10;

const UNREADABLE: FileFacts = { width: null, height: null, durationMs: null, pages: null, pictureHash: null, thumbnails: [], colour: null, described: 2 };

/**
 * Describes some of the stored files that are not described yet: colours of pictures from before colours were kept, posters and lengths of
 * recordings from before there was a decoder, first pages of documents. Safe to repeat; what cannot be read is not tried again.
 */
export async function describeStoredFiles(db: Kysely<Database>, limit = STEP): Promise<{ described: number }> {
  const files = await listUndescribedFiles(db, await decodedTypes(), limit);
  for (const { workspaceId, hash, mediaType } of files) {
    const facts = isKnown(mediaType) ? await describeStored(workspaceId, hash, mediaType) : UNREADABLE;
    await inTransaction(db, (trx) => updateFileFacts(trx, workspaceId, hash, facts, orientationOf(facts.width, facts.height)));
  }
  return { described: files.length };
}

function isKnown(mediaType: string): mediaType is AssetMediaType {
  return Object.hasOwn(ASSET_FILE_TYPES, mediaType);
}

async function describeStored(workspaceId: string, hash: Buffer, mediaType: AssetMediaType): Promise<FileFacts> {
  const store = objectStore();
  // Named as uploads are, so that what a killed process leaves is swept with them.
  const file = path.join(await uploadFolder(), `${newId()}.facts`);
  const made = `${file}.made`;
  try {
    const stored = await store.read(fileKey(workspaceId, hash));
    // A file that is missing is `doctor`'s to tell of, and of the reconciliation.
    if (stored === null) return UNREADABLE;
    await pipeline(stored, createWriteStream(file, { mode: 0o600 }));
    const facts = await describeFile(file, mediaType, made);
    if ('refusal' in facts) return UNREADABLE;
    for (const width of facts.thumbnails) await store.putFile(thumbnailKey(workspaceId, hash, width), `${made}-${width}`, { bytes: 0, mediaType: 'image/webp' });
    return facts;
  } finally {
    await Promise.all([file, made, `${made}-320`, `${made}-1280`].map((one) => rm(one, { force: true })));
  }
}
