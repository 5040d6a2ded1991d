import { createHash } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#app/domain/period.ts';
import { readFileTicket } from '#app/lib/asset-files/file-link.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { objectStore, setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { action as assetAction, loader as assetLoader } from '#app/routes/assets.$assetId/route.tsx';
import { loader as takeLoader } from '#app/routes/assets.$assetId_.take/route.tsx';
import { loader as bestLoader } from '#app/routes/assets.best/route.tsx';
import { loader as zipLoader } from '#app/routes/assets.zip/route.tsx';
import { action as zipAction } from '#app/routes/assets.zip_.file/route.ts';
import { action as libraryAction, loader as libraryLoader } from '#app/routes/assets._index/route.tsx';
import { action as oneAction, loader as oneLoader } from '#app/routes/collections.$collectionId/route.tsx';
import { action, loader } from '#app/routes/collections._index/route.tsx';
import { drawPicture } from '#app/services/demo/draw-picture.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { reconcileAssets } from '#app/services/reconcile-assets.server.ts';
import { addToCollection, createCollection } from '#app/services/save-collection.server.ts';
import { takeInAsset } from '#app/services/take-in-asset.server.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { zipContent } from '#tests/setup/zip-content.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const today = dayOf(new Date(), 'Asia/Shanghai');
let world: PortalWorld;
let folder = '';
let textId = '';
const pictures: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-collections-'));
  setObjectStore(createDiskStore(path.join(folder, 'store')));
  world = await aPortalWorld(t.db);
  textId = world.params.get('assetId') ?? '';
  for (const [index, untilDay] of [null, addDays(today, 5), addDays(today, -5)].entries()) pictures.push(await aPicture(`Picture ${index}`, index * 30, untilDay));
});
afterAll(async () => {
  setObjectStore(null);
  await rm(folder, { recursive: true, force: true });
});

async function aPicture(title: string, brightness: number, untilDay: string | null): Promise<string> {
  const file = path.join(folder, `in-${brightness}`);
  await writeFile(file, drawPicture({ width: 900, height: 1200, wall: [230, 170, 150], table: [180, 120, 100], product: [90, 60, 110], shape: 'bottle', at: 0.5, sun: { x: 0.7, y: 0.2, radius: 0.1 }, brightness }));
  const taken = await takeInAsset(t.db, { workspaceId: world.workspaceId, file, fileName: 'a.png', title, contentId: null, collaborationId: null, kolId: null }, doing);
  if (taken.status !== 'stored') throw new Error(taken.status);
  await grantAssetRight(t.db, { workspaceId: world.workspaceId, assetId: taken.assetId, known: null, grant: { channels: ['own_social'], territories: ['CN'], fromDay: '2020-01-01', untilDay, isExclusive: false, creditLine: '@lily', contractPage: '' } }, doing);
  return taken.assetId;
}

const WORDS = { name: ' 夏日精选 ', notes: 'for the launch', visibility: 'team' };
const sends = async (collectionId: string, form: Record<string, string>, cookie = world.cookies.content) => await visit(oneAction, '/collections/x', { cookie, params: { collectionId }, form });
const shown = async (collectionId: string, search = '', cookie = world.cookies.content) => await dataOf(oneLoader, `/collections/x${search}`, { cookie, params: { collectionId } });
const aCollection = async (assetIds: readonly string[], visibility: 'team' | 'private' = 'team', ownerId = world.userIds.manager) =>
  (await createCollection(t.db, { workspaceId: world.workspaceId, name: 'A set', notes: '', visibility, assetIds }, { now: NOON, actor: { kind: 'user', id: ownerId, name: 'The owner' } })).collectionId;

