import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What an import changes, as people see it before and after; what it found, so that it can be undone; and the rows it could not take, as
 * the file has them, so that they can be corrected. References to the import are checked at the end, as its own row may be written last.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table shop_order add column changed_at timestamptz;

    create table import_change (
      workspace_id uuid not null,
      import_id uuid not null,
      number integer not null,
      line integer not null,
      action text not null check (action in ('created', 'updated')),
      subject_kind text not null check (subject_kind in ('kol', 'campaign', 'collaboration', 'content', 'order', 'cost', 'payment')),
      subject_id text not null,
      label text not null,
      before jsonb,
      after jsonb not null,
      primary key (workspace_id, import_id, number),
      foreign key (workspace_id, import_id) references import_run on delete cascade deferrable initially deferred
    );

    create table import_image (
      workspace_id uuid not null,
      import_id uuid not null,
      table_name text not null,
      key text not null,
      before jsonb,
      left_hash text not null,
      primary key (workspace_id, import_id, table_name, key),
      foreign key (workspace_id, import_id) references import_run on delete cascade deferrable initially deferred
    );

    create table import_reject_file (
      workspace_id uuid not null,
      import_id uuid not null,
      container text not null check (container in ('csv', 'xlsx')),
      delimiter text not null,
      header_rows jsonb not null,
      row_count integer not null check (row_count >= 0),
      primary key (workspace_id, import_id),
      foreign key (workspace_id, import_id) references import_run on delete cascade deferrable initially deferred
    );

    create index import_reject_line on import_reject (workspace_id, import_id, line);

    create table import_reject_row (
      workspace_id uuid not null,
      import_id uuid not null,
      line integer not null,
      cells jsonb not null,
      edited_cells jsonb,
      is_skipped boolean not null default false,
      primary key (workspace_id, import_id, line),
      foreign key (workspace_id, import_id) references import_run on delete cascade deferrable initially deferred
    );
  `.execute(db);
}
