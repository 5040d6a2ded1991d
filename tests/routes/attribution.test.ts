import { beforeAll, describe, expect, test } from 'vitest';
import { insertDirtyDays } from '#db/queries/dirty-day.server.ts';
import type { OrderFact } from '#app/domain/order.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { newId } from '#app/lib/ids.server.ts';
import { loader as conflictsCsv } from '#app/routes/attribution.conflicts[.]csv/route.ts';
import { loader as conflicts } from '#app/routes/attribution.conflicts/route.tsx';
import { loader as coupons } from '#app/routes/attribution.coupons/route.tsx';
import { loader as models } from '#app/routes/attribution._index/route.tsx';
import { loader as ordersOf } from '#app/routes/collaborations.$collaborationId_.orders/route.tsx';
import { action as exclude, loader as exclusion } from '#app/routes/collaborations.$collaborationId_.exclusion/route.tsx';
import { loader as collaboration } from '#app/routes/collaborations.$collaborationId/route.tsx';
import { loader as proposals } from '#app/routes/proposals._index/route.tsx';
import { loader as roi } from '#app/routes/roi/route.tsx';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { aClick } from '#tests/factories/click.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { routeCall, thrownBy } from '#tests/setup/route-call.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const DAY_MS = 86_400_000;
const JULY = 'from=2026-06-15&through=2026-07-31';
let world: PortalWorld;
let rival: { collaborationId: string; coupon: string };
let leaky: { collaborationId: string; coupon: string };
let planted: string;

/** A second KOL whose links the same visitors saw first, and a third whose coupon got around. */
beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  planted = world.params.get('collaborationId') ?? '';
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'rivals', name: 'Rivals' });
  rival = await aCollaboration(t.db, { workspaceId, campaignId, kol: await aKol(t.db, { workspaceId, name: '=Rival' }), feeMinor: 300_000 });
  leaky = await aCollaboration(t.db, { workspaceId, campaignId, kol: await aKol(t.db, { workspaceId, name: 'Leaky' }), feeMinor: 300_000 });
  const coupon = (await t.db.selectFrom('collaboration').select('coupon').where('id', '=', planted).executeTakeFirstOrThrow()).coupon;
  const orders: OrderFact[] = [];
  for (let i = 0; i < 30; i += 1) {
    const visitorId = newId();
    const first = await aClick(t.db, { workspaceId, collaborationId: rival.collaborationId, visitorId, clickedAt: new Date(NOON.getTime() - 5 * DAY_MS - i * 60_000) });
    const last = await aClick(t.db, { workspaceId, collaborationId: planted, visitorId, clickedAt: new Date(NOON.getTime() - 3 * DAY_MS - i * 60_000) });
    orders.push(anOrder({ orderId: `shared-${i}`, placedAt: new Date(NOON.getTime() - DAY_MS), clickId: last, merchandiseMinor: 10_001 }));
    if (i < 3) orders.push(anOrder({ orderId: `taken-${i}`, placedAt: new Date(NOON.getTime() - DAY_MS), clickId: first, discountCodes: [coupon], merchandiseMinor: 20_000 }));
  }
  orders.push(anOrder({ orderId: 'both', discountCodes: [coupon, rival.coupon], merchandiseMinor: 30_001 }), anOrder({ orderId: 'late', discountCodes: [rival.coupon], placedAt: new Date('2026-05-01T04:00:00Z') }));
  for (let i = 0; i < 40; i += 1) orders.push(anOrder({ orderId: `leak-${i}`, placedAt: new Date(NOON.getTime() - (i % 3) * DAY_MS), discountCodes: [leaky.coupon], merchandiseMinor: 10_000 }));
  orders.push(anOrder({ orderId: 'nobody', merchandiseMinor: 7_000 }));
  await takeInOrders(t.db, { workspaceId, orders, source: 'test' }, doing);
  // Clicks of days gone by carry no mark of their own.
  await insertDirtyDays(t.db, workspaceId, 'click', ['2026-07-05', '2026-07-07'].map((day) => ({ day, id: newId() })));
  await runReview(t.db, { workspaceId }, doing);
});

type Role = keyof PortalWorld['cookies'];
const as = (path: string, role: Role, params: Record<string, string> = {}) => routeCall(path, { cookie: world.cookies[role], params });
const see = (search = '', role: Role = 'manager') => models(as(`/attribution?${JULY}${search}`, role));

