import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sync } from '../object-store/disk-store.server.ts';
import { BackupError } from './manifest.ts';

/** A part that nobody has written to for so long was left by somebody who died over it. */
const ABANDONED_MS = 10 * 60_000;

/**
 * Writes a file that only its owner may read, first beside its place; it appears whole and synced, or not at all.
 * @throws BackupError `file_exists` for one that is there already, unless it is to be replaced, and while somebody else is writing it
 */
export async function writeWholeFile(file: string, content: AsyncIterable<Buffer>, { replaces, now }: { readonly replaces: boolean; readonly now: Date }): Promise<void> {
  const part = `${file}.part`;
  const refuseExisting = async () => {
    if (!replaces && (await stat(file).catch(() => null))) throw new BackupError('file_exists', `${file} is there already; --force replaces it`);
  };
  await refuseExisting();
  const left = await stat(part).catch(() => null);
  if (left && now.getTime() - left.mtimeMs > ABANDONED_MS) await rm(part);
  else if (left) throw new BackupError('file_exists', `${part} was written to within the last ten minutes: another backup is being made. Remove it if not`);
  const writing = createWriteStream(part, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(Readable.from(content, { objectMode: false }), writing);
    await sync(part);
    await refuseExisting();
    await rename(part, file);
    await sync(path.dirname(path.resolve(file)));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
