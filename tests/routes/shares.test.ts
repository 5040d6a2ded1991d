import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '#app/domain/proposals/random.ts';
import { SHARE_LIMITS } from '#app/domain/share.ts';
import { readFileTicket } from '#app/lib/asset-files/file-link.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { action as sharesAction, loader as sharesLoader } from '#app/routes/shares/route.tsx';
import { createShare, takeBackShare } from '#app/services/create-share.server.ts';
import { drawPicture } from '#app/services/demo/draw-picture.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { downloadShared, openShare, shareStillOpens } from '#app/services/open-share.server.ts';
import { setAssetInBin, writeAsset } from '#app/services/save-asset.server.ts';
import { addToCollection, createCollection, removeFromCollection } from '#app/services/save-collection.server.ts';
import { takeInAsset } from '#app/services/take-in-asset.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import { portalHandler, portalRoutes } from '#tests/setup/portal.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { amountsIn, aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { zipContent } from '#tests/setup/zip-content.ts';

const t = useTestDatabase();
const handle = await portalHandler(await portalRoutes());
const now = new Date();
const doing = { now, actor: PORTAL_ACTOR };
const DAY_MS = 86_400_000;
let world: PortalWorld;
let folder = '';
let pictureId = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-shares-'));
  setObjectStore(createDiskStore(path.join(folder, 'store')));
  world = await aPortalWorld(t.db);
  const file = path.join(folder, 'in');
  await writeFile(file, drawPicture({ width: 120, height: 160, wall: [230, 170, 150], table: [180, 120, 100], product: [90, 60, 110], shape: 'bottle', at: 0.5, sun: { x: 0.7, y: 0.2, radius: 0.1 }, brightness: 0 }));
  const taken = await takeInAsset(t.db, { workspaceId: world.workspaceId, file, fileName: 'secret-name.png', title: '夏日主图', caption: 'internal remark', tags: ['inner-tag'], contentId: null, collaborationId: world.params.get('collaborationId') ?? '', kolId: null }, doing);
  if (taken.status !== 'stored') throw new Error(taken.status);
  pictureId = taken.assetId;
  await grant(pictureId, { untilDay: null });
});
afterAll(async () => {
  setObjectStore(null);
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await t.db.deleteFrom('asset_share_miss').execute();
});

async function grant(assetId: string, { fromDay = '2020-01-01', untilDay }: { fromDay?: string; untilDay: string | null }): Promise<void> {
  const right = { channels: ['own_social' as const], territories: ['CN' as const], fromDay, untilDay, isExclusive: false, creditLine: '@planted credit', contractPage: 'HT-secret' };
  const outcome = await grantAssetRight(t.db, { workspaceId: world.workspaceId, assetId, known: null, grant: right }, doing);
  if (outcome.status !== 'granted') throw new Error(outcome.status);
}

async function aShare(subject: { assetId: string } | { collectionId: string }, { allowsDownload = false, days = 14 } = {}) {
  const made = await createShare(t.db, { workspaceId: world.workspaceId, subject, recipient: 'the agency', allowsDownload, days }, doing);
  if (made.status !== 'created') throw new Error(made.status);
  return made;
}

async function aText(title: string, wish: 'runs' | 'ended' | 'not_yet' | 'none' = 'runs'): Promise<string> {
  const written = await writeAsset(t.db, { workspaceId: world.workspaceId, kind: 'text', title, body: `Words of ${title}`, tags: [], language: 'en', collaborationId: null }, doing);
  if (written.status !== 'written') throw new Error(written.status);
  if (wish !== 'none') await grant(written.assetId, wish === 'runs' ? { untilDay: null } : wish === 'ended' ? { untilDay: '2021-12-31' } : { fromDay: '2999-01-01', untilDay: null });
  return written.assetId;
}

const get = async (address: string, headers: Record<string, string> = {}) => await handle(new Request(`http://portal.test${address}`, { headers }));
const post = async (address: string, form: Record<string, string>) => await handle(new Request(`http://portal.test${address}`, { method: 'POST', body: new URLSearchParams(form), headers: { origin: 'http://portal.test', host: 'portal.test' } }));

