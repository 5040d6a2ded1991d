import type { Pool } from 'pg';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { kolWords } from '#app/domain/kol-search.ts';
import { createRandom } from '#app/domain/proposals/random.ts';
import { readingsOf } from '#app/lib/pinyin.server.ts';

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗沈曾单'];
const GIVEN = [...'小美丽雪梅兰静敏芳婷玉秀英华慧巧红月彩春菊凤洁素云莲真环佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩'];
const STYLES = ['美妆', '测评', '穿搭', '护肤日记', '爱吃', 'official', 'Vlog', '的日常', '姐姐', ''];
const PART = 10_000;

/** So many KOLs with names as platforms have them, a handle each, and their words as the portal keeps them. */
export async function makeSearchWorld(pool: Pool, workspaceId: string, count: number): Promise<void> {
  const random = createRandom(`search ${count}`);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T; // Never empty here.
  // Rows are sorted into an index at once in a fraction of the time that it takes to put them in one by one.
  const index = (await pool.query<{ definition: string }>(`select indexdef as definition from pg_indexes where indexname = 'kol_search_grams'`)).rows[0]?.definition ?? '';
  await pool.query('drop index kol_search_grams');
  for (let made = 0; made < count; made += PART) {
    const rows = Array.from({ length: Math.min(PART, count - made) }, (_, place) => {
      const name = `${pick(SURNAMES)}${pick(GIVEN)}${random.uniform() < 0.6 ? pick(GIVEN) : ''}${pick(STYLES)}`;
      const handle = `${readingsOf(name).split(' ')[0]}_${(made + place).toString(36)}`;
      const { text, grams } = kolWords([name, handle], [readingsOf(name)]);
      return { name, handle, tier: pick(TIERS), platform: pick(PLATFORMS), followers: Math.floor(random.uniform() * 5_000_000), source: `${name}\n${handle}`, text, grams };
    });
    await pool.query(
      `with row as materialized (
          select gen_random_uuid() as id, r.* from jsonb_to_recordset($2) as r(name text, handle text, tier text, platform text, followers bigint, source text, text text, grams text[])),
        k as (insert into kol (workspace_id, id, name, tier, status, created_at, updated_at) select $1, id, name, tier, 'active', now(), now() from row),
        a as (insert into kol_account (workspace_id, id, kol_id, platform, handle, followers, created_at) select $1, gen_random_uuid(), id, platform, handle, followers, now() from row)
      insert into kol_search (workspace_id, kol_id, source, search_text, grams) select $1, id, source, text, grams from row`,
      [workspaceId, JSON.stringify(rows)],
    );
  }
  await pool.query(index);
  await pool.query('vacuum analyze');
}
