import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What comes in (content metrics, clicks, shops, orders, refunds) and what is worked out from it by day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table content (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      platform text not null,
      url text not null,
      published_at timestamptz not null,
      created_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, url),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );
    create index content_collaboration on content (workspace_id, collaboration_id);

    create table content_metric (
      workspace_id uuid not null,
      content_id uuid not null,
      captured_at timestamptz not null,
      source text not null,
      definition_version text not null,
      impressions bigint, views bigint, likes bigint, comments bigint, shares bigint, saves bigint, follows bigint,
      positive_comments bigint, neutral_comments bigint, negative_comments bigint,
      primary key (workspace_id, content_id, captured_at, source),
      foreign key (workspace_id, content_id) references content on delete cascade
    );

    create table click (
      workspace_id uuid not null,
      clicked_at timestamptz not null,
      id uuid not null,
      collaboration_id uuid not null,
      visitor_id uuid not null,
      address_hash bigint not null,
      referrer_host text,
      device text not null check (device in ('desktop', 'mobile', 'tablet', 'unknown')),
      country text,
      automation text,
      primary key (workspace_id, clicked_at, id)
    ) partition by range (clicked_at);
    create table click_default partition of click default;
    create index click_visitor on click (workspace_id, visitor_id, clicked_at);

    create table shop (
      workspace_id uuid not null references workspace on delete cascade,
      slug text not null check (slug <> ''),
      kind text not null check (kind in ('manual', 'shopify', 'woocommerce')),
      connection_id uuid unique,
      secret_sealed text,
      previous_secret_sealed text,
      created_at timestamptz not null,
      primary key (workspace_id, slug)
    );

    create table shop_order (
      workspace_id uuid not null,
      shop text not null,
      order_id text not null,
      placed_at timestamptz not null,
      placed_day date not null,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      merchandise_minor bigint not null check (merchandise_minor >= 0),
      stated_refunded_minor bigint not null default 0 check (stated_refunded_minor >= 0),
      refunded_minor bigint not null default 0 check (refunded_minor >= 0),
      status text not null check (status in ('paid', 'pending', 'partially_refunded', 'refunded', 'cancelled', 'voided')),
      discount_codes text[] not null default '{}',
      click_id uuid,
      utm_content text,
      customer_hash bytea,
      is_new_customer boolean,
      net_minor bigint not null check (net_minor >= 0),
      rate numeric(24, 10),
      net_reporting_minor bigint,
      method text not null check (method in ('coupon', 'click', 'utm', 'none')),
      source text not null,
      source_updated_at timestamptz,
      import_id uuid,
      received_at timestamptz not null,
      primary key (workspace_id, shop, order_id),
      foreign key (workspace_id, shop) references shop
    );
    create index shop_order_day on shop_order (workspace_id, placed_day);
    create index shop_order_customer on shop_order (workspace_id, customer_hash, placed_at) where customer_hash is not null;
    -- While an import fills a workspace, statistics say that it is empty, and then any index that begins with workspace_id looks as good as the
    -- right one: a look-up by key would read the whole workspace. Without statistics the planner takes it for a share of the table.
    alter table shop_order alter column workspace_id set statistics 0;

    create table order_refund (
      workspace_id uuid not null,
      shop text not null,
      order_id text not null,
      refund_id text not null,
      amount_minor bigint not null check (amount_minor >= 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      refunded_at timestamptz not null,
      received_at timestamptz not null,
      primary key (workspace_id, shop, order_id, refund_id)
    );

    create table order_touch (
      workspace_id uuid not null,
      shop text not null,
      order_id text not null,
      click_id uuid not null,
      collaboration_id uuid not null,
      clicked_at timestamptz not null,
      primary key (workspace_id, shop, order_id, click_id),
      foreign key (workspace_id, shop, order_id) references shop_order on delete cascade
    );

    create table order_credit (
      workspace_id uuid not null,
      shop text not null,
      order_id text not null,
      collaboration_id uuid not null,
      placed_day date not null,
      last_click_minor bigint not null,
      first_click_minor bigint not null,
      linear_minor bigint not null,
      time_decay_minor bigint not null,
      position_minor bigint not null,
      primary key (workspace_id, shop, order_id, collaboration_id)
    );
    -- Credits are worked out from orders and rebuilt from them, written in the transaction of their order under the workspace's orders lock, for
    -- collaborations just read; neither orders nor collaborations are ever deleted but with their whole workspace. Foreign keys would add
    -- nothing to that and are a third of the database's work in an import: a look-up and a row lock for each credit, twice.
    create index order_credit_collaboration on order_credit (workspace_id, collaboration_id, placed_day);
    create index order_credit_day on order_credit (workspace_id, placed_day);

    create table order_claim (
      workspace_id uuid not null,
      shop text not null,
      order_id text not null,
      collaboration_id uuid not null,
      method text not null check (method in ('coupon', 'click', 'utm')),
      primary key (workspace_id, shop, order_id, collaboration_id, method),
      foreign key (workspace_id, shop, order_id) references shop_order on delete cascade
    );

    create table webhook_delivery (
      workspace_id uuid not null,
      shop text not null,
      event_id text not null,
      topic text not null,
      outcome text not null,
      received_at timestamptz not null,
      primary key (workspace_id, shop, event_id, topic),
      foreign key (workspace_id, shop) references shop on delete cascade
    );

    create table dirty_day (
      workspace_id uuid not null,
      kind text not null check (kind in ('click', 'credit', 'review', 'attribution')),
      day date not null,
      id uuid not null,
      primary key (workspace_id, kind, day, id)
    );

    create table click_day (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      day date not null,
      clicks integer not null,
      visitors integer not null,
      automated integer not null,
      primary key (workspace_id, collaboration_id, day)
    );
    create index click_day_day on click_day (workspace_id, day);

    create table credit_day (
      workspace_id uuid not null,
      model text not null check (model in ('last_click', 'first_click', 'linear', 'time_decay', 'position')),
      collaboration_id uuid not null,
      day date not null,
      orders integer not null,
      refunded_orders integer not null,
      new_customer_orders integer not null,
      known_customer_orders integer not null,
      revenue_minor bigint not null,
      gross_minor bigint not null,
      primary key (workspace_id, model, collaboration_id, day)
    );
    create index credit_day_day on credit_day (workspace_id, day);
  `.execute(db);
}
