import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { listMatchingKolIds } from '#db/queries/kol-edit.server.ts';
import type { KolChange } from '#app/domain/kol-edit.ts';
import { KOL_STATUSES, TIERS } from '#app/domain/kol.ts';
import { newId } from '#app/lib/ids.server.ts';
import { changeKolStatus } from '#app/services/change-kol-status.server.ts';
import { editKols } from '#app/services/edit-kols.server.ts';
import { sweepBin } from '#app/services/sweep-bin.server.ts';
import { undoEdit } from '#app/services/undo-edit.server.ts';
import { aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { imageOfWorkspace } from '#tests/setup/workspace-image.ts';

const t = useTestDatabase();
const person = newId();
const at = (minutes: number) => ({ now: new Date(NOON.getTime() + minutes * 60_000), actor: { kind: 'user', id: person, name: 'Lily' } } as const);
let workspaceId = '';

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

async function image() {
  const { edit_run: _runs, ...rest } = await imageOfWorkspace(t.pool, workspaceId);
  return rest;
}
const edit = (edits: readonly { id: string; version?: number | null; change: KolChange }[], reason = '') =>
  editKols(t.db, { workspaceId, kind: edits.length === 1 ? 'cell' : 'bulk', edits: edits.map((each) => ({ version: null, ...each })), reason }, at(0));
const undo = (runId: string | null, minutes = 5) => undoEdit(t.db, { workspaceId, runId: runId ?? '' }, at(minutes));

describe('an edit in the roster', () => {
  test('changes the field, counts the change, tells the audit log and can be taken back', async () => {
    const { kolId } = await aKol(t.db, { workspaceId, name: 'Lily', verticals: ['beauty'] });
    const before = await image();
    const outcome = await edit([{ id: kolId, version: 1, change: { tier: 'top', price: { minor: 500, currency: 'USD' }, verticals: ['美妆', 'a,"b\\'] } }]);
    expect(outcome).toMatchObject({ changed: [{ id: kolId, label: 'Lily', version: 2 }], skipped: [] });
    expect(await t.db.selectFrom('kol').select(['tier', 'price_minor', 'price_currency', 'verticals', 'version']).where('id', '=', kolId).executeTakeFirst()).toEqual({
      tier: 'top', price_minor: 500, price_currency: 'USD', verticals: ['美妆', 'a,"b\\'], version: 2,
    });
    const audit = await t.db.selectFrom('audit_event').select(['action', 'before', 'after', 'actor_name']).where('workspace_id', '=', workspaceId).execute();
    expect(audit).toEqual([{
      action: 'kol.change', actor_name: 'Lily', before: { tier: 'mid', verticals: ['beauty'], price_minor: 1_000_000, price_currency: 'CNY' },
      after: { tier: 'top', verticals: ['美妆', 'a,"b\\'], price_minor: 500, price_currency: 'USD' },
    }]);
    expect(await undo(outcome.runId)).toEqual({ status: 'undone', restored: 1 });
    expect(await image()).toEqual(before);
    expect(await t.db.selectFrom('kol').select('version').where('id', '=', kolId).executeTakeFirst()).toEqual({ version: 3 });
  });

  test('of two at once on the same version one is done, the other is told', async () => {
    const { kolId } = await aKol(t.db, { workspaceId });
    const both = await Promise.all([edit([{ id: kolId, version: 1, change: { tier: 'top' } }]), edit([{ id: kolId, version: 1, change: { tier: 'emerging' } }])]);
    expect(both.map(({ changed }) => changed.length).toSorted()).toEqual([0, 1]);
    expect(both.flatMap(({ skipped }) => skipped)).toMatchObject([{ id: kolId, problem: 'stale' }]);
  });

  test('of many, those that cannot be changed are named and the others are done', async () => {
    const [first, second, third] = [await aKol(t.db, { workspaceId }), await aKol(t.db, { workspaceId, tier: 'top' }), await aKol(t.db, { workspaceId: await aWorkspace(t.db) })];
    const outcome = await edit([first, second, third].map(({ kolId }) => ({ id: kolId, change: { tier: 'top' } })));
    expect([outcome.changed.map(({ id }) => id), outcome.skipped.map(({ id, problem }) => [id, problem])]).toEqual([[first.kolId], [[second.kolId, 'unchanged'], [third.kolId, 'not-found']]]);
    const run = await t.db.selectFrom('edit_run').select(['changed_count', 'skipped']).where('id', '=', outcome.runId ?? '').executeTakeFirst();
    expect(run).toMatchObject({ changed_count: 1, skipped: [{ problem: 'unchanged' }, { problem: 'not-found' }] });
  });

  test('an undo is refused as a whole where a row was changed since, and names it', async () => {
    const [first, second] = [await aKol(t.db, { workspaceId, name: 'One' }), await aKol(t.db, { workspaceId, name: 'Two' })];
    const { runId } = await edit([first, second].map(({ kolId }) => ({ id: kolId, change: { tier: 'top' } })));
    await changeKolStatus(t.db, { workspaceId, kolId: second.kolId, version: 2, status: 'bench', reason: '' }, at(1));
    const before = await image();
    expect(await undo(runId)).toEqual({ status: 'changed-since', rows: [{ id: second.kolId, label: 'Two' }] });
    expect(await image()).toEqual(before);
  });

  test('an undo is its maker’s, within ten minutes, once; in another brand there is no such edit', async () => {
    const { kolId } = await aKol(t.db, { workspaceId });
    const { runId } = await edit([{ id: kolId, change: { tier: 'top' } }]);
    expect(await undoEdit(t.db, { workspaceId, runId: runId ?? '' }, { now: at(1).now, actor: { kind: 'user', id: newId(), name: 'Mei' } })).toEqual({ status: 'not-yours' });
    expect(await undoEdit(t.db, { workspaceId: await aWorkspace(t.db), runId: runId ?? '' }, at(1))).toEqual({ status: 'not-found' });
    expect(await undo(runId, 11)).toEqual({ status: 'too-late' });
    expect((await Promise.all([undo(runId), undo(runId)])).map(({ status }) => status).toSorted()).toEqual(['already-undone', 'undone']);
  });

  test('what rows were is forgotten a day later, the history is not', async () => {
    const { kolId } = await aKol(t.db, { workspaceId });
    await edit([{ id: kolId, change: { tier: 'top' } }]);
    await sweepBin(t.db, at(25 * 60));
    expect(await t.db.selectFrom('edit_image').select('key').where('workspace_id', '=', workspaceId).execute()).toEqual([]);
    expect(await t.db.selectFrom('edit_run').select('kind').where('workspace_id', '=', workspaceId).execute()).toEqual([{ kind: 'cell' }]);
  });
});

const change: fc.Arbitrary<KolChange> = fc.record(
  {
    tier: fc.constantFrom(...TIERS), status: fc.constantFrom(...KOL_STATUSES), price: fc.option(fc.record({ minor: fc.nat(), currency: fc.constantFrom('CNY', 'USD') })),
    addVerticals: fc.uniqueArray(fc.constantFrom('a', 'b,"', '美妆')), removeVerticals: fc.uniqueArray(fc.constantFrom('beauty', 'a')), notes: fc.string({ maxLength: 8, unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
  },
  { requiredKeys: [] },
);

test('any edit taken back leaves every row as it was, byte for byte', async () => {
  const kols = await Promise.all(['One', 'Two', 'Three'].map((name) => aKol(t.db, { workspaceId, name, verticals: ['beauty'] })));
  const before = await image();
  await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
    const { runId } = await edit(changes.map((each, index) => ({ id: kols[index]?.kolId ?? '', change: each })), 'why');
    if (runId !== null) expect(await undo(runId)).toMatchObject({ status: 'undone' });
    expect(await image()).toEqual(before);
  }), { numRuns: 15 });
});

test('"all that match" is every KOL of the filter, not of the page', async () => {
  for (let number = 0; number < 70; number += 1) await aKol(t.db, { workspaceId, status: number < 60 ? 'bench' : 'archived' });
  expect(await listMatchingKolIds(t.db, workspaceId, { search: '', status: ['bench'] })).toHaveLength(60);
  expect(await listMatchingKolIds(t.db, workspaceId, { search: '' })).toHaveLength(60);
  expect(await listMatchingKolIds(t.db, workspaceId, { search: '', status: ['archived'] })).toHaveLength(10);
});
