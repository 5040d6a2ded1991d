import { beforeAll, expect, test } from 'vitest';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { loader as detail } from '#app/routes/scorecards.$collaborationId/route.tsx';
import { cardAMonthBefore, historyRows } from '#app/routes/scorecards.$collaborationId/history-view.ts';
import { loader as list } from '#app/routes/scorecards._index/route.tsx';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { NOON } from '#tests/factories/workspace.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { routeCall, thrownBy } from '#tests/setup/route-call.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let collaborationId: string;
let bareId: string;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  collaborationId = world.params.get('collaborationId') ?? '';
  const contentId = newId();
  const publishedAt = new Date('2026-06-16T02:00:00Z');
  await t.db.insertInto('content').values({ workspace_id: workspaceId, id: contentId, collaboration_id: collaborationId, platform: 'douyin', url: 'https://example.com/1', published_at: publishedAt, created_at: NOON }).execute();
  await t.db.insertInto('content_metric').values({
    workspace_id: workspaceId, content_id: contentId, captured_at: new Date('2026-07-08T02:00:00Z'), source: 'report', definition_version: '1', impressions: 900_000, views: 500_000,
    likes: 20_000, comments: 1_500, shares: 800, saves: null, follows: null, positive_comments: 120, neutral_comments: 60, negative_comments: 20,
  }).execute();
  bareId = (await aCollaboration(t.db, { workspaceId, publishedAt: null, feeMinor: 0 })).collaborationId;
  await runReview(t.db, { workspaceId }, { now: NOON, actor: PORTAL_ACTOR });
});

const open = (id: string, role: keyof PortalWorld['cookies'] = 'manager', search = '') =>
  detail(routeCall(`/scorecards/${id}${search}`, { cookie: world.cookies[role], params: { collaborationId: id } }));

test('the list holds every card of the latest review, with its four dimensions, those without a score last', async () => {
  const { rows, asOf, count } = await list(routeCall('/scorecards', { cookie: world.cookies.viewer }));
  expect({ asOf, count }).toEqual({ asOf: '2026-07-10', count: 2 });
  expect(rows[0]).toMatchObject({ collaborationId, grade: expect.stringMatching(/^[SABCD]$/), dimensions: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)] });
  expect(rows[1]).toMatchObject({ collaborationId: bareId, scoreTenths: null, grade: null });
});

test('the list is narrowed by grade, tier and campaign', async () => {
  const keys = async (search: string) => (await list(routeCall(`/scorecards${search}`, { cookie: world.cookies.manager }))).rows.map((row) => row.collaborationId);
  expect(await keys('?f.grade=none')).toEqual([bareId]);
  expect(await keys('?f.grade=S&f.grade=A&f.grade=B&f.grade=C&f.grade=D')).toEqual([collaborationId]);
  expect(await keys('?f.campaign=planted&f.tier=mid')).toEqual([collaborationId]);
  expect(await keys('?f.tier=top')).toEqual([]);
});

test('a card shows every term, and the contributions sum to the score as displayed', async () => {
  const { card, minimumCoverage } = await open(collaborationId);
  const hundredths = (parts: (number | null)[]) => parts.reduce<number>((sum, part) => sum + Math.round((part ?? 0) * 100), 0);
  expect(hundredths(card.dimensions.flatMap((dimension) => dimension.metrics.map((metric) => metric.contribution)))).toBe(Math.round((card.score ?? Number.NaN) * 100));
  expect(hundredths(card.dimensions.map((dimension) => dimension.contribution))).toBe(Math.round((card.score ?? Number.NaN) * 100));
  expect(minimumCoverage).toBe(0.5);
  expect(card).toMatchObject({ policyVersion: 1, dataAt: '2026-07-10T16:00:00.000Z' });
});

