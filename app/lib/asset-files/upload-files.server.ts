import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { environment } from '../env.server.ts';
import { isId } from '../ids.server.ts';

/** Where uploads lie while they arrive. What has arrived is in the file; its length is the offset, whatever became of the process. */
export async function uploadFolder(): Promise<string> {
  const folder = path.join(environment().dataDir, 'tmp', 'assets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The file of an upload. @throws Error for what is no id: an id becomes a file's name, nothing else may */
export async function uploadPath(uploadId: string): Promise<string> {
  if (!isId(uploadId)) throw new Error(`'${uploadId}' is no upload's id`);
  return path.join(await uploadFolder(), `${uploadId}.part`);
}

/** How many bytes of an upload have arrived. */
export async function uploadOffset(uploadId: string): Promise<number> {
  return (await stat(await uploadPath(uploadId)).catch(() => null))?.size ?? 0;
}

/**
 * Writes what arrives at the end of an upload; what came before a break stays. A failure leaves the source open, so that its sender can be told:
 * a pipeline would close the connection under the answer that the disk is full.
 * @throws RangeError beyond `most` bytes, with nothing beyond kept
 */
export async function appendToUpload(uploadId: string, source: Readable, { from, most }: { readonly from: number; readonly most: number }): Promise<void> {
  const handle = await open(await uploadPath(uploadId), from === 0 ? 'w' : 'r+', 0o600);
  try {
    let at = from;
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (at + chunk.length > most) throw new RangeError('more bytes than were announced');
      for (let written = 0; written < chunk.length;) written += (await handle.write(chunk, written, chunk.length - written, at + written)).bytesWritten;
      at += chunk.length;
    }
  } finally {
    await handle.close();
  }
}

/** Removes an upload and whatever was made beside it. */
export async function removeUploadFiles(uploadId: string): Promise<void> {
  const file = await uploadPath(uploadId);
  const folder = path.dirname(file);
  const names = await readdir(folder);
  await Promise.all(names.filter((name) => name.startsWith(`${uploadId}.`)).map((name) => rm(path.join(folder, name), { force: true })));
}

/** Ids of uploads whose files were last written before an instant. */
export async function listOldUploadFiles(before: Date): Promise<string[]> {
  const folder = await uploadFolder();
  const ids = new Set<string>();
  for (const name of await readdir(folder)) {
    const stats = await stat(path.join(folder, name)).catch(() => null);
    const [id = ''] = name.split('.');
    if (stats && stats.mtimeMs < before.getTime() && isId(id)) ids.add(id);
  }
  return [...ids];
}

/** SHA-256 of a file, read once and never held, with its length. Syncs it first: what is hashed is what is on the disk. */
export async function hashFile(file: string): Promise<{ readonly hash: Buffer; readonly bytes: number }> {
  const handle = await open(file, 'r');
  await handle.sync().finally(() => handle.close());
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { hash: hash.digest(), bytes };
}
