import { beforeEach, expect, test } from 'vitest';
import { listPostSnapshots } from '#db/queries/collaboration-pages.server.ts';
import { listCorrections } from '#db/queries/content-correction.server.ts';
import { hasDirtyDays } from '#db/queries/dirty-day.server.ts';
import { listContentSnapshots } from '#db/queries/review-facts.server.ts';
import { deleteWorkspace } from '#db/queries/workspace-removal.server.ts';
import type { AllCounts } from '#app/domain/ingestion/content-counts.ts';
import { addSnapshot } from '#app/services/add-snapshot.server.ts';
import { correctContent, undoCorrection } from '#app/services/correct-content.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { recordContent } from '#app/services/record-content.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const PUBLISHED = new Date('2026-06-16T02:00:00Z');
const CAPTURED = new Date('2026-06-23T02:30:00Z');
const LILY = { kind: 'user', id: '0197f1a0-0000-7000-8000-0000000000aa', name: 'Lily' } as const;
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const counts = (wishes: Partial<AllCounts>): AllCounts => ({
  impressions: null, views: null, likes: null, comments: null, shares: null, saves: null, follows: null, positiveComments: null, neutralComments: null, negativeComments: null, ...wishes,
});
const REPORTED = counts({ impressions: 60_000, views: 5_000, likes: 90, comments: 8, shares: 0 });
let workspaceId: string;
let collaborationId: string;
let contentId: string;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db, { isDemo: true }); // only a demo can be removed
  ({ collaborationId } = await aCollaboration(t.db, { workspaceId }));
  await report({});
  contentId = (await t.db.selectFrom('content').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).id;
  await t.db.deleteFrom('dirty_day').where('workspace_id', '=', workspaceId).execute();
});

const report = async (wishes: Partial<AllCounts>) => {
  const post = { collaborationId, platform: 'douyin', url: 'https://douyin.example/v/1', publishedAt: PUBLISHED, snapshot: { capturedAt: CAPTURED, metrics: { ...REPORTED, ...wishes } } } as const;
  await recordContent(t.db, { workspaceId, source: 'file', posts: [post] }, { now: NOON, actor: PORTAL_ACTOR });
};
const place = () => ({ workspaceId, contentId, capturedAt: CAPTURED, source: 'file' });
const correct = (wishes: Partial<AllCounts>, { revision = 0, now = NOON, reason = 'read from the screenshot' } = {}) =>
  correctContent(t.db, { ...place(), revision, counts: { ...REPORTED, ...wishes }, reason }, { now, actor: LILY });
const undo = (revision: number, now = NOON) => undoCorrection(t.db, { ...place(), revision, reason: 'the report was right' }, { now, actor: LILY });
const standing = async (now = later(60)) => (await listPostSnapshots(t.db, workspaceId, collaborationId, now)).map(({ views, shares, likes }) => ({ views, shares, likes }));

test('a correction stands for every reader, and the source\'s own figures stay', async () => {
  expect(await correct({ views: 500_000 })).toEqual({ status: 'corrected', revision: 1 });
  expect(await standing()).toEqual([{ views: 500_000, shares: 0, likes: 90 }]);
  expect(await listContentSnapshots(t.db, workspaceId, later(60))).toMatchObject([{ views: 500_000, likes: 90 }]);
  expect(await t.db.selectFrom('content_metric').select('views').where('workspace_id', '=', workspaceId).execute()).toEqual([{ views: 5_000 }]);
  expect(await listCorrections(t.db, workspaceId, contentId)).toMatchObject([{ sequence: 1, correctedByName: 'Lily', reason: 'read from the screenshot', previous: REPORTED, views: 500_000 }]);
  expect(await hasDirtyDays(t.db, workspaceId, 'review')).toBe(true);
  const audited = await t.db.selectFrom('audit_event').select(['action', 'before', 'after', 'reason', 'actor_name']).where('subject_id', '=', contentId).execute();
  expect(audited).toEqual([{ action: 'content.correct', before: { views: 5_000 }, after: { views: 500_000, capturedAt: CAPTURED.toISOString(), source: 'file' }, reason: 'read from the screenshot', actor_name: 'Lily' }]);
});

test('a correction may say "not reported", which is neither 0 nor what the source said', async () => {
  await correct({ shares: null });
  expect(await standing()).toEqual([{ views: 5_000, shares: null, likes: 90 }]);
});

test('taking a correction back is another correction, and what stood before stands again', async () => {
  await correct({ views: 500_000 });
  await correct({ views: 50_000 }, { revision: 1, now: later(1) });
  expect(await undo(2, later(2))).toEqual({ status: 'corrected', revision: 3 });
  expect(await standing()).toMatchObject([{ views: 500_000 }]);
  expect(await undo(3, later(3))).toEqual({ status: 'corrected', revision: 4 });
  expect(await standing()).toMatchObject([{ views: 50_000 }]);
  expect((await listCorrections(t.db, workspaceId, contentId)).map(({ sequence, undoes, views }) => [sequence, undoes, views])).toEqual([[4, 3, 50_000], [3, 2, 500_000], [2, null, 50_000], [1, null, 500_000]]);
});

