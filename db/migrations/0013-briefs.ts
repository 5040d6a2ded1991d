import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Briefs and scripts of collaborations in versions, the approval of scripts, and who may approve for legal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table membership add column reviews_legal boolean not null default false;

    create table brief_template (
      workspace_id uuid not null,
      id uuid not null,
      name text not null check (name <> ''),
      plan jsonb not null,
      campaign_id uuid,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      primary key (workspace_id, id),
      foreign key (workspace_id, campaign_id) references campaign on delete cascade
    );
    -- A campaign has one brief to begin from at most.
    create unique index brief_template_campaign on brief_template (workspace_id, campaign_id) where campaign_id is not null;

    create table brief_version (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      version integer not null check (version > 0),
      body jsonb not null,
      written_at timestamptz not null,
      written_by uuid,
      written_by_name text not null,
      copied_from uuid,
      primary key (workspace_id, collaboration_id, version),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );

    create table script (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      status text not null check (status in ('draft', 'submitted', 'content_approved', 'ready', 'published', 'returned')),
      latest_version integer not null default 0,
      round integer not null default 0,
      legal_approved_version integer,
      since timestamptz not null,
      due_on date,
      version integer not null default 1,
      primary key (workspace_id, collaboration_id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );
    create index script_open on script (workspace_id, status, due_on) where status <> 'published';

    create table script_version (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      version integer not null check (version > 0),
      body text not null check (body <> ''),
      note text not null default '',
      written_at timestamptz not null,
      author_id uuid,
      author_name text not null,
      primary key (workspace_id, collaboration_id, version),
      foreign key (workspace_id, collaboration_id) references script on delete cascade
    );

    create table script_event (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      at timestamptz not null,
      actor_id uuid,
      actor_name text not null,
      step text not null check (step in ('submit', 'approve_content', 'return_content', 'approve_legal', 'return_legal', 'withdraw', 'publish')),
      from_status text not null check (from_status in ('draft', 'submitted', 'content_approved', 'ready', 'published', 'returned')),
      to_status text not null check (to_status in ('draft', 'submitted', 'content_approved', 'ready', 'published', 'returned')),
      script_version integer not null,
      brief_version integer,
      round integer not null,
      reason text not null default '',
      was_due_on date,
      findings jsonb not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, collaboration_id) references script on delete cascade
    );
    create index script_event_collaboration on script_event (workspace_id, collaboration_id, at);

    create function refuse_version_change() returns trigger language plpgsql as $body$
      begin
        raise exception '% is append-only: write another version instead', tg_table_name;
      end
    $body$;
    create trigger brief_version_append_only before update on brief_version for each statement execute function refuse_version_change();
    create trigger script_version_append_only before update on script_version for each statement execute function refuse_version_change();
    create trigger script_event_append_only before update on script_event for each statement execute function refuse_version_change();
  `.execute(db);
}
