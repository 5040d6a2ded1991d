import { beforeEach, describe, expect, test } from 'vitest';
import { countBin, listBin } from '#db/queries/bin-pages.server.ts';
import { BIN_OBSTACLE_TABLES } from '#db/queries/bin-obstacles.server.ts';
import { BIN_PARTS } from '#db/queries/bin.server.ts';
import { EMPTY_BRIEF } from '#app/domain/brief.ts';
import { newId } from '#app/lib/ids.server.ts';
import { deleteToBin } from '#app/services/delete-to-bin.server.ts';
import { restoreFromBin } from '#app/services/restore-from-bin.server.ts';
import { saveBrief } from '#app/services/save-brief.server.ts';
import { sweepBin } from '#app/services/sweep-bin.server.ts';
import { undoEdit } from '#app/services/undo-edit.server.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { imageOfWorkspace } from '#tests/setup/workspace-image.ts';

const t = useTestDatabase();
const person = newId();
const at = (minutes: number) => ({ now: new Date(NOON.getTime() + minutes * 60_000), actor: { kind: 'user', id: person, name: 'Lily' } } as const);
const DAY = 24 * 60;
let workspaceId = '';

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

/** Everything but what a deletion leaves on purpose: its history. */
async function image() {
  const { edit_run: _runs, ...rest } = await imageOfWorkspace(t.pool, workspaceId);
  return rest;
}
const bin = (kind: 'kol' | 'campaign' | 'collaboration', ...ids: string[]) => deleteToBin(t.db, { workspaceId, kind, items: ids.map((id) => ({ id, version: null })) }, at(0));
const itemIds = async () => (await listBin(t.db, workspaceId, null)).map(({ id }) => id);

