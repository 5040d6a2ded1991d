import { beforeAll, expect, test } from 'vitest';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { action, loader } from '#app/routes/roi/route.tsx';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { NOON } from '#tests/factories/workspace.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { routeCall, thrownBy } from '#tests/setup/route-call.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  const doing = { now: NOON, actor: PORTAL_ACTOR };
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'second', name: 'Second' });
  const kol = { kolId: world.params.get('kolId') ?? '', accountId: world.params.get('accountId') ?? '' };
  const again = await aCollaboration(t.db, { workspaceId, campaignId, kol, feeMinor: 100_000 });
  await aCollaboration(t.db, { workspaceId, campaignId, kol: await aKol(t.db, { workspaceId, tier: 'top' }), tier: 'top', feeMinor: 0 });
  const orders = Array.from({ length: 30 }, (_, index) => anOrder({ placedAt: new Date(NOON.getTime() - index * 3_600_000), discountCodes: [again.coupon] }));
  await takeInOrders(t.db, { workspaceId, orders, source: 'test' }, doing);
  await runReview(t.db, { workspaceId }, doing);
});

const see = (search: string, role: keyof PortalWorld['cookies'] = 'manager') => loader(routeCall(`/roi${search}`, { cookie: world.cookies[role] }));

test('the board shows the latest review, and its totals are the sums of its rows under every grouping', async () => {
  const sum = (amounts: (number | undefined)[]) => amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
  for (const by of ['collaboration', 'kol', 'tier', 'campaign']) {
    const { rows, totals, count, asOf } = await see(`?by=${by}`);
    expect(asOf).toBe('2026-07-10');
    expect(count).toBe(rows.length);
    expect(totals?.revenueMinor).toBe(90 * 19_900);
    expect(sum(rows.map((row) => row.revenueMinor))).toBe(totals?.revenueMinor);
    expect(sum(rows.map((row) => row.orders))).toBe(90);
    expect(sum(rows.map((row) => row.cost?.costMinor))).toBe(totals?.cost?.costMinor);
  }
});

test('a row shows what the review stored, and a collaboration without cost has no ROI', async () => {
  const { rows } = await see('?sort=-roi');
  const stored = await t.db.selectFrom('collaboration_review').selectAll().where('collaboration_id', '=', world.params.get('collaborationId') ?? '').executeTakeFirstOrThrow();
  const row = rows.find((one) => one.key === stored.collaboration_id);
  expect(row).toMatchObject({
    light: stored.light, verdict: stored.verdict, ordersTo: `/collaborations/${stored.collaboration_id}/orders`, proposalTo: expect.stringMatching(/^\/proposals\//),
    cost: { costMinor: stored.cost_minor, atClose: { median: stored.roi_at_close, interval90: { low: stored.interval_low, high: stored.interval_high } } },
  });
  expect(rows.at(-1)?.cost).toMatchObject({ costMinor: 0, roi: null, profitRoi: null, atClose: null, rowsTo: expect.stringMatching(/^\/roi\/rows\?/) });
});

test('a KOL\'s two collaborations are one row whose ROI at close lies between theirs; it opens to them', async () => {
  const [group] = (await see('?by=kol')).rows;
  expect(group).toMatchObject({ collaborations: 2, to: `/roi?f.kol=${world.params.get('kolId')}` });
  const members = (await see(`?f.kol=${world.params.get('kolId')}`)).rows;
  expect(members).toHaveLength(2);
  const medians = members.map((one) => one.cost?.atClose?.median ?? Number.NaN);
  expect(group?.cost?.atClose?.median).toBeGreaterThan(Math.min(...medians));
  expect(group?.cost?.atClose?.median).toBeLessThan(Math.max(...medians));
});

test('campaign, tier and light narrow the rows and the totals', async () => {
  expect((await see('?f.campaign=second')).totals).toMatchObject({ revenueMinor: 30 * 19_900, orders: 30 });
  expect((await see('?f.tier=top')).rows).toHaveLength(1);
  expect((await see('?f.light=grey')).rows.every((row) => row.light === 'grey')).toBe(true);
  expect(await see('?f.campaign=unheard-of')).toMatchObject({ rows: [], count: 0 });
});

test('without sight of costs neither cost nor ROI is sent, nor can rows be ordered by them; revenue and light are', async () => {
  for (const role of ['content', 'operations', 'viewer'] as const) {
    const { rows, totals, query } = await see('?sort=-roi', role);
    expect(rows.map((row) => row.cost)).toEqual([null, null, null]);
    expect(totals?.cost).toBeNull();
    expect(query.sort).toEqual([{ column: 'revenue', descending: true }]);
    expect(rows[0]).toMatchObject({ revenueMinor: 60 * 19_900, light: 'red' });
  }
});

test('a stored day can be chosen; any other past day is worked out from the facts; a day to come shows the latest review', async () => {
  await runReview(t.db, { workspaceId: world.workspaceId, asOf: '2026-07-05' }, { now: NOON, actor: PORTAL_ACTOR });
  expect(await see('?as_of=2026-07-05')).toMatchObject({ asOf: '2026-07-05', days: ['2026-07-10', '2026-07-05'], isReview: true });
  expect(await see('?as_of=2020-01-01')).toMatchObject({ asOf: '2020-01-01', isReview: false, totals: { revenueMinor: 0 } });
  for (const day of ['2999-01-01', 'x']) expect(await see(`?as_of=${day}`)).toMatchObject({ asOf: '2026-07-10', isReview: true });
});

test('a manager runs a review of today; nobody else may', async () => {
  for (const role of ['admin', 'finance', 'viewer'] as const) {
    expect((await thrownBy(() => action(routeCall('/roi', { cookie: world.cookies[role], form: {} })))).status).toBe(403);
  }
  const answer = await action(routeCall('/roi', { cookie: world.cookies.manager, form: {} }));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/roi']);
  expect((await see('')).days).toHaveLength(3);
});

test('nothing of another brand is on the board', async () => {
  await aPortalWorld(t.db);
  expect((await see('?as_of=2026-07-10')).rows).toHaveLength(3);
});

test('a period counts what was credited and accrued in it, and its days add up to all so far', async () => {
  const halves = [await see('?period=custom&from=2026-01-01&to=2026-07-08'), await see('?period=custom&from=2026-07-09&to=2026-07-10')];
  const whole = await see('');
  expect(halves.map((half) => half.period)).toEqual([{ startDay: '2026-01-01', lastDay: '2026-07-08' }, { startDay: '2026-07-09', lastDay: '2026-07-10' }]);
  expect(halves.reduce((sum, half) => sum + (half.totals?.revenueMinor ?? 0), 0)).toBe(whole.totals?.revenueMinor);
  expect(halves.reduce((sum, half) => sum + (half.totals?.orders ?? 0), 0)).toBe(90);
  const costs = halves.map((half) => half.totals?.cost?.costMinor ?? 0);
  expect(costs.every((cost) => cost > 0)).toBe(true);
  expect(costs[0]! + costs[1]!).toBeLessThan(whole.totals?.cost?.costMinor ?? 0);
  expect((await see('?period=planted~1')).period).toEqual({ startDay: '2026-06-15', lastDay: '2026-06-28' });
  expect((await see('?period=2026-07')).period).toEqual({ startDay: '2026-07-01', lastDay: '2026-07-31' });
});
