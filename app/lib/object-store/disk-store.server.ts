import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore } from './object-store.ts';
import { checkedKey } from './object-store.ts';

/** Objects as files below a folder. A file appears under its name in one step, whole and synced, or not at all. */
export function createDiskStore(folder: string): ObjectStore {
  const pathOf = (key: string) => path.join(folder, ...checkedKey(key).split('/'));

  return {
    place: folder,
    putFile: async (key, file) => {
      const target = pathOf(key);
      if (await stat(target).catch(() => null)) return;
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      const part = `${target}.${randomBytes(6).toString('hex')}.part`;
      try {
        await pipeline(createReadStream(file), createWriteStream(part, { flags: 'wx', mode: 0o600 }));
        await sync(part);
        await rename(part, target);
        await sync(path.dirname(target));
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    read: async (key, range) => {
      const handle = await open(pathOf(key), 'r').catch(absent);
      return handle === null ? null : handle.createReadStream(range ? { start: range.start, end: range.end } : {});
    },
    sizeOf: async (key) => (await stat(pathOf(key)).catch(absent))?.size ?? null,
    delete: async (key) => await rm(pathOf(key), { force: true }),
    list: (prefix) => filesBelow(folder, prefix),
  };
}

async function* filesBelow(folder: string, prefix: string): AsyncGenerator<{ key: string; putAt: Date }> {
  const start = prefix === '' ? folder : path.join(folder, ...checkedKey(prefix).split('/'));
  const directory = await opendir(start).catch(absent);
  if (directory === null) return;
  for await (const entry of directory) {
    const key = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(folder, key);
    else {
      const stats = await stat(path.join(start, entry.name)).catch(absent);
      if (stats) yield { key, putAt: stats.mtime };
    }
  }
}

/** What is written is on the disk only when the disk says so; a folder is synced for the name in it. */
export async function sync(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** "Not there" as null; any other failure stays one. */
function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
  throw error;
}
