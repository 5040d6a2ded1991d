import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Requests that three people sign off, their votes, and the fuses that were reset by one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_off_request (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      kind text not null check (kind in ('fuse_reset', 'budget_move', 'tier_share', 'over_commitment')),
      subject_id uuid not null,
      amount_minor bigint check (amount_minor >= 0),
      currency text check (currency ~ '^[A-Z]{3}$'),
      reason text not null check (reason <> ''),
      status text not null check (status in ('open', 'approved', 'refused', 'expired', 'used')),
      requested_at timestamptz not null,
      requested_by uuid,
      requested_by_name text not null,
      deadline_at timestamptz not null,
      decided_at timestamptz,
      used_at timestamptz,
      primary key (workspace_id, id),
      check ((amount_minor is null) = (currency is null))
    );
    -- One at a time about a thing: the second of two people who ask finds the first.
    create unique index sign_off_request_open on sign_off_request (workspace_id, kind, subject_id) where status = 'open';
    create index sign_off_request_subject on sign_off_request (workspace_id, kind, subject_id, requested_at desc);
    create index sign_off_request_status on sign_off_request (workspace_id, status, requested_at desc);

    create table sign_off_vote (
      workspace_id uuid not null,
      request_id uuid not null,
      seat text not null check (seat in ('marketing', 'finance', 'operations')),
      user_id uuid not null,
      user_name text not null,
      decision text not null check (decision in ('approve', 'refuse')),
      reason text not null check (reason <> ''),
      voted_at timestamptz not null,
      -- A seat votes once, and so does a person.
      primary key (workspace_id, request_id, seat),
      unique (workspace_id, request_id, user_id),
      foreign key (workspace_id, request_id) references sign_off_request on delete cascade
    );

    create table fuse_reset (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      -- Periods that begin on this day or later count again.
      reset_on date not null,
      -- Cost that may be added while the reset is a pilot, reporting currency.
      pilot_minor bigint not null check (pilot_minor >= 0),
      request_id uuid not null,
      reset_at timestamptz not null,
      reset_by_name text not null,
      primary key (workspace_id, id),
      unique (workspace_id, request_id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade,
      foreign key (workspace_id, request_id) references sign_off_request
    );
    create index fuse_reset_collaboration on fuse_reset (workspace_id, collaboration_id, reset_on desc);
  `.execute(db);
}