describe('a collection', () => {
  test('is made, listed with its first pictures, and found by those who may see it', async () => {
    expect(await visit(action, '/collections', { cookie: world.cookies.content, form: { ...WORDS, name: ' ' } })).toMatchObject({ errors: { name: 'missing' }, values: { notes: 'for the launch' } });
    expect(await statusOf(action, '/collections', { cookie: world.cookies.content, form: WORDS })).toBe(303);
    expect(await statusOf(action, '/collections', { cookie: world.cookies.viewer, form: WORDS })).toBe(403);
    await aCollection([textId, ...pictures]);
    const { collections } = await dataOf(loader, '/collections', { cookie: world.cookies.viewer });
    expect(collections.find(({ name }) => name === '夏日精选')).toMatchObject({ assets: 0, covers: [], ownerName: 'The content', visibility: 'team' });
    const full = collections.find(({ name }) => name === 'A set');
    expect(full).toMatchObject({ assets: 4 });
    expect(full?.covers).toHaveLength(3);
  });

  test('that is private is not there for anybody else, whatever they ask', async () => {
    const collectionId = await aCollection([textId], 'private');
    const others = ['content', 'admin', 'viewer'] as const;
    for (const role of others) {
      expect(await statusOf(oneLoader, '/collections/x', { cookie: world.cookies[role], params: { collectionId } })).toBe(404);
      expect((await dataOf(loader, '/collections', { cookie: world.cookies[role] })).collections.map(({ id }) => id)).not.toContain(collectionId);
      expect((await dataOf(assetLoader, '/assets/x', { cookie: world.cookies[role], params: { assetId: textId } })).collections.map(({ id }) => id)).not.toContain(collectionId);
    }
    const changes: Record<string, string>[] = [{ intent: 'delete' }, { intent: 'remove', assetId: textId }, { intent: 'move', assetId: textId, before: '' }, { intent: 'edit', version: '1', ...WORDS }];
    for (const form of changes) expect(await sends(collectionId, form)).toMatchObject({ status: 404 });
    expect((await shown(collectionId, '', world.cookies.manager)).assets).toHaveLength(1);
    const stranger = await aPortalWorld(t.db, { orders: 'other' });
    const teams = await aCollection([textId]);
    for (const id of [teams, 'x', newId()]) expect(await statusOf(oneLoader, '/collections/x', { cookie: stranger.cookies.manager, params: { collectionId: id } })).toBe(404);
    expect((await addToCollection(t.db, { workspaceId: stranger.workspaceId, collectionId: stranger.params.get('collectionId') ?? '', assetIds: [textId] }, doing))).toEqual({ status: 'added', added: 0 });
  });

  test('keeps an order that each asset can be moved in', async () => {
    const collectionId = await aCollection([...pictures, textId]);
    const order = async () => (await shown(collectionId)).assets.map(({ title }) => title);
    expect(await order()).toEqual(['Picture 0', 'Picture 1', 'Picture 2', 'Planted words']);
    expect(await sends(collectionId, { intent: 'move', assetId: textId, before: pictures[0] ?? '' })).toMatchObject({ status: 303 });
    expect(await order()).toEqual(['Planted words', 'Picture 0', 'Picture 1', 'Picture 2']);
    await sends(collectionId, { intent: 'move', assetId: pictures[0] ?? '', before: '' });
    await sends(collectionId, { intent: 'remove', assetId: pictures[1] ?? '' });
    expect(await order()).toEqual(['Planted words', 'Picture 2', 'Picture 0']);
    expect(await sends(collectionId, { intent: 'remove', assetId: pictures[1] ?? '' })).toMatchObject({ status: 404 });
  });

  test('says which of its assets may not be used so, and why', async () => {
    const collectionId = await aCollection([textId, ...pictures]);
    const { summary, creditLines, question } = await shown(collectionId, '?channel=own_social&territory=CN');
    expect(question).toEqual({ channel: 'own_social', territory: 'CN', on: today });
    expect(summary).toEqual({ total: 4, allowed: 3, refused: [{ assetId: pictures[2], refusal: { clause: 'ended', grantId: expect.any(String), day: addDays(today, -5) } }] });
    expect(creditLines).toEqual(['@lily']);
    expect((await shown(collectionId, '?channel=paid_ads&territory=US&on=2026-02-30')).summary).toMatchObject({ allowed: 0, refused: [{ refusal: { clause: 'channel' } }, {}, {}, {}] });
    expect((await shown(collectionId, '?channel=nonsense&territory=XX')).question).toMatchObject({ channel: 'own_social', territory: 'CN' });
  });

  test('is changed, unless somebody else did; only its owner says who sees it; deleting keeps the assets', async () => {
    const collectionId = await aCollection([textId], 'team');
    const form = { intent: 'edit', version: '1', name: 'New name', notes: 'n', visibility: 'team' };
    expect(await sends(collectionId, { ...form, visibility: 'private' })).toMatchObject({ errors: { form: 'not_owner' } });
    expect(await sends(collectionId, form)).toMatchObject({ status: 303 });
    expect(await sends(collectionId, form)).toMatchObject({ errors: { form: 'stale' }, values: { version: '2' } });
    expect(await sends(collectionId, { ...form, version: '2', visibility: 'private' }, world.cookies.manager)).toMatchObject({ status: 303 });
    expect((await shown(collectionId, '', world.cookies.manager)).collection).toMatchObject({ name: 'New name', visibility: 'private', maySetVisibility: true });
    expect(await sends(collectionId, { intent: 'delete' }, world.cookies.manager)).toMatchObject({ status: 303 });
    expect(await statusOf(assetLoader, '/assets/x', { cookie: world.cookies.content, params: { assetId: textId } })).toBe(200);
    const audit = await t.db.selectFrom('audit_event').select(['action', 'before']).where('subject_id', '=', collectionId).orderBy('id').execute();
    expect(audit.map((entry) => entry.action)).toEqual(['collection.create', 'collection.edit', 'collection.edit', 'collection.delete']);
    expect(audit.at(-1)?.before).toMatchObject({ assets: [textId] });
  });
});

