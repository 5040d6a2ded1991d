import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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

/** Writes what arrives at the end of an upload; what came before a break stays. @throws RangeError beyond `most` bytes, with nothing beyond kept */
export async function appendToUpload(uploadId: string, source: Readable, { from, most }: { readonly from: number; readonly most: number }): Promise<void> {
  let bytes = from;
  async function* bounded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > most) throw new RangeError('more bytes than were announced');
      yield chunk;
    }
  }
  await pipeline(source, bounded, createWriteStream(await uploadPath(uploadId), { flags: from === 0 ? 'w' : 'r+', start: from, mode: 0o600 }));
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
