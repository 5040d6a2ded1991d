import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loader as assetLoader, action as assetAction } from '#app/routes/assets.$assetId/route.tsx';
import { action as downloadAction, loader as downloadLoader } from '#app/routes/assets.$assetId_.download/route.ts';
import { action, loader } from '#app/routes/assets._index/route.tsx';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { drawPicture } from '#app/services/demo/draw-picture.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { settleAssets } from '#app/services/settle-assets.server.ts';
import { takeInAsset } from '#app/services/take-in-asset.server.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
let world: PortalWorld;
let folder = '';
let pictureId = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-assets-'));
  setObjectStore(createDiskStore(path.join(folder, 'store')));
  world = await aPortalWorld(t.db);
  pictureId = await aPicture('夏日焕新 主图', 0);
  await settleAssets(t.db, { now: NOON, workspaceId: world.workspaceId });
});
afterAll(async () => {
  setObjectStore(null);
  await rm(folder, { recursive: true, force: true });
});

async function aPicture(title: string, brightness: number, untilDay: string | null = null): Promise<string> {
  const file = path.join(folder, `in-${brightness}`);
  await writeFile(file, drawPicture({ width: 120, height: 160, wall: [230, 170, 150], table: [180, 120, 100], product: [90, 60, 110], shape: 'bottle', at: 0.5, sun: { x: 0.7, y: 0.2, radius: 0.1 }, brightness }));
  const taken = await takeInAsset(t.db, { workspaceId: world.workspaceId, file, fileName: 'a.png', title, tags: ['精华'], language: 'zh', contentId: null, collaborationId: world.params.get('collaborationId') ?? '', kolId: null }, doing);
  if (taken.status !== 'stored') throw new Error(taken.status);
  const grant = { channels: ['own_social' as const], territories: ['CN' as const], fromDay: '2026-01-01', untilDay, isExclusive: false, creditLine: '@planted', contractPage: '' };
  await grantAssetRight(t.db, { workspaceId: world.workspaceId, assetId: taken.assetId, known: null, grant }, doing);
  return taken.assetId;
}

const library = async (search = '', cookie = world.cookies.content) => await dataOf(loader, `/assets${search}`, { cookie });
const titles = async (search: string) => (await library(search)).cards.map((card) => card.title);
const at = (assetId = pictureId) => ({ cookie: world.cookies.content, params: { assetId } });
const one = async (assetId = pictureId, cookie = world.cookies.content) => await dataOf(assetLoader, `/assets/${assetId}`, { ...at(assetId), cookie });
const send = async (form: Record<string, string>, assetId = pictureId, cookie = world.cookies.content) => await visit(assetAction, `/assets/${assetId}`, { ...at(assetId), cookie, form });
const RIGHT = { intent: 'grant', rightId: '', version: '0', channels: 'paid_ads', territories: 'CN', fromDay: '2026-07-01', untilDay: '', creditLine: '', contractPage: '' };

describe('the library', () => {
  test('finds by two Chinese characters, pinyin, initials, tag, words and KOL', async () => {
    for (const q of ['焕新', 'xiari', 'xrhx', '精华', 'jh', '夏日 主图', 'planted creator', 'PLANTED 焕新']) expect(await titles(`?q=${encodeURIComponent(q)}&f.kind=image`)).toEqual(['夏日焕新 主图']);
    expect(await titles('?q=words')).toEqual(['Planted words']);
    for (const q of ['日新', 'xhr ', '%', '_', 'zzz']) expect(await titles(`?q=${encodeURIComponent(q)}&f.kind=image`)).toEqual([]);
  });

  test('narrows by filters with counts, and by a use on a day', async () => {
    const { facets, total } = await library();
    expect(total).toEqual({ count: 2, more: false });
    expect(facets.filter(({ facet }) => facet === 'kind').map(({ value, count }) => [value, count])).toEqual(expect.arrayContaining([['image', 1], ['text', 1]]));
    expect(await titles('?f.kind=image')).toEqual(['夏日焕新 主图']);
    expect((await library('?f.kind=image')).facets.filter(({ facet }) => facet === 'kind')).toHaveLength(2);
    expect(await titles('?f.orientation=portrait&f.tier=mid&f.campaign=planted&f.language=zh')).toEqual(['夏日焕新 主图']);
    expect(await titles('?f.kol=not-an-id')).toHaveLength(2);
    expect(await titles(`?f.kol=${world.params.get('kolId') ?? ''}`)).toHaveLength(2);
    expect(await titles('?channel=own_social&territory=CN&on=2026-07-10')).toHaveLength(2);
    expect(await titles('?channel=paid_ads&territory=CN&on=2026-07-10')).toEqual([]);
    expect(await titles('?channel=own_social&territory=US&on=nonsense')).toEqual([]);
    expect(await titles('?f.rights=none')).toEqual([]);
  });

  test('shows how the content did, to everybody, in a band among its platform', async () => {
    for (const role of ['content', 'viewer'] as const) expect((await library('?sort=-views', world.cookies[role])).cards.map((card) => [card.views, card.band])).toEqual([[50_000, 'low'], [50_000, 'low']]);
  });

  test('takes a text that is written here, and says what is missing', async () => {
    const form = { intent: 'write', kind: 'script', title: '口播脚本', body: '晚霞很短', tags: '口播，脚本', language: 'zh', collaboration: '' };
    expect(await visit(action, '/assets', { cookie: world.cookies.content, form: { ...form, body: ' ' } })).toMatchObject({ errors: { body: 'missing' }, values: { title: '口播脚本' } });
    expect(await statusOf(action, '/assets', { cookie: world.cookies.content, form })).toBe(303);
    expect(await titles('?q=wanxia')).toEqual([]);
    expect(await titles(`?q=${encodeURIComponent('晚霞')}`)).toEqual(['口播脚本']);
    expect(await statusOf(action, '/assets', { cookie: world.cookies.viewer, form })).toBe(403);
  });

  test('limits are set by administrators only', async () => {
    const form = { intent: 'limits', quota: '50', file: '1.5' };
    expect(await statusOf(action, '/assets', { cookie: world.cookies.content, form })).toBe(403);
    expect(await visit(action, '/assets', { cookie: world.cookies.admin, form: { ...form, file: '21' } })).toMatchObject({ errors: { file: 'limit' } });
    expect(await statusOf(action, '/assets', { cookie: world.cookies.admin, form })).toBe(303);
    expect((await library()).limits).toEqual({ quotaBytes: 53_687_091_200, maxFileBytes: 1_610_612_736 });
  });
});

