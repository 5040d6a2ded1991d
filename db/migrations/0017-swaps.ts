import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What moving a proposal's money is expected to bring, as its review computed it: by itself, and for each candidate. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table proposal add column terms jsonb;
    alter table proposal_candidate add column terms jsonb;
  `.execute(db);
}
