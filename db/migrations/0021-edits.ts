import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Edits in tables that can be taken back, and the recycle bin. What is deleted leaves its own table altogether and lies in the bin as whole
 * rows, so that no list, search, export or rule can find it by mistake; references that the database checks keep what is in use where it is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table kol drop constraint kol_status_check;
    alter table kol add constraint kol_status_check check (status in ('active', 'bench', 'blocked', 'archived'));
    -- Few are, and every count of the others leaves them out.
    create index kol_archived on kol (workspace_id, id) where status = 'archived';

    create table edit_run (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      kind text not null check (kind in ('cell', 'bulk', 'paste', 'delete')),
      subject_kind text not null check (subject_kind in ('kol', 'campaign', 'collaboration')),
      -- The one thing that was changed, or how many.
      label text not null,
      changed_count integer not null check (changed_count >= 0),
      -- What was asked for and could not be done: id, name and reason of each.
      skipped jsonb not null default '[]',
      made_at timestamptz not null,
      made_by uuid,
      made_by_name text not null,
      undone_at timestamptz,
      undone_by_name text,
      primary key (workspace_id, id),
      check ((undone_at is null) = (undone_by_name is null))
    );
    create index edit_run_made on edit_run (workspace_id, made_at desc, id desc);

    create table edit_image (
      workspace_id uuid not null,
      run_id uuid not null,
      table_name text not null,
      key text not null,
      before jsonb not null,
      left_hash text not null,
      primary key (workspace_id, run_id, table_name, key),
      foreign key (workspace_id, run_id) references edit_run on delete cascade deferrable initially deferred
    );

    create table bin_item (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      kind text not null check (kind in ('kol', 'campaign', 'collaboration')),
      subject_id uuid not null,
      label text not null,
      -- What else tells it apart: an account, a campaign, a flight.
      detail text not null default '',
      -- The edit that it was deleted by.
      run_id uuid not null,
      deleted_at timestamptz not null,
      deleted_by uuid,
      deleted_by_name text not null,
      primary key (workspace_id, id),
      unique (workspace_id, kind, subject_id),
      foreign key (workspace_id, run_id) references edit_run on delete cascade deferrable initially deferred
    );
    create index bin_item_deleted on bin_item (workspace_id, deleted_at desc, id desc);
    create index bin_item_run on bin_item (workspace_id, run_id);

    create table bin_row (
      workspace_id uuid not null,
      item_id uuid not null,
      table_name text not null,
      number integer not null,
      image jsonb not null,
      primary key (workspace_id, item_id, table_name, number),
      foreign key (workspace_id, item_id) references bin_item on delete cascade
    );
  `.execute(db);
}
