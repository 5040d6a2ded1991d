import { beforeAll, describe, expect, test } from 'vitest';
import { action as changeStatus, loader as profile } from '#app/routes/kols.$kolId._index/route.tsx';
import { action as edit, loader as editForm } from '#app/routes/kols.$kolId.edit/route.tsx';
import { action as decidePair, loader as duplicates } from '#app/routes/kols.duplicates/route.tsx';
import { loader as roster } from '#app/routes/kols._index/route.tsx';
import { action as create } from '#app/routes/kols.new/route.tsx';
import { loader as csv } from '#app/routes/kols[.]csv/route.tsx';
import { newId } from '#app/lib/ids.server.ts';
import { findKolPairs } from '#app/services/find-kol-pairs.server.ts';
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

  test.each(['group=tier', 'group=status&sort=name', 'group=platform&sort=-score', 'group=light&sort=-roi', 'group=platform&closed=douyin'])('under %s every KOL comes once, group after group, whichever way the pages are turned', async (search) => {
    const { forwards, backwards } = await walkAll(search);
    expect(new Set(forwards).size).toBe(forwards.length);
    expect(backwards).toEqual(forwards);
    const page = await see(`?${search}`);
    const all = search.includes('closed') ? page.total.count - (await see('?group=platform')).groups!.find(({ value }) => value === 'douyin')!.count : page.total.count;
    expect(forwards).toHaveLength(all);
  });

  test('groups have the count and sums of all their KOLs, not of the page, and follow their own order', async () => {
    const first = await see('?group=tier&f.vertical=walk');
    expect(first.groups).toEqual([expect.objectContaining({ value: 'top', count: 60 })]);
    expect(first.rows.every((row) => row.tier === 'top')).toBe(true);
    const second = await see(`?group=tier&f.vertical=walk&after=${first.after}`);
    expect(second.groups?.map(({ value, count }) => [value, count])).toEqual([['top', 60], ['emerging', 60]]);
    expect(second.rows.map((row) => row.tier)).toEqual([...Array.from({ length: 10 }, () => 'top'), ...Array.from({ length: 40 }, () => 'emerging')]);
    const top = await see('?f.tier=top&v=all');
    const grouped = (await see('?group=tier&v=all')).groups?.find(({ value }) => value === 'top');
    expect(grouped).toEqual({ value: 'top', count: top.totals.count, medianScoreTenths: top.totals.medianScoreTenths, spendMinor: top.totals.spendMinor });
  });

  test('a closed group keeps its heading and sums, and its rows leave the page to others', async () => {
    const page = await see('?group=tier&closed=top&f.vertical=walk');
    expect(page.groups?.map(({ value, count }) => [value, count])).toEqual([['top', 60], ['emerging', 60]]);
    expect(page.rows).toHaveLength(50);
    expect(page.rows.every((row) => row.tier === 'emerging')).toBe(true);
    expect((await see('?group=tier&closed=top&closed=emerging&f.vertical=walk')).rows).toEqual([]);
    expect((await see('?group=tier', world.cookies.viewer)).groups?.every(({ spendMinor }) => spendMinor === null)).toBe(true);
    expect((await see('?group=vertical')).groups).toBeNull();
  });

  test('a page has as many rows as are asked for of what is offered, and its neighbours begin where it ends', async () => {
    const sizes = await Promise.all(['', '&rows=50', '&rows=100', '&rows=500', '&rows=77', '&rows=100000'].map(async (rows) => (await see(`?f.vertical=walk${rows}`)).rows.length));
    expect(sizes).toEqual([50, 50, 100, 120, 50, 50]);
    const first = await see('?f.vertical=walk&sort=name&rows=100');
    const second = await see(`?f.vertical=walk&sort=name&rows=100&after=${first.after}`);
    expect([second.rows.length, second.after, second.query.rows]).toEqual([20, null, 100]);
    expect((await walkAll('f.vertical=walk&sort=name&rows=100')).forwards).toEqual((await walkAll('f.vertical=walk&sort=name')).forwards);
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

  test('rows that no review knows stand under the day of the latest review, which is said to know none of them', async () => {
    const known = (await see('?q=Planted')).totals;
    expect(known.areReviewed).toBe(true);
    expect((await see('?q=walker_1')).totals).toMatchObject({ reviewedOn: known.reviewedOn, areReviewed: false });
    expect(known.reviewedOn).not.toBeNull();
  });

  test('notes are sent where their column is shown, and only there', async () => {
    await t.db.updateTable('kol').set({ notes: 'Asks for two weeks' }).where('workspace_id', '=', world.workspaceId).where('name', '=', 'Anna 002').execute();
    const notesOf = async (search: string) => (await see(`?q=Anna%20002${search}`)).rows.map((row) => row.notes);
    expect(await notesOf('')).toEqual([null]);
    expect(await notesOf('&cols=name*.tier')).toEqual([null]);
    expect(await notesOf('&cols=name*.tier.notes')).toEqual(['Asks for two weeks']);
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
    expect(heading).toBe('name,tier,status,platform,handle,followers,grade,verticals,score,score_grade,light,long_term,roi,price,currency,spend,notes');
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

describe('KOLs that look alike', () => {
  const ids = new Map<string, string>();
  const open = (cookie = manager.cookie) => dataOf(duplicates, '/kols/duplicates', { cookie });
  const namesOf = (pairs: readonly { readonly first: { readonly name: string }; readonly second: { readonly name: string } }[]) => pairs.map(({ first, second }) => [first.name, second.name].toSorted().join(' / ')).toSorted();

  beforeAll(async () => {
    const { workspaceId } = world;
    const made = [
      ['程小雨', 'rain_chengs'], ['Cheng Xiaoyu', 'cxy.video'], ['程晓雨', 'somebody_else'], ['Mei Cooks', 'mei.cooks'], ['Mei kitchen', 'meicooks'], ['Agency A', 'agency_one'], ['Agency B', 'agency_two'],
    ] as const;
    for (const [index, [name, handle]] of made.entries()) {
      const { kolId: id } = await aKol(t.db, { workspaceId, name, handle, platform: index % 2 ? 'douyin' : 'xiaohongshu', verticals: [`look-${index}`] });
      ids.set(name, id);
    }
    await t.db.updateTable('kol').set({ contact_email: 'Desk@agency.example' }).where('id', 'in', [ids.get('Agency A') ?? '', ids.get('Agency B') ?? '']).execute();
    await findKolPairs(t.db, { now: new Date() });
  });

  test('are found by name, by how a name is read, by handle on any platform and by contact; names that are only read alike are not', async () => {
    const { pairs } = await open();
    expect(namesOf(pairs)).toEqual(['Agency A / Agency B', 'Cheng Xiaoyu / 程小雨', 'Cheng Xiaoyu / 程晓雨', 'Mei Cooks / Mei kitchen']);
    expect(pairs.find(({ first }) => first.name.startsWith('Agency'))).toMatchObject({ sameName: false, sameHandle: false, sameContact: true });
    expect((await see('')).pairs).toEqual({ count: 4, more: false });
    expect((await see('', world.cookies.content)).pairs.count).toBe(0);
    expect(await statusOf(duplicates, '/kols/duplicates', { cookie: world.cookies.content })).toBe(403);
  });

  test('are not shown again once somebody said that they are two, whatever is found later', async () => {
    const [first = '', second = ''] = [ids.get('程晓雨') ?? '', ids.get('Cheng Xiaoyu') ?? ''];
    expect(await statusOf(decidePair, '/kols/duplicates', { ...manager, form: { intent: 'dismiss', first, second } })).toBe(303);
    await t.db.updateTable('kol_search').set({ pairs_due: true }).execute();
    await findKolPairs(t.db, { now: new Date() });
    expect(namesOf((await open()).pairs)).toEqual(['Agency A / Agency B', 'Cheng Xiaoyu / 程小雨', 'Mei Cooks / Mei kitchen']);
  });

  test('become one: accounts move, what was missing is filled in, the other lies in the bin, and the search follows', async () => {
    const [keep, other] = [ids.get('程小雨') ?? '', ids.get('Cheng Xiaoyu') ?? ''];
    const form = { intent: 'merge', keep, keepVersion: '1', other, otherVersion: '1' };
    expect(await visit(decidePair, '/kols/duplicates', { ...manager, form: { ...form, otherVersion: '7' } })).toMatchObject({ data: { problem: 'stale' }, init: { status: 409 } });
    expect(await statusOf(decidePair, '/kols/duplicates', { ...manager, form })).toBe(303);
    const found = await see('?q=cxy.video');
    expect(found.rows.map(({ id, verticals }) => [id, verticals])).toEqual([[keep, ['look-0', 'look-1']]]);
    expect(await t.db.selectFrom('bin_item').select('subject_id').where('subject_id', '=', other).execute()).toHaveLength(1);
    expect(await t.db.selectFrom('audit_event').select('after').where('action', '=', 'kol.merge').where('subject_id', '=', keep).executeTakeFirst()).toMatchObject({ after: { mergedId: other, accounts: ['douyin @cxy.video'] } });
    expect(namesOf((await open()).pairs)).toEqual(['Agency A / Agency B', 'Mei Cooks / Mei kitchen']);
    expect(await visit(decidePair, '/kols/duplicates', { ...manager, form })).toMatchObject({ data: { problem: 'not-found' }, init: { status: 404 } });
  });

  test('a profile with collaborations never goes into another', async () => {
    const form = { intent: 'merge', keep: ids.get('Mei Cooks') ?? '', keepVersion: '1', other: kolId(), otherVersion: '1' };
    const answer = await visit(decidePair, '/kols/duplicates', { ...manager, form });
    expect(answer).toMatchObject({ data: { problem: expect.stringMatching(/in-use|stale/) } });
    expect(await t.db.selectFrom('kol').select('id').where('id', '=', kolId()).execute()).toHaveLength(1);
  });
});
