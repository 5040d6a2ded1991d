import { beforeAll, describe, expect, test } from 'vitest';
import { action as editCampaign, loader as campaignForm } from '#app/routes/campaigns.$slug_.edit/route.tsx';
import { action as editCollaboration, loader as collaborationForm } from '#app/routes/collaborations.$collaborationId_.edit/route.tsx';
import { action as collaborationCell } from '#app/routes/collaborations.cells/route.tsx';
import { action as binAction, loader as bin } from '#app/routes/deleted/route.tsx';
import { action as undo, loader as undoPage } from '#app/routes/edits.$runId.undo/route.tsx';
import { loader as panel } from '#app/routes/kols.$kolId.panel/route.tsx';
import { action as editKol, loader as kolForm } from '#app/routes/kols.$kolId.edit/route.tsx';
import { loader as roster } from '#app/routes/kols._index/route.tsx';
import { action as bulk } from '#app/routes/kols.bulk/route.tsx';
import { action as cell } from '#app/routes/kols.cells/route.tsx';
import { action as paste } from '#app/routes/kols.paste/route.tsx';
import { newId } from '#app/lib/ids.server.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { amountsIn, aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let manager: { cookie: string };

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  manager = { cookie: world.cookies.manager };
});

const newKol = (name: string, more: Partial<Parameters<typeof aKol>[1]> = {}) => aKol(t.db, { workspaceId: world.workspaceId, name, ...more });
const kolOf = async (id: string) => await t.db.selectFrom('kol').select(['tier', 'status', 'price_minor', 'verticals', 'version']).where('id', '=', id).executeTakeFirst();
const post = async (handler: typeof cell, form: Record<string, string>, cookie = manager.cookie) => {
  const answer = await visit(handler, '/x', { cookie, form });
  return { status: answer.status, body: answer.headers.get('content-type')?.includes('json') ? await answer.json() as unknown : null };
};

describe('a cell', () => {
  const change = (id: string, more: Record<string, string>) => post(cell, { id, version: '1', field: 'tier', text: 'top', base: 'mid', ...more });

  test('is saved with the run that undoes it, in words that imports understand too', async () => {
    const { kolId } = await newKol('Cell one');
    const answer = await change(kolId, { text: '头部' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'saved', version: 2, label: 'Cell one' } });
    expect(await kolOf(kolId)).toMatchObject({ tier: 'top', version: 2 });
    const runId = (answer.body as { runId: string }).runId;
    const undone = await visit(undo, '/x', { ...manager, params: { runId }, form: { quiet: '1' } });
    expect(undone).toMatchObject({ data: { status: 'undone', restored: 1 } });
    expect(await kolOf(kolId)).toMatchObject({ tier: 'mid' });
  });

  test('a name is changed in its cell, found by at once, and found by what it was when that is taken back', async () => {
    const { kolId } = await newKol('Cell name before');
    const found = async (typed: string) => (await t.db.selectFrom('kol_search').select('search_text').where('kol_id', '=', kolId).executeTakeFirstOrThrow()).search_text.includes(typed);
    const answer = await change(kolId, { field: 'name', text: '  王  小美 ', base: 'Cell name before' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'saved', label: '王 小美' } });
    expect([await found('王 小美'), await found('before')]).toEqual([true, false]);
    await visit(undo, '/x', { ...manager, params: { runId: (answer.body as { runId: string }).runId }, form: { quiet: '1' } });
    expect([await found('王 小美'), await found('before')]).toEqual([false, true]);
    expect(await change(kolId, { field: 'name', text: '  ', base: 'Cell name before' })).toMatchObject({ status: 422, body: { problem: 'unreadable' } });
  });

  test('another field changed by somebody else is no conflict; the same field is, with both texts', async () => {
    const { kolId } = await newKol('Cell two');
    await change(kolId, { field: 'status', text: 'bench', base: 'active' });
    expect(await change(kolId, {})).toMatchObject({ status: 200, body: { status: 'saved', version: 3 } });
    expect(await change(kolId, { text: 'emerging' })).toEqual({ status: 409, body: { status: 'stale', theirs: 'top', version: 3 } });
    expect(await kolOf(kolId)).toMatchObject({ tier: 'top', status: 'bench' });
  });

  test('what cannot be read or done says why', async () => {
    const { kolId } = await newKol('Cell three');
    expect(await change(kolId, { text: 'huge' })).toEqual({ status: 422, body: { status: 'refused', problem: 'unreadable', detail: 'huge' } });
    expect(await change(kolId, { field: 'status', text: 'blocked', base: 'active' })).toMatchObject({ status: 422, body: { problem: 'reason-missing' } });
    expect(await change(kolId, { text: 'mid' })).toEqual({ status: 200, body: { status: 'unchanged' } });
    expect(await change(newId(), {})).toMatchObject({ status: 404 });
    expect(await change(kolId, { field: 'contact_email', text: 'a@b.example' })).toMatchObject({ status: 422 });
  });
});

