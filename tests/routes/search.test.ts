import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loader as roster } from '#app/routes/kols._index/route.tsx';
import { action as edit } from '#app/routes/kols.$kolId.edit/route.tsx';
import { action as create } from '#app/routes/kols.new/route.tsx';
import { loader as search } from '#app/routes/search/route.tsx';
import { ROLES } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { fillKolWords } from '#app/services/kol-words.server.ts';
import { undoImport } from '#app/services/undo-import.server.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let made: { code: string; collaborationId: string };

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'xiari', name: '夏日焕新' });
  const kol = await aKol(t.db, { workspaceId, name: '王小美', handle: 'xiaomei_w' });
  made = await aCollaboration(t.db, { workspaceId, campaignId, kol, coupon: 'LILY15' });
  await t.db.updateTable('payment').set({ reference: 'CN-2026-0077' }).where('workspace_id', '=', workspaceId).execute();
  const other = await aWorkspace(t.db);
  const elsewhere = await aKol(t.db, { workspaceId: other, name: '王小美', handle: 'xiaomei_elsewhere' });
  await aCollaboration(t.db, { workspaceId: other, kol: elsewhere, coupon: 'LILY15' });
});

const find = async (typed: string, cookie = world.cookies.manager) => (await dataOf(search, `/search?q=${encodeURIComponent(typed)}`, { cookie })).findings;
const rosterFinds = async (typed: string) => (await dataOf(roster, `/kols?q=${encodeURIComponent(typed)}`, { cookie: world.cookies.manager })).rows.map((row) => row.name);

describe('one search for everything', () => {
  test.each(['王小美', '小美', 'wxm', 'wangxiaomei', 'wang xiao', '@xiaomei_w', 'XIAOMEI'])('%s finds the KOL, and in this brand alone', async (typed) => {
    const { kols } = await find(typed);
    expect(kols).toMatchObject([{ name: '王小美', handle: 'xiaomei_w', platform: 'douyin' }]);
    expect(await rosterFinds(typed)).toEqual(['王小美']);
  });

  test.each(['夏日', 'xrhx', 'xiari', '焕新'])('%s finds the campaign and its collaborations', async (typed) => {
    const { campaigns, collaborations } = await find(typed);
    expect(campaigns).toMatchObject([{ slug: 'xiari', name: '夏日焕新' }]);
    expect(collaborations.map(({ id }) => id)).toEqual([made.collaborationId]);
  });

  test('a collaboration is found by its KOL and campaign together, its coupon, and its code however that was typed', async () => {
    const code = made.code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    for (const typed of ['王小美 夏日', 'wxm xrhx', 'lily15', 'LILY', made.code, `${code.slice(0, 4)}-${code.slice(4)}`, made.code.slice(0, 5)]) {
      expect((await find(typed)).collaborations.map(({ id }) => id), typed).toContain(made.collaborationId);
    }
    expect((await find('王小美 春日')).collaborations).toEqual([]);
  });

  test('orders are found by their number or its beginning, with or without its sign, assets by number and words, payments by the beginning of their number', async () => {
    expect((await find('planted-7')).orders).toMatchObject([{ shop: 'main', orderId: 'planted-7', status: 'paid' }]);
    expect((await find('#planted-7')).orders).toHaveLength(1);
    const beginning = (await find('planted-1')).orders.map(({ orderId }) => orderId);
    expect(beginning[0]).toBe('planted-1');
    expect(beginning.slice(1).every((orderId) => /^planted-1\d$/.test(orderId)) && beginning.length > 1).toBe(true);
    expect((await find('#plant')).orders.length).toBeGreaterThan(1);
    expect((await find('anted-7')).orders).toEqual([]);
    expect((await find('pl_nt')).orders).toEqual([]);
    expect((await find('A-1')).assets).toMatchObject([{ number: 1, title: 'Planted words' }]);
    expect((await find('planted words')).assets).toHaveLength(1);
    expect((await find('cn-2026-00')).payments).toMatchObject([{ kolName: 'Planted creator', reference: 'CN-2026-0077', amountMinor: 2_345_678, currency: 'CNY' }]);
  });

  test('who may not see costs finds no payment, and no role is sent a fee, a price or a contact', async () => {
    for (const role of ROLES) {
      const { payments } = await find('CN-2026-0077', world.cookies[role]);
      expect(payments.length, role).toBe(['manager', 'finance', 'admin'].includes(role) ? 1 : 0);
      const everything = JSON.stringify(await find('planted', world.cookies[role]));
      for (const amount of world.amountsMinor) expect(everything, role).not.toContain(String(amount));
      expect(everything).not.toContain(world.contact);
    }
  });

  test('nothing asked finds nothing; signs, blanks and what nobody has find nothing either', async () => {
    for (const typed of ['', '   ', '%', '_', '\\', '李四不在', `${'很'.repeat(300)}`, "'; drop table kol; --"]) {
      const findings = await find(typed);
      expect(Object.values(findings).flat(), typed).toEqual([]);
    }
    expect(await statusOf(search, '/search?q=x', { cookie: '' })).toBe(302);
  });

  test('what matches whole comes before what begins so, and that before what holds it', async () => {
    const { workspaceId } = world;
    for (const name of ['阿莉莉', '莉莉', '莉莉安', '归档莉莉']) await aKol(t.db, { workspaceId, name, status: name === '归档莉莉' ? 'archived' : 'active' });
    expect((await find('莉莉')).kols.map(({ name }) => name)).toEqual(['莉莉', '莉莉安', '阿莉莉', '归档莉莉']);
  });
});

