import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** When the snapshot of a transaction was taken. */
export async function readSnapshotInstant(db: Db): Promise<string> {
  const { rows } = await sql<{ at: Date }>`select now() as at`.execute(db);
  return (rows[0]?.at ?? new Date(0)).toISOString();
}

/** Every workspace with the head of its ledger (sequence 0 where there is none), of the whole deployment. */
export async function listLedgerHeads(db: Db) {
  const { rows } = await sql<{ id: string; slug: string; name: string; sequence: number; hash: string | null }>`
    select w.id, w.slug, w.name, coalesce(head.sequence, 0)::bigint as sequence, encode(head.hash, 'hex') as hash
    from workspace w left join lateral (select sequence, hash from ledger_entry e where e.workspace_id = w.id order by sequence desc limit 1) head on true
    order by w.created_at, w.id`.execute(db);
  return rows;
}

/** The first days, 'YYYY-MM-DD' in UTC, of the first and the last month that clicks are of; null without clicks. */
export async function findClickMonths(db: Db): Promise<{ readonly first: string; readonly last: string } | null> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select to_char(date_trunc('month', min(clicked_at)), 'YYYY-MM-DD') as first, to_char(date_trunc('month', max(clicked_at)), 'YYYY-MM-DD') as last from click`.execute(db);
  const [months] = rows;
  return months?.first && months.last ? { first: months.first, last: months.last } : null;
}

/** Names of the workspaces that a database has; none where the table is not there yet. */
export async function listWorkspaceNames(db: Db): Promise<string[]> {
  const table = await sql<{ present: boolean }>`select to_regclass('workspace') is not null as present`.execute(db);
  if (table.rows[0]?.present !== true) return [];
  const { rows } = await sql<{ name: string }>`select name || ' (' || slug || ')' as name from workspace order by created_at, id limit 1000`.execute(db);
  return rows.map(({ name }) => name);
}

/** Keeps everybody else from making a workspace until the transaction ends. */
export async function lockWorkspaces(trx: Trx): Promise<void> {
  await sql`lock table workspace in share row exclusive mode`.execute(trx);
}

/** Which of these tables hold rows. */
export async function listFilledTables(db: Db, tables: readonly string[]): Promise<string[]> {
  if (tables.length === 0) return [];
  const looks = tables.map((table) => sql`select ${table}::text as name where exists (select from ${sql.table(table)})`);
  const { rows } = await sql<{ name: string }>`${sql.join(looks, sql` union all `)}`.execute(db);
  return rows.map(({ name }) => name);
}

export async function deferReferences(trx: Trx): Promise<void> {
  await sql`set constraints all deferred`.execute(trx);
}

/** Checks at once what was left for the end of the transaction. @throws the server's error for a reference that leads nowhere, a ledger entry that does not balance */
export async function checkReferences(trx: Trx): Promise<void> {
  await sql`set constraints all immediate`.execute(trx);
}