describe('a bulk edit', () => {
  const send = (form: Record<string, string>, ids: readonly string[] = [], cookie = manager.cookie) => {
    const body = new URLSearchParams(form);
    for (const id of ids) body.append('id', id);
    return bulk({ request: new Request('http://portal.test/kols/bulk', { method: 'POST', headers: { cookie }, body }), params: {}, context: {} }).catch((thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    });
  };
  const told = (answer: Awaited<ReturnType<typeof send>>) => {
    if (answer instanceof Response) throw new Error(`answered ${answer.status}`);
    return { status: answer.init?.status ?? 200, ...answer.data };
  };

  test('shows what would change and what not, does exactly that, and leads back to its undo', async () => {
    const [one, two] = [await newKol('Bulk one'), await newKol('Bulk two', { tier: 'top' })];
    const form = { scope: 'chosen', query: '?f.tier=mid', change: 'tier', tier: 'top' };
    const preview = told(await send(form, [one.kolId, two.kolId]));
    expect(preview).toMatchObject({ status: 200, shown: { preview: { chosen: 2, changing: 1, leaving: 1, changes: [{ before: { tier: 'mid' }, after: { tier: 'top' }, fields: ['tier'] }], skipped: [{ label: 'Bulk two', problem: 'unchanged' }] } } });
    expect(await kolOf(one.kolId)).toMatchObject({ tier: 'mid' });
    const done = await send({ ...form, step: 'apply', seal: preview.shown?.preview.seal ?? '' }, [one.kolId, two.kolId]);
    const location = done instanceof Response ? done.headers.get('location') ?? '' : '';
    expect(location).toMatch(/^\/kols\?f\.tier=mid&edited=[0-9a-f-]{36}$/);
    expect(await kolOf(one.kolId)).toMatchObject({ tier: 'top', version: 2 });
    const page = await dataOf(roster, location, manager);
    expect(page.edited).toMatchObject({ run: { kind: 'bulk', changed: 1, skipped: [] }, standing: 'possible' });
  });

  test('rows that changed since the preview are shown again instead', async () => {
    const one = await newKol('Bulk three');
    const form = { scope: 'chosen', query: '', change: 'add-vertical', vertical: '美妆；旅行' };
    const preview = told(await send(form, [one.kolId]));
    await t.db.updateTable('kol').set({ version: 7 }).where('id', '=', one.kolId).execute();
    expect(told(await send({ ...form, step: 'apply', seal: preview.shown?.preview.seal ?? '' }, [one.kolId]))).toMatchObject({ status: 409, shown: { again: true } });
    expect(await kolOf(one.kolId)).toMatchObject({ verticals: [] });
  });

  test('"all that match" is not limited to the page', async () => {
    for (let number = 0; number < 60; number += 1) await newKol(`Many ${number}`, { verticals: ['many'] });
    expect(told(await send({ scope: 'all', query: '?f.vertical=many', change: 'archive' }))).toMatchObject({ shown: { preview: { chosen: 60, changing: 60 } } });
  });

  test('a deletion names what has history, and the rest goes to the bin', async () => {
    const free = await newKol('Bulk free');
    const kept = world.params.get('kolId') ?? '';
    const form = { scope: 'chosen', query: '', change: 'delete' };
    const preview = told(await send(form, [free.kolId, kept]));
    expect(preview.shown?.preview).toMatchObject({ changing: 1, deletions: [{ name: 'Bulk free' }], skipped: [{ id: kept, problem: 'in-use' }] });
    await send({ ...form, step: 'apply', seal: preview.shown?.preview.seal ?? '' }, [free.kolId, kept]);
    expect([await kolOf(free.kolId), await kolOf(kept)]).toMatchObject([undefined, { tier: 'mid' }]);
    const after = await dataOf(roster, '/kols', manager);
    expect(after.deleted).toBeGreaterThan(0);
    expect(await t.db.selectFrom('edit_run').select('skipped').where('kind', '=', 'delete').orderBy('made_at', 'desc').executeTakeFirst()).toMatchObject({ skipped: [{ id: kept, problem: 'in-use' }] });
  });

  test('nothing chosen, or nothing to change to, is said', async () => {
    expect(told(await send({ scope: 'chosen', query: '', change: 'tier', tier: 'top' }))).toMatchObject({ status: 422, problem: 'nothing' });
    expect(told(await send({ scope: 'chosen', query: '', change: 'add-vertical', vertical: ' ; ' }, [(await newKol('Bulk four')).kolId]))).toMatchObject({ status: 422, problem: 'value' });
  });
});

