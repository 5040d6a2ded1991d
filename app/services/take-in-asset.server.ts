import { rm } from 'node:fs/promises';
import type { Kysely, Transaction } from 'kysely';
import type { StoredFile } from '#db/queries/asset-file.server.ts';
import { findAssetOfFile, insertAssetFile, lockLibrary } from '#db/queries/asset-file.server.ts';
import { findAssetOrigin, insertAsset } from '#db/queries/asset.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { AssetLanguage } from '#app/domain/asset.ts';
import { orientationOf, titleOfFileName } from '#app/domain/asset.ts';
import type { AssetMediaType, UploadRefusal } from '#app/domain/asset-file-type.ts';
import { ASSET_FILE_TYPES, PICTURE_TYPES } from '#app/domain/asset-file-type.ts';
import { describeFile } from '#app/lib/asset-files/describe-file.server.ts';
import { detectType } from '#app/lib/asset-files/detect-type.server.ts';
import { stripLocation } from '#app/lib/asset-files/strip-location.server.ts';
import { hashFile } from '#app/lib/asset-files/upload-files.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { fileKey, thumbnailKey } from '#app/lib/object-store/file-keys.ts';
import { objectStore } from '#app/lib/object-store/open-store.server.ts';
import { searchColumns } from './asset-words.server.ts';
import type { Doing } from './doing.ts';

export interface TakeInAssetInput {
  readonly workspaceId: string;
  /** Lies on this machine and stays there. */
  readonly file: string;
  /** As its sender calls it. */
  readonly fileName: string;
  readonly contentId: string | null;
  readonly collaborationId: string | null;
  readonly kolId: string | null;
  readonly title?: string;
  readonly caption?: string;
  readonly tags?: readonly string[];
  readonly language?: AssetLanguage;
}

export type TakeInAssetOutcome =
  | { readonly status: 'stored'; readonly assetId: string; readonly number: number }
  /** A living asset has the same bytes; nothing was stored. */
  | { readonly status: 'same'; readonly assetId: string; readonly number: number }
  | { readonly status: 'refused'; readonly refusal: UploadRefusal }
  | { readonly status: 'origin_not_found' };

/** A file that may be stored, with what was found out about it and the small pictures made of it. */
interface Prepared {
  readonly file: string;
  readonly mediaType: AssetMediaType;
  readonly about: StoredFile;
  /** Of small pictures: `<smallPictures>-320`. */
  readonly smallPictures: string;
}

/**
 * Takes a file into the library: its type by content, pictures and recordings without the place they were taken at, its bytes stored once, and an asset for it.
 * The bytes are safe before the row is written, and the row is written under the lock that deleting stored bytes takes: no row without its file.
 * A file without a row, where the process died between the two, is found by `reconcileAssets`.
 */
export async function takeInAsset(db: Kysely<Database>, input: TakeInAssetInput, doing: Doing, ended: (trx: Transaction<Database>, assetId: string) => Promise<void> = async () => undefined): Promise<TakeInAssetOutcome> {
  try {
    const prepared = await prepareFile(input);
    if ('refusal' in prepared) return { status: 'refused', refusal: prepared.refusal };
    await storeFiles(input.workspaceId, prepared);
    return await inTransaction(db, (trx) => writeAsset(trx, input, prepared, doing, ended));
  } finally {
    await Promise.all([madeOf(input.file), `${madeOf(input.file)}-320`, `${madeOf(input.file)}-1280`, copyOf(input.file)].map((made) => rm(made, { force: true })));
  }
}

const madeOf = (file: string) => `${file}.made`;
const copyOf = (file: string) => `${file}.copy`;

async function prepareFile({ file, fileName }: TakeInAssetInput): Promise<Prepared | { readonly refusal: UploadRefusal }> {
  const detected = await detectType(file, fileName);
  if (detected.status === 'refused') return { refusal: detected.refusal };
  const { mediaType } = detected;
  const made = madeOf(file);
  const isPicture = PICTURE_TYPES.includes(mediaType);
  const facts = await describeFile(file, mediaType, made);
  if ('refusal' in facts) return facts;
  const place = isPicture ? null : await stripLocation(file, mediaType, copyOf(file));
  const stored = isPicture ? made : place?.isCopied ? copyOf(file) : file;
  const { hash, bytes } = await hashFile(stored);
  return { file: stored, mediaType, about: { hash, mediaType, extension: ASSET_FILE_TYPES[mediaType].extension, bytes, ...facts, location: place?.state ?? 'none' }, smallPictures: made };
}

/** Small pictures first: an original in its place has them. */
async function storeFiles(workspaceId: string, { file, mediaType, about, smallPictures }: Prepared): Promise<void> {
  const store = objectStore();
  for (const width of about.thumbnails) {
    await store.putFile(thumbnailKey(workspaceId, about.hash, width), `${smallPictures}-${width}`, { bytes: 0, mediaType: 'image/webp' });
  }
  await store.putFile(fileKey(workspaceId, about.hash), file, { bytes: about.bytes, mediaType });
}

async function writeAsset(
  trx: Transaction<Database>, input: TakeInAssetInput, prepared: Prepared, { now, actor }: Doing, ended: (trx: Transaction<Database>, assetId: string) => Promise<void>,
): Promise<TakeInAssetOutcome> {
  const { workspaceId } = input;
  const { about } = prepared;
  await lockLibrary(trx, workspaceId);
  const known = await findAssetOfFile(trx, workspaceId, about.hash);
  if (known) {
    await ended(trx, known.id);
    return { status: 'same', assetId: known.id, number: known.number };
  }
  const origin = await findAssetOrigin(trx, workspaceId, input);
  if (origin === undefined) return { status: 'origin_not_found' };
  // Somebody may have given the same bytes up between storing them and taking the lock.
  if ((await insertAssetFile(trx, workspaceId, about, now)) && (await objectStore().sizeOf(fileKey(workspaceId, about.hash))) === null) await storeFiles(workspaceId, prepared);
  const assetId = newId(now.getTime());
  const words = { title: input.title?.trim() || titleOfFileName(input.fileName) || 'file', caption: input.caption?.trim() ?? '', body: '', tags: input.tags ?? [] };
  const number = await insertAsset(
    trx, workspaceId,
    {
      id: assetId, kind: ASSET_FILE_TYPES[prepared.mediaType].kind, ...words, language: input.language ?? 'none', fileHash: about.hash,
      fileName: (input.fileName.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(-200), orientation: orientationOf(about.width, about.height), colour: about.colour, ...searchColumns({ ...words, kolName: origin.kolName }),
    },
    origin, { now, name: actor.name },
  );
  await insertAuditEntries(trx, workspaceId, [{
    id: newId(now.getTime()), at: now, actor, action: 'asset.add', subjectKind: 'asset', subjectId: assetId,
    after: { number, title: words.title, mediaType: about.mediaType, bytes: about.bytes, sha256: about.hash.toString('hex') },
  }]);
  await ended(trx, assetId);
  return { status: 'stored', assetId, number };
}
