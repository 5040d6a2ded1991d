import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Parts of revenue left out of ROI, and what coupons brought by day, whether it counts or not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table credit_exclusion (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      coupon text not null check (coupon <> ''),
      from_day date not null,
      until_day date check (until_day >= from_day),
      reason text not null check (reason <> ''),
      created_at timestamptz not null,
      created_by uuid,
      created_by_name text not null,
      lifted_at timestamptz check (lifted_at >= created_at),
      lifted_by uuid,
      lifted_by_name text,
      primary key (workspace_id, id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade,
      check ((lifted_at is null) = (lifted_by_name is null))
    );
    -- At most one in force for a coupon: the second of two clicks finds the first.
    create unique index credit_exclusion_in_force on credit_exclusion (workspace_id, collaboration_id, coupon) where lifted_at is null;
    create index credit_exclusion_collaboration on credit_exclusion (workspace_id, collaboration_id, created_at);

    create table coupon_day (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      day date not null,
      orders integer not null,
      clickless_orders integer not null,
      new_customer_orders integer not null,
      excluded_orders integer not null,
      excluded_minor bigint not null,
      primary key (workspace_id, collaboration_id, day)
    );
    create index coupon_day_day on coupon_day (workspace_id, day);

    alter table credit_day add column coupon_orders integer not null default 0, add column utm_orders integer not null default 0;

    -- The new figures of days that are rolled up already come with the next settling.
    insert into dirty_day (workspace_id, kind, day, id)
    select workspace_id, 'credit', day, gen_random_uuid() from (select distinct workspace_id, day from credit_day) as known;
  `.execute(db);
}
