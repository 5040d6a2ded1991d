import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';
import { storeClicks } from '../click-sink.ts';
import type { ClickSink } from '../click-sink.ts';
import { isFaultOfRow } from '../../database-errors.ts';
import { createGroupCommit, NotStored } from '../group-commit.ts';
import { drainSpool, spoolBytes } from './drain-spool.ts';
import type { Journal } from './journal.ts';

/** A sink that goes on without the database. */
export interface SpoolingClickSink extends ClickSink {
  /** Stores what lies in the spool, as far as the database can be reached; also done by itself, again and again. */
  drain(): Promise<void>;
  spool(): SpoolState;
  stop(): void;
}

export interface SpoolState {
  /** Whether the database was late or gone at the last attempt, so that clicks go to the disk. */
  readonly databaseIsAway: boolean;
  /** Since this process started. */
  readonly spooled: number;
  readonly drained: number;
  readonly torn: number;
  readonly refused: number;
  /** What waits on the disk, for all processes that share the folder. */
  readonly bytes: number;
}

interface SpoolingOptions {
  readonly pool: Pool;
  readonly db: Kysely<Database>;
  readonly journal: Journal;
  /** How long a visitor waits for the database before the disk takes the click. */
  readonly lateAfterMs?: number;
  readonly drainEveryMs?: number;
}

const LOOK_EVERY_MS = 250;

/**
 * Stores clicks in PostgreSQL; a batch that is late or fails goes to the journal on disk instead, and so does what follows until the
 * database answers again. Then the spool is drained. A batch may thus reach the table twice: its ids make that the same as once.
 */
export function createSpoolingClickSink({ pool, db, journal, lateAfterMs = 250, drainEveryMs = 1_000 }: SpoolingOptions): SpoolingClickSink {
  const counts = { drained: 0, torn: 0, refused: 0, bytes: 0 };
  let away = false;
  let asking: Promise<void> | null = null;
  let draining: Promise<void> | null = null;

  const commit = createGroupCommit<ClickRow>({
    write: async (rows, again) => {
      if (!away && (await isStoredInTime(rows, again))) return;
      await journal.append(rows).catch((cause: unknown) => {
        throw new NotStored('neither the database nor the disk takes clicks', { cause });
      });
    },
    isFaultOfRow,
    onFailure: (error, rows) => log.warn({ err: error, rows }, 'a batch of clicks was not stored'),
  });

  /** @throws what the database says about a row that it refuses */
  async function isStoredInTime(rows: readonly ClickRow[], again: boolean): Promise<boolean> {
    try {
      await inTime(storeClicks(pool, rows, again), lateAfterMs);
      return true;
    } catch (error) {
      if (isFaultOfRow(error)) throw error;
      if (!away) log.warn({ err: error }, 'the database is away: clicks go to the spool on disk');
      away = true;
      return false;
    }
  }

  /** Clicks go back to the database as soon as it answers, however long the spool takes to drain. */
  async function lookForDatabase(): Promise<void> {
    asking ??= askDatabase();
    await asking;
  }

  async function askDatabase(): Promise<void> {
    try {
      await inTime(answers(pool), lateAfterMs);
      away = false;
      log.info('the database answers again: the spool is drained');
    } catch {
      // It is away still; that was said when it went.
    } finally {
      asking = null;
    }
  }

  async function drainNow(): Promise<void> {
    if (away) await lookForDatabase();
    if (away) return;
    await journal.seal();
    const { stored, torn, refused } = await drainSpool(journal.folder, db, { now: new Date() });
    counts.drained += stored;
    counts.torn += torn;
    counts.refused += refused;
  }

  /** One at a time; a failure waits for the next time. */
  async function drain(): Promise<void> {
    draining ??= drainNow()
      .catch((error: unknown) => (away ? undefined : log.warn({ err: error }, 'the click spool could not be drained; it is tried again')))
      .then(async () => (counts.bytes = await spoolBytes(journal.folder).catch(() => counts.bytes)))
      .then(() => void (draining = null));
    await draining;
  }

  const timers = [
    setInterval(() => void (away ? lookForDatabase() : null), LOOK_EVERY_MS).unref(),
    setInterval(() => void drain(), drainEveryMs).unref(),
  ];
  return {
    ...commit,
    drain,
    spool: () => ({ databaseIsAway: away, spooled: journal.stats.spooled, ...counts }),
    stop: () => timers.forEach((timer) => clearInterval(timer)),
  };
}

/** @throws when `work` fails or takes longer; it is not broken off */
async function inTime<T>(work: Promise<T>, atMostMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the database has not answered within ${atMostMs} ms`)), atMostMs);
  });
  // A late failure has been dealt with by then.
  work.catch(() => undefined);
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const SILENT_MS = 2_000;

/** Resolves when the server answers a question. A connection on which it stays silent is given up. */
async function answers(pool: Pool): Promise<void> {
  const client = await pool.connect();
  const silent = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('silence')), SILENT_MS).unref());
  try {
    await Promise.race([client.query('select 1'), silent]);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}