describe('the recycle bin', () => {
  test('a KOL that is deleted leaves its tables whole with accounts and drafts, and comes back byte for byte', async () => {
    const kol = await aKol(t.db, { workspaceId, name: '小鹿', handle: 'xiaolu' });
    const draft = await aCollaboration(t.db, { workspaceId, kol, status: 'draft', publishedAt: null });
    await saveBrief(t.db, { workspaceId, collaborationId: draft.collaborationId, basedOn: 0, brief: { ...EMPTY_BRIEF, goal: 'Goal' } }, at(0));
    const before = await image();
    const gone = await bin('kol', kol.kolId);
    expect(gone).toMatchObject({ deleted: [{ id: kol.kolId, label: '小鹿' }], skipped: [] });
    const empty = await image();
    expect([empty.kol, empty.kol_account, empty.collaboration, empty.cost_item, empty.brief_version, empty.script]).toEqual([[], [], [], [], [], []]);
    expect(await listBin(t.db, workspaceId, 'kol')).toMatchObject([{ label: '小鹿', detail: 'douyin @xiaolu', deletedByName: 'Lily' }]);
    expect(await restoreFromBin(t.db, { workspaceId, itemIds: await itemIds() }, at(29 * DAY))).toMatchObject({ status: 'restored' });
    expect(await image()).toEqual(before);
    expect(await undoEdit(t.db, { workspaceId, runId: gone.runId ?? '' }, at(5))).toEqual({ status: 'already-undone' });
    expect(await countBin(t.db, workspaceId)).toBe(0);
  });

  test('a KOL with a collaboration that ever left draft stays, with the reasons and their numbers', async () => {
    const { kolId, collaborationId } = await aCollaboration(t.db, { workspaceId, status: 'draft', publishedAt: null });
    await t.db.insertInto('collaboration_event').values({ workspace_id: workspaceId, id: newId(), collaboration_id: collaborationId, at: NOON, actor_name: 'Lily', from_status: 'draft', to_status: 'offered', reason: '' }).execute();
    const before = await image();
    expect(await bin('kol', kolId)).toMatchObject({ runId: null, deleted: [], skipped: [{ id: kolId, problem: 'in-use', reasons: [{ obstacle: 'collaborations', count: 1 }] }] });
    expect(await bin('collaboration', collaborationId)).toMatchObject({ skipped: [{ problem: 'in-use', reasons: [{ obstacle: 'left-draft', count: 1 }] }] });
    expect(await image()).toEqual(before);
  });

  test('of several those go that nothing depends on, the others are named', async () => {
    const busy = await aCollaboration(t.db, { workspaceId });
    const free = await aKol(t.db, { workspaceId });
    const outcome = await bin('kol', busy.kolId, free.kolId, newId());
    expect(outcome.deleted.map(({ id }) => id)).toEqual([free.kolId]);
    expect(outcome.skipped.map(({ problem }) => problem)).toEqual(['in-use', 'not-found']);
  });

  test('a draft and a campaign come back as they were; a campaign with collaborations stays', async () => {
    const campaignId = await aCampaign(t.db, { workspaceId, slug: 'summer' });
    const draft = await aCollaboration(t.db, { workspaceId, campaignId, status: 'draft', publishedAt: null });
    const before = await image();
    expect(await bin('campaign', campaignId)).toMatchObject({ skipped: [{ problem: 'in-use', reasons: [{ obstacle: 'collaborations', count: 1 }] }] });
    await bin('collaboration', draft.collaborationId);
    expect(await bin('campaign', campaignId)).toMatchObject({ deleted: [{ id: campaignId }] });
    const [first, second] = await itemIds();
    const [draftItem, campaignItem] = (await listBin(t.db, workspaceId, 'campaign'))[0]?.id === first ? [second, first] : [first, second];
    expect(await restoreFromBin(t.db, { workspaceId, itemIds: [draftItem ?? ''] }, at(1))).toMatchObject({ status: 'conflict', conflicts: [{ code: 'campaign-gone', holder: expect.stringMatching(/^Campaign/) }] });
    expect(await restoreFromBin(t.db, { workspaceId, itemIds: [campaignItem ?? ''] }, at(1))).toMatchObject({ status: 'restored' });
    expect(await restoreFromBin(t.db, { workspaceId, itemIds: [draftItem ?? ''] }, at(1))).toMatchObject({ status: 'restored' });
    expect(await image()).toEqual(before);
  });

  test('a handle that was taken meanwhile is named, and nothing comes back by half', async () => {
    const kol = await aKol(t.db, { workspaceId, handle: 'Lily' });
    await bin('kol', kol.kolId);
    await aKol(t.db, { workspaceId, name: 'Another', handle: 'lily' });
    const before = await image();
    expect(await restoreFromBin(t.db, { workspaceId, itemIds: await itemIds() }, at(1))).toMatchObject({ status: 'conflict', conflicts: [{ code: 'handle-taken', value: 'douyin Lily', holder: 'Another' }] });
    expect(await image()).toEqual(before);
  });

  test('a coupon that was given away meanwhile is named', async () => {
    const draft = await aCollaboration(t.db, { workspaceId, status: 'draft', coupon: 'LILY15', publishedAt: null });
    await bin('collaboration', draft.collaborationId);
    await aCollaboration(t.db, { workspaceId, coupon: 'LILY15' });
    expect(await restoreFromBin(t.db, { workspaceId, itemIds: await itemIds() }, at(1))).toMatchObject({ status: 'conflict', conflicts: [{ code: 'coupon-taken', value: 'LILY15' }] });
  });

  test('a deletion can be taken back for ten minutes by whoever made it, once', async () => {
    const kol = await aKol(t.db, { workspaceId });
    const before = await image();
    const { runId } = await bin('kol', kol.kolId);
    const undo = (minutes: number, id: string = person) => undoEdit(t.db, { workspaceId, runId: runId ?? '' }, { now: at(minutes).now, actor: { kind: 'user', id, name: 'x' } });
    expect(await undo(1, newId())).toEqual({ status: 'not-yours' });
    expect(await undo(11)).toEqual({ status: 'too-late' });
    const both = await Promise.all([undo(9), undo(9)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['already-undone', 'undone']);
    expect(await image()).toEqual(before);
  });

  test('after thirty days it is removed for good, and cannot be put back in between', async () => {
    const kol = await aKol(t.db, { workspaceId });
    await sweepBin(t.db, at(60 * DAY));
    await bin('kol', kol.kolId);
    const ids = await itemIds();
    expect(await restoreFromBin(t.db, { workspaceId, itemIds: ids }, at(30 * DAY + 1))).toEqual({ status: 'not-found' });
    expect((await sweepBin(t.db, at(30 * DAY - 1))).removed).toBe(0);
    expect((await sweepBin(t.db, at(30 * DAY + 1))).removed).toBe(1);
    const rows = await t.pool.query('select 1 from bin_row where workspace_id = $1', [workspaceId]);
    expect(rows.rowCount).toBe(0);
  });

  test('what lies in the bin stands in no table that a list, a search, an export or a choice could read', async () => {
    const kol = await aKol(t.db, { workspaceId, name: 'Gone for now', handle: 'gone-for-now' });
    const draft = await aCollaboration(t.db, { workspaceId, kol, status: 'draft', publishedAt: null });
    await bin('kol', kol.kolId);
    const told = [kol.kolId, kol.accountId, draft.collaborationId, 'Gone for now', 'gone-for-now'];
    const tables = Object.entries(await imageOfWorkspace(t.pool, workspaceId)).filter(([, rows]) => rows.some((row) => told.some((text) => row.includes(text))));
    expect(tables.map(([name]) => name).toSorted()).toEqual(['bin_item', 'bin_row', 'edit_run']);
  });

  test('nothing of another brand is touched', async () => {
    const other = await aWorkspace(t.db);
    const kol = await aKol(t.db, { workspaceId: other });
    expect(await bin('kol', kol.kolId)).toMatchObject({ deleted: [], skipped: [{ problem: 'not-found' }] });
  });
});

test('whatever refers to a KOL, a campaign or a collaboration either goes into the bin with it or keeps it out', async () => {
  const { rows } = await t.pool.query<{ name: string }>(`
    select distinct r.relname as name from pg_constraint k join pg_class r on r.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and t.relname in ('kol', 'kol_account', 'campaign', 'collaboration', 'script', 'brief_version', 'script_version', 'cost_item', 'payment') order by 1`);
  const known = new Set([...Object.values(BIN_PARTS).flat().map(({ table }) => table), ...BIN_OBSTACLE_TABLES]);
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});
