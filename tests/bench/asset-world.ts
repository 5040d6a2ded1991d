import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { ASSET_KINDS, ASSET_LANGUAGES, ORIENTATIONS, PERFORMANCE_BANDS } from '#app/domain/asset.ts';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { createRandom } from '#app/domain/proposals/random.ts';
import { searchColumns } from '#app/services/asset-words.server.ts';

const WORDS = ['夏日', '焕新', '精华', '防晒', '面霜', '直播', '开箱', '测评', '护肤', '清晨', '旅行', '修护', '敏感肌', '美白', '补水', '口红', '粉底', '卸妆', '控油', '熬夜', '妆前', '晚霞', '新品', '礼盒'];
const ENGLISH = ['summer', 'serum', 'unboxing', 'review', 'morning', 'travel', 'cover', 'poster', 'story', 'live', 'routine', 'vlog', 'launch', 'before', 'after'];
const SURNAMES = [...'沈林陈王李张刘杨赵黄周吴徐孙朱马胡郭何高'];
const GIVEN = [...'星澜小满元气晨曦子墨雨桐浩然梓涵一诺思远'];
const KOLS = 400;
const PART = 1_000;

/** A library of so many assets, each with a right, told of as people tell: mixed languages, a few words that nearly all share. */
export async function makeAssetWorld(pool: Pool, workspaceId: string, count: number): Promise<void> {
  const random = createRandom(`assets ${count}`);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T; // Never empty here.
  const kols = Array.from({ length: KOLS }, () => ({ id: randomUUID(), name: pick(SURNAMES) + pick(GIVEN) + pick(GIVEN) }));
  await pool.query(
    `insert into kol (workspace_id, id, name, tier, status, created_at, updated_at) select $1, id, name, 'mid', 'active', now(), now() from unnest($2::uuid[], $3::text[]) as k(id, name)`,
    [workspaceId, kols.map(({ id }) => id), kols.map(({ name }) => name)],
  );
  // Fifty thousand rows are sorted into an index at once in a fraction of the time that it takes to put them in one by one.
  const index = (await pool.query<{ definition: string }>(`select indexdef as definition from pg_indexes where indexname = 'asset_search'`)).rows[0]?.definition ?? '';
  await pool.query('drop index asset_search');
  for (let made = 0; made < count; made += PART) {
    const rows = Array.from({ length: Math.min(PART, count - made) }, (_, index) => {
      const kol = pick(kols);
      const title = `${pick(WORDS)}${pick(WORDS)} ${pick(ENGLISH)} ${made + index}`;
      const caption = Array.from({ length: 6 }, () => pick(random.uniform() < 0.7 ? WORDS : ENGLISH)).join(random.uniform() < 0.5 ? '，' : ' ');
      const tags = [pick(WORDS), pick(ENGLISH)];
      return {
        id: randomUUID(), number: made + index + 1, kind: pick(['text', 'script'] satisfies (typeof ASSET_KINDS)[number][]), title, caption, tags, language: pick(ASSET_LANGUAGES), orientation: pick(ORIENTATIONS), kol_id: kol.id, kol_name: kol.name,
        campaign_slug: `campaign-${Math.floor(random.uniform() * 40)}`, tier: pick(TIERS), platform: pick(PLATFORMS), verticals: [pick(WORDS)], views: Math.floor(random.uniform() * 1_000_000), performance_band: pick(PERFORMANCE_BANDS),
        ...searchColumns({ title, caption, body: '', tags, kolName: kol.name }), until: Math.floor(random.uniform() * 400) - 60,
      };
    });
    await pool.query(
      `with row as (select * from jsonb_to_recordset($2) as r(id uuid, number int, kind text, title text, caption text, tags text[], language text, orientation text, kol_id uuid, kol_name text, campaign_slug text,
          tier text, platform text, verticals text[], views bigint, performance_band text, "searchText" text, "searchGrams" text[], until int)),
        written as (insert into asset (workspace_id, id, number, kind, status, title, caption, tags, language, orientation, kol_id, kol_name, campaign_slug, tier, platform, verticals, views, performance_band, search_text,
            search_grams, created_at, created_by_name, updated_at)
          select $1, id, number, kind, 'active', title, caption, tags, language, orientation, kol_id, kol_name, campaign_slug, tier, platform, verticals, views, performance_band, "searchText", "searchGrams",
            now() - number * interval '1 minute', 'bench', now() from row returning id)
      insert into asset_right (workspace_id, id, asset_id, channels, territories, from_day, until_day, is_exclusive, created_at, created_by_name)
        select $1, gen_random_uuid(), row.id, array['own_social', case when row.number % 3 = 0 then 'paid_ads' else 'email' end], array['CN'], current_date - 200, current_date + row.until, false, now(), 'bench'
        from row`,
      [workspaceId, JSON.stringify(rows)],
    );
  }
  await pool.query(index);
  // As autovacuum leaves a library that has stood for a minute.
  await pool.query('vacuum analyze');
}