describe('a pasted block', () => {
  test('is previewed cell by cell; a row with a cell that cannot be read stays whole', async () => {
    const [one, two] = [await newKol('Paste one'), await newKol('Paste two')];
    const cells = JSON.stringify([
      { rowId: one.kolId, column: 'tier', text: '腰部', version: 1 }, { rowId: one.kolId, column: 'price', text: '1.2万', version: 1 },
      { rowId: two.kolId, column: 'tier', text: 'huge', version: 1 }, { rowId: two.kolId, column: 'price', text: '5', version: 1 },
    ]);
    expect((await post(paste, { cells, step: 'preview' })).body).toMatchObject({
      status: 'preview', changing: 1,
      cells: [{ before: 'mid', after: 'mid', problem: null }, { before: '10000.00 CNY', after: '12000.00 CNY', problem: null }, { before: 'mid', after: 'huge', problem: 'unreadable' }, { problem: 'row-left' }],
    });
    expect((await post(paste, { cells, step: 'apply' })).body).toMatchObject({ status: 'done', changed: 1 });
    expect([await kolOf(one.kolId), await kolOf(two.kolId)]).toMatchObject([{ price_minor: 1_200_000 }, { price_minor: 1_000_000 }]);
  });

  test('a damaged block is refused', async () => {
    expect(await post(paste, { cells: '[{', step: 'preview' })).toMatchObject({ status: 422 });
  });
});

describe('the recycle bin', () => {
  test('takes a KOL from its form, lists it, and gives it back', async () => {
    const { kolId } = await newKol('Binned one');
    const gone = await visit(binAction, '/deleted', { ...manager, form: { kind: 'kol', id: kolId, version: '1' } });
    expect(gone instanceof Response && gone.headers.get('location')).toMatch(/^\/kols\?edited=/);
    const { items } = await dataOf(bin, '/deleted?kind=kol', manager);
    const item = items.find(({ label }) => label === 'Binned one');
    expect(item).toMatchObject({ kind: 'kol', deletedByName: 'The manager' });
    expect(await statusOf(panel, '/x', { ...manager, params: { kolId } })).toBe(404);
    expect(await statusOf(binAction, '/deleted', { ...manager, form: { itemId: item?.id ?? '' } })).toBe(303);
    expect(await kolOf(kolId)).toMatchObject({ version: 1 });
  });

  test('says with numbers why something stays', async () => {
    const answer = await visit(binAction, '/deleted', { ...manager, form: { kind: 'collaboration', id: world.params.get('collaborationId') ?? '', version: '1' } });
    expect(answer).toMatchObject({ init: { status: 409 }, data: { problem: 'in-use', kept: [{ reasons: expect.arrayContaining([{ obstacle: 'left-draft', count: 1 }]) }] } });
  });
});

