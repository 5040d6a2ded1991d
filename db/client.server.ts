import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { pipelinePool, setPipelinePool } from './pipeline.server.ts';
import { rememberClient } from './raw-client.server.ts';
import { typeParsers } from './type-parsers.server.ts';
import type { Database } from './schema.ts';

/** One pool of connections, usable through Kysely, and bare for the hot prepared statements. */
export interface DatabaseHandle {
  db: Kysely<Database>;
  pool: Pool;
  /** Ends every connection; running statements finish first. */
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** Connections at most. */
  max?: number;
  /** Shown in `pg_stat_activity`. */
  applicationName?: string;
  /** 0 means no limit (migrations, imports, exports). */
  statementTimeoutMs?: number;
  /** Receives errors of connections that no statement is waiting on, e.g. when the server restarts. */
  onConnectionError?: (error: Error) => void;
}

/**
 * Opens a pool on a PostgreSQL server, version 15 or newer. Nothing connects before the first statement.
 * Sessions run in UTC; waiting for a lock ends after 5 s, a transaction left open after 15 s (reliability.md section 2.3).
 * Behind PgBouncer its `ignore_startup_parameters` must list `options, statement_timeout, lock_timeout,
 * idle_in_transaction_session_timeout`, and the role must carry these settings (`alter role ... set`).
 */
export function openDatabase(
  url: string,
  { max = 10, applicationName = 'kol', statementTimeoutMs = 15_000, onConnectionError = reportConnectionError }: OpenDatabaseOptions = {},
): DatabaseHandle {
  const config = {
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: 3_000,
    statement_timeout: statementTimeoutMs,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    options: '-c timezone=UTC',
    types: typeParsers,
  };
  const pool = new Pool(config);
  const pipelined = pipelinePool(config);
  let closing = false;
  for (const one of [pool, pipelined]) {
    // A server that stops right after us ends connections that are just saying goodbye: no news.
    one.on('error', (error) => (closing ? undefined : onConnectionError(error)));
    // The pool listens to idle clients only. A client that is lent out, between two statements of a transaction, would end the process.
    one.on('connect', (client) => client.on('error', () => undefined));
  }
  pool.on('connect', rememberClient);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  setPipelinePool(db, pipelined);
  const close = async (): Promise<void> => {
    closing = true;
    await db.destroy();
    // Kysely ends the pool only if it has ever used it.
    if (!pool.ending) await pool.end();
    await pipelined.end();
  };
  return { db, pool, close };
}

/** Makes `handle` the one that `database()` gives to routes and services of this process. */
export function setDatabase(handle: DatabaseHandle): void {
  held().main = handle;
}

/**
 * This process's database: the one that was set, else one opened on `KOL_DATABASE_URL` (given to child processes) or `DATABASE_URL`.
 * It hangs on globalThis because `remix vite:dev` loads this module anew after each edit, and has no load context to carry it.
 */
export function database(): DatabaseHandle {
  const handles = held();
  if (handles.main !== undefined) return handles.main;
  const url = process.env['KOL_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('No database is open: call setDatabase(), or set DATABASE_URL=postgres://user:password@host/database');
  return (handles.main = openDatabase(url));
}

/** For reads that may lag: the replica at `DATABASE_READ_URL`, else the main database. */
export function readDatabase(): DatabaseHandle {
  const url = process.env['DATABASE_READ_URL'];
  if (url === undefined || url === '') return database();
  return (held().replica ??= openDatabase(url, { applicationName: 'kol-read' }));
}

/** Closes what `database()` and `readDatabase()` gave out. */
export async function closeDatabases(): Promise<void> {
  const handles = held();
  const open = [handles.main, handles.replica];
  handles.main = handles.replica = undefined;
  await Promise.all(open.map((handle) => handle?.close()));
}

interface HeldDatabases {
  main?: DatabaseHandle | undefined;
  replica?: DatabaseHandle | undefined;
}

const registry: typeof globalThis & { [key: symbol]: HeldDatabases | undefined } = globalThis;
const held = (): HeldDatabases => (registry[Symbol.for('kol.db')] ??= {});

function reportConnectionError(error: Error): void {
  process.stderr.write(`${JSON.stringify({ level: 'error', message: 'an idle database connection broke', error: error.message })}\n`);
}
