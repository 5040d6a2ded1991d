import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Rendition } from '#app/domain/asset-rendition.ts';
import { RENDITION_CROPS } from '#app/domain/asset-rendition.ts';
import { renderPicture } from '#app/lib/asset-files/describe-picture.server.ts';
import { uploadFolder } from '#app/lib/asset-files/upload-files.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { fileKey, renditionKey } from '#app/lib/object-store/file-keys.ts';
import { objectStore } from '#app/lib/object-store/open-store.server.ts';

export type RenderOutcome = { readonly status: 'ready' } | { readonly status: 'missing' | 'refused' };

const making = new Map<string, Promise<RenderOutcome>>();

/**
 * Makes a stored picture in another size, crop or format, unless it was made before. Its name follows from the file's, so that it is found again,
 * needs no row, and goes as an orphan when the file it was made of is forgotten (`reconcileAssets`).
 */
export async function ensureRendition(workspaceId: string, hash: Buffer, rendition: Rendition): Promise<RenderOutcome> {
  const key = renditionKey(workspaceId, hash, rendition);
  if ((await objectStore().sizeOf(key)) !== null) return { status: 'ready' };
  // Two people who want the same at once wait for one making of it.
  const known = making.get(key) ?? make(workspaceId, hash, rendition, key).finally(() => making.delete(key));
  making.set(key, known);
  return await known;
}

async function make(workspaceId: string, hash: Buffer, { size, crop, format }: Rendition, key: string): Promise<RenderOutcome> {
  // Named as uploads are, so that what a killed process leaves is swept with them.
  const file = path.join(await uploadFolder(), `${newId()}.render`);
  const out = `${file}.made`;
  try {
    const original = await objectStore().read(fileKey(workspaceId, hash));
    if (original === null) return { status: 'missing' };
    await pipeline(original, createWriteStream(file, { mode: 0o600 }));
    const rendered = await renderPicture(file, out, { pixels: size, ratio: RENDITION_CROPS[crop], format });
    if (rendered.status === 'refused') return { status: 'refused' };
    await objectStore().putFile(key, out, { bytes: 0, mediaType: `image/${format}` });
    return { status: 'ready' };
  } finally {
    await Promise.all([rm(file, { force: true }), rm(out, { force: true })]);
  }
}