describe('the models side by side', () => {
  test('give away the same sum, each differently, and their totals are the sums of their rows', async () => {
    const { rows, totals, isSettled, methods } = await see();
    const sums = ATTRIBUTION_MODELS.map((model) => totals.revenueMinor[model]);
    expect(new Set(sums).size).toBe(1);
    expect(isSettled).toBe(true);
    ATTRIBUTION_MODELS.forEach((model, place) => {
      expect(rows.reduce((sum, row) => sum + (row.models[place]?.minor ?? 0), 0)).toBe(totals.revenueMinor[model]);
    });
    const [own] = rows.filter((row) => row.collaborationId === rival.collaborationId);
    expect(own?.models.map((one) => [one.model, one.minor, one.differenceMinor])).toEqual([
      ['last_click', 15_000, null], ['first_click', 15_000 + 300_030, 300_030], ['linear', 15_000 + own!.models[2]!.differenceMinor!, own!.models[2]!.differenceMinor],
      expect.arrayContaining(['time_decay']), expect.arrayContaining(['position']),
    ]);
    expect(methods.find((one) => one.method === 'none')).toEqual({ method: 'none', orders: 1, netMinor: 7_000 });
    expect(methods.reduce((sum, one) => sum + one.netMinor, 0)).toBe((sums[0] ?? 0) + 7_000);
  });

  test('every figure opens to orders that add up to it', async () => {
    const { rows } = await see();
    for (const row of rows) {
      for (const { model, minor, to } of row.models) {
        const shown = await ordersOf(as(to, 'viewer', { collaborationId: row.collaborationId }));
        expect(shown.model).toBe(model);
        expect(shown.sumMinor).toBe(minor);
        if (shown.rowCount === shown.rows.length) expect(shown.rows.reduce((sum, one) => sum + (one.excluded ? 0 : one.creditMinor), 0)).toBe(minor);
      }
    }
  });

  test('are ordered by number, filtered by campaign and paged', async () => {
    const amounts = (await see('&sort=first_click')).rows.map((row) => row.models[1]?.minor ?? 0);
    expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
    const spreads = (await see('&sort=-spread')).rows.map((row) => row.spreadMinor);
    expect(spreads).toEqual([...spreads].sort((a, b) => b - a));
    expect((await see('&f.campaign=rivals')).rows.map((row) => row.campaignName)).toEqual(['Rivals', 'Rivals']);
    expect((await see('&after=500')).rows).toHaveLength(3);
    const empty = await models(as('/attribution?from=2020-01-01&through=2020-01-31', 'manager'));
    expect([empty.rows, empty.count, empty.totals.revenueMinor.linear]).toEqual([[], 0, 0]);
  });

  test('are seen by everybody, ROI only by those who see costs', async () => {
    for (const role of ['content', 'operations', 'viewer'] as const) expect((await see('', role)).rows.every((row) => row.roiRange === null)).toBe(true);
    for (const role of ['manager', 'finance', 'admin'] as const) expect((await see('', role)).rows.some((row) => row.roiRange !== null)).toBe(true);
    expect((await thrownBy(() => models(routeCall('/attribution')))).status).toBe(302);
  });
});

describe('a verdict and the models', () => {
  test('flips where the first click tells another story: on the board, the list, the collaboration', async () => {
    const board = await roi(as('/roi', 'manager'));
    const row = board.rows.find((one) => one.key === rival.collaborationId);
    expect(row?.flips?.map((flip) => flip.model)).toContain('first_click');
    const { rows } = await proposals(as('/proposals', 'viewer'));
    expect(rows.find((one) => one.flips !== null && one.flips.length > 0)?.flips).toEqual(row?.flips);
    const shown = await collaboration(as(`/collaborations/${rival.collaborationId}`, 'viewer', { collaborationId: rival.collaborationId }));
    expect(shown.models?.rows.map((one) => one.model)).toEqual([...ATTRIBUTION_MODELS] satisfies AttributionModel[]);
    expect(shown.models?.rows.every((one) => one.cost === null)).toBe(true);
    const costly = await collaboration(as(`/collaborations/${rival.collaborationId}`, 'finance', { collaborationId: rival.collaborationId }));
    expect(costly.models?.rows.map((one) => typeof one.cost?.atClose?.median)).toEqual(ATTRIBUTION_MODELS.map(() => 'number'));
  });
});

describe('the conflicts', () => {
  const list = (search = '', role: Role = 'viewer') => conflicts(as(`/attribution/conflicts?from=2026-04-01&through=2026-07-31${search}`, role));

  test('tell who got an order, who did not, and by which rule', async () => {
    const { rows, sums } = await list();
    expect(sums.toSorted((a, b) => (a.rule < b.rule ? -1 : 1))).toEqual([
      { rule: 'coupon_outside_flight', conflicts: 1, orders: 1, netMinor: 0 + 19_900 }, { rule: 'coupon_over_click', conflicts: 3, orders: 3, netMinor: 60_000 },
      { rule: 'coupons_shared', conflicts: 1, orders: 1, netMinor: 30_001 },
    ]);
    expect(rows.find((row) => row.orderId === 'taken-0')).toMatchObject({ wonBy: 'coupon', winners: [{ collaborationId: planted }], loser: { kolName: '=Rival' }, netMinor: 20_000, shareMinor: 0 });
    expect(rows.find((row) => row.orderId === 'late')).toMatchObject({ wonBy: 'none', winners: [], rule: 'coupon_outside_flight' });
    const both = rows.find((row) => row.orderId === 'both');
    expect([both?.rule, both?.winners.length]).toEqual(['coupons_shared', 1]);
    expect([15_000, 15_001]).toContain(both?.shareMinor);
  });

  test('are filtered by rule, campaign and collaboration', async () => {
    expect((await list('&f.rule=coupons_shared')).rows).toHaveLength(1);
    expect((await list('&f.campaign=rivals')).rows).toHaveLength(5);
    expect((await list(`&f.collaboration=${planted}`)).rows).toHaveLength(4);
    expect((await list(`&f.collaboration=${leaky.collaborationId}`)).rows).toEqual([]);
  });

  test('are exported whole, guarded against being computed', async () => {
    const answer = await conflictsCsv(as('/attribution/conflicts.csv?from=2026-04-01&through=2026-07-31', 'viewer'));
    const lines = (await answer.text()).trim().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe('shop,order_id,placed_at,rule,won_by,credited_to,claimed_by,net_revenue,share,currency');
    expect(lines.find((line) => line.includes('taken-1'))).toBe("main,taken-1,2026-07-09T04:00:00.000Z,coupon_over_click,coupon,Planted creator,'=Rival,200.00,0.00,CNY");
  });
});

