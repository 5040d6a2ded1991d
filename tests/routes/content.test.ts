import { beforeAll, expect, test } from 'vitest';
import { action, loader } from '#app/routes/content.$contentId/route.tsx';
import { loader as collaborationLoader } from '#app/routes/collaborations.$collaborationId/route.tsx';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let contentId: string;
const CAPTURED = '2026-06-17T03:00:00.000Z';
const COUNTS = { impressions: '', views: '5万', likes: '90', comments: '', shares: '-', saves: '', follows: '', positiveComments: '', neutralComments: '', negativeComments: '' };

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  contentId = world.params.get('contentId') ?? '';
});

const at = () => ({ params: { contentId }, cookie: world.cookies.content });
const read = async () => await dataOf(loader, `/content/${contentId}`, at());
const send = async (form: Record<string, string>, cookie = world.cookies.content) => await visit(action, `/content/${contentId}`, { ...at(), cookie, form: { ...COUNTS, ...form } });
const snapshot = { capturedAt: CAPTURED, source: 'file' };

test('the page shows every snapshot as it stands, its source, its definition and the ages it stands for', async () => {
  const { snapshots, ages, corrections, mayWrite } = await read();
  expect(snapshots).toMatchObject([{ source: 'file', definitionVersion: '1', views: 50_000, likes: 90, comments: null, revision: 1, serves: [24], breaks: false }]);
  expect(ages.map(({ hours, snapshot: one }) => [hours, one?.views ?? null])).toEqual([[24, 50_000], [168, null], [504, null], [1080, null]]);
  expect(corrections).toMatchObject([{ sequence: 1, by: 'portal', reason: 'a digit was missing', isLatest: true, changes: [{ count: 'views', before: 5_000, after: 50_000 }] }]);
  expect(mayWrite).toBe(true);
});

test('the page of the collaboration shows the same counts at the same ages', async () => {
  const { posts } = await dataOf(collaborationLoader, '/collaborations/x', { cookie: world.cookies.viewer, params: { collaborationId: world.params.get('collaborationId') ?? '' } });
  expect(posts.map((post) => [post.id, post.rows.map((row) => [row.hours, row.counts.views])])).toEqual([[contentId, [[24, 50_000], [null, 50_000]]]]);
});

test('a correction takes numbers as people write them, an empty field as "not reported"', async () => {
  const answer = await send({ ...snapshot, intent: 'correct', revision: '1', views: '5.5万', likes: '', reason: 'read again' });
  expect(answer).toBeInstanceOf(Response);
  expect((await read()).snapshots).toMatchObject([{ views: 55_000, likes: null, shares: null, revision: 2 }]);
});

test('what cannot be taken is said beside the field, and what was typed stays', async () => {
  expect(await send({ ...snapshot, intent: 'correct', revision: '2', views: 'many', reason: '' })).toMatchObject({ problems: { views: 'count', reason: 'reason' }, values: { views: 'many' } });
  expect(await send({ ...snapshot, intent: 'correct', revision: '1', views: '7', reason: 'again' })).toMatchObject({ message: 'stale', values: { views: '7' } });
  expect(await send({ ...snapshot, intent: 'correct', revision: '2', views: '55000', likes: '', reason: 'again' })).toMatchObject({ message: 'unchanged' });
  expect(await send({ ...snapshot, source: 'api', intent: 'correct', revision: '0', reason: 'again' })).toMatchObject({ message: 'gone' });
  expect(await send({ intent: 'add', capturedAt: 'yesterday', reason: 'screenshot' })).toMatchObject({ problems: { capturedAt: 'capturedAt' } });
  expect(await send({ intent: 'add', capturedAt: '2026-06-01T10:00', reason: 'screenshot' })).toMatchObject({ problems: { capturedAt: 'outside' } });
  expect(await send({ intent: 'add', capturedAt: '2026-06-20T10:00', reason: 'screenshot', views: '', likes: '' })).toMatchObject({ problems: { views: 'nothing' } });
  expect(await statusOf(action, `/content/${contentId}`, { ...at(), form: { intent: 'correct', unknown: 'field' } })).toBe(400);
});

test('taking back the latest correction brings back what stood before', async () => {
  expect(await visit(action, `/content/${contentId}`, { ...at(), form: { ...snapshot, intent: 'undo', revision: '2', reason: 'was right' } })).toBeInstanceOf(Response);
  const { snapshots, corrections } = await read();
  expect(snapshots).toMatchObject([{ views: 50_000, likes: 90, revision: 3 }]);
  expect(corrections.map(({ sequence, undoes, isLatest }) => [sequence, undoes, isLatest])).toEqual([[3, 2, true], [2, null, false], [1, null, false]]);
});

test('a snapshot typed by hand stands at its time in the workspace\'s zone', async () => {
  expect(await send({ intent: 'add', capturedAt: '2026-06-23T11:00', reason: 'creator\'s screenshot' })).toBeInstanceOf(Response);
  const { snapshots, ages } = await read();
  expect(snapshots.at(-1)).toMatchObject({ source: 'manual', capturedAt: new Date('2026-06-23T03:00:00Z'), views: 50_000, serves: [168] });
  expect(ages[1]?.snapshot?.source).toBe('manual');
  expect(await send({ intent: 'add', capturedAt: '2026-06-23T11:00', reason: 'again' })).toMatchObject({ problems: { capturedAt: 'exists' } });
});

test('who may not write content reads the page and changes nothing', async () => {
  for (const role of ['finance', 'operations', 'viewer'] as const) {
    const cookie = world.cookies[role];
    expect((await dataOf(loader, `/content/${contentId}`, { ...at(), cookie })).mayWrite).toBe(false);
    expect(await statusOf(action, `/content/${contentId}`, { ...at(), cookie, form: { ...snapshot, intent: 'undo', revision: '3', reason: 'no' } })).toBe(403);
  }
});

test('a post that is not there, or another brand\'s, is not found', async () => {
  const stranger = await aPortalWorld(t.db, { orders: 'other' });
  for (const [params, cookie] of [[{ contentId: 'x' }, world.cookies.content], [{ contentId: '0197f1a0-0000-7000-8000-000000000000' }, world.cookies.content], [{ contentId }, stranger.cookies.content]] as const) {
    expect(await statusOf(loader, '/content/x', { params, cookie })).toBe(404);
    const answer = await visit(action, '/content/x', { params, cookie, form: { ...COUNTS, intent: 'add', capturedAt: '2026-06-20T10:00', reason: 'why' } });
    expect(answer instanceof Response && answer.status).toBe(404);
  }
});
