import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Reviews, scorecards, fuses and proposals, each with the policy version and the day it was computed as of; imports and what they rejected. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table scorecard (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      as_of date not null,
      policy_version integer not null,
      score_tenths integer check (score_tenths between 0 and 1000),
      grade text check (grade in ('S', 'A', 'B', 'C', 'D')),
      coverage_basis_points integer not null,
      card jsonb not null,
      primary key (workspace_id, collaboration_id, as_of),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );

    create table collaboration_review (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      as_of date not null,
      policy_version integer not null,
      revenue_minor bigint not null,
      cost_minor bigint not null,
      orders integer not null,
      too_early boolean not null,
      roi_at_close double precision,
      interval_low double precision,
      interval_high double precision,
      probability_below_1 double precision,
      probability_below_15 double precision,
      probability_at_least_3 double precision,
      light text not null check (light in ('red', 'amber', 'green', 'star', 'grey')),
      fuse text not null check (fuse in ('closed', 'warned_1', 'warned_2', 'tripped')),
      verdict text not null check (verdict in ('keep', 'extend', 'reduce', 'replace', 'wait', 'countdown')),
      detail jsonb not null,
      primary key (workspace_id, collaboration_id, as_of),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );
    create index collaboration_review_as_of on collaboration_review (workspace_id, as_of desc);

    create table fuse_step (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      period_number integer not null,
      start_day date not null,
      end_day date not null,
      revenue_minor bigint not null,
      cost_minor bigint not null,
      state_after text not null check (state_after in ('closed', 'warned_1', 'warned_2', 'tripped')),
      policy_version integer not null,
      primary key (workspace_id, collaboration_id, period_number),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );

    create table kol_standing (
      workspace_id uuid not null,
      kol_id uuid not null,
      as_of date not null,
      score_tenths integer,
      grade text,
      revenue_minor bigint not null,
      cost_minor bigint not null,
      roi_hundredths integer,
      light text not null,
      long_term boolean not null default false,
      primary key (workspace_id, kol_id),
      foreign key (workspace_id, kol_id) references kol on delete cascade
    );
    create index kol_standing_score on kol_standing (workspace_id, score_tenths desc, kol_id);
    create index kol_standing_roi on kol_standing (workspace_id, roi_hundredths desc, kol_id);

    create table proposal (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      campaign_id uuid not null,
      kind text not null check (kind in ('keep', 'extend', 'reduce', 'replace', 'wait')),
      status text not null check (status in ('open', 'accepted', 'rejected', 'superseded')),
      as_of date not null,
      policy_version integer not null,
      evidence_hash text not null,
      evidence jsonb not null,
      reasons jsonb not null,
      roi text,
      interval_low double precision not null,
      interval_high double precision not null,
      probability_below_1 double precision not null,
      probability_below_15 double precision not null,
      probability_at_least_3 double precision not null,
      freed_minor bigint not null,
      new_amount_minor bigint,
      created_at timestamptz not null,
      decided_at timestamptz,
      decided_by text,
      decision_reason text,
      replacement_collaboration_id uuid,
      primary key (workspace_id, id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );
    create unique index proposal_evidence on proposal (workspace_id, collaboration_id, evidence_hash);
    create unique index proposal_open on proposal (workspace_id, collaboration_id) where status = 'open';

    create table proposal_candidate (
      workspace_id uuid not null,
      proposal_id uuid not null,
      rank integer not null,
      kol_id uuid not null,
      second_kol_id uuid,
      price_minor bigint not null,
      expected_gain_minor bigint not null,
      probability_better double precision not null,
      interval_low double precision not null,
      interval_high double precision not null,
      reasons jsonb not null,
      primary key (workspace_id, proposal_id, rank),
      foreign key (workspace_id, proposal_id) references proposal on delete cascade
    );

    create table import_run (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      kind text not null,
      file_name text not null,
      format text not null,
      status text not null check (status in ('previewed', 'applied', 'refused')),
      created_count integer not null,
      updated_count integer not null,
      unchanged_count integer not null,
      rejected_count integer not null,
      actor_name text not null,
      started_at timestamptz not null,
      finished_at timestamptz not null,
      primary key (workspace_id, id)
    );
    create index import_run_started on import_run (workspace_id, started_at desc);

    create table import_reject (
      workspace_id uuid not null,
      import_id uuid not null,
      number integer not null,
      line integer not null,
      column_name text not null,
      value text not null,
      code text not null,
      message text not null,
      primary key (workspace_id, import_id, number),
      foreign key (workspace_id, import_id) references import_run on delete cascade
    );

    create table import_mapping (
      workspace_id uuid not null references workspace on delete cascade,
      kind text not null,
      signature text not null,
      mapping jsonb not null,
      updated_at timestamptz not null,
      primary key (workspace_id, kind, signature)
    );
  `.execute(db);
}
