import type { Pool } from 'pg';

/** What an undone import leaves behind on purpose: its history, the audit log, the ledger and what revisions of budgets moved, marks for the totals, codes that are never issued twice. */
const LEFT_BEHIND = /^(import_\w+|audit_event|ledger_\w+|budget_revision|variance_note|dirty_day|tracking_code)$/;

/** Every row of a workspace by table, as text that two moments can be compared by; the count of changes of a row goes on and is left out. */
export async function imageOfWorkspace(pool: Pool, workspaceId: string): Promise<Record<string, string[]>> {
  const tables = await pool.query<{ name: string }>(`
    select t.relname as name from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'workspace_id' and not a.attisdropped
    where t.relkind in ('r', 'p') and not t.relispartition and t.relnamespace = current_schema()::regnamespace order by 1`);
  const image: Record<string, string[]> = {};
  for (const { name } of tables.rows) {
    if (LEFT_BEHIND.test(name)) continue;
    const { rows } = await pool.query<{ row: string }>(`select (to_jsonb(t) - 'version')::text as row from "${name}" t where workspace_id = $1 order by 1`, [workspaceId]);
    image[name] = rows.map(({ row }) => row);
  }
  const { rows } = await pool.query<{ row: string }>('select to_jsonb(t)::text as row from workspace t where id = $1', [workspaceId]);
  image.workspace = rows.map(({ row }) => row);
  return image;
}
