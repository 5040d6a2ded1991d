import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The roster, campaigns with their matrix, collaborations with code and coupon, what they cost and what was paid. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create extension if not exists pg_trgm;

    create table kol (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      name text not null,
      tier text not null check (tier in ('top', 'mid', 'emerging')),
      status text not null check (status in ('active', 'bench', 'blocked')),
      verticals text[] not null default '{}',
      price_minor bigint check (price_minor >= 0),
      price_currency text check (price_currency ~ '^[A-Z]{3}$'),
      audience_female_basis_points integer,
      audience_18_24_basis_points integer,
      city_tier text,
      contact_email text,
      exclusive_with text,
      available_from date,
      notes text not null default '',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      primary key (workspace_id, id),
      check ((price_minor is null) = (price_currency is null))
    );
    create index kol_name on kol (workspace_id, name, id);
    create index kol_name_trigram on kol using gin (name gin_trgm_ops);

    create table kol_account (
      workspace_id uuid not null,
      id uuid not null,
      kol_id uuid not null,
      platform text not null check (platform in ('douyin', 'xiaohongshu', 'bilibili', 'weibo', 'kuaishou', 'wechat', 'taobao', 'youtube', 'tiktok', 'instagram', 'other')),
      handle text not null,
      profile_url text,
      followers bigint check (followers >= 0),
      engagement_basis_points integer check (engagement_basis_points >= 0),
      created_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, kol_id) references kol on delete cascade
    );
    create unique index kol_account_identity on kol_account (workspace_id, platform, lower(handle));
    create index kol_account_kol on kol_account (workspace_id, kol_id);
    create index kol_account_handle_trigram on kol_account using gin (handle gin_trgm_ops);

    create table campaign (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]*$'),
      name text not null,
      status text not null check (status in ('draft', 'active', 'closed')),
      starts_on date not null,
      ends_on date not null check (ends_on >= starts_on),
      budget_minor bigint not null check (budget_minor >= 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      reserve_basis_points integer not null check (reserve_basis_points between 0 and 10000),
      landing_url text,
      target_search_uplift bigint,
      target_ugc_items bigint,
      target_interactions bigint,
      target_sales_uplift_basis_points integer,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      primary key (workspace_id, id),
      unique (workspace_id, slug)
    );

    create table campaign_tier (
      workspace_id uuid not null,
      campaign_id uuid not null,
      tier text not null check (tier in ('top', 'mid', 'emerging')),
      slots integer not null check (slots >= 0),
      share_basis_points integer not null check (share_basis_points between 0 and 10000),
      primary key (workspace_id, campaign_id, tier),
      foreign key (workspace_id, campaign_id) references campaign on delete cascade
    );

    create table collaboration (
      workspace_id uuid not null,
      id uuid not null,
      campaign_id uuid not null,
      kol_id uuid not null,
      account_id uuid not null,
      tier text not null check (tier in ('top', 'mid', 'emerging')),
      status text not null check (status in ('draft', 'offered', 'agreed', 'live', 'ended', 'paused', 'cancelled')),
      starts_on date not null,
      ends_on date not null check (ends_on >= starts_on),
      tracking_code text not null,
      coupon text not null check (coupon = upper(btrim(coupon)) and coupon <> ''),
      landing_url text not null,
      published_at timestamptz,
      replaces_id uuid,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      primary key (workspace_id, id),
      foreign key (workspace_id, campaign_id) references campaign,
      foreign key (workspace_id, kol_id) references kol,
      foreign key (workspace_id, account_id) references kol_account,
      foreign key (workspace_id, replaces_id) references collaboration
    );
    create unique index collaboration_account on collaboration (workspace_id, campaign_id, account_id) where status <> 'cancelled';
    create unique index collaboration_live_coupon on collaboration (workspace_id, coupon) where status not in ('ended', 'cancelled');
    create index collaboration_coupon on collaboration (workspace_id, coupon);
    create index collaboration_kol on collaboration (workspace_id, kol_id);
    create index collaboration_updated on collaboration (updated_at);

    create table tracking_code (
      code text primary key check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
      workspace_id uuid not null,
      collaboration_id uuid not null,
      issued_at timestamptz not null
    );

    create table collaboration_event (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      at timestamptz not null,
      actor_name text not null,
      from_status text,
      to_status text not null,
      reason text not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );
    create index collaboration_event_collaboration on collaboration_event (workspace_id, collaboration_id, at);

    create table cost_item (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      kind text not null check (kind in ('fee', 'service_fee', 'seeding', 'production', 'boost', 'commission', 'other')),
      amount_minor bigint not null check (amount_minor >= 0),
      released_minor bigint not null default 0 check (released_minor between 0 and amount_minor),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      rate numeric(24, 10),
      commission_basis_points integer check (commission_basis_points between 0 and 10000),
      incurred_on date,
      cancellable boolean not null default true,
      note text not null default '',
      identity text not null,
      created_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, collaboration_id, identity),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );

    create table payment (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      stage text not null check (stage in ('agreement', 'publication', 'review')),
      amount_minor bigint not null check (amount_minor >= 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      rate numeric(24, 10),
      status text not null check (status in ('planned', 'requested', 'approved', 'paid', 'voided')),
      paid_on date,
      reference text not null default '',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );
    create unique index payment_stage on payment (workspace_id, collaboration_id, stage) where status <> 'voided';
  `.execute(db);
}