test('without sight of costs the values and benchmarks of cost metrics stay on the server, and the card still adds up', async () => {
  const metricsOf = (view: Awaited<ReturnType<typeof open>>) => view.card.dimensions.flatMap((dimension) => dimension.metrics);
  const seen = metricsOf(await open(collaborationId));
  const withheld = metricsOf(await open(collaborationId, 'content'));
  for (const key of ['cpm', 'roi']) {
    expect(seen.find((metric) => metric.key === key)).toMatchObject({ withheld: false, value: expect.any(Number), benchmark: expect.any(Object) });
    expect(withheld.find((metric) => metric.key === key)).toMatchObject({ withheld: true, value: null, benchmark: null });
  }
  expect(withheld.map((metric) => metric.contribution)).toEqual(seen.map((metric) => metric.contribution));
  expect(withheld.find((metric) => metric.key === 'views')?.value).toBe(500_000);
});

test('too little data is said, with neither score nor grade; a card that does not exist is not found', async () => {
  expect((await open(bareId)).card).toMatchObject({ status: 'not_enough_data', score: null, grade: null });
  const other = await aPortalWorld(t.db);
  for (const id of [newId(), 'x', other.params.get('collaborationId') ?? '']) expect((await thrownBy(() => open(id))).status).toBe(404);
  expect((await thrownBy(() => open(collaborationId, 'manager', '?as_of=2020-01-01'))).status).toBe(404);
});

test('a card computed again from its instant and its policy is the same card, until facts of those days come in later', async () => {
  expect((await open(collaborationId)).recomputed).toBeNull();
  expect((await open(collaborationId, 'viewer', '?recompute=1')).recomputed).toEqual({ status: 'equal' });
  const metric = t.db.updateTable('content_metric').where('workspace_id', '=', world.workspaceId).where('captured_at', '=', new Date('2026-07-08T02:00:00Z'));
  await metric.set({ likes: 40_000 }).execute();
  expect((await open(collaborationId, 'viewer', '?recompute=1')).recomputed).toEqual({ status: 'differs', scoreNow: expect.any(Number), metrics: ['engagement_rate_no_saves'] });
  await metric.set({ likes: 20_000 }).execute();
  expect((await open(collaborationId, 'viewer', '?recompute=1')).recomputed).toEqual({ status: 'equal' });
});

test('a card stands beside the median of its tier and one that is chosen; without a month before there is none', async () => {
  const { compare, card, standing } = await open(collaborationId, 'manager', `?with=${bareId}`);
  const own = { score: card.score, dimensions: card.dimensions.map(({ score }) => score) };
  // One card of the tier has a score: the median is that.
  expect(compare).toMatchObject({ own, median: { cards: 1, ...own }, monthAgo: null, other: { collaborationId: bareId, score: null } });
  expect(compare.choices.map((one) => one.collaborationId)).toEqual([bareId]);
  expect((await open(collaborationId, 'manager', `?with=${newId()}`)).compare.other).toBeNull();
  expect(standing).toMatchObject({ isLongTerm: expect.any(Boolean) });
});

test('the history marks where the policy changed and where a metric began to mean something else', () => {
  const card = (asOf: string, scoreTenths: number | null, policyVersion: number, version: number) =>
    ({ asOf, scoreTenths, grade: null, policyVersion, dimensions: [1, 2, null, 4], definitions: [{ key: 'views' as const, version }] });
  const cards = [card('2026-07-10', 815, 2, 2), card('2026-06-10', 800, 2, 1), card('2026-05-10', null, 1, 1)];
  expect(historyRows(cards)).toEqual([
    { asOf: '2026-07-10', score: 81.5, grade: null, policyVersion: 2, change: 1.5, newPolicy: false, newDefinitions: ['views'] },
    { asOf: '2026-06-10', score: 80, grade: null, policyVersion: 2, change: null, newPolicy: true, newDefinitions: [] },
    { asOf: '2026-05-10', score: null, grade: null, policyVersion: 1, change: null, newPolicy: true, newDefinitions: [] },
  ]);
  expect(cardAMonthBefore(cards, '2026-07-10')).toEqual({ asOf: '2026-06-10', score: 80, dimensions: [1, 2, null, 4] });
  expect(cardAMonthBefore(cards, '2026-06-08')).toBeNull();
});