describe('a link for people outside', () => {
  test('shows title, picture, credit line and where it may be used, and nothing of money, figures, contacts or our own words', async () => {
    const { token } = await aShare({ assetId: pictureId });
    for (const address of [`/s/${token}`, `/s/${token}.data`]) {
      const response = await get(address);
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(text).toContain('夏日主图');
      expect(text).toContain('@planted credit');
      expect(amountsIn(text, world.amountsMinor)).toEqual([]);
      const inner = [world.contact, 'HT-secret', 'secret-name', 'internal remark', 'inner-tag', 'Planted creator', 'Planted campaign', '50,000', '50000', 'the agency', ...world.ratios];
      expect(inner.filter((word) => text.includes(word))).toEqual([]);
    }
  });

  test('is kept by no cache, found by no search, told to no other page, and speaks the visitor\'s language', async () => {
    const { token } = await aShare({ assetId: pictureId });
    const english = await get(`/s/${token}`, { 'accept-language': 'en' });
    expect(Object.fromEntries(['cache-control', 'referrer-policy', 'x-robots-tag', 'x-frame-options', 'x-content-type-options'].map((name) => [name, english.headers.get(name)]))).toEqual({
      'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive', 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff',
    });
    const text = await english.text();
    expect(text).toContain('Shared by');
    expect(text).toContain('<meta name="robots" content="noindex, nofollow"/>');
    expect(await (await get(`/s/${token}`, { 'accept-language': 'zh-CN' })).text()).toContain('此链接有效至');
  });

  test('that is wrong, has ended or was taken back is answered alike, to the byte', async () => {
    const [ended, revoked] = [await aShare({ assetId: pictureId }), await aShare({ assetId: pictureId })];
    await t.db.updateTable('asset_share').set({ created_at: new Date(now.getTime() - 20 * DAY_MS), expires_at: new Date(now.getTime() - DAY_MS) }).where('id', '=', ended.shareId).execute();
    expect((await takeBackShare(t.db, { workspaceId: world.workspaceId, shareId: revoked.shareId }, doing)).status).toBe('revoked');
    expect((await takeBackShare(t.db, { workspaceId: world.workspaceId, shareId: revoked.shareId }, doing)).status).toBe('not_found');
    const tokens = [ended.token, revoked.token, 'A'.repeat(43), 'x', `${ended.token}x`, encodeURIComponent('../../'), '0'];
    const answers = await Promise.all(tokens.map(async (token) => {
      const response = await get(`/s/${token}.data`);
      return JSON.stringify([response.status, [...response.headers].filter(([name]) => name !== 'date'), await response.text()]);
    }));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('404');
    for (const token of tokens) {
      const answer = await post(`/s/${token}/download`, { asset: pictureId });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/s/${token}`]);
    }
  });

  test('cannot be found by trying: an address that tries many is kept out, also of the right one', async () => {
    const { token } = await aShare({ assetId: pictureId });
    const address = '203.0.113.9';
    for (let tried = 0; tried < SHARE_LIMITS.missesPerWindow; tried += 1) expect((await openShare(t.db, { token: `wrong ${tried}`, address }, { now })).status).toBe('closed');
    expect((await openShare(t.db, { token, address }, { now })).status).toBe('too_many');
    expect((await downloadShared(t.db, { token, address, assetId: pictureId, rendition: 'original' }, { now })).status).toBe('too_many');
    expect((await openShare(t.db, { token, address: '203.0.113.10' }, { now })).status).toBe('open');
    expect((await openShare(t.db, { token, address }, { now: new Date(now.getTime() + SHARE_LIMITS.windowMs + 1) })).status).toBe('open');
    const kept = await t.db.selectFrom('asset_share_miss').select('address_hash').limit(1).executeTakeFirstOrThrow();
    expect(kept.address_hash.toString('latin1')).not.toContain(address);
  });

  test('is opened so often a minute and no more', async () => {
    const { token, shareId } = await aShare({ assetId: pictureId });
    const visits = Array.from({ length: SHARE_LIMITS.visitsPerMinute }, () => ({ workspace_id: world.workspaceId, id: newId(), share_id: shareId, kind: 'opened' as const, asset_id: null, at: now }));
    await t.db.insertInto('asset_share_visit').values(visits).execute();
    expect((await openShare(t.db, { token, address: 'a' }, { now })).status).toBe('too_many');
    expect((await openShare(t.db, { token, address: 'a' }, { now: new Date(now.getTime() + 61_000) })).status).toBe('open');
  });

  test('keeps its text as a hash only, ends within 90 days, and every step of it is in the audit log', async () => {
    const { token, shareId, expiresAt } = await aShare({ assetId: pictureId }, { allowsDownload: true, days: 90 });
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(expiresAt.getTime() - now.getTime()).toBe(90 * DAY_MS);
    const row = await t.db.selectFrom('asset_share').selectAll().where('id', '=', shareId).executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(token);
    for (const days of [0, 91, 1.5, Number.NaN]) await expect(createShare(t.db, { workspaceId: world.workspaceId, subject: { assetId: pictureId }, recipient: '', allowsDownload: false, days }, doing)).rejects.toThrow(RangeError);
    await expect(t.db.updateTable('asset_share').set({ expires_at: new Date(now.getTime() + 91 * DAY_MS) }).where('id', '=', shareId).execute()).rejects.toThrow('asset_share_check');
    expect((await downloadShared(t.db, { token, address: 'a', assetId: pictureId, rendition: 'original' }, { now })).status).toBe('given');
    await takeBackShare(t.db, { workspaceId: world.workspaceId, shareId }, doing);
    const audit = await t.db.selectFrom('audit_event').select(['action', 'actor_name', 'after']).where('workspace_id', '=', world.workspaceId).where('action', 'like', 'share.%').orderBy('id').execute();
    const own = audit.filter(({ after }) => JSON.stringify(after).includes(shareId)).map(({ action, actor_name }) => [action, actor_name]);
    expect(own).toEqual([['share.download', 'share link: the agency']]);
    expect(JSON.stringify(audit)).not.toContain(token);
    expect((await t.db.selectFrom('audit_event').select('action').where('subject_id', '=', shareId).execute()).map(({ action }) => action).toSorted()).toEqual(['share.create', 'share.revoke']);
  });
});

describe('what a link opens is exactly its set', () => {
  test('whatever is in which collection, deleted, allowed or withheld', async () => {
    const random = createRandom('shares');
    const wishes = ['runs', 'runs', 'ended', 'not_yet', 'none'] as const;
    const all = new Map<string, (typeof wishes)[number]>();
    for (let made = 0; made < 20; made += 1) {
      const wish = wishes[made % wishes.length] ?? 'runs';
      all.set(await aText(`Text ${made}`, wish), wish);
    }
    const strangerId = await aWorkspace(t.db);
    for (let round = 0; round < 12; round += 1) {
      const chosen = [...all.keys()].filter(() => random.uniform() < 0.4);
      const { collectionId } = await createCollection(t.db, { workspaceId: world.workspaceId, name: `Set ${round}`, notes: '', visibility: 'team', assetIds: chosen }, doing);
      const { token, shareId } = await aShare({ collectionId }, { allowsDownload: true });
      const [taken] = chosen.filter(() => random.uniform() < 0.5);
      if (taken) await removeFromCollection(t.db, { workspaceId: world.workspaceId, collectionId, assetId: taken }, doing);
      const binned = chosen.find((id) => id !== taken && random.uniform() < 0.3);
      if (binned) await setAssetInBin(t.db, { workspaceId: world.workspaceId, assetId: binned, isDeleted: true }, doing);
      const set = chosen.filter((id) => id !== taken && id !== binned);
      const opened = await openShare(t.db, { token, address: 'a' }, { now });
      if (opened.status !== 'open') throw new Error(opened.status);
      expect(opened.assets.map(({ id }) => id)).toEqual(set);
      expect(opened.assets.filter(({ standing }) => standing.shown).map(({ id }) => id)).toEqual(set.filter((id) => all.get(id) === 'runs'));
      const text = await (await get(`/s/${token}.data`)).text();
      for (const [id, wish] of all) {
        expect(text.includes(id)).toBe(set.includes(id));
        const isGiven = set.includes(id) && wish === 'runs';
        expect((await downloadShared(t.db, { token, address: 'a', assetId: id, rendition: 'original' }, { now })).status).toBe(isGiven ? 'given' : 'withheld');
        expect(await shareStillOpens(t.db, { workspaceId: world.workspaceId, shareId, assetId: id }, now)).toBe(isGiven);
        expect(await shareStillOpens(t.db, { workspaceId: strangerId, shareId, assetId: id }, now)).toBe(false);
      }
      if (binned) await setAssetInBin(t.db, { workspaceId: world.workspaceId, assetId: binned, isDeleted: false }, doing);
      await t.db.deleteFrom('asset_share_visit').where('share_id', '=', shareId).execute();
    }
  });

  test('follows its collection, and withholds with the clause what may not be shown', async () => {
    const { collectionId } = await createCollection(t.db, { workspaceId: world.workspaceId, name: 'Follows', notes: 'For the launch', visibility: 'team', assetIds: [] }, doing);
    const { token } = await aShare({ collectionId });
    const ended = await aText('Ended words', 'ended');
    await addToCollection(t.db, { workspaceId: world.workspaceId, collectionId, assetIds: [ended, pictureId] }, doing);
    const text = await (await get(`/s/${token}`, { 'accept-language': 'en' })).text();
    expect(text).toContain('For the launch');
    expect(text).toContain('The right ended on');
    expect(text).toContain('Ended words');
    expect(text).not.toContain('Words of Ended words');
    // To look at, not to take away.
    expect((await downloadShared(t.db, { token, address: 'a', assetId: pictureId, rendition: 'original' }, { now })).status).toBe('withheld');
  });

  test('a download is a file of minutes that stops with its link', async () => {
    const { token, shareId } = await aShare({ assetId: pictureId }, { allowsDownload: true });
    const given = await post(`/s/${token}/download`, { asset: pictureId });
    const ticket = readFileTicket((given.headers.get('location') ?? '').split('/').at(-1) ?? '', new Date());
    expect(ticket).toMatchObject({ fileName: '夏日主图.png', share: { shareId, assetId: pictureId, workspaceId: world.workspaceId } });
    expect((await post(`/s/${token}/download`, { asset: 'x' })).headers.get('location')).toBe(`/s/${token}`);
    expect((await post(`/s/${token}/download`, { asset: newId() })).headers.get('location')).toBe(`/s/${token}`);
    expect((await get(`/s/${token}/download`)).headers.get('location')).toBe(`/s/${token}`);
    await takeBackShare(t.db, { workspaceId: world.workspaceId, shareId }, doing);
    expect(await shareStillOpens(t.db, { workspaceId: world.workspaceId, shareId, assetId: pictureId }, now)).toBe(false);
  });
});

describe('all that a link opens, as one ZIP', () => {
  test('holds what rights allow and names the rest; each file is recorded; taken back while it is sent it ends there', async () => {
    const words = await aText('Words for all');
    const { collectionId } = await createCollection(t.db, { workspaceId: world.workspaceId, name: 'All of it', notes: '', visibility: 'team', assetIds: [pictureId, words, await aText('Ended for all', 'ended')] }, doing);
    const { token, shareId } = await aShare({ collectionId }, { allowsDownload: true });
    const page = await (await get(`/s/${token}`, { 'accept-language': 'en' })).text();
    expect(page).toMatch(/Download all 2 files as ZIP/);
    expect(page).toContain('1 asset may not be used at present');
    const answer = await post(`/s/${token}/download`, { all: '1' });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('referrer-policy'), answer.headers.get('cache-control')]).toEqual([200, 'application/zip', 'no-referrer', 'private, no-store']);
    const files = await zipContent(Buffer.from(await answer.arrayBuffer()));
    expect([...files.keys()].slice(1)).toEqual(['夏日主图.png', 'Words for all.txt']);
    const [list] = files.values();
    expect(list?.toString()).toContain('Ended for all');
    for (const inner of ['HT-secret', 'A-1', 'internal remark', 'Planted']) expect(list?.toString()).not.toContain(inner);
    const recorded = await t.db.selectFrom('asset_share_visit').select('asset_id').where('share_id', '=', shareId).where('kind', '=', 'downloaded').execute();
    expect(recorded.map(({ asset_id }) => asset_id).toSorted()).toEqual([pictureId, words].toSorted());
    const revoked = await post(`/s/${token}/download`, { all: '1' });
    await takeBackShare(t.db, { workspaceId: world.workspaceId, shareId }, doing);
    await expect(revoked.arrayBuffer()).rejects.toThrow('taken back');
    expect((await post(`/s/${token}/download`, { all: '1' })).headers.get('location')).toBe(`/s/${token}`);
    const view = await aShare({ collectionId });
    expect((await post(`/s/${view.token}/download`, { all: '1' })).headers.get('location')).toBe(`/s/${view.token}`);
  });

  test('a picture is given in another size too, for as long as the link opens', async () => {
    const { token, shareId } = await aShare({ assetId: pictureId }, { allowsDownload: true });
    const given = await post(`/s/${token}/download`, { asset: pictureId, as: '512-square-jpeg' });
    const ticket = readFileTicket((given.headers.get('location') ?? '').split('/').at(-1) ?? '', new Date());
    expect(ticket).toMatchObject({ fileName: '夏日主图 square 512.jpg', mediaType: 'image/jpeg', share: { shareId, assetId: pictureId } });
    expect((await post(`/s/${token}/download`, { asset: pictureId, as: '9999-square-jpeg' })).headers.get('location')).toBe(`/s/${token}`);
  });
});

describe('the page of links', () => {
  const here = (subject = `?asset=${pictureId}`) => `/shares${subject}`;
  test('makes one whose text is shown once, and takes it back', async () => {
    const cookie = world.cookies.content;
    const form = { intent: 'create', recipient: ' an agency ', days: '7', allowsDownload: 'on' };
    const answer = await visit(sharesAction, here(), { cookie, form });
    if (answer instanceof Response || answer.link === null) throw new Error('no link');
    expect(answer.link).toMatch(/^http:\/\/portal\.test\/s\/[\w-]{43}$/);
    const { shares, subject } = await dataOf(sharesLoader, here(), { cookie });
    expect(subject).toEqual({ kind: 'asset', id: pictureId, name: '夏日主图' });
    expect(shares[0]).toMatchObject({ recipient: 'an agency', allowsDownload: true, state: 'live', opened: 0, downloaded: 0, lastOpenedAt: null, createdByName: 'The content' });
    expect(JSON.stringify(shares)).not.toContain(answer.link.split('/').at(-1));
    expect(await statusOf(sharesAction, here(), { cookie, form: { intent: 'revoke', shareId: shares[0]?.id ?? '' } })).toBe(303);
    expect((await dataOf(sharesLoader, '/shares', { cookie })).shares.find(({ id }) => id === shares[0]?.id)).toMatchObject({ state: 'revoked', revokedByName: 'The content', name: '夏日主图' });
    expect(await statusOf(sharesAction, here(), { cookie, form: { intent: 'revoke', shareId: shares[0]?.id ?? '' } })).toBe(404);
  });

  test.each(['0', '91', 'x', '1.5', ''])('does not take %j days', async (days) => {
    expect(await visit(sharesAction, here(), { cookie: world.cookies.content, form: { intent: 'create', recipient: '', days } })).toMatchObject({ link: null, errors: { days: 'days' }, values: { days } });
  });

  test('is for those who may write assets, of their own brand, and of collections they may see', async () => {
    const form = { intent: 'create', recipient: '', days: '7' };
    for (const role of ['viewer', 'finance', 'operations'] as const) {
      expect(await statusOf(sharesLoader, here(), { cookie: world.cookies[role] })).toBe(403);
      expect(await statusOf(sharesAction, here(), { cookie: world.cookies[role], form })).toBe(403);
    }
    const mine = await createCollection(t.db, { workspaceId: world.workspaceId, name: 'Mine', notes: '', visibility: 'private', assetIds: [] }, { now: NOON, actor: { kind: 'user', id: world.userIds.manager, name: 'The manager' } });
    const unknown = [`?collection=${mine.collectionId}`, '?asset=x', `?asset=${newId()}`, '?collection=x', `?collection=${newId()}`];
    for (const subject of unknown) {
      expect(await statusOf(sharesLoader, here(subject), { cookie: world.cookies.content })).toBe(404);
      expect(await statusOf(sharesAction, here(subject), { cookie: world.cookies.content, form })).toBe(404);
    }
    expect(await statusOf(sharesLoader, here(`?collection=${mine.collectionId}`), { cookie: world.cookies.manager })).toBe(200);
    expect(await statusOf(sharesAction, '/shares', { cookie: world.cookies.content, form })).toBe(404);
  });
});
