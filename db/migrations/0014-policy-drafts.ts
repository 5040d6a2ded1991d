import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Thresholds that somebody works on before they are in force, and who made and published those that were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table policy_draft (
      workspace_id uuid primary key references workspace on delete cascade,
      based_on integer not null,
      body jsonb not null,
      revision integer not null check (revision > 0),
      begun_at timestamptz not null,
      begun_by uuid,
      begun_by_name text not null,
      changed_at timestamptz not null check (changed_at >= begun_at),
      changed_by uuid,
      changed_by_name text not null,
      foreign key (workspace_id, based_on) references policy_version on delete cascade
    );

    alter table policy_version add column published_by_name text, add column drafted_by_name text;
  `.execute(db);
}
