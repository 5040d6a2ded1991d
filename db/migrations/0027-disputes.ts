import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Figures of scorecards that somebody doubts, and cuts that were made once spending had run far above its plan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table dispute (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      collaboration_id uuid not null,
      -- The card that was looked at.
      as_of date not null,
      figure text not null check (figure <> ''),
      -- What the card said, as a number; null for a figure that it had no value for.
      shown_value double precision,
      reason text not null check (reason <> ''),
      evidence_url text,
      status text not null check (status in ('open', 'upheld', 'rejected', 'withdrawn')),
      opened_at timestamptz not null,
      opened_by uuid,
      opened_by_name text not null,
      due_at timestamptz not null check (due_at > opened_at),
      answered_at timestamptz,
      answered_by_name text,
      answer text,
      -- What an upheld one is put right by.
      remedy text check (remedy in ('correction', 'recompute', 'none')),
      primary key (workspace_id, id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade,
      check ((status = 'open') = (answered_at is null)),
      check ((answered_at is null) = (answered_by_name is null)),
      check ((remedy is not null) = (status = 'upheld'))
    );
    -- One open dispute about a figure: a second doubt joins its thread.
    create unique index dispute_open on dispute (workspace_id, collaboration_id, figure) where status = 'open';
    create index dispute_due on dispute (workspace_id, due_at) where status = 'open';
    create index dispute_list on dispute (workspace_id, opened_at desc, id desc);
    create index dispute_collaboration on dispute (workspace_id, collaboration_id, opened_at desc);

    create table dispute_comment (
      workspace_id uuid not null,
      id uuid not null,
      dispute_id uuid not null,
      said_at timestamptz not null,
      said_by uuid,
      said_by_name text not null,
      words text not null check (words <> ''),
      primary key (workspace_id, id),
      foreign key (workspace_id, dispute_id) references dispute on delete cascade
    );
    create index dispute_comment_thread on dispute_comment (workspace_id, dispute_id, said_at);

    -- Money that a cut plan took back from a partner. It counts as moved within the quarter, as that of an accepted proposal does.
    create table spending_cut (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      campaign_id uuid not null,
      collaboration_id uuid not null,
      -- Reporting currency.
      released_minor bigint not null check (released_minor > 0),
      -- The sign-off that was used up for it.
      request_id uuid,
      reason text not null check (reason <> ''),
      cut_at timestamptz not null,
      cut_by uuid,
      cut_by_name text not null,
      primary key (workspace_id, id)
    );
    create index spending_cut_campaign on spending_cut (workspace_id, campaign_id, cut_at desc);

    alter table notice drop constraint notice_kind_check;
    alter table notice add constraint notice_kind_check check (kind in (
      'fuse_tripped', 'light_red', 'coupon_leaked', 'suspicious_clicks', 'late_clicks', 'budget_over', 'budget_full', 'cost_overrun', 'revenue_swing', 'sign_off_due', 'sign_off_asked',
      'payment_waiting', 'dispute_open', 'approval_overdue', 'review_due', 'rights_ending', 'import_failed', 'deliveries_failing', 'channel_paused'));
  `.execute(db);
}
