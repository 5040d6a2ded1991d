import { beforeAll, describe, expect, test } from 'vitest';
import { action as changeStatus, loader as profile } from '#app/routes/kols.$kolId._index/route.tsx';
import { action as edit, loader as editForm } from '#app/routes/kols.$kolId.edit/route.tsx';
import { loader as roster } from '#app/routes/kols._index/route.tsx';
import { action as create } from '#app/routes/kols.new/route.tsx';
import { loader as csv } from '#app/routes/kols[.]csv/route.tsx';
import { newId } from '#app/lib/ids.server.ts';
import { aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let manager: { cookie: string };
const kolId = () => world.params.get('kolId') ?? '';

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  manager = { cookie: world.cookies.manager };
  const { workspaceId } = world;
  for (let number = 0; number < 120; number += 1) {
    const name = `${['小鹿美妆', '美妆李雪', 'Anna'][number % 3]} ${String(number).padStart(3, '0')}`;
    await aKol(t.db, { workspaceId, name, handle: `walker_${number}`, tier: number % 2 ? 'top' : 'emerging', status: 'bench', platform: number % 4 ? 'douyin' : 'youtube', followers: (number % 10) * 1000, verticals: ['walk'] });
  }
  const other = await aWorkspace(t.db);
  await aKol(t.db, { workspaceId: other, name: 'Somebody else', handle: 'walker_elsewhere' });
});

const see = (search: string, cookie = manager.cookie) => dataOf(roster, `/kols${search}`, { cookie });

/** All rows of a question, page by page, forwards and then back again. */
async function walkAll(search: string): Promise<{ forwards: string[]; backwards: string[] }> {
  const forwards: string[] = [];
  let page = await see(`?${search}`);
  for (;;) {
    forwards.push(...page.rows.map((row) => row.id));
    if (page.after === null) break;
    page = await see(`?${search}&after=${page.after}`);
  }
  const backwards = page.rows.map((row) => row.id);
  while (page.before !== null) {
    page = await see(`?${search}&before=${page.before}`);
    backwards.unshift(...page.rows.map((row) => row.id));
  }
  return { forwards, backwards };
}

describe('the roster', () => {
  test.each(['name', '-name', 'followers', '-followers', 'score', '-score', 'roi', '-roi', 'updated', '-updated'])('sorted by %s every KOL comes once, whichever way the pages are turned', async (sort) => {
    const { forwards, backwards } = await walkAll(`sort=${sort}`);
    expect(forwards).toHaveLength(123);
    expect(new Set(forwards).size).toBe(123);
    expect(backwards).toEqual(forwards);
  });

  test('sorted by followers the numbers fall, and the order holds across pages', async () => {
    const first = await see('?sort=-followers&f.vertical=walk');
    const second = await see(`?sort=-followers&f.vertical=walk&after=${first.after}`);
    const numbers = [...first.rows, ...second.rows].map((row) => row.followers ?? -1);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect([first.rows.length, first.before, second.rows.length]).toEqual([50, null, 50]);
  });

  test('filters narrow the rows, and each facet counts under the other filters', async () => {
    const { rows, total, facets } = await see('?f.vertical=walk&f.tier=top&f.platform=youtube');
    expect(rows).toEqual([]);
    expect(total).toEqual({ count: 0, more: false });
    expect(facets.tier).toEqual([{ value: 'emerging', count: 30 }]);
    expect(facets.platform).toEqual([{ value: 'douyin', count: 60 }]);
    expect((await see('?f.vertical=walk&f.tier=top')).total.count).toBe(60);
  });

  test.each([['美妆', 80], ['小鹿', 40], ['雪', 0], ['小', 40], ['李雪 0', 33], ['anna', 40], ['walker_11', 11], ['@WALKER_11', 11], ['wa', 120], ['%', 0], ['elsewhere', 0]])('searching %s finds %d', async (search, count) => {
    const { total } = await see(`?f.vertical=walk&q=${encodeURIComponent(search)}`);
    expect(total.count).toBe(count);
  });

  test('without sight of costs neither price nor ROI is sent, and ROI orders nothing', async () => {
    const open = await see('?sort=-roi', world.cookies.content);
    expect(open.rows.every((row) => row.money === null)).toBe(true);
    expect(open.query.sort).toEqual(open.spec.defaultSort);
    expect((await see('')).rows.some((row) => row.money?.priceMinor)).toBe(true);
  });

  test('the file holds all rows as they are shown, costs only for those who see them', async () => {
    const file = async (cookie: string) => {
      const answer = await visit(csv, '/kols.csv?f.vertical=walk&sort=name', { cookie });
      if (!(answer instanceof Response)) throw new Error('no file');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      return bytes.subarray(3).toString('utf8').trim().split('\n');
    };
    const [heading = '', ...rows] = await file(manager.cookie);
    expect(heading).toBe('name,tier,status,platform,handle,followers,grade,verticals,score,score_grade,light,long_term,roi,price,currency,spend');
    expect(rows).toHaveLength(120);
    expect((await file(world.cookies.viewer))[0]).not.toContain('price');
  });
});

