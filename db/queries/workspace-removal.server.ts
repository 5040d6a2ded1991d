import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Trx = Transaction<Database>;

/** Codes are unique for ever and never reused, also those of a workspace that is gone. */
const KEPT = 'tracking_code';

/** Rows of the ledger go by a door of their own, which the database opens for demos alone (migration 0015). */
const LEDGER: readonly string[] = ['ledger_entry', 'ledger_posting'];

/** Gives everybody of one workspace the same role and seat in another, and moves their open sessions there. */
export async function moveMembers(trx: Trx, fromId: string, toId: string, now: Date): Promise<void> {
  await sql`
    insert into membership (workspace_id, user_id, role, seat, reviews_legal, created_at)
    select ${toId}, user_id, role, seat, reviews_legal, ${now} from membership where workspace_id = ${fromId}
    on conflict do nothing`.execute(trx);
  await trx.updateTable('session').set({ workspace_id: toId }).where('workspace_id', '=', fromId).execute();
}

/**
 * Deletes a workspace with every row of it. The tables are read from the catalogue, those that refer to others first, so that a new
 * table needs no mention here. Triggers that guard tables against ordinary changes are off for the length of the transaction; those that are always on are not: they
 * let go of a demo's rows by themselves, and of nobody else's (migration 0025).
 */
export async function deleteWorkspace(trx: Trx, workspaceId: string): Promise<void> {
  await sql`select remove_demo_ledger(${workspaceId}::uuid)`.execute(trx);
  const guarded = new Set(await listGuardedTables(trx));
  for (const table of await listTablesInDeletionOrder(trx)) {
    if (LEDGER.includes(table)) continue;
    if (guarded.has(table)) await sql`alter table ${sql.table(table)} disable trigger user`.execute(trx);
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId}`.execute(trx);
    if (guarded.has(table)) await sql`alter table ${sql.table(table)} enable trigger user`.execute(trx);
  }
  await trx.deleteFrom('workspace').where('id', '=', workspaceId).execute();
}

export async function listMemberIds(trx: Trx, workspaceId: string): Promise<string[]> {
  const rows = await trx.selectFrom('membership').select('user_id').where('workspace_id', '=', workspaceId).execute();
  return rows.map((row) => row.user_id);
}

/** Of these people, those who belong nowhere any more. */
export async function deleteUsersWithoutWorkspace(trx: Trx, userIds: readonly string[]): Promise<void> {
  await sql`delete from app_user u where u.id = any(${arrayLiteral(userIds)}::uuid[]) and not exists (select from membership m where m.user_id = u.id)`.execute(trx);
}

async function listTablesInDeletionOrder(trx: Trx): Promise<string[]> {
  const tables = await sql<{ name: string; referredBy: string[] }>`
    select t.relname as name,
      array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.conrelid
        where k.contype = 'f' and k.confrelid = t.oid and k.conrelid <> t.oid and not r.relispartition) as "referredBy"
    from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'workspace_id' and not a.attisdropped
    where t.relkind in ('r', 'p') and not t.relispartition and t.relnamespace = current_schema()::regnamespace and t.relname <> ${KEPT}
    order by t.relname`.execute(trx);
  const ordered: string[] = [];
  let waiting = tables.rows;
  while (waiting.length > 0) {
    const names = new Set(waiting.map((table) => table.name));
    const free = waiting.filter((table) => !table.referredBy.some((other) => names.has(other)));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...names].join(', ')}`);
    ordered.push(...free.map((table) => table.name));
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}

async function listGuardedTables(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct t.relname as name from pg_trigger g join pg_class t on t.oid = g.tgrelid
    where not g.tgisinternal and g.tgenabled <> 'A' and not t.relispartition and t.relnamespace = current_schema()::regnamespace`.execute(trx);
  return rows.map((row) => row.name);
}
