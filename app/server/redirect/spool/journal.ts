import fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import { OPEN_SUFFIX, recordOf, segmentName, TAKEN_SUFFIX } from './segment.ts';

/** Takes clicks over while the database is slow or away: an append-only file in `folder`, synchronised to the disk before `append` resolves. */
export interface Journal {
  readonly folder: string;
  /** Resolves when the clicks survive a power cut. @throws the file system's error; then none of them counts as written */
  append(clicks: readonly ClickRow[]): Promise<void>;
  /** Closes what this process has written so far, ready to be drained. */
  seal(): Promise<void>;
  readonly stats: { readonly spooled: number; readonly failures: number };
}

const SEGMENT_BYTES = 4 * 2 ** 20;
/** After a failure the disk is left in peace for a moment: callers are refused at once instead of waiting for it one by one. */
const PAUSE_MS = 250;

interface Segment {
  readonly file: string;
  readonly handle: FileHandle;
  readonly inode: number;
  bytes: number;
}

export function createJournal(folder: string): Journal {
  const stats = { spooled: 0, failures: 0 };
  let segment: Segment | null = null;
  let begun = 0;
  let failed: { readonly error: unknown; readonly until: number } | null = null;
  /** One thing at a time happens to the file. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function write(clicks: readonly ClickRow[]): Promise<void> {
    if (failed && Date.now() < failed.until) throw failed.error;
    try {
      const bytes = Buffer.from(clicks.map(recordOf).join(''));
      // A segment that somebody takes over while it is being written may have been read before these records were in it.
      while (!(await writeTo((segment ??= await begin()), bytes))) segment = null;
      failed = null;
      stats.spooled += clicks.length;
    } catch (error) {
      stats.failures += 1;
      failed = { error, until: Date.now() + PAUSE_MS };
      throw error;
    }
  }

  /** Whether the records are on the disk in a segment that is still this process's. */
  async function writeTo(current: Segment, bytes: Buffer): Promise<boolean> {
    try {
      await current.handle.appendFile(bytes);
      await current.handle.datasync();
    } catch (error) {
      // What was written in part is cut off. No second try on the same file: after a failed synchronisation its state is unknown.
      await current.handle.truncate(current.bytes).catch(() => undefined);
      await release(current);
      throw error;
    }
    if (!(await isStillOurs(current))) {
      await current.handle.close();
      return false;
    }
    current.bytes += bytes.length;
    if (current.bytes >= SEGMENT_BYTES) await release(current);
    return true;
  }

  async function begin(): Promise<Segment> {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    begun += 1;
    const file = path.join(folder, segmentName(new Date(), process.pid, begun));
    const handle = await fs.open(file, 'ax', 0o600);
    try {
      await synchroniseFolder(folder);
      return { file, handle, inode: (await handle.stat()).ino, bytes: 0 };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Leaves a segment to be drained; one that holds nothing is removed. If its name cannot be changed now, it is drained once it has lain idle. */
  async function release(current: Segment): Promise<void> {
    segment = null;
    await current.handle.close().catch(() => undefined);
    await (current.bytes === 0 ? fs.rm(current.file, { force: true }) : takeOver(current.file)).catch(() => undefined);
  }

  return {
    folder,
    append: (clicks) => inTurn(() => write(clicks)),
    seal: () => inTurn(async () => (segment ? await release(segment) : undefined)),
    stats,
  };
}

/**
 * Takes a segment from whoever writes it. It is renamed first and read afterwards, and a writer looks for its name after every
 * synchronisation and before it answers: what is not yet in the file when it is read is written again elsewhere. So no click is
 * lost, whatever clocks say and however long a writer was held up.
 */
export async function takeOver(file: string): Promise<void> {
  await fs.rename(file, file.slice(0, -OPEN_SUFFIX.length) + TAKEN_SUFFIX);
}

async function isStillOurs({ file, inode }: Segment): Promise<boolean> {
  const found = await fs.stat(file).catch(() => null);
  return found?.ino === inode;
}

/** A new file's name is durable only when its folder is. */
async function synchroniseFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