describe('a form that somebody else overtook', () => {
  test('of a KOL keeps what was typed, takes what was chosen, and a later edit of a field wins over a choice', async () => {
    const { kolId } = await newKol('Before', { priceMinor: null });
    const params = { kolId };
    const { values } = await dataOf(kolForm, '/x', { ...manager, params });
    const save = (fields: Record<string, string>) => visit(editKol, '/x', { ...manager, params, form: { ...values, base: JSON.stringify(values), ...fields } });
    await save({ name: 'Theirs', cityTier: '2', notes: 'theirs' });
    const conflict = await save({ name: 'Mine', notes: 'mine for an hour' });
    expect(conflict).toMatchObject({
      init: { status: 409 },
      data: {
        values: { name: 'Mine', cityTier: '2', notes: 'mine for an hour', version: '2' },
        overtaken: expect.arrayContaining([
          { field: 'name', base: 'Before', mine: 'Mine', theirs: 'Theirs', standing: 'conflict' }, { field: 'cityTier', base: '', mine: '', theirs: '2', standing: 'theirs' },
        ]),
      },
    });
    const again = { ...(conflict instanceof Response || !('data' in conflict) ? {} : conflict.data.values), base: '{}' };
    const seen = JSON.stringify({ name: { shown: 'Mine', mine: 'Mine', theirs: 'Theirs' }, cityTier: { shown: '2', mine: '', theirs: '2' }, notes: { shown: 'mine for an hour', mine: 'mine for an hour', theirs: 'theirs' } });
    const saved = await save({ ...again, notes: 'typed after choosing', seen, 'choice.name': 'theirs', 'choice.cityTier': 'mine', 'choice.notes': 'theirs' });
    expect(saved).toMatchObject({ status: 303 });
    expect((await dataOf(kolForm, '/x', { ...manager, params })).values).toMatchObject({ name: 'Theirs', cityTier: '', notes: 'typed after choosing' });
  });

  test('of a campaign and of a collaboration tells it field by field', async () => {
    await aCampaign(t.db, { workspaceId: world.workspaceId, slug: 'overtaken', name: 'Before' });
    const slug = { slug: 'overtaken' };
    const campaign = (await dataOf(campaignForm, '/x', { ...manager, params: slug })).values;
    const saveCampaign = (fields: Record<string, string>) => visit(editCampaign, '/x', { ...manager, params: slug, form: { ...campaign, base: JSON.stringify(campaign), ...fields } });
    expect(await saveCampaign({ name: 'Theirs' })).toMatchObject({ status: 303 });
    expect(await saveCampaign({ name: 'Mine' })).toMatchObject({ init: { status: 409 }, data: { overtaken: [{ field: 'name', base: 'Before', mine: 'Mine', theirs: 'Theirs' }], values: { version: '2' } } });

    const { collaborationId } = await aCollaboration(t.db, { workspaceId: world.workspaceId, status: 'draft', publishedAt: null });
    const params = { collaborationId };
    const values = (await dataOf(collaborationForm, '/x', { ...manager, params })).values;
    const save = (fields: Record<string, string>) => visit(editCollaboration, '/x', { ...manager, params, form: { ...values, base: JSON.stringify(values), ...fields } });
    expect(await save({ endsOn: '2026-07-20' })).toMatchObject({ status: 303 });
    expect(await save({ endsOn: '2026-07-25' })).toMatchObject({ init: { status: 409 }, data: { overtaken: [{ field: 'endsOn', base: '2026-07-30', mine: '2026-07-25', theirs: '2026-07-20' }] } });
  });
});

