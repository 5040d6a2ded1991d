import type { Pool } from 'pg';
import { copyClicks, insertMissingClicks } from '#db/queries/click.server.ts';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import { log } from '#app/lib/log.server.ts';
import { isFaultOfRow } from '../database-errors.ts';
import { createGroupCommit } from './group-commit.ts';
import type { GroupCommitStats, NotStored } from './group-commit.ts';

/**
 * Where clicks go. `append` resolves only when the click survives a power cut, and is the moment at which the redirect may be
 * answered; another store (a journal on disk, a stream) keeps exactly that promise (tests/flows/click-sink.test.ts).
 */
export interface ClickSink {
  /** @throws NotStored when the click is not known to be stored in time */
  append(click: ClickRow): Promise<void>;
  /** The same without a promise: `settle` is told null, or why the click is not stored. */
  push(click: ClickRow, settle: (problem: NotStored | null) => void): void;
  /** Resolves when every click taken in has been stored or given up. */
  settled(): Promise<void>;
  stats(): GroupCommitStats;
}

/** Stores clicks in PostgreSQL, many to a commit. */
export function createDatabaseClickSink(pool: Pool, { patienceMs = 3_000 }: { patienceMs?: number } = {}): ClickSink {
  return createGroupCommit<ClickRow>({
    write: (rows, again) => storeClicks(pool, rows, again),
    isFaultOfRow,
    onFailure: (error, rows) => log.warn({ err: error, rows }, 'a batch of clicks was not stored; it is tried again'),
    patienceMs,
  });
}

export function storeClicks(pool: Pool, rows: readonly ClickRow[], again: boolean): Promise<void> {
  return again ? insertMissingClicks(pool, rows) : copyClicks(pool, rows);
}
