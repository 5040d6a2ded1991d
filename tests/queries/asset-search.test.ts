import { beforeAll, expect, test } from 'vitest';
import type { AssetFilter, AssetQuestion } from '#db/queries/asset-conditions.server.ts';
import { countAssetFacets, countAssets, findAssetPage, listAssetRows } from '#db/queries/asset-list.server.ts';
import { ASSET_LANGUAGES, ORIENTATIONS, PERFORMANCE_BANDS } from '#app/domain/asset.ts';
import { ASSET_COLOURS } from '#app/domain/asset-colour.ts';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { createRandom } from '#app/domain/proposals/random.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { writeAsset } from '#app/services/save-asset.server.ts';
import { aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const WORDS = ['夏日', '焕新', '精华', 'serum', 'summer 49', '100%_ok', 'a\\b', '敏感肌'];
const plain: AssetQuestion = { search: '', filters: {}, usable: null, isDeleted: false, today: '2026-07-10' };
const random = createRandom('asset search');
const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T; // Never empty here.
const maybe = <T>(value: T): T | null => (random.uniform() < 0.2 ? null : value);

interface Made {
  readonly id: string;
  readonly text: string;
  readonly kind: 'text' | 'script';
  readonly values: Readonly<Record<'tier' | 'platform' | 'orientation' | 'language' | 'band' | 'campaign' | 'kol' | 'colour', string | null>>;
  readonly verticals: readonly string[];
}
const assets: Made[] = [];
let workspaceId = '';

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  const kols: string[] = [];
  for (const _ of [1, 2, 3]) kols.push((await aKol(t.db, { workspaceId })).kolId);
  for (let made = 0; made < 80; made += 1) {
    const text = Array.from({ length: 3 }, () => pick(WORDS)).join(' ');
    const kind = pick(['text', 'script'] as const);
    const written = await writeAsset(t.db, { workspaceId, kind, title: text, body: 'x', tags: [], language: 'en', collaborationId: null }, { now: new Date(NOON.getTime() + made * 1_000), actor: PORTAL_ACTOR });
    if (written.status !== 'written') throw new Error(written.status);
    const verticals = WORDS.filter(() => random.uniform() < 0.2);
    const values = {
      tier: maybe(pick(TIERS)), platform: maybe(pick(PLATFORMS)), orientation: maybe(pick(ORIENTATIONS)), language: pick(ASSET_LANGUAGES), band: pick(PERFORMANCE_BANDS), campaign: maybe(pick(['one', 'two'])), kol: maybe(pick(kols)), colour: maybe(pick(ASSET_COLOURS)),
    };
    const { tier, platform, orientation, language, band, campaign, kol, colour } = values;
    await t.db.updateTable('asset').set({ tier, platform, orientation, language, performance_band: band, campaign_slug: campaign, kol_id: kol, verticals, colour }).where('id', '=', written.assetId).execute();
    assets.push({ id: written.assetId, text, kind, values, verticals });
  }
});

const valuesOf = (asset: Made, facet: AssetFilter): readonly (string | null)[] => {
  if (facet === 'vertical') return asset.verticals;
  if (facet === 'rights') return ['none'];
  if (facet === 'ending') return [];
  return [facet === 'kind' ? asset.kind : asset.values[facet]];
};
const finds = (asset: Made, { search, filters }: AssetQuestion, without: string | null = null) => search.split(' ').every((word) => asset.text.includes(word))
  && (Object.keys(filters) as AssetFilter[]).every((facet) => facet === without || valuesOf(asset, facet).some((value) => value !== null && filters[facet]?.includes(value)));

function aQuestion(): AssetQuestion {
  const search = pick(['', '精华', '日', 'er', 'serum', '夏日 serum', '%', '_', '\\', '49', '精华 焕新 敏感肌', 'zzqq']);
  const filters = { ...(random.uniform() < 0.4 && { tier: [pick(TIERS), pick(TIERS)] }), ...(random.uniform() < 0.3 && { vertical: [pick(WORDS)] }), ...(random.uniform() < 0.2 && { rights: ['none', 'ok'] }) };
  return { ...plain, search, filters };
}

test('a word finds the same whether it is taken to be rare or frequent, and the count says when it stopped', async () => {
  for (let asked = 0; asked < 60; asked += 1) {
    const question = aQuestion();
    const expected = assets.filter((asset) => finds(asset, question)).map(({ id }) => id).toReversed();
    for (const isFrequent of [true, false]) {
      const { rows } = await listAssetRows(t.db, workspaceId, question, { sort: 'created', page: null, limit: 100, isFrequent });
      expect([question.search, rows.map(({ id }) => id)]).toEqual([question.search, expected]);
    }
    expect(await countAssets(t.db, workspaceId, question, 10)).toEqual({ count: Math.min(10, expected.length), more: expected.length > 10 });
    for (const sort of ['created', 'views'] as const) {
      const found = await findAssetPage(t.db, workspaceId, question, { sort, page: null, limit: 7, counted: 10 });
      expect(found.total).toEqual({ count: Math.min(10, expected.length), more: expected.length > 10 });
      expect(found.rows).toHaveLength(Math.min(7, expected.length));
      if (sort === 'created') expect(found.rows.map(({ id }) => id)).toEqual(expected.slice(0, 7));
    }
  }
});

test('each filter is counted under all the others, each value once for each asset that has it', async () => {
  for (let asked = 0; asked < 20; asked += 1) {
    const question = aQuestion();
    const counts = await countAssetFacets(t.db, workspaceId, question);
    for (const facet of ['kind', 'tier', 'vertical', 'platform', 'orientation', 'language', 'band', 'rights', 'kol', 'campaign'] as const) {
      const expected = new Map<string, number>();
      for (const asset of assets.filter((one) => finds(one, question, facet))) {
        for (const value of valuesOf(asset, facet)) if (value !== null) expected.set(value, (expected.get(value) ?? 0) + 1);
      }
      expect([facet, new Map(counts.filter((one) => one.facet === facet).map(({ value, count }) => [value, count]))]).toEqual([facet, expected]);
    }
  }
});
