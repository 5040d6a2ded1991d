import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Views of lists: a question under a name, and which of them a person or a role begins with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table saved_view (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      list text not null check (list in ('roster', 'collaborations', 'orders', 'ledger', 'payments', 'assets', 'audit', 'scorecards', 'roi', 'proposals')),
      name text not null check (name <> ''),
      owner_id uuid not null references app_user on delete cascade,
      visibility text not null check (visibility in ('private', 'team', 'locked')),
      -- The list's address after the question mark, as the list reads it.
      query text not null,
      position integer not null check (position >= 0),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      primary key (workspace_id, id)
    );
    create index saved_view_list on saved_view (workspace_id, list, position);

    -- The view that a list opens with; holder is a person's id or the name of a role, no view is the whole list.
    create table saved_view_default (
      workspace_id uuid not null references workspace on delete cascade,
      list text not null check (list in ('roster', 'collaborations', 'orders', 'ledger', 'payments', 'assets', 'audit', 'scorecards', 'roi', 'proposals')),
      holder text not null check (holder <> ''),
      view_id uuid,
      primary key (workspace_id, list, holder),
      foreign key (workspace_id, view_id) references saved_view on delete cascade
    );
    create index saved_view_default_view on saved_view_default (workspace_id, view_id) where view_id is not null;
  `.execute(db);
}
