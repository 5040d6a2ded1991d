import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What moving a proposal's money is expected to bring, as its review computed it: by itself, and for each candidate; and what accepting it released. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table proposal add column terms jsonb, add column released_minor bigint check (released_minor >= 0);
    -- Before the column the amount stood in the audit log alone.
    update proposal p set released_minor = (e.after ->> 'releasedMinor')::bigint from audit_event e
      where e.workspace_id = p.workspace_id and e.subject_kind = 'proposal' and e.subject_id = p.id::text and e.action = 'proposal.accept' and p.status = 'accepted';
    alter table proposal_candidate add column terms jsonb;
  `.execute(db);
}
