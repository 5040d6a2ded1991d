import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Without these an acknowledged write may be lost. `synchronous_commit` has other values than on and off; all of them wait for the disk. */
const DURABLE_SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes'];

/** Names of the server's durability settings that are off in this session. */
export async function listDurableSettingsOff(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from pg_settings where name = any(${DURABLE_SETTINGS}) and setting = 'off' order by name`.execute(db);
  return rows.map((row) => row.name);
}