describe('an asset', () => {
  test('shows its figures; ROI only to who may see costs', async () => {
    expect((await one()).asset).toMatchObject({ views: 50_000, kolName: 'Planted creator', campaignName: 'Planted campaign', width: 120, height: 160 });
    expect((await one()).roi).toBeNull();
    expect((await one(pictureId, world.cookies.manager)).roi).toMatchObject({ light: expect.any(String) });
  });

  test('what looks nearly the same is pointed out', async () => {
    const copyId = await aPicture('提亮版', 9);
    expect((await one()).near).toMatchObject([{ id: copyId, title: '提亮版' }]);
    expect((await one(copyId)).near).toMatchObject([{ id: pictureId }]);
  });

  test('is changed, unless somebody else did meanwhile; what was typed stays', async () => {
    const { asset } = await one();
    const form = { intent: 'edit', version: String(asset.version), title: '新标题', caption: '', tags: '晚霞', language: 'zh', collaboration: asset.collaborationId ?? '', content: '' };
    expect(await send({ ...form, title: ' ' })).toMatchObject({ errors: { title: 'missing' } });
    expect(await send(form)).toBeInstanceOf(Response);
    expect(await send(form)).toMatchObject({ errors: { form: 'stale' }, values: { title: '新标题', version: String(asset.version + 1) } });
    expect(await titles('?q=wx')).toEqual(['新标题']);
    expect(await send({ ...form, version: String(asset.version + 1), content: '0197f1a0-0000-7000-8000-000000000000' })).toMatchObject({ errors: { content: 'origin' } });
    expect(await send({ intent: 'unknown' })).toMatchObject({ errors: expect.anything() });
  });

  test('is reused where its rights allow it, and refused with the clause where they do not', async () => {
    const use = { intent: 'reuse', channel: 'own_social', territory: 'CN', on: '2026-07-10', place: 'shop front' };
    expect(await send(use)).toMatchObject({ done: { creditLine: '@planted' }, refusal: null });
    expect(await send({ ...use, channel: 'paid_ads' })).toMatchObject({ done: null, refusal: { clause: 'channel', channels: ['own_social'] } });
    expect(await send({ ...use, territory: 'US' })).toMatchObject({ refusal: { clause: 'territory' } });
    expect(await send({ ...use, on: '2025-12-31' })).toMatchObject({ refusal: { clause: 'not_yet', day: '2026-01-01' } });
    expect(await send({ ...use, place: '' })).toMatchObject({ errors: { place: 'missing' } });
    expect((await one()).uses.map(({ place, usedByName }) => [place, usedByName])).toEqual([['shop front', 'The content']]);
    expect(await send(use, pictureId, world.cookies.finance)).toMatchObject({ status: 403 });
  });

  test('nothing is granted exclusively twice at a time, whoever comes first', async () => {
    const exclusive = { ...RIGHT, isExclusive: 'on', untilDay: '2026-09-30' };
    expect(await send(exclusive)).toBeInstanceOf(Response);
    expect(await send({ ...exclusive, fromDay: '2026-09-30', untilDay: '2026-12-31' })).toMatchObject({ errors: { form: 'exclusive_elsewhere' } });
    expect(await send({ ...exclusive, territories: 'WW' })).toMatchObject({ errors: { form: 'exclusive_elsewhere' } });
    for (const free of [{ fromDay: '2026-10-01', untilDay: '' }, { territories: 'US' }, { channels: 'press' }]) expect(await send({ ...exclusive, ...free })).toBeInstanceOf(Response);
    const racing = await Promise.all(Array.from({ length: 6 }, () => send({ ...exclusive, channels: 'email', territories: 'JP' })));
    expect(racing.filter((answer) => answer instanceof Response)).toHaveLength(1);
    const { rights } = await one();
    const first = rights.find((right) => right.channels.includes('press'));
    expect(await send({ ...RIGHT, rightId: first?.id ?? '', version: '1', channels: 'press', untilDay: '2026-06-30' })).toMatchObject({ errors: { untilDay: 'before' } });
    expect(await send({ ...RIGHT, rightId: first?.id ?? '', version: '9', channels: 'press' })).toMatchObject({ errors: { form: 'stale' } });
    for (const right of rights.slice(1)) expect(await send({ intent: 'removeRight', rightId: right.id })).toBeInstanceOf(Response);
    expect((await one()).rights).toHaveLength(1);
    expect(await send({ ...RIGHT, channels: '' })).toMatchObject({ errors: { channels: 'channels' } });
  });

  test('whose rights have ended is given to nobody without a reason, and then the reason is kept', async () => {
    const endedId = await aPicture('到期', 40, '2026-06-30');
    const asFinance = { cookie: world.cookies.finance, params: { assetId: endedId } };
    expect(await one(endedId)).toMatchObject({ file: null, override: false, standing: { state: 'ended', untilDay: '2026-06-30' } });
    expect(await dataOf(assetLoader, '/assets/x', asFinance)).toMatchObject({ file: null, override: true });
    const ask = async (form: Record<string, string>, who = asFinance) => await visit(downloadAction, '/assets/x/download', { ...who, form });
    const goesTo = (answer: unknown) => (answer instanceof Response ? answer.headers.get('location') : null);
    expect(await ask({ reason: 'x' }, { ...asFinance, cookie: world.cookies.manager })).toMatchObject({ status: 403 });
    expect(await ask({ reason: 'x' }, { ...asFinance, params: { assetId: '0197f1a0-0000-7000-8000-000000000000' } })).toMatchObject({ status: 404 });
    const unusable: Record<string, string>[] = [{}, { reason: ' ' }, { reason: 'x', file: 'y' }, { reason: 'x'.repeat(301) }];
    for (const form of unusable) expect(goesTo(await ask(form))).toBe(`/assets/${endedId}`);
    // Following a link gives nothing and writes nothing.
    expect(goesTo(await visit(downloadLoader, '/assets/x/download?reason=link', asFinance))).toBe(`/assets/${endedId}`);
    expect(goesTo(await ask({ reason: 'dispute' }))).toMatch(/^\/assets\/files\//);
    expect(await t.db.selectFrom('audit_event').select(['action', 'reason', 'actor_name']).where('subject_id', '=', endedId).where('reason', 'is not', null).execute()).toEqual([
      { action: 'asset.take_after_end', reason: 'dispute', actor_name: 'The finance' },
    ]);
  });

  test('lies in the recycle bin after it was deleted, and comes back', async () => {
    expect(await send({ intent: 'delete' })).toBeInstanceOf(Response);
    expect(await titles('?f.kind=image')).not.toContain('新标题');
    expect(await titles('?bin=1')).toEqual(['新标题']);
    expect(await send({ intent: 'reuse', channel: 'own_social', territory: 'CN', on: '2026-07-10', place: 'x' })).toMatchObject({ errors: { form: 'deleted' } });
    expect(await send(RIGHT)).toMatchObject({ errors: { form: 'deleted' } });
    expect(await send({ intent: 'restore' })).toBeInstanceOf(Response);
    expect(await titles('?bin=1')).toEqual([]);
  });

  test('that is not there, or another brand\'s, is not found', async () => {
    const stranger = await aPortalWorld(t.db, { orders: 'other' });
    for (const [assetId, cookie] of [['x', world.cookies.content], ['0197f1a0-0000-7000-8000-000000000000', world.cookies.content], [pictureId, stranger.cookies.content]] as const) {
      expect(await statusOf(assetLoader, '/assets/x', { cookie, params: { assetId } })).toBe(404);
      expect(await statusOf(assetAction, '/assets/x', { cookie, params: { assetId }, form: { intent: 'delete' } })).toBe(404);
      expect(await statusOf(assetAction, '/assets/x', { cookie, params: { assetId }, form: RIGHT })).toBe(404);
    }
    expect((await dataOf(loader, '/assets', { cookie: stranger.cookies.content })).cards.map((card) => card.title)).toEqual(['Planted words']);
  });
});
