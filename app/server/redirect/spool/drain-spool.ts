import fs from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { withJobLease } from '#db/queries/job-lease.server.ts';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { storeSpooledClicks } from '#app/services/store-spooled-clicks.server.ts';
import { isFaultOfRow } from '../../database-errors.ts';
import { takeOver } from './journal.ts';
import { OPEN_SUFFIX, readSegment, recordOf, REFUSED_FILE, TAKEN_SUFFIX } from './segment.ts';

export interface Drained {
  /** Clicks that were in no other way stored before. */
  readonly stored: number;
  readonly torn: number;
  readonly refused: number;
}

/** Where clicks wait while the database is away. */
export const spoolFolder = (dataDir: string): string => path.join(dataDir, 'spool');

/** A segment that nobody wrote to for so long belongs to a process that is gone, or has nothing to say; if it has after all, it begins another. */
const IDLE_MS = 5_000;

/**
 * Stores the clicks of every segment that is closed or lies idle, and removes a segment only after its clicks are committed. Any process may do so
 * at any time: a lease keeps two from the same segment, and where it fails the clicks' ids do.
 * @throws the database's error; the segments stay
 */
export async function drainSpool(folder: string, db: Kysely<Database>, { now }: { readonly now: Date }): Promise<Drained> {
  const total = { stored: 0, torn: 0, refused: 0 };
  await takeIdle(folder, now);
  for (const name of await filesOf(folder, TAKEN_SUFFIX)) {
    const drained = await withJobLease(db, `click-spool ${name}`, () => drainSegment(path.join(folder, name), db, now));
    total.stored += drained?.result.stored ?? 0;
    total.torn += drained?.result.torn ?? 0;
    total.refused += drained?.result.refused ?? 0;
  }
  if (total.torn > 0 || total.refused > 0) log.error({ folder, ...total }, 'some records of the click spool could not be stored');
  return total;
}

/** What lies in the spool, open segments included, in bytes. */
export async function spoolBytes(folder: string): Promise<number> {
  const names = [...(await filesOf(folder, OPEN_SUFFIX)), ...(await filesOf(folder, TAKEN_SUFFIX))];
  const sizes = await Promise.all(names.map((name) => fs.stat(path.join(folder, name)).then((found) => found.size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function takeIdle(folder: string, now: Date): Promise<void> {
  for (const name of await filesOf(folder, OPEN_SUFFIX)) {
    const file = path.join(folder, name);
    const found = await ifPresent(fs.stat(file));
    if (found && now.getTime() - found.mtimeMs > IDLE_MS) await takeOver(file).catch(() => undefined);
  }
}

async function drainSegment(file: string, db: Kysely<Database>, now: Date): Promise<Drained> {
  const text = await ifPresent(fs.readFile(file, 'utf8'));
  const { clicks, torn } = readSegment(text ?? '');
  const refused: ClickRow[] = [];
  const stored = await storeWhatCan(db, clicks, now, refused);
  if (refused.length > 0) await fs.appendFile(path.join(path.dirname(file), REFUSED_FILE), refused.map(recordOf).join(''), { flush: true });
  await fs.rm(file, { force: true });
  return { stored, torn, refused: refused.length };
}

/** Halves a batch until the click that the database refuses stands alone, so that it holds up no other. */
async function storeWhatCan(db: Kysely<Database>, clicks: readonly ClickRow[], now: Date, refused: ClickRow[]): Promise<number> {
  try {
    return await storeSpooledClicks(db, clicks, { now, actor: PORTAL_ACTOR });
  } catch (error) {
    if (!isFaultOfRow(error)) throw error;
    if (clicks.length === 1) {
      refused.push(...clicks);
      return 0;
    }
    const middle = clicks.length >> 1;
    return (await storeWhatCan(db, clicks.slice(0, middle), now, refused)) + (await storeWhatCan(db, clicks.slice(middle), now, refused));
  }
}

async function filesOf(folder: string, suffix: string): Promise<string[]> {
  const names = (await ifPresent(fs.readdir(folder))) ?? [];
  return names.filter((name) => name.endsWith(suffix)).toSorted();
}

/** Null for what is not there, or no longer. */
async function ifPresent<T>(reading: Promise<T>): Promise<T | null> {
  return await reading.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}
