import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The keys of the roll-ups hold what pages add from them: sums over a campaign's days are read from neighbouring entries of one index instead of a row
 * of the table for each, which lie where their day was last rebuilt. Months that are long over are added up once more, so that what came before the days
 * a page shows is a few rows however old it is. A workspace without a `rolled_month` has all it has in days.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table credit_day drop constraint credit_day_pkey,
      add primary key (workspace_id, model, collaboration_id, day) include (orders, refunded_orders, revenue_minor, gross_minor);
    alter table click_day drop constraint click_day_pkey,
      add primary key (workspace_id, collaboration_id, day) include (clicks, automated);

    create index collaboration_campaign on collaboration (workspace_id, campaign_id);

    create table rolled_month (
      workspace_id uuid not null primary key,
      before_month date not null check (extract(day from before_month) = 1)
    );
    create table credit_month (
      workspace_id uuid not null,
      model text not null check (model in ('last_click', 'first_click', 'linear', 'time_decay', 'position')),
      collaboration_id uuid not null,
      month date not null,
      orders bigint not null,
      revenue_minor bigint not null,
      primary key (workspace_id, model, collaboration_id, month) include (orders, revenue_minor)
    );
    create index credit_month_month on credit_month (workspace_id, month);
    create table click_month (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      month date not null,
      clicks bigint not null,
      automated bigint not null,
      primary key (workspace_id, collaboration_id, month) include (clicks, automated)
    );
    create index click_month_month on click_month (workspace_id, month);
  `.execute(db);
}
