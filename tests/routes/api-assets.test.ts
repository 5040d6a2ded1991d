import { beforeAll, describe, expect, test } from 'vitest';
import { loader } from '#app/routes/api.v1.assets/route.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { setAssetInBin, writeAsset } from '#app/services/save-asset.server.ts';
import { settleAssets } from '#app/services/settle-assets.server.ts';
import { anApiToken } from '#tests/factories/token.ts';
import { NOON } from '#tests/factories/workspace.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { amountsIn, aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
let world: PortalWorld;
let other: PortalWorld;
let token = '';
let theirs = '';
const added: string[] = [];

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  other = await aPortalWorld(t.db, { orders: 'theirs' });
  token = await anApiToken(t.db, { workspaceId: world.workspaceId, scopes: ['read'] });
  theirs = await anApiToken(t.db, { workspaceId: other.workspaceId, scopes: ['read'] });
  for (const [index, title] of ['晚霞脚本', 'Serum words', '晚霞 serum'].entries()) {
    const written = await writeAsset(t.db, { workspaceId: world.workspaceId, kind: 'script', title, body: 'x', tags: ['精华'], language: 'zh', collaborationId: null }, { ...doing, now: new Date(NOON.getTime() + index * 1_000) });
    if (written.status !== 'written') throw new Error(written.status);
    added.push(written.assetId);
  }
  const grant = { channels: ['paid_ads' as const], territories: ['JP' as const], fromDay: '2026-08-01', untilDay: '2026-08-31', isExclusive: true, creditLine: '@lily', contractPage: 'https://files.example/7' };
  await grantAssetRight(t.db, { workspaceId: world.workspaceId, assetId: added[0] ?? '', known: null, grant }, doing);
  await settleAssets(t.db, { now: NOON, workspaceId: world.workspaceId });
});

async function ask(query = '', bearer = token) {
  const response = await loader({ request: new Request(`http://portal.test/api/v1/assets${query}`, { headers: { authorization: `Bearer ${bearer}` } }), params: {}, context: {} });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as { items: Record<string, unknown>[]; nextCursor: string | null } };
}
const titles = async (query: string) => (await ask(query)).body.items.map(({ title }) => title);

describe('GET /api/v1/assets', () => {
  test('tells what an asset is, comes from, did and may be used for', async () => {
    const { items } = (await ask()).body;
    expect(items).toHaveLength(4);
    expect(items.find(({ id }) => id === world.params.get('assetId'))).toEqual({
      id: world.params.get('assetId'), number: 1, kind: 'text', title: 'Planted words', caption: expect.any(String), tags: expect.any(Array), language: expect.any(String),
      kolId: world.params.get('kolId'), kolName: 'Planted creator', collaborationId: world.params.get('collaborationId'), contentId: world.params.get('contentId'), campaign: 'planted', tier: 'mid',
      platform: expect.any(String), views: 50_000, engagementRate: expect.any(Number), performanceBand: 'low', mediaType: null, bytes: null, width: null, height: null, durationMs: null, orientation: null,
      sha256: null, createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), uses: expect.any(Number), rights: expect.any(Array),
    });
    expect(items.find(({ id }) => id === added[0])).toMatchObject({
      number: 2, kolId: null, campaign: null, views: null, engagementRate: null, performanceBand: 'none', uses: 0,
      rights: [{ channels: ['paid_ads'], territories: ['JP'], from: '2026-08-01', until: '2026-08-31', exclusive: true, creditLine: '@lily', contractPage: 'https://files.example/7' }],
    });
  });

  test('gives every asset once over its pages, in one order, whatever their length', async () => {
    const whole = (await ask()).body;
    expect(whole.nextCursor).toBeNull();
    for (const limit of [1, 2, 3]) {
      const seen: unknown[] = [];
      let cursor: string | null = '';
      for (let pages = 0; cursor !== null && pages < 10; pages += 1) {
        const { body } = await ask(`?limit=${limit}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        expect(body.items.length).toBeLessThanOrEqual(limit);
        seen.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      }
      expect(seen).toEqual(whole.items.map(({ id }) => id));
    }
  });

  test('narrows by kind, campaign, KOL, words and a use on a day', async () => {
    expect(await titles('?kind=script')).toEqual(['晚霞脚本', 'Serum words', '晚霞 serum']);
    expect(await titles('?campaign=planted')).toEqual(['Planted words']);
    expect(await titles(`?kol=${world.params.get('kolId') ?? ''}`)).toEqual(['Planted words']);
    expect(await titles(`?q=${encodeURIComponent('晚霞')}`)).toEqual(['晚霞脚本', '晚霞 serum']);
    expect(await titles(`?q=${encodeURIComponent('serum 晚霞')}`)).toEqual(['晚霞 serum']);
    expect(await titles('?kind=script&q=wxjb')).toEqual(['晚霞脚本']);
    expect(await titles('?channel=paid_ads&territory=JP&on=2026-08-31')).toContain('晚霞脚本');
    for (const query of ['?channel=paid_ads&territory=JP&on=2026-09-01', '?channel=email&territory=JP&on=2026-08-15', '?channel=paid_ads&territory=US&on=2026-08-15', '?kind=video', '?campaign=none']) {
      expect(await titles(query)).not.toContain('晚霞脚本');
    }
  });

  test('refuses what is no question, with a problem that names it', async () => {
    for (const query of ['?limit=0', '?limit=201', '?kind=song', '?kol=x', '?channel=tv', '?territory=ZZ', '?on=tomorrow', '?cursor=damaged']) expect([query, (await ask(query)).status]).toEqual([query, 422]);
  });

  test('holds nothing of another workspace, no amounts, no contacts, no way to a file, and nothing from the recycle bin', async () => {
    const own = await ask();
    const [first] = added;
    const strangers = await ask('', theirs);
    expect(strangers.body.items.map(({ id }) => id)).toEqual([other.params.get('assetId')]);
    expect((await ask(`?kol=${world.params.get('kolId') ?? ''}`, theirs)).body.items).toEqual([]);
    expect(amountsIn(own.text, world.amountsMinor)).toEqual([]);
    expect(Object.keys(own.body.items[0] ?? {}).filter((name) => /cost|fee|price|roi|phone|mail|contact|payee|url|file|link/i.test(name))).toEqual([]);
    await setAssetInBin(t.db, { workspaceId: world.workspaceId, assetId: first ?? '', isDeleted: true }, doing);
    expect((await ask()).body.items.map(({ id }) => id)).not.toContain(first);
    await setAssetInBin(t.db, { workspaceId: world.workspaceId, assetId: first ?? '', isDeleted: false }, doing);
  });
});
