import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What people are told: notices, who has read them, the channels that they leave by, and what became of each message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notice (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      kind text not null check (kind in (
        'fuse_tripped', 'light_red', 'coupon_leaked', 'suspicious_clicks', 'late_clicks', 'budget_over', 'budget_full', 'sign_off_due', 'sign_off_asked', 'payment_waiting',
        'approval_overdue', 'review_due', 'rights_ending', 'import_failed', 'deliveries_failing', 'channel_paused')),
      -- What makes it the same thing again.
      key text not null check (key <> ''),
      -- The seats that it waits for; null where it waits for none.
      seats text[],
      facts jsonb not null,
      happened_at timestamptz not null,
      noted_at timestamptz not null,
      -- Since when it does not hold any more.
      over_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, key)
    );
    create index notice_noted on notice (workspace_id, noted_at desc, id desc);
    create index notice_open on notice (workspace_id, noted_at desc) where over_at is null;

    create table notice_receipt (
      workspace_id uuid not null,
      user_id uuid not null references app_user on delete cascade,
      notice_id uuid not null,
      read_at timestamptz not null,
      primary key (workspace_id, user_id, notice_id),
      foreign key (workspace_id, notice_id) references notice on delete cascade
    );
    create index notice_receipt_notice on notice_receipt (workspace_id, notice_id);

    create table notice_preference (
      workspace_id uuid not null references workspace on delete cascade,
      user_id uuid not null references app_user on delete cascade,
      muted_kinds text[] not null default '{}',
      -- Everything noted until then is read.
      read_until timestamptz,
      updated_at timestamptz not null,
      primary key (workspace_id, user_id)
    );

    create table notice_channel (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      kind text not null check (kind in ('mail', 'dingtalk', 'feishu', 'lark', 'wecom', 'slack', 'webhook')),
      -- A person's own mail; its address is theirs, whatever it is when something is sent.
      user_id uuid references app_user on delete cascade,
      name text not null,
      address_sealed text,
      address_hint text not null,
      secret_sealed text,
      language text not null check (language in ('zh-CN', 'en')),
      muted_kinds text[] not null default '{}',
      shows_costs boolean not null default false,
      pace text not null check (pace in ('each', 'hourly', 'daily')),
      quiet_from integer check (quiet_from between 0 and 1439),
      quiet_until integer check (quiet_until between 0 and 1439),
      is_on boolean not null default true,
      -- Why and since when nothing is sent, until somebody puts it right.
      paused_at timestamptz,
      pause_problem text,
      -- The other side asked for silence until then.
      silent_until timestamptz,
      -- Tries in a row that failed.
      failures integer not null default 0 check (failures >= 0),
      created_at timestamptz not null,
      created_by_name text not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      primary key (workspace_id, id),
      check (user_id is not null or address_sealed is not null),
      check ((paused_at is null) = (pause_problem is null)),
      check ((quiet_from is null) = (quiet_until is null))
    );
    create unique index notice_channel_person on notice_channel (workspace_id, user_id) where user_id is not null;

    create table notice_message (
      workspace_id uuid not null,
      id uuid not null,
      channel_id uuid not null,
      is_test boolean not null default false,
      notices integer not null check (notices >= 0),
      state text not null check (state in ('waiting', 'sent', 'failed')),
      tries integer not null default 0 check (tries >= 0),
      next_try_at timestamptz not null,
      tried_at timestamptz,
      sent_at timestamptz,
      last_problem text,
      created_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, channel_id) references notice_channel on delete cascade,
      check ((state = 'sent') = (sent_at is not null))
    );
    create index notice_message_waiting on notice_message (workspace_id, channel_id, next_try_at) where state = 'waiting';
    create index notice_message_tried on notice_message (workspace_id, channel_id, tried_at desc);

    create table notice_delivery (
      workspace_id uuid not null,
      channel_id uuid not null,
      notice_id uuid not null,
      release_at timestamptz not null,
      -- The message that it went into; null while it waits for one.
      message_id uuid,
      -- It was over, or too old to be news, before it could go out.
      withdrawn_at timestamptz,
      primary key (workspace_id, channel_id, notice_id),
      foreign key (workspace_id, channel_id) references notice_channel on delete cascade,
      foreign key (workspace_id, notice_id) references notice on delete cascade,
      foreign key (workspace_id, message_id) references notice_message on delete cascade
    );
    create index notice_delivery_waiting on notice_delivery (workspace_id, channel_id, release_at) where message_id is null and withdrawn_at is null;
    create index notice_delivery_message on notice_delivery (workspace_id, message_id);
    create index notice_delivery_notice on notice_delivery (workspace_id, notice_id);

    create table mail_server (
      workspace_id uuid primary key references workspace on delete cascade,
      host text not null check (host <> ''),
      port integer not null check (port between 1 and 65535),
      security text not null check (security in ('tls', 'starttls', 'none')),
      user_name text not null default '',
      password_sealed text,
      sender_address text not null,
      sender_name text not null default '',
      updated_at timestamptz not null,
      updated_by_name text not null
    );
  `.execute(db);
}