test('a cell of a collaboration is saved, refused and taken back', async () => {
  const { collaborationId } = await aCollaboration(t.db, { workspaceId: world.workspaceId, status: 'draft', publishedAt: null });
  const change = (more: Record<string, string>) => post(collaborationCell, { id: collaborationId, version: '1', field: 'flight', text: '2026-06-20 – 2026-07-20', base: '2026-06-15 – 2026-07-30', ...more });
  const dates = async () => await t.db.selectFrom('collaboration').select(['starts_on', 'ends_on']).where('id', '=', collaborationId).executeTakeFirst();
  const saved = await change({});
  expect(saved).toMatchObject({ status: 200, body: { status: 'saved', version: 2 } });
  expect(await dates()).toEqual({ starts_on: '2026-06-20', ends_on: '2026-07-20' });
  expect(await change({ text: '2026-08-20 – 2026-07-20', version: '2' })).toMatchObject({ status: 422, body: { problem: 'ends-before-start' } });
  expect(await change({ text: '2026-06-01 – 2026-07-20' })).toMatchObject({ status: 409, body: { status: 'stale', theirs: '2026-06-20 – 2026-07-20' } });
  expect(await change({ field: 'status', text: 'live' })).toMatchObject({ status: 422 });
  await visit(undo, '/x', { ...manager, params: { runId: (saved.body as { runId: string }).runId }, form: { quiet: '1' } });
  expect(await dates()).toEqual({ starts_on: '2026-06-15', ends_on: '2026-07-30' });
});

test('an edit that cannot be undone any more says why, without script too', async () => {
  const { kolId } = await newKol('Undo one');
  const { body } = await post(cell, { id: kolId, version: '1', field: 'tier', text: 'top', base: 'mid' });
  const params = { runId: (body as { runId: string }).runId };
  expect((await dataOf(undoPage, '/x', { ...manager, params })).standing).toBe('possible');
  expect((await dataOf(undoPage, '/x', { cookie: world.cookies.admin, params })).standing).toBe('not-yours');
  expect(await visit(undo, '/x', { cookie: world.cookies.admin, params, form: {} })).toMatchObject({ init: { status: 409 }, data: { status: 'not-yours' } });
  await t.db.updateTable('kol').set({ notes: 'changed since' }).where('id', '=', kolId).execute();
  expect(await visit(undo, '/x', { ...manager, params, form: {} })).toMatchObject({ init: { status: 409 }, data: { status: 'changed-since', rows: [{ label: 'Undo one' }] } });
  expect(await statusOf(undo, '/x', { ...manager, params: { runId: newId() }, form: {} })).toBe(404);
});

test.each(['content', 'finance', 'operations', 'viewer'] as const)('%s may read the panel and change nothing', async (role) => {
  const cookie = world.cookies[role];
  const at = { cookie, params: { kolId: world.params.get('kolId') ?? '', runId: newId() } };
  for (const handler of [cell, bulk, paste, binAction, undo, collaborationCell]) expect(await statusOf<unknown>(handler, '/x', { ...at, form: {} })).toBe(403);
  for (const handler of [bin, undoPage]) expect(await statusOf<unknown>(handler, '/x', at)).toBe(403);
  const shown = await (await visit(panel, '/x', at)).text();
  const seesCosts = role === 'finance';
  expect([amountsIn(shown, world.amountsMinor).length > 0, shown.includes(world.contact)]).toEqual([seesCosts, seesCosts]);
});

test('the roster tells readers nothing of the bin', async () => {
  expect(await dataOf(roster, '/kols', { cookie: world.cookies.viewer })).toMatchObject({ deleted: 0, edited: null });
});