describe('assets are put together', () => {
  const collect = async (fields: readonly (readonly [string, string])[], cookie = world.cookies.content) => {
    const request = new Request('http://portal.test/assets', { method: 'POST', headers: { cookie }, body: new URLSearchParams([['intent', 'collect'], ...fields.map(([name, value]): [string, string] => [name, value])]) });
    return await libraryAction({ request, params: {}, context: {} });
  };

  test('from what was chosen in the library, into a new collection or one that is there', async () => {
    const made = await collect([['collection', ''], ['name', 'Chosen'], ['asset', pictures[1] ?? ''], ['asset', textId]]);
    const collectionId = made instanceof Response ? (made.headers.get('location') ?? '').split('/').at(-1) ?? '' : '';
    expect((await shown(collectionId)).assets.map(({ title }) => title)).toEqual(['Picture 1', 'Planted words']);
    await collect([['collection', collectionId], ['name', ''], ['asset', pictures[0] ?? '']]);
    await collect([['collection', collectionId], ['name', ''], ['asset', pictures[0] ?? ''], ['asset', newId()]]);
    expect((await shown(collectionId)).assets.map(({ title }) => title)).toEqual(['Picture 1', 'Planted words', 'Picture 0']);
    expect(await collect([['collection', ''], ['name', '']])).toMatchObject({ errors: { collect: 'nothing' } });
    expect(await collect([['collection', ''], ['name', ''], ['asset', textId]])).toMatchObject({ errors: { collect: 'missing' } });
    expect(await collect([['collection', newId()], ['name', ''], ['asset', textId]])).toMatchObject({ errors: { collect: 'gone' } });
  });

  test('from the page of one', async () => {
    const collectionId = await aCollection([]);
    const at = { cookie: world.cookies.content, params: { assetId: textId } };
    expect(await visit(assetAction, '/assets/x', { ...at, form: { intent: 'collect', collection: collectionId, name: '' } })).toBeInstanceOf(Response);
    expect((await dataOf(assetLoader, '/assets/x', at)).collections.map(({ id }) => id)).toContain(collectionId);
    expect(await visit(assetAction, '/assets/x', { ...at, form: { intent: 'collect', collection: '', name: '' } })).toMatchObject({ intent: 'collect', errors: { form: 'missing' } });
  });

  test('up to 500, all of them or none', async () => {
    const collectionId = await aCollection(pictures);
    const many = Array.from({ length: 498 }, () => newId());
    const template = await t.db.selectFrom('asset').selectAll().where('id', '=', textId).executeTakeFirstOrThrow();
    await t.db.insertInto('asset').values(many.map((id, index) => ({ ...template, id, number: 10_000 + index }))).execute();
    expect(await addToCollection(t.db, { workspaceId: world.workspaceId, collectionId, assetIds: many }, doing)).toEqual({ status: 'full', most: 500 });
    expect(await addToCollection(t.db, { workspaceId: world.workspaceId, collectionId, assetIds: many.slice(1) }, doing)).toEqual({ status: 'added', added: 497 });
    await t.db.deleteFrom('asset').where('id', 'in', many).execute();
    expect((await shown(collectionId)).assets).toHaveLength(3);
  });
});

