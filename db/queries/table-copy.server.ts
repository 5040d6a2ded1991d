import { finished, pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import { escapeIdentifier } from 'pg';
import type { PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { rawClientOf } from '../raw-client.server.ts';
import type { Database } from '../schema.ts';

type Trx = Transaction<Database>;

export interface CopiedTable {
  readonly name: string;
  /** In the order in which their values stand in a row. */
  readonly columns: readonly string[];
}

/**
 * Every table of the portal, one that others refer to before them: rows that are loaded in this order have what they refer to. Partitions are part of their
 * table. References that may be checked at the end of a transaction, and those within a table, ask for no order. @throws Error when no order would do
 */
export async function listCopiedTables(trx: Trx): Promise<CopiedTable[]> {
  const tables = await sql<CopiedTable>`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = current_schema()::regnamespace and c.relname !~ '^kysely_'
    group by 1 order by 1`.execute(trx);
  const references = await sql<{ child: string; parent: string }>`
    select distinct child.relname::text as child, parent.relname::text as parent
    from pg_constraint k join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f' and k.conparentid = 0 and not k.condeferrable and k.conrelid <> k.confrelid and child.relnamespace = current_schema()::regnamespace`.execute(trx);
  return inLoadOrder(tables.rows, references.rows);
}

function inLoadOrder(tables: readonly CopiedTable[], references: readonly { readonly child: string; readonly parent: string }[]): CopiedTable[] {
  const ordered: CopiedTable[] = [];
  let waiting = tables;
  while (waiting.length > 0) {
    const missing = new Set(waiting.map(({ name }) => name));
    const isReady = ({ name }: CopiedTable) => !references.some(({ child, parent }) => child === name && missing.has(parent));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) throw new Error(`these tables refer to each other in a circle: ${[...missing].join(', ')}`);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !isReady(table));
  }
  return ordered;
}

/** Settings of a transaction that copies whole tables: texts of values that every server reads alike, and as much time as it takes. */
export async function settleForCopy(trx: Trx): Promise<void> {
  await sql`
    select set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true), set_config('bytea_output', 'hex', true),
      set_config('extra_float_digits', '1', true), set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`.execute(trx);
}

/** A table's rows as COPY writes them, a line each. What was not read when the reader leaves is dropped, so that the connection can be used again. */
export async function* copyOut(trx: Trx, table: CopiedTable): AsyncGenerator<Buffer> {
  const client = await clientOf(trx);
  // From a query, because COPY takes no partitioned table.
  const rows = client.query(copyTo(`copy (select ${columnList(table)} from ${escapeIdentifier(table.name)}) to stdout`));
  try {
    for await (const chunk of rows.iterator({ destroyOnReturn: false })) yield chunk;
  } finally {
    if (!rows.destroyed) await finished(rows.resume());
  }
}

/** Appends rows that `copyOut` wrote. Returns how many. @throws the server's error, which names the line */
export async function copyIn(trx: Trx, table: CopiedTable, rows: Readable): Promise<number> {
  const client = await clientOf(trx);
  const into = client.query(copyFrom(`copy ${escapeIdentifier(table.name)} (${columnList(table)}) from stdin`));
  await pipeline(rows, into);
  return into.rowCount;
}

function columnList({ columns }: CopiedTable): string {
  return columns.map((column) => escapeIdentifier(column)).join(', ');
}

async function clientOf(trx: Trx): Promise<PoolClient> {
  const client = await rawClientOf(trx);
  if (client === null) throw new Error('the connection of this transaction cannot be told, as behind a pooler: name the server itself in DATABASE_DIRECT_URL');
  return client;
}