test('a correction made in the meantime is not overwritten unseen', async () => {
  await correct({ views: 500_000 });
  expect(await correct({ views: 7 })).toEqual({ status: 'stale', revision: 1 });
  expect(await undo(0)).toEqual({ status: 'stale', revision: 1 });
  const rivals = await Promise.all(Array.from({ length: 8 }, (_, index) => correct({ views: 600_000 + index }, { revision: 1, now: later(8 - index) })));
  expect(rivals.map(({ status }) => status).sort()).toEqual(['corrected', ...Array.from({ length: 7 }, () => 'stale')]);
});

test('what changes nothing, and what is not there, is said', async () => {
  expect(await correct({})).toEqual({ status: 'unchanged' });
  expect(await undo(0)).toEqual({ status: 'not-found' });
  const elsewhere = { ...place(), workspaceId: await aWorkspace(t.db), revision: 0, counts: REPORTED, reason: 'why' };
  expect(await correctContent(t.db, elsewhere, { now: NOON, actor: LILY })).toEqual({ status: 'not-found' });
  expect(await undoCorrection(t.db, { ...place(), source: 'api', revision: 1, reason: 'why' }, { now: NOON, actor: LILY })).toEqual({ status: 'not-found' });
});

test('the same report again leaves a correction standing', async () => {
  await correct({ views: 500_000 });
  await report({});
  await report({ views: 6_000 });
  expect(await standing()).toMatchObject([{ views: 500_000 }]);
  await undo(1, later(1));
  expect(await standing()).toMatchObject([{ views: 5_000 }]);
});

test('a card computed again from the data of its day is the same; one computed today sees the correction', async () => {
  const review = async (asOf: string, now: Date) => {
    await runReview(t.db, { workspaceId, asOf }, { now, actor: PORTAL_ACTOR });
    return (await t.db.selectFrom('scorecard').select('card').where('workspace_id', '=', workspaceId).where('as_of', '=', asOf).executeTakeFirstOrThrow()).card;
  };
  const before = await review('2026-07-09', NOON);
  await correct({ views: 500_000 });
  expect(await review('2026-07-09', later(1))).toEqual(before);
  const after = await review('2026-07-10', later(1));
  expect(JSON.stringify(after)).toContain('500000');
  expect(JSON.stringify(before)).not.toContain('500000');
});

test('the database itself refuses to change a correction, or to take away the snapshot under it', async () => {
  await correct({ views: 500_000 });
  await expect(t.db.updateTable('content_correction').set({ views: 1 }).where('workspace_id', '=', workspaceId).execute()).rejects.toThrow('append-only');
  await expect(t.db.deleteFrom('content_metric').where('workspace_id', '=', workspaceId).execute()).rejects.toThrow('foreign key');
});

test('a demo is removed with its corrections', async () => {
  await correct({ views: 500_000 });
  await t.db.transaction().execute((trx) => deleteWorkspace(trx, workspaceId));
  expect(await t.db.selectFrom('content_correction').selectAll().where('workspace_id', '=', workspaceId).execute()).toEqual([]);
});

test('a snapshot typed by hand names its source and its reason; it is corrected, not typed over', async () => {
  const add = (wishes: Partial<AllCounts>, capturedAt = later(-60)) => addSnapshot(t.db, { workspaceId, contentId, capturedAt, counts: counts(wishes), reason: 'creator\'s screenshot' }, { now: NOON, actor: LILY });
  expect(await add({})).toEqual({ status: 'nothing-counted' });
  expect(await add({ views: 7_000 }, new Date(PUBLISHED.getTime() - 1))).toEqual({ status: 'outside-life' });
  expect(await add({ views: 7_000 }, later(1))).toEqual({ status: 'outside-life' });
  expect(await add({ views: 7_000 })).toEqual({ status: 'added' });
  expect(await add({ views: 8_000 })).toEqual({ status: 'exists' });
  expect(await t.db.selectFrom('content_metric').select(['source', 'views', 'likes']).where('workspace_id', '=', workspaceId).orderBy('captured_at', 'desc').executeTakeFirst()).toEqual({ source: 'manual', views: 7_000, likes: null });
  expect(await t.db.selectFrom('audit_event').select(['action', 'reason']).where('subject_id', '=', contentId).execute()).toEqual([{ action: 'content.add-snapshot', reason: 'creator\'s screenshot' }]);
  const elsewhere = { workspaceId: await aWorkspace(t.db), contentId, capturedAt: NOON, counts: counts({ views: 1 }), reason: 'why' };
  expect(await addSnapshot(t.db, elsewhere, { now: NOON, actor: LILY })).toEqual({ status: 'not-found' });
});