describe('rights that end', () => {
  test('are counted for a month, a week and a day, and found by it', async () => {
    const asked = async (search: string) => await dataOf(libraryLoader, `/assets${search}`, { cookie: world.cookies.viewer });
    expect((await asked('')).ending).toEqual({ 30: 1, 7: 1, 1: 0 });
    for (const [search, titles] of [['?f.ending=30', ['Picture 1']], ['?f.ending=7', ['Picture 1']], ['?f.ending=1', []]] as const) expect((await asked(search)).cards.map(({ title }) => title)).toEqual(titles);
  });
});

describe('the best for a brief', () => {
  test('did well, fits, and may be used there on all of its days', async () => {
    const collaborationId = world.params.get('collaborationId') ?? '';
    const own = { kol_id: world.params.get('kolId') ?? '', collaboration_id: collaborationId, tier: 'mid' as const, platform: 'douyin', views: 9_000, engagement_basis_points: 300 };
    for (const [index, band] of (['high', 'middle', 'high'] as const).entries()) await t.db.updateTable('asset').set({ ...own, performance_band: band }).where('id', '=', pictures[index] ?? '').execute();
    const asked = async (search: string) => (await dataOf(bestLoader, `/assets/best?collaboration=${collaborationId}${search}`, { cookie: world.cookies.viewer }));
    const { rows, fromDay, throughDay } = await asked('&channel=own_social&territory=CN');
    // The second one's rights end on the way, the third's have ended.
    expect(throughDay >= fromDay).toBe(true);
    expect(rows.map(({ title }) => title)).toEqual(throughDay > addDays(today, 5) ? ['Picture 0'] : ['Picture 0', 'Picture 1']);
    expect(rows[0]).toMatchObject({ band: 'high', uses: 0, creditLine: '@lily', standing: { state: 'ok' } });
    expect((await asked('&channel=paid_ads')).rows).toEqual([]);
    for (const id of ['x', newId()]) expect(await statusOf(bestLoader, `/assets/best?collaboration=${id}`, { cookie: world.cookies.viewer })).toBe(404);
  });
});

describe('a picture is taken away', () => {
  const take = async (assetId: string, search: string, cookie = world.cookies.viewer) => await visit(takeLoader, `/assets/x/take${search}`, { cookie, params: { assetId } });
  const ticketOf = (answer: unknown) => (answer instanceof Response ? readFileTicket((answer.headers.get('location') ?? '').split('/').at(-1) ?? '', new Date()) : null);
  const bytesOf = async (key: string) => {
    const stream = await objectStore().read(key);
    const parts: Buffer[] = [];
    for await (const part of stream ?? []) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  };

  test.each([
    ['2048-whole-jpeg', 'jpeg', 900, 1200], ['1024-whole-png', 'png', 768, 1024], ['512-square-webp', 'webp', 512, 512], ['1024-story-jpeg', 'jpeg', 576, 1024], ['512-wide-jpeg', 'jpeg', 512, 288],
  ])('as %s, never larger than it was', async (as, format, width, height) => {
    const ticket = ticketOf(await take(pictures[0] ?? '', `?as=${as}&channel=own_social&territory=CN`));
    if (ticket === null || typeof ticket === 'string') throw new Error('no ticket');
    expect(ticket.mediaType).toBe(`image/${format}`);
    expect(await sharp(await bytesOf(ticket.key)).metadata()).toMatchObject({ format, width, height });
  });

  test('is made once, and what was made belongs to its file: no orphan, and none without it', async () => {
    const before = await reconcileAssets(t.db, { removesOrphans: false }, { now: new Date(Date.now() + 7_200_000) });
    expect(before).toMatchObject({ orphans: [], missing: [] });
    const wishes = await Promise.all(Array.from({ length: 4 }, () => take(pictures[1] ?? '', '?as=512-square-jpeg')));
    expect(wishes.every((answer) => answer instanceof Response && answer.status === 303)).toBe(true);
    expect(await reconcileAssets(t.db, { removesOrphans: false }, { now: new Date(Date.now() + 7_200_000) })).toMatchObject({ orphans: [], missing: [] });
  });

  test('only where its rights allow the use that was asked for; the refusal names the clause', async () => {
    expect(ticketOf(await take(pictures[0] ?? '', ''))).toMatchObject({ mediaType: 'image/png' });
    expect(await take(pictures[0] ?? '', '?channel=paid_ads&territory=CN')).toMatchObject({ data: { refusal: { clause: 'channel' } }, init: { status: 403 } });
    expect(await take(pictures[0] ?? '', '?channel=own_social&territory=US&as=512-square-jpeg')).toMatchObject({ data: { refusal: { clause: 'territory' } } });
    expect(await take(pictures[2] ?? '', '')).toMatchObject({ data: { refusal: { clause: 'ended', day: addDays(today, -5) } } });
    expect(await take(pictures[0] ?? '', '?as=513-square-jpeg')).toMatchObject({ data: { refusal: null }, init: { status: 422 } });
    expect(await take(textId, '')).toMatchObject({ status: 303 });
    for (const id of ['x', newId()]) expect(await take(id, '')).toMatchObject({ status: 404 });
  });
});

