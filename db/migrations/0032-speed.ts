import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The keys of the roll-ups hold what pages add from them: sums over a campaign's days are read from neighbouring entries of one index instead of a row
 * of the table for each, which lie where their day was last rebuilt.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table credit_day drop constraint credit_day_pkey,
      add primary key (workspace_id, model, collaboration_id, day) include (orders, refunded_orders, revenue_minor, gross_minor);
    alter table click_day drop constraint click_day_pkey,
      add primary key (workspace_id, collaboration_id, day) include (clicks, automated);
  `.execute(db);
}
