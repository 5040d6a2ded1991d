import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * An import is a conversation: its row is also its place in the queue of the worker, with what was chosen for it, how far it has come
 * and who waits for it. Answers about a file's dates and numbers are remembered beside its column mapping.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table import_run
      drop constraint import_run_status_check,
      alter column finished_at drop not null,
      add column user_id uuid,
      add column purpose text not null default 'apply',
      add column options jsonb not null default '{}',
      add column look jsonb,
      add column has_file boolean not null default false,
      add column bytes_total bigint not null default 0,
      add column bytes_done bigint not null default 0,
      add column rows_done integer not null default 0,
      add column queued_at timestamptz,
      add column begun_at timestamptz,
      add column heartbeat_at timestamptz,
      add column attempts integer not null default 0,
      add column cancel_requested boolean not null default false,
      add column unchecked_edits boolean not null default false,
      add column problem_code text,
      add column problem_message text,
      add column undone_at timestamptz,
      add column undone_by text,
      add constraint import_run_kind_check check (kind in ('roster', 'campaigns', 'collaborations', 'content', 'orders', 'costs', 'payments')),
      add constraint import_run_status_check check (status in ('queued', 'running', 'previewed', 'applied', 'refused', 'failed', 'cancelled', 'undone')),
      add constraint import_run_purpose_check check (purpose in ('check', 'apply'));

    create index import_run_waiting on import_run (workspace_id, queued_at) where status in ('queued', 'running');
    create index import_run_with_file on import_run (workspace_id, started_at) where has_file;

    alter table import_mapping
      add column date_order text constraint import_mapping_date_order_check check (date_order in ('dmy', 'mdy')),
      add column number_style text constraint import_mapping_number_style_check check (number_style in ('dot', 'comma'));
  `.execute(db);
}