describe('a ZIP', () => {
  const zipped = async (form: Record<string, string | string[]>, cookie = world.cookies.content, language = 'en') => {
    const body = new URLSearchParams(Object.entries({ channel: '', territory: 'CN', place: '', ...form }).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])));
    return await zipAction({ request: new Request('http://portal.test/assets/zip/file', { method: 'POST', body, headers: { cookie, 'accept-language': language } }), params: {}, context: {} });
  };
  const content = async (response: Response) => await zipContent(Buffer.from(await response.arrayBuffer()));
  const usesAt = async (place: string) => (await t.db.selectFrom('asset_use').select(['asset_id', 'channel']).where('place', '=', place).execute()).map((use) => use.asset_id).toSorted();
  let collectionId = '';
  beforeAll(async () => {
    collectionId = (await createCollection(t.db, { workspaceId: world.workspaceId, name: '打包 / set', notes: '', visibility: 'team', assetIds: [...pictures, textId] }, doing)).collectionId;
  });

  test('says before what is left out, with the clause, and what the rest weighs', async () => {
    const asked = await dataOf(zipLoader, `/assets/zip?collection=${collectionId}&channel=own_social`, { cookie: world.cookies.viewer });
    expect(asked.files.map(({ name }) => name)).toEqual([expect.stringMatching(/^A-\d+ Picture 0\.png$/), expect.stringMatching(/^A-\d+ Picture 1\.png$/), expect.stringMatching(/^A-\d+ .*\.txt$/)]);
    expect(asked.refused).toMatchObject([{ id: pictures[2], refusal: { clause: 'ended', day: addDays(today, -5) } }]);
    expect(asked.files[0]).toMatchObject({ creditLine: '@lily' });
    expect((await dataOf(zipLoader, `/assets/zip?asset=${pictures[0]}&asset=${pictures[0]}&asset=x&channel=press`, { cookie: world.cookies.viewer }))).toMatchObject({ files: [], refused: [{ refusal: { clause: 'channel' } }] });
    expect(await dataOf(zipLoader, '/assets/zip', { cookie: world.cookies.viewer })).toMatchObject({ files: [], refused: [] });
  });

  test('holds the files byte for byte with a list of credit lines and of what was left out; each take is kept, and logged as a reuse', async () => {
    const response = await zipped({ collection: collectionId, channel: 'own_social', place: 'tmall page' });
    expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([200, 'application/zip', `attachment; filename="__ / set.zip"; filename*=UTF-8''${encodeURIComponent('打包 / set')}.zip`]);
    const told = Number(response.headers.get('content-length'));
    const zip = Buffer.from(await response.arrayBuffer());
    expect(zip.length).toBe(told);
    const files = await zipContent(zip);
    const hashes = await t.db.selectFrom('asset').select(['id', 'file_hash as hash']).where('id', 'in', pictures).execute();
    const hashOf = (id: string | undefined) => hashes.find((one) => one.id === id)?.hash?.toString('hex');
    const [list = '', first = '', second = ''] = files.keys();
    for (const [name, id] of [[first, pictures[0]], [second, pictures[1]]] as const) expect(createHash('sha256').update(files.get(name) ?? '').digest('hex')).toBe(hashOf(id));
    expect([list, files.size]).toEqual(['READ ME.txt', 4]);
    const words = files.get(list)?.toString() ?? '';
    for (const part of ['打包 / set', 'Own social accounts', 'The content', '| show with it: @lily', 'Left out: 1', 'Picture 2: The right ended on']) expect(words).toContain(part);
    expect(await usesAt('tmall page')).toEqual([pictures[0], pictures[1], textId].toSorted());
    const audits = await t.db.selectFrom('audit_event').select('subject_id').where('workspace_id', '=', world.workspaceId).where('action', '=', 'asset.take').execute();
    expect(audits.map(({ subject_id }) => subject_id).toSorted()).toEqual([pictures[0], pictures[1], textId].toSorted());
  });

  test('to look at is no reuse; its list speaks the language of who takes it', async () => {
    const before = (await t.db.selectFrom('asset_use').select('id').execute()).length;
    const files = await content(await zipped({ asset: [pictures[1] ?? '', pictures[0] ?? ''] }, world.cookies.viewer, 'zh-CN'));
    expect([...files.keys()]).toEqual(['说明.txt', expect.stringContaining('Picture 1'), expect.stringContaining('Picture 0')]);
    expect(files.get('说明.txt')?.toString()).toContain('仅查看');
    expect((await t.db.selectFrom('asset_use').select('id').execute()).length).toBe(before);
  });

  test('names a file that is not in the store instead of breaking off', async () => {
    const { hash } = await t.db.selectFrom('asset').select('file_hash as hash').where('id', '=', pictures[0] ?? '').executeTakeFirstOrThrow();
    const key = `${world.workspaceId}/${hash?.toString('hex')}`;
    await rename(path.join(folder, 'store', key), path.join(folder, 'kept'));
    try {
      const files = await content(await zipped({ asset: [pictures[0] ?? '', pictures[1] ?? ''] }));
      expect(files.size).toBe(2);
      expect(files.get('READ ME.txt')?.toString()).toMatch(/Not found in the store: 1\r\nA-\d+ Picture 0\.png/);
    } finally {
      await rename(path.join(folder, 'kept'), path.join(folder, 'store', key));
    }
  });

  test('asks for the place of a use, gives nothing that rights refuse, and no collection of somebody else', async () => {
    const lacking = await zipped({ collection: collectionId, channel: 'own_social' });
    expect([lacking.status, lacking.headers.get('location')]).toEqual([303, `/assets/zip?collection=${collectionId}&channel=own_social&territory=CN&missing=place`]);
    expect((await zipped({ asset: pictures[2] ?? '' })).headers.get('location')).toBe(`/assets/zip?asset=${pictures[2]}&territory=CN`);
    const mine = await createCollection(t.db, { workspaceId: world.workspaceId, name: 'Mine', notes: '', visibility: 'private', assetIds: [textId] }, { now: NOON, actor: { kind: 'user', id: world.userIds.manager, name: 'The manager' } });
    await expect(zipped({ collection: mine.collectionId })).rejects.toMatchObject({ status: 404 });
    await expect(zipped({ asset: 'x' })).rejects.toMatchObject({ status: 422 });
    expect(await statusOf(zipLoader, `/assets/zip?collection=${mine.collectionId}`, { cookie: world.cookies.content })).toBe(404);
    expect(await statusOf(zipLoader, '/assets/zip?collection=x', { cookie: world.cookies.content })).toBe(404);
    const stranger = await aPortalWorld(t.db, { orders: 'zip' });
    expect(await dataOf(zipLoader, `/assets/zip?asset=${pictures[0]}`, { cookie: stranger.cookies.content })).toMatchObject({ files: [], refused: [] });
  });
});
