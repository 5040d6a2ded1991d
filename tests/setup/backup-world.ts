import fs from 'node:fs';
import path from 'node:path';
import type { Pool } from 'pg';
import { LEFT_OUT } from '#app/lib/backup-file/manifest.ts';
import { SAMPLE_ROWS } from '#tests/db/sample-rows.ts';

/** Each table's rows as one hash, but for those that a backup leaves out, and for the note of the audit log that it was made or restored. */
export async function hashes(pool: Pool): Promise<Record<string, string>> {
  const tables = await pool.query<{ name: string }>(`select relname as name from pg_class
    where relkind in ('r', 'p') and not relispartition and relnamespace = current_schema()::regnamespace and relname !~ '^kysely_' order by 1`);
  const found: Record<string, string> = {};
  for (const { name } of tables.rows.filter((table) => !LEFT_OUT.has(table.name))) {
    const { rows } = await pool.query<{ hash: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as hash from "${name}" t ${name === 'audit_event' ? `where action not in ('workspace.back-up', 'workspace.restore')` : ''}`);
    found[name] = rows[0]?.hash ?? '';
  }
  return found;
}

/** Names and bytes of every file below a folder. */
export function filesBelow(place: string): Map<string, Buffer> {
  if (!fs.existsSync(place)) return new Map();
  const names = fs.readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => fs.statSync(path.join(place, name)).isFile());
  return new Map(names.toSorted().map((name) => [name, fs.readFileSync(path.join(place, name))]));
}

/** A row with every column filled in every table, one after the other. */
export async function fillEveryTable(pool: Pool): Promise<void> {
  const jsonColumns = await pool.query<{ name: string }>(`select table_name || '.' || column_name as name from information_schema.columns where data_type = 'jsonb'`);
  const isJson = new Set(jsonColumns.rows.map(({ name }) => name));
  for (const [table, row] of Object.entries(SAMPLE_ROWS)) {
    const fields: [string, unknown][] = Object.entries(row);
    await pool.query(
      `insert into "${table}" (${fields.map(([name]) => `"${name}"`).join(', ')}) values (${fields.map((_, index) => `$${index + 1}`).join(', ')})`,
      fields.map(([name, value]) => (isJson.has(`${table}.${name}`) ? JSON.stringify(value) : value)),
    );
  }
}