describe('the words of a KOL follow its name and handles whoever writes them', () => {
  const doing = { now: NOON, actor: PORTAL_ACTOR };
  const form = (fields: Record<string, string>) => ({
    version: '', tier: 'mid', status: 'active', verticals: '', price: '', currency: 'CNY', availableFrom: '', exclusiveWith: '', female: '', young: '', cityTier: '', contactEmail: '', notes: '', ...fields,
  });

  test('the form makes and renames', async () => {
    const { cookie } = { cookie: world.cookies.manager };
    const answer = await visit(create, '/kols/new', { cookie, form: form({ name: '赵敏敏', 'platform.0': 'douyin', 'handle.0': '@minmin-zhao' }) });
    const kolId = answer instanceof Response ? (answer.headers.get('location')?.split('/').at(-1) ?? '') : '';
    expect([await rosterFinds('zmm'), await rosterFinds('minmin')]).toEqual([['赵敏敏'], ['赵敏敏']]);
    await visit(edit, `/kols/${kolId}/edit`, { cookie, params: { kolId }, form: form({ name: '钱盈盈', version: '1' }) });
    expect([await rosterFinds('zmm'), await rosterFinds('qyy'), await rosterFinds('minmin')]).toEqual([[], ['钱盈盈'], ['钱盈盈']]);
  });

  test('an import makes and renames, and taking it back restores what was found before', async () => {
    const { workspaceId } = world;
    const send = (text: string) => importFile(t.db, { workspaceId, kind: 'roster', format: 'auto', fileName: 'roster.csv', bytes: new TextEncoder().encode(text), dryRun: false, skipBadRows: false }, doing);
    await send('name,platform,handle\n孙甜甜,douyin,tiantian_sun\n');
    expect(await rosterFinds('stt')).toEqual(['孙甜甜']);
    const renamed = await send('name,platform,handle\n周雯雯,douyin,tiantian_sun\n吴佳佳,weibo,jiajia_w\n');
    expect([await rosterFinds('stt'), await rosterFinds('zww'), await rosterFinds('jiajia_w')]).toEqual([[], ['周雯雯'], ['吴佳佳']]);
    expect(await undoImport(t.db, { workspaceId, importId: renamed.status === 'applied' ? renamed.importId : '' }, doing)).toMatchObject({ status: 'undone' });
    expect([await rosterFinds('stt'), await rosterFinds('zww'), await rosterFinds('jiajia_w')]).toEqual([['孙甜甜'], [], []]);
  });

  test('every service that writes accounts, which comes with a name or a handle, also writes the words', () => {
    const folder = path.resolve('app/services');
    const writers = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && /\bupsertAccounts\(/.test(fs.readFileSync(path.join(folder, file), 'utf8')));
    expect(writers.length).toBeGreaterThan(1);
    expect(writers.filter((file) => !/\brefreshKolWords\(/.test(fs.readFileSync(path.join(folder, file), 'utf8')))).toEqual([]);
  });

  test('what other hands wrote is caught up with, in every workspace, and once is enough', async () => {
    const { workspaceId } = world;
    const other = await aWorkspace(t.db);
    for (const where of [workspaceId, other]) {
      await t.db.insertInto('kol').values({
        workspace_id: where, id: newId(), name: '吴悠悠', tier: 'mid', status: 'active', price_minor: null, price_currency: null, audience_female_basis_points: null, audience_18_24_basis_points: null,
        city_tier: null, contact_email: null, exclusive_with: null, available_from: null, created_at: NOON, updated_at: NOON,
      }).execute();
    }
    expect(await rosterFinds('wyy')).toEqual([]);
    expect(await fillKolWords(t.db)).toEqual({ written: 2 });
    expect(await rosterFinds('wyy')).toEqual(['吴悠悠']);
    expect(await fillKolWords(t.db)).toEqual({ written: 0 });
  });
});
