import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The orders and filters of the roster. Each order is an index that is walked from the cursor on; null values stand in none of them and
 * follow at the end. Pairs of letters make names findable by two Chinese characters, for which trigrams are too long.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function letter_pairs(value text) returns text[] language sql immutable strict parallel safe as $body$
      select coalesce(array_agg(distinct substr(lower(value), place, 2)), '{}') from generate_series(1, greatest(length(value) - 1, 1)) as place
    $body$;

    create index kol_name_pairs on kol using gin (letter_pairs(name));
    create index kol_name_order on kol (workspace_id, name collate "zh-Hans-x-icu", id);
    create index kol_updated on kol (workspace_id, updated_at, id);
    create index kol_tier_status on kol (workspace_id, tier, status, id);
    create index kol_verticals on kol using gin (verticals);

    create index kol_account_followers on kol_account (workspace_id, followers, kol_id) where followers is not null;
    create index kol_account_platform on kol_account (workspace_id, platform, kol_id);
    create index kol_account_handle_prefix on kol_account (workspace_id, lower(handle) text_pattern_ops);

    create index kol_standing_by_score on kol_standing (workspace_id, score_tenths, kol_id) where score_tenths is not null;
    create index kol_standing_by_roi on kol_standing (workspace_id, roi_hundredths, kol_id) where roi_hundredths is not null;
    create index kol_standing_light on kol_standing (workspace_id, light, kol_id);
    drop index kol_standing_score;
    drop index kol_standing_roi;
  `.execute(db);
}
