import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { ClickRow } from './click-line.server.ts';

/** Appends clicks in the caller's transaction; those that are there stay as they are. Returns the ids of the new ones. */
export async function insertClicks(trx: Transaction<Database>, rows: readonly ClickRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const column = (value: (row: ClickRow) => string | null) => arrayLiteral(rows.map(value));
  const inserted = await sql<{ id: string }>`
    insert into click (workspace_id, clicked_at, id, collaboration_id, visitor_id, address_hash, referrer_host, device, country, automation)
    select * from unnest(${column((r) => r.workspaceId)}::uuid[], ${column((r) => r.clickedAt)}::timestamptz[], ${column((r) => r.id)}::uuid[],
      ${column((r) => r.collaborationId)}::uuid[], ${column((r) => r.visitorId)}::uuid[], ${column((r) => r.addressHash)}::bigint[],
      ${column((r) => r.referrerHost)}::text[], ${column((r) => r.device)}::text[], ${column((r) => r.country)}::text[], ${column((r) => r.automation)}::text[])
    on conflict do nothing returning id`.execute(trx);
  return inserted.rows.map((row) => row.id);
}

/**
 * Tells the planner what the click table holds. Needed right after a table is first filled: until the database gathers statistics by
 * itself, it takes the look-up of a visitor for as dear as reading a month.
 */
export async function gatherClickStatistics(db: Kysely<Database>): Promise<void> {
  await sql`analyze click`.execute(db);
}