describe('a KOL', () => {
  test('is shown whole to a manager; the content team gets no price, no cost and no contact, finance the history', async () => {
    const at = { params: { kolId: kolId() } };
    const whole = await dataOf(profile, '/kols/x', { ...manager, ...at });
    expect(whole).toMatchObject({ kol: { name: 'Planted creator', contactEmail: world.contact, price: { currency: 'CNY' } }, history: null, standing: { money: { costMinor: expect.any(Number) } } });
    const open = await dataOf(profile, '/kols/x', { cookie: world.cookies.content, ...at });
    expect(open).toMatchObject({ kol: { contactEmail: null, price: null }, standing: { money: null }, collaborations: [{ money: null, light: expect.any(String), revenueMinor: expect.any(Number) }] });
    expect((await dataOf(profile, '/kols/x', { cookie: world.cookies.finance, ...at })).history).toEqual([]);
  });

  test('of another brand, or that does not exist, is not found', async () => {
    const elsewhere = await aKol(t.db, { workspaceId: await aWorkspace(t.db) });
    for (const id of [newId(), 'x', elsewhere.kolId]) expect(await statusOf(profile, '/kols/x', { ...manager, params: { kolId: id } })).toBe(404);
    expect(await statusOf(edit, '/kols/x/edit', { ...manager, params: { kolId: elsewhere.kolId }, form: form({ version: '1' }) })).toBe(404);
  });

  test('is blocked only with a reason, by those who may, and from the version that they saw', async () => {
    const { kolId: id } = await aKol(t.db, { workspaceId: world.workspaceId });
    const block = (fields: Record<string, string>, cookie = manager.cookie) => visit(changeStatus, '/kols/x', { cookie, params: { kolId: id }, form: { status: 'blocked', version: '1', reason: '', ...fields } });
    expect(await block({})).toMatchObject({ problem: 'reason-missing' });
    expect(await block({ version: '2', reason: 'fake followers' })).toMatchObject({ problem: 'stale', values: { reason: 'fake followers' } });
    expect((await block({ reason: 'fake followers' }, world.cookies.content) as Response).status).toBe(403);
    expect((await block({ reason: 'fake followers' }) as Response).status).toBe(303);
    const { history } = await dataOf(profile, '/kols/x', { cookie: world.cookies.finance, params: { kolId: id } });
    expect(history).toMatchObject([{ action: 'kol.change', before: { status: 'active' }, after: { status: 'blocked' }, reason: 'fake followers' }]);
  });
});

function form(fields: Record<string, string>): Record<string, string> {
  const empty = { verticals: '', price: '', currency: 'CNY', availableFrom: '', exclusiveWith: '', female: '', young: '', cityTier: '', contactEmail: '', notes: '' };
  return { version: '', name: 'New name', tier: 'mid', status: 'bench', ...empty, ...fields };
}

describe('the form', () => {
  const add = (fields: Record<string, string>, cookie = manager.cookie) => visit(create, '/kols/new', { cookie, form: form(fields) });

  test('makes a KOL from what people write', async () => {
    const answer = await add({ name: '莉莉', verticals: '美妆；护肤', price: '12,345.60', female: '62.5', 'platform.0': 'douyin', 'handle.0': '@lily.form', 'followers.0': '12.5万', 'engagement.0': '3.2' });
    const id = (answer as Response).headers.get('location')?.split('/').at(-1) ?? '';
    const { kol } = await dataOf(profile, '/kols/x', { ...manager, params: { kolId: id } });
    expect(kol).toMatchObject({
      name: '莉莉', verticals: ['美妆', '护肤'], price: { minor: 1_234_560, currency: 'CNY' }, audienceFemaleBasisPoints: 6250,
      accounts: [{ platform: 'douyin', handle: 'lily.form', followers: 125_000, engagementBasisPoints: 320, band: 'B' }],
    });
  });

  test('says what is wrong field by field and keeps every letter', async () => {
    const answer = await add({ name: ' ', price: 'a lot', female: 'half', contactEmail: 'lily', 'platform.0': 'myspace', 'handle.0': 'x', 'url.0': 'javascript:alert(1)', availableFrom: '2026-02-30' });
    expect(answer).toMatchObject({
      errors: { name: 'required', price: 'amount', female: 'percent', contactEmail: 'email', 'platform.0': 'choice', 'url.0': 'url', availableFrom: 'date' },
      values: { price: 'a lot', 'url.0': 'javascript:alert(1)' },
    });
  });

  test('names the KOL that has a handle already', async () => {
    expect(await add({ 'platform.0': 'youtube', 'handle.0': 'WALKER_0' })).toMatchObject({ taken: { handle: 'walker_0', name: '小鹿美妆 000' } });
  });

  test('is refused to those who may not write', async () => {
    expect((await add({}, world.cookies.finance) as Response).status).toBe(403);
    expect(await statusOf(editForm, '/kols/x/edit', { cookie: world.cookies.content, params: { kolId: kolId() } })).toBe(403);
  });

  test('a save that another overtook shows what differs, loses nothing, and can be repeated', async () => {
    const made = await aKol(t.db, { workspaceId: world.workspaceId, name: 'Before', priceMinor: null });
    const params = { kolId: made.kolId };
    const { values } = await dataOf(editForm, '/kols/x/edit', { ...manager, params });
    const save = (fields: Record<string, string>) => visit(edit, '/kols/x/edit', { ...manager, params, form: { ...values, ...fields } });
    expect((await save({ name: 'Theirs', cityTier: '2' }) as Response).status).toBe(303);
    const again = await save({ name: 'Mine', notes: 'typed for an hour' });
    expect(again).toMatchObject({ init: { status: 409 }, data: { values: { name: 'Mine', notes: 'typed for an hour', version: '2' } } });
    expect((await save({ name: 'Mine', notes: 'typed for an hour', version: '2' }) as Response).status).toBe(303);
    expect((await dataOf(editForm, '/kols/x/edit', { ...manager, params })).values).toMatchObject({ name: 'Mine', notes: 'typed for an hour', version: '3' });
  });
});
