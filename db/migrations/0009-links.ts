import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Links that end, where they lead afterwards, and clicks by what they look like. Links do not end by themselves: those published go on working. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table collaboration add column link_expires_at timestamptz, add column link_fallback_url text;
    alter table workspace add column fallback_url text;

    alter table click_day
      add column crawlers integer not null default 0, add column previews integer not null default 0,
      add column prefetches integer not null default 0, add column heads integer not null default 0;
    -- Days that were counted before know only how many clicks looked automated; they are counted again.
    insert into dirty_day (workspace_id, kind, day, id)
      select workspace_id, 'click', day, gen_random_uuid() from click_day where automated > 0 group by workspace_id, day;
  `.execute(db);
}
