import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Workspaces, people and what they may do, tokens, settings by version, exchange rates, the audit log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table workspace (
      id uuid primary key,
      slug text not null unique,
      name text not null,
      reporting_currency text not null check (reporting_currency ~ '^[A-Z]{3}$'),
      time_zone text not null,
      allowed_hosts text[] not null default '{}',
      is_demo boolean not null default false,
      created_at timestamptz not null
    );

    create table app_user (
      id uuid primary key,
      email text not null unique check (email = lower(email)),
      name text not null,
      password_hash text not null,
      created_at timestamptz not null,
      disabled_at timestamptz
    );

    create table membership (
      workspace_id uuid not null references workspace on delete cascade,
      user_id uuid not null references app_user on delete cascade,
      role text not null check (role in ('manager', 'content', 'finance', 'operations', 'admin', 'viewer')),
      seat text check (seat in ('marketing', 'finance', 'operations')),
      created_at timestamptz not null,
      primary key (workspace_id, user_id)
    );
    create index membership_user on membership (user_id);

    create table session (
      token_hash bytea primary key,
      user_id uuid not null references app_user on delete cascade,
      workspace_id uuid not null references workspace on delete cascade,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index session_by_user on session (user_id);

    create table sign_in_attempt (
      id uuid primary key,
      email_hash bytea not null,
      address_hash bytea not null,
      attempted_at timestamptz not null
    );
    create index sign_in_attempt_email on sign_in_attempt (email_hash, attempted_at);
    create index sign_in_attempt_address on sign_in_attempt (address_hash, attempted_at);

    create table api_token (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      name text not null,
      prefix text not null,
      token_hash bytea not null unique,
      scopes text[] not null,
      created_by uuid references app_user on delete set null,
      created_at timestamptz not null,
      last_used_at timestamptz,
      expires_at timestamptz,
      revoked_at timestamptz,
      primary key (workspace_id, id)
    );

    create table idempotency_key (
      workspace_id uuid not null references workspace on delete cascade,
      key text not null,
      route text not null,
      body_hash bytea not null,
      response_status integer,
      response_body jsonb,
      created_at timestamptz not null,
      primary key (workspace_id, key)
    );

    create table policy_version (
      workspace_id uuid not null references workspace on delete cascade,
      version integer not null check (version > 0),
      body jsonb not null,
      note text not null,
      published_at timestamptz not null,
      published_by uuid references app_user on delete set null,
      primary key (workspace_id, version)
    );

    create table exchange_rate (
      workspace_id uuid not null references workspace on delete cascade,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      valid_from date not null,
      rate numeric(24, 10) not null check (rate > 0),
      primary key (workspace_id, currency, valid_from)
    );

    create table audit_event (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      at timestamptz not null,
      actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
      actor_id uuid,
      actor_name text not null,
      action text not null,
      subject_kind text not null,
      subject_id text not null,
      before jsonb,
      after jsonb,
      reason text,
      primary key (workspace_id, id)
    );
    create index audit_event_at on audit_event (workspace_id, at desc);
    create index audit_event_subject on audit_event (workspace_id, subject_kind, subject_id);
  `.execute(db);
}
