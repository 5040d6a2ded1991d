import { beforeAll, describe, expect, test } from 'vitest';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { can, ROLES } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { loader as detail } from '#app/routes/scorecards.$collaborationId/route.tsx';
import { cardAMonthBefore, historyRows } from '#app/routes/scorecards.$collaborationId/history-view.ts';
import { action as raiseDispute, loader as disputeForm } from '#app/routes/scorecards.$collaborationId_.dispute/route.tsx';
import { loader as list } from '#app/routes/scorecards._index/route.tsx';
import { action as takeStep, loader as dispute } from '#app/routes/scorecards.disputes.$disputeId/route.tsx';
import { loader as disputes } from '#app/routes/scorecards.disputes._index/route.tsx';
import { findWorkspaceNotices } from '#app/services/find-notices.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
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

describe('a disputed figure', () => {
  const at = (id: string) => ({ params: { collaborationId: id } });
  const raise = (form: Record<string, string>, role: keyof PortalWorld['cookies'] = 'content', id = collaborationId) => visit(raiseDispute, `/scorecards/${id}/dispute`, { cookie: world.cookies[role], form, ...at(id) });
  const step = (disputeId: string, form: Record<string, string>, role: keyof PortalWorld['cookies']) => visit(takeStep, `/scorecards/disputes/${disputeId}`, { cookie: world.cookies[role], form, params: { disputeId } });
  const see = (disputeId: string, role: keyof PortalWorld['cookies'] = 'manager') => dataOf(dispute, `/scorecards/disputes/${disputeId}`, { cookie: world.cookies[role], params: { disputeId } });
  const placeOf = (answer: unknown) => (answer instanceof Response ? (answer.headers.get('location') ?? '') : '');
  const answerOf = (answer: unknown) => (typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : answer);
  /** Opened by somebody of the content team, about a metric that nobody doubts yet. */
  const opened = async (figure: string) => placeOf(await raise({ figure, reason: 'the platform says otherwise', evidenceUrl: 'https://platform.example/report' })).slice('/scorecards/disputes/'.length);
  const actions = async (disputeId: string) => (await t.db.selectFrom('audit_event').select(['action', 'after']).where('workspace_id', '=', world.workspaceId).where('action', 'like', 'dispute.%').orderBy('at').orderBy('id').execute())
    .filter((event) => JSON.stringify(event.after).includes(disputeId)).map((event) => event.action);

  test('is opened by everybody but a viewer, with what the card said, why and until when', async () => {
    for (const role of ROLES) expect([role, await statusOf(disputeForm, `/scorecards/${collaborationId}/dispute`, { cookie: world.cookies[role], ...at(collaborationId) })]).toEqual([role, can(role, 'disputes:open') ? 200 : 403]);
    const disputeId = await opened('views');
    const { dispute: kept, mayAnswer, mayWithdraw } = await see(disputeId, 'content');
    // Friday noon in Shanghai: until the end of Wednesday. Who raised it does not answer it.
    expect(kept).toMatchObject({ figure: 'views', shownValue: 500_000, asOf: '2026-07-10', status: 'open', openedByName: 'The content', evidenceUrl: 'https://platform.example/report', isOverdue: expect.any(Boolean) });
    expect([mayAnswer, mayWithdraw]).toEqual([false, true]);
    expect((await see(disputeId, 'manager')).mayAnswer).toBe(true);
    expect((await open(collaborationId)).disputes).toEqual(expect.arrayContaining([expect.objectContaining({ id: disputeId, status: 'open' })]));
    expect((await dataOf(disputes, '/scorecards/disputes', { cookie: world.cookies.viewer })).rows.map(({ id }) => id)).toContain(disputeId);
    expect(await actions(disputeId)).toEqual(['dispute.open']);
  });

  test('that is doubted again leads to the dispute that is open, and a form that lacks something keeps what was typed', async () => {
    const again = answerOf(await raise({ figure: 'views', reason: 'I think so too' }, 'finance'));
    expect(again).toMatchObject({ openId: expect.stringMatching(/^[0-9a-f-]{36}$/), values: { reason: 'I think so too' } });
    expect(answerOf(await raise({ figure: 'impressions', reason: ' ', evidenceUrl: 'javascript:alert(1)' }))).toMatchObject({ problems: { reason: true, evidenceUrl: true }, values: { evidenceUrl: 'javascript:alert(1)' } });
    expect(answerOf(await raise({ figure: 'cpv', reason: 'x' }))).toMatchObject({ problems: { figure: true } });
    expect(await statusOf(disputeForm, `/scorecards/${newId()}/dispute`, { cookie: world.cookies.manager, ...at(newId()) })).toBe(404);
  });

  test('tells no cost: without sight of costs the value of a ROI is left out, wherever it is shown', async () => {
    const disputeId = world.params.get('disputeId') ?? '';
    expect((await see(disputeId, 'finance')).dispute).toMatchObject({ figure: 'roi', withheld: false, shownValue: expect.any(Number) });
    for (const role of ['content', 'operations', 'viewer'] as const) {
      expect((await see(disputeId, role)).dispute).toMatchObject({ withheld: true, shownValue: null });
      expect((await open(collaborationId, role)).disputes.find(({ id }) => id === disputeId)).toMatchObject({ withheld: true, shownValue: null });
    }
  });

  test('is answered by a manager or the content team, never by who raised it, and once', async () => {
    const disputeId = await opened('engagement_rate_no_saves');
    const uphold = { intent: 'answer', decision: 'upheld', remedy: 'correction', answer: 'a report was missing' };
    expect(await statusOf(takeStep, `/scorecards/disputes/${disputeId}`, { cookie: world.cookies.finance, form: uphold, params: { disputeId } })).toBe(403);
    expect(answerOf(await step(disputeId, uphold, 'content'))).toMatchObject({ refused: 'own-dispute', values: { answer: 'a report was missing' } });
    expect(answerOf(await step(disputeId, { ...uphold, answer: '' }, 'manager'))).toMatchObject({ missing: 'answer' });
    expect(answerOf(await step(disputeId, { ...uphold, decision: 'upheld', remedy: 'none', answer: ' ' }, 'manager'))).toMatchObject({ missing: 'answer' });
    expect(placeOf(await step(disputeId, { intent: 'comment', words: 'which report?' }, 'finance'))).toBe(`/scorecards/disputes/${disputeId}`);
    const both = await Promise.all([step(disputeId, uphold, 'manager'), step(disputeId, { intent: 'answer', decision: 'rejected', answer: 'it is right', remedy: 'none' }, 'admin')]);
    expect(both.filter((answer) => answer instanceof Response)).toHaveLength(1);
    expect(answerOf(both.find((answer) => !(answer instanceof Response)))).toMatchObject({ refused: 'already-answered' });
    const { dispute: kept, comments } = await see(disputeId);
    expect(kept.status === 'upheld' ? kept.remedy : kept.status).toMatch(/^(correction|rejected)$/);
    expect(comments).toMatchObject([{ saidByName: 'The finance', words: 'which report?' }]);
    expect(await actions(disputeId)).toEqual(['dispute.open', 'dispute.comment', kept.status === 'upheld' ? 'dispute.uphold' : 'dispute.reject']);
    // Answered, the figure may be doubted anew.
    expect(await opened('engagement_rate_no_saves')).not.toBe(disputeId);
  });

  test('upheld to be computed again makes a review due; taken back it is over without an answer', async () => {
    const marks = async () => (await t.db.selectFrom('dirty_day').select('id').where('workspace_id', '=', world.workspaceId).where('kind', '=', 'review').execute()).length;
    const before = await marks();
    const disputeId = await opened('conversion');
    await step(disputeId, { intent: 'answer', decision: 'upheld', remedy: 'recompute', answer: 'orders came late' }, 'admin');
    expect((await see(disputeId)).dispute).toMatchObject({ status: 'upheld', remedy: 'recompute', answeredByName: 'The admin' });
    expect(await marks()).toBe(before + 1);
    const other = await opened('sentiment');
    expect(answerOf(await step(other, { intent: 'withdraw' }, 'manager'))).toMatchObject({ refused: 'not-yours' });
    await step(other, { intent: 'withdraw' }, 'content');
    expect((await see(other)).dispute).toMatchObject({ status: 'withdrawn', answer: null, answeredByName: 'The content' });
    expect((await dataOf(disputes, '/scorecards/disputes?show=answered', { cookie: world.cookies.viewer })).rows.map(({ id }) => id)).toEqual(expect.arrayContaining([disputeId, other]));
  });

  test('is nothing of another workspace, and nothing that is not there', async () => {
    const elsewhere = await aPortalWorld(t.db, { orders: 'elsewhere' });
    const disputeId = world.params.get('disputeId') ?? '';
    const params = { disputeId };
    expect(await statusOf(dispute, `/scorecards/disputes/${disputeId}`, { cookie: elsewhere.cookies.manager, params })).toBe(404);
    expect(await statusOf(takeStep, `/scorecards/disputes/${disputeId}`, { cookie: elsewhere.cookies.manager, form: { intent: 'withdraw' }, params })).toBe(404);
    expect(await statusOf(dispute, '/scorecards/disputes/x', { cookie: world.cookies.manager, params: { disputeId: 'x' } })).toBe(404);
  });

  test('is told to those who answer, until it is answered', async () => {
    await findWorkspaceNotices(t.db, await getWorkspace(t.db, world.workspaceId), { now: NOON });
    const told = async () => (await t.db.selectFrom('notice').select(['facts', 'over_at']).where('workspace_id', '=', world.workspaceId).where('kind', '=', 'dispute_open').execute());
    const disputeId = world.params.get('disputeId') ?? '';
    expect((await told()).find(({ facts }) => facts.kind === 'dispute_open' && facts.disputeId === disputeId)).toMatchObject({ over_at: null, facts: { figure: 'roi', isOverdue: false } });
    await step(disputeId, { intent: 'answer', decision: 'rejected', answer: 'it is right' }, 'manager');
    await findWorkspaceNotices(t.db, await getWorkspace(t.db, world.workspaceId), { now: NOON });
    expect((await told()).find(({ facts }) => facts.kind === 'dispute_open' && facts.disputeId === disputeId)?.over_at).toEqual(NOON);
  });
});