describe('a leaked coupon', () => {
  const at = () => ({ collaborationId: leaky.collaborationId });
  const post = (form: Record<string, string>, role: Role = 'manager', params: Record<string, string> = at()) =>
    exclude(routeCall(`/collaborations/${params.collaborationId}/exclusion`, { cookie: world.cookies[role], params, form }));

  test('is found by the review, shown where it matters, and left out and put back by those who run it', async () => {
    const { rows } = await coupons(as('/attribution/coupons?f.state=suspected', 'viewer'));
    expect(rows).toMatchObject([{ collaborationId: leaky.collaborationId, orders: 40, clicklessOrders: 40, finding: { status: 'suspected', fromDay: '2026-07-08' } }]);
    expect((await roi(as('/roi', 'viewer'))).rows.filter((row) => row.couponLeaks).map((row) => row.key)).toEqual([leaky.collaborationId]);
    expect(await exclusion(as(`/collaborations/${leaky.collaborationId}/exclusion`, 'manager', at()))).toMatchObject({ fromDay: '2026-07-08', brought: { orders: 40, minor: 400_000 } });

    const done = await post({ intent: 'exclude', fromDay: '2026-07-09', untilDay: '', reason: 'on a coupon site' });
    expect(done).toBeInstanceOf(Response);
    const shown = await collaboration(as(`/collaborations/${leaky.collaborationId}`, 'viewer', at()));
    expect(shown.coupon).toMatchObject({ state: 'excluded', exclusions: [{ reason: 'on a coupon site', liftedAt: null }] });
    const { rows: lines, totals, isSettled } = await see();
    expect(lines.find((row) => row.collaborationId === leaky.collaborationId)?.excluded).toEqual(shown.coupon.excluded);
    expect(isSettled).toBe(true);
    expect(totals.excluded.minor).toBe(shown.coupon.excluded.minor);
    const listed = await ordersOf(as(`/collaborations/${leaky.collaborationId}/orders`, 'viewer', at()));
    expect(listed.rows.reduce((sum, row) => sum + (row.excluded ? 0 : row.creditMinor), 0)).toBe(listed.sumMinor);
    expect(listed.excluded.orders).toBe(shown.coupon.excluded.orders);

    expect(await post({ intent: 'exclude', fromDay: '2026-07-09', untilDay: '', reason: 'again' })).toMatchObject({ data: { problem: 'already' }, init: { status: 409 } });
    await post({ intent: 'restore' });
    expect((await see()).totals.excluded.orders).toBe(0);
  });

  test('needs a day and a reason, keeps what was typed, and is no business of other roles or brands', async () => {
    expect(await post({ intent: 'exclude', fromDay: 'soon', untilDay: '', reason: 'x' })).toMatchObject({ data: { problem: 'days', values: { fromDay: 'soon' } }, init: { status: 422 } });
    expect(await post({ intent: 'exclude', fromDay: '2026-07-09', untilDay: '2026-07-01', reason: 'x' })).toMatchObject({ data: { problem: 'days' } });
    expect(await post({ intent: 'exclude', fromDay: '2026-07-09', untilDay: '', reason: ' ' })).toMatchObject({ data: { problem: 'reason' } });
    for (const role of ['content', 'finance', 'operations', 'viewer'] as const) {
      expect((await thrownBy(() => post({ intent: 'restore' }, role))).status).toBe(403);
      expect((await thrownBy(() => exclusion(as(`/collaborations/${leaky.collaborationId}/exclusion`, role, at())))).status).toBe(403);
    }
    const other = await aCollaboration(t.db, { workspaceId: await aWorkspace(t.db) });
    for (const collaborationId of [other.collaborationId, 'nonsense']) {
      expect((await thrownBy(() => post({ intent: 'restore' }, 'manager', { collaborationId }))).status).toBe(404);
      expect((await thrownBy(() => exclusion(as('/x', 'manager', { collaborationId })))).status).toBe(404);
    }
  });
});
