import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Counts of posts corrected by hand, and counts asked of the platforms themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table content add column unavailable_at timestamptz;

    create table content_correction (
      workspace_id uuid not null,
      content_id uuid not null,
      captured_at timestamptz not null,
      source text not null,
      sequence integer not null check (sequence > 0),
      corrected_at timestamptz not null,
      corrected_by uuid,
      corrected_by_name text not null,
      reason text not null check (reason <> ''),
      undoes integer check (undoes < sequence),
      previous jsonb not null,
      impressions bigint, views bigint, likes bigint, comments bigint, shares bigint, saves bigint, follows bigint,
      positive_comments bigint, neutral_comments bigint, negative_comments bigint,
      primary key (workspace_id, content_id, captured_at, source, sequence),
      foreign key (workspace_id, content_id) references content on delete cascade,
      -- Not a cascade: a snapshot that somebody corrected is not taken away by undoing the import it came with.
      foreign key (workspace_id, content_id, captured_at, source) references content_metric
    );

    create function refuse_correction_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'corrections are append-only: correct again instead';
      end
    $body$;
    create trigger content_correction_append_only before update on content_correction
      for each statement execute function refuse_correction_change();

    create table content_capture (
      workspace_id uuid not null,
      content_id uuid not null,
      source text not null,
      slot_hours integer not null check (slot_hours >= 0),
      asked_at timestamptz not null,
      outcome text not null check (outcome in ('captured', 'nothing-reported', 'unavailable')),
      stated_published_at timestamptz,
      primary key (workspace_id, content_id, source, slot_hours),
      foreign key (workspace_id, content_id) references content on delete cascade
    );

    create table content_source (
      workspace_id uuid not null references workspace on delete cascade,
      kind text not null check (kind in ('youtube')),
      key_sealed text not null,
      is_on boolean not null,
      connected_at timestamptz not null,
      last_run_at timestamptz,
      last_asked integer not null default 0,
      last_captured integer not null default 0,
      last_problem text,
      failures integer not null default 0,
      paused_until timestamptz,
      quota_day date,
      quota_used integer not null default 0,
      primary key (workspace_id, kind)
    );
  `.execute(db);
}
