import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who sits in which slot, tiers whose budget finance has locked, weekly snapshots of the matrix, and actuals that people typed in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table matrix_place (
      workspace_id uuid not null references workspace on delete cascade,
      campaign_id uuid not null,
      tier text not null check (tier in ('top', 'mid', 'emerging')),
      slot integer not null check (slot > 0),
      collaboration_id uuid not null,
      primary key (workspace_id, collaboration_id),
      -- Two people cannot be put into one slot, whoever asks first.
      unique (workspace_id, campaign_id, tier, slot),
      foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade,
      foreign key (workspace_id, collaboration_id) references collaboration (workspace_id, id) on delete cascade
    );

    create table matrix_lock (
      workspace_id uuid not null references workspace on delete cascade,
      campaign_id uuid not null,
      tier text not null check (tier in ('top', 'mid', 'emerging')),
      locked_at timestamptz not null,
      locked_by uuid,
      locked_by_name text not null,
      reason text not null check (reason <> ''),
      primary key (workspace_id, campaign_id, tier),
      foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade
    );

    create table matrix_snapshot (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      campaign_id uuid not null,
      -- Monday of the week that it stands for; null for one that somebody took.
      week date check (extract(isodow from week) = 1),
      taken_at timestamptz not null,
      taken_by_name text not null,
      note text not null,
      body jsonb not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade
    );
    create unique index matrix_snapshot_week on matrix_snapshot (workspace_id, campaign_id, week) where week is not null;
    create index matrix_snapshot_taken on matrix_snapshot (workspace_id, campaign_id, taken_at desc, id desc);

    -- A snapshot says for ever what it said; it goes with its campaign alone.
    create function keep_matrix_snapshot() returns trigger language plpgsql as $$
    begin
      raise exception 'a snapshot of the matrix is kept as it was';
    end $$;
    create trigger matrix_snapshot_kept before update on matrix_snapshot for each row execute function keep_matrix_snapshot();

    create table target_actual (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      campaign_id uuid not null,
      target text not null check (target in ('search_uplift', 'ugc_items', 'interactions', 'sales_uplift')),
      -- A count; basis points of a sales uplift.
      value bigint not null,
      measured_on date not null,
      source text not null check (source <> ''),
      reason text not null check (reason <> ''),
      stated_at timestamptz not null,
      stated_by uuid,
      stated_by_name text not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade
    );
    create index target_actual_latest on target_actual (workspace_id, campaign_id, target, stated_at desc, id desc);
  `.execute(db);
}
