import { beforeAll, describe, expect, test } from 'vitest';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { lockTierBudget } from '#app/services/lock-tier-budget.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { loader as campaignLoader } from '../../app/routes/campaigns.$slug/route.tsx';
import { action as editCampaign } from '../../app/routes/campaigns.$slug_.edit/route.tsx';
import { loader as campaignsLoader } from '../../app/routes/campaigns._index/route.tsx';
import { action as newCampaign } from '../../app/routes/campaigns.new/route.tsx';
import { action as advance, loader as collaborationLoader } from '../../app/routes/collaborations.$collaborationId/route.tsx';
import { action as addCost } from '../../app/routes/collaborations.$collaborationId_.costs/route.tsx';
import { action as editCollaboration } from '../../app/routes/collaborations.$collaborationId_.edit/route.tsx';
import { loader as ordersOfLoader } from '../../app/routes/collaborations.$collaborationId_.orders/route.tsx';
import { loader as qrLoader } from '../../app/routes/collaborations.$collaborationId_.qr[.]svg/route.tsx';
import { loader as listLoader } from '../../app/routes/collaborations._index/route.tsx';
import { action as newCollaboration } from '../../app/routes/collaborations.new/route.tsx';
import { loader as dashboardLoader } from '../../app/routes/_index/route.tsx';
import { loader as orderLoader } from '../../app/routes/orders.$shop.$orderId/route.tsx';
import { loader as ordersLoader } from '../../app/routes/orders._index/route.tsx';
import { aClick } from '#tests/factories/click.ts';
import { aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { anOrder, aRefund } from '#tests/factories/order.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { takeInRefunds } from '#app/services/take-in-refunds.server.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const HOUR = 3_600_000;
let world: PortalWorld;
let main: string;
let second: { collaborationId: string; coupon: string; campaignId: string };

const params = () => ({ collaborationId: main });
const manager = () => world.cookies.manager;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  main = world.params.get('collaborationId') ?? '';
  second = await aCollaboration(t.db, { workspaceId, campaignId: world.params.get('campaignId') ?? '', feeMinor: 33_333 });
  // Orders that two collaborations led to, some refunded whole or in part.
  const visitorId = '11111111-1111-4111-8111-111111111111';
  await aClick(t.db, { workspaceId, collaborationId: main, clickedAt: new Date(NOON.getTime() - 90 * HOUR), visitorId });
  await aClick(t.db, { workspaceId, collaborationId: main, clickedAt: new Date(NOON.getTime() - 80 * HOUR), visitorId, automation: 'preview' });
  const clickId = await aClick(t.db, { workspaceId, collaborationId: second.collaborationId, clickedAt: new Date(NOON.getTime() - 70 * HOUR), visitorId });
  const orders = Array.from({ length: 75 }, (_, index) => anOrder({ orderId: `led-${index}`, clickId, merchandiseMinor: 10_001 + index, placedAt: new Date(NOON.getTime() - (60 + Math.floor(index / 3)) * HOUR) }));
  await takeInOrders(t.db, { workspaceId, orders: [...orders, anOrder({ orderId: 'nobody' }), anOrder({ orderId: 'dollars', currency: 'USD' })], source: 'test' }, doing);
  await takeInRefunds(t.db, { workspaceId, refunds: [aRefund({ orderId: 'led-0', amountMinor: 10_001 }), aRefund({ orderId: 'led-1', amountMinor: 4_000 })], source: 'test' }, doing);
  await settleRollups(t.db, { workspaceId, now: NOON });
});

describe('a collaboration and its orders', () => {
  test('the orders behind the revenue sum to it, whatever the page and the model', async () => {
    const page = await dataOf(collaborationLoader, `/collaborations/${main}`, { cookie: manager(), params: params() });
    for (const model of ATTRIBUTION_MODELS) {
      let [sum, count, search] = [0, 0, `?model=${model}`];
      for (;;) {
        const orders = await dataOf(ordersOfLoader, `/collaborations/${main}/orders${search}`, { cookie: manager(), params: params() });
        sum += orders.rows.reduce((total, row) => total + row.creditMinor, 0);
        count += orders.rows.length;
        expect(orders.sumMinor).toBe(orders.credit.find((one) => one.model === model)?.creditMinor);
        if (orders.cursors.after === null) {
          expect([sum, count]).toEqual([orders.sumMinor, orders.rowCount]);
          if (model === orders.policyModel) expect(sum).toBe(page.sales.revenueMinor);
          break;
        }
        search = `?model=${model}&after=${orders.cursors.after}`;
      }
    }
  });

  test('one page back is the page before', async () => {
    const at = (search: string) => dataOf(ordersOfLoader, `/collaborations/${main}/orders${search}`, { cookie: manager(), params: params() });
    const first = await at('?model=linear');
    const next = await at(`?model=linear&after=${first.cursors.after}`);
    const back = await at(`?model=linear&before=${next.cursors.before}`);
    expect(back.rows.map((row) => row.orderId)).toEqual(first.rows.map((row) => row.orderId));
    expect(back.cursors.before).toBeNull();
    expect((await at('?model=linear&after=bm9uc2Vuc2U')).rows).toEqual(first.rows);
  });

  test('an order\'s credits sum to it under every model; its touches stand beside', async () => {
    const order = await dataOf(orderLoader, '/orders/main/led-1', { cookie: manager(), params: { shop: 'main', orderId: 'led-1' } });
    expect(order.totals.map((total) => total.creditMinor)).toEqual(ATTRIBUTION_MODELS.map(() => 6_002));
    expect(order.touches.map((touch) => [touch.kolName !== '', touch.device])).toEqual([[true, 'mobile'], [true, 'mobile']]);
    expect(order.refunds).toHaveLength(1);
    expect(JSON.stringify(order)).not.toContain('customer');
  });

  test('without the right to costs there is neither cost nor ROI, but revenue and light', async () => {
    const page = await dataOf(collaborationLoader, `/collaborations/${main}`, { cookie: world.cookies.viewer, params: params() });
    expect(page.money).toBeNull();
    expect(page.audit).toBeNull();
    expect(page.sales.revenueMinor).toBeGreaterThan(0);
    expect(page.standing?.light).toBeDefined();
    expect((await dataOf(collaborationLoader, `/collaborations/${main}`, { cookie: world.cookies.finance, params: params() })).audit).not.toBeNull();
  });

  test('what is not there, or of another brand, is not found', async () => {
    const other = await aPortalWorld(t.db);
    const strange = { collaborationId: other.params.get('collaborationId') ?? '' };
    for (const handler of [collaborationLoader, ordersOfLoader, qrLoader]) {
      expect(await statusOf<unknown>(handler, '/collaborations/x', { cookie: manager(), params: strange })).toBe(404);
      expect(await statusOf<unknown>(handler, '/collaborations/x', { cookie: manager(), params: { collaborationId: 'x' } })).toBe(404);
    }
    expect(await statusOf(campaignLoader, '/campaigns/none', { cookie: manager(), params: { slug: 'none' } })).toBe(404);
    expect(await statusOf(orderLoader, '/orders/main/none', { cookie: manager(), params: { shop: 'main', orderId: 'none' } })).toBe(404);
  });

  test('a step needs a reason, and is taken once', async () => {
    const at = { cookie: manager(), params: { collaborationId: second.collaborationId } };
    const address = `/collaborations/${second.collaborationId}`;
    const { version } = (await dataOf(collaborationLoader, address, at)).collaboration;
    expect(await visit(advance, address, { ...at, form: { step: 'pause', reason: ' ', version: String(version) } })).toEqual({ problem: 'reason', reason: ' ' });
    expect(await statusOf(advance, address, { ...at, form: { step: 'pause', reason: 'stock is out', version: String(version) } })).toBe(303);
    expect(await visit(advance, address, { ...at, form: { step: 'resume', reason: 'again', version: String(version) } })).toMatchObject({ problem: 'stale' });
    expect(await visit(advance, address, { ...at, form: { step: 'offer', reason: 'again', version: String(version + 1) } })).toMatchObject({ problem: 'notAllowed' });
    expect(await statusOf(advance, address, { ...at, cookie: world.cookies.viewer, form: { step: 'resume', reason: 'x', version: '2' } })).toBe(403);
    expect((await dataOf(collaborationLoader, address, at)).events.map((event) => [event.toStatus, event.reason])).toEqual([['paused', 'stock is out']]);
  });

  test('a cost is recorded once it is whole, and never by a viewer', async () => {
    const at = { cookie: manager(), params: { collaborationId: second.collaborationId } };
    expect(await visit(addCost, '/x', { ...at, form: { kind: 'boost', amount: '12,x', currency: 'CNY' } })).toMatchObject({ problems: { amount: { code: 'amount' } }, values: { amount: '12,x' } });
    expect(await visit(addCost, '/x', { ...at, form: { kind: 'commission', commission: '', currency: 'CNY' } })).toMatchObject({ problems: { commission: { code: 'commission' } } });
    expect(await statusOf(addCost, '/x', { ...at, cookie: world.cookies.content, form: { kind: 'boost', amount: '12', currency: 'CNY' } })).toBe(403);
    expect(await statusOf(addCost, '/x', { ...at, form: { kind: 'boost', amount: '1,200.50', currency: 'cny', incurredOn: '2026-07-01', note: 'feed', cancellable: 'on' } })).toBe(303);
    const page = await dataOf(collaborationLoader, '/x', at);
    expect(page.money?.costs.at(-1)).toMatchObject({ kind: 'boost', amountMinor: 120_050, note: 'feed', cancellable: true });
    expect(page.money?.standingMinor).toBe(33_333 + 120_050);
  });

  test('a locked tier is told at the field that would bring money in, with who, when and why, and nothing typed is lost', async () => {
    const { workspaceId } = world;
    const lock = { by: 'Finn', at: NOON, reason: 'quarter closed', tier: 'mid' };
    const step = (name: 'lock' | 'unlock') => lockTierBudget(t.db, { workspaceId, slug: 'planted', tier: 'mid', step: name, reason: lock.reason }, { now: NOON, actor: { ...PORTAL_ACTOR, name: lock.by } });
    await step('lock');
    const at = { cookie: manager(), params: { collaborationId: second.collaborationId } };
    expect(await visit(addCost, '/x', { ...at, form: { kind: 'boost', amount: '12', currency: 'CNY', note: 'feed' } })).toMatchObject({ data: { problems: { amount: { code: 'tierLocked', lock } }, values: { amount: '12', note: 'feed' } } });
    const kol = await aKol(t.db, { workspaceId });
    const fields = { campaignId: world.params.get('campaignId') ?? '', accountId: kol.accountId, fee: '1000', coupon: 'HELD1' };
    expect(await visit(newCollaboration, '/collaborations/new', { cookie: manager(), form: fields })).toMatchObject({ problems: { fee: { code: 'tierLocked', lock } }, values: fields });
    await step('unlock');
  });

  test('a new collaboration says at each field what is wrong, and is made when nothing is', async () => {
    const kol = await aKol(t.db, { workspaceId: world.workspaceId });
    const fields = { campaignId: world.params.get('campaignId') ?? '', accountId: kol.accountId, fee: '1000', coupon: 'FRESH1' };
    const answer = (more: Record<string, string>) => visit(newCollaboration, '/collaborations/new', { cookie: manager(), form: { ...fields, ...more } });
    expect(await answer({ accountId: '' })).toMatchObject({ problems: { accountId: { code: 'required' } } });
    expect(await answer({ coupon: second.coupon })).toMatchObject({ problems: { coupon: { code: 'couponTaken' } }, values: { fee: '1000' } });
    expect(await answer({ landingUrl: 'https://evil.test/' })).toMatchObject({ problems: { landingUrl: { code: 'hostNotAllowed', detail: 'evil.test' } } });
    expect(await answer({ endsOn: '2026-01-01' })).toMatchObject({ problems: { endsOn: { code: 'endsBeforeStart' } } });
    const made = await answer({});
    expect(made instanceof Response && made.headers.get('location')).toMatch(/^\/collaborations\/[0-9a-f-]{36}$/);
    expect(await answer({})).toMatchObject({ problems: { accountId: { code: 'alreadyThere' } } });
    expect(await statusOf(newCollaboration, '/collaborations/new', { cookie: world.cookies.finance, form: fields })).toBe(403);
  });

  test('a change of coupon and landing page is checked where it stands', async () => {
    const at = { cookie: manager(), params: params() };
    const stored = (await dataOf(collaborationLoader, '/x', at)).collaboration;
    const form = { version: String(stored.version), tier: stored.tier, startsOn: stored.startsOn, endsOn: stored.endsOn, coupon: stored.coupon, landingUrl: stored.landingUrl };
    expect(await visit(editCollaboration, '/x', { ...at, form: { ...form, landingUrl: 'https://evil.test/' } })).toMatchObject({ problems: { landingUrl: { code: 'hostNotAllowed' } } });
    expect(await visit(editCollaboration, '/x', { ...at, form: { ...form, coupon: 'a b' } })).toMatchObject({ problems: { coupon: { code: 'coupon' } } });
    expect(await visit(editCollaboration, '/x', { ...at, form: { ...form, version: '99' } })).toMatchObject({ init: { status: 409 } });
    expect(await statusOf(editCollaboration, '/x', { ...at, form })).toBe(303);
  });

  test('the QR code is a file that holds nothing but a drawing', async () => {
    const answer = await visit(qrLoader, `/collaborations/${main}/qr.svg`, { cookie: manager(), params: params() });
    expect(answer instanceof Response && answer.headers.get('content-type')).toContain('image/svg+xml');
    expect(answer instanceof Response && (await answer.text())).toMatch(/^<svg [^<]+<rect [^<]+<path d="M[^"<]+" fill="#000"\/><\/svg>\n$/);
  });
});

describe('lists and figures', () => {
  test('the list sums to what its rows show, filters and searches', async () => {
    const list = await dataOf(listLoader, '/collaborations?f.campaign=planted&sort=-revenue', { cookie: manager() });
    expect(list.rows.reduce((sum, row) => sum + row.revenueMinor, 0)).toBe(list.totals.revenueMinor);
    expect(list.rows.reduce((sum, row) => sum + row.clicks, 0)).toBe(list.totals.clicks);
    expect(list.rows.find((row) => row.id === main)?.feeMinor).toBeGreaterThan(0);
    const found = await dataOf(listLoader, `/collaborations?q=${second.coupon.toLowerCase()}`, { cookie: world.cookies.viewer });
    expect(found.rows.map((row) => row.id)).toEqual([second.collaborationId]);
    expect(found.rows[0]).not.toHaveProperty('feeMinor');
    expect((await dataOf(listLoader, '/collaborations?f.light=star&f.tier=top', { cookie: manager() })).rows).toEqual([]);
  });

  test('the dashboard\'s figures are the sums of the rows that they lead to', async () => {
    const board = (await dataOf(dashboardLoader, '/?campaign=planted', { cookie: manager() })).board;
    const list = await dataOf(listLoader, '/collaborations?f.campaign=planted', { cookie: manager() });
    expect([board?.revenueMinor, board?.orderCount, board?.clicks.people, board?.clicks.automated]).toEqual([list.totals.revenueMinor, list.totals.orders, list.totals.clicks, list.totals.automated]);
    const period = `from=${board?.orderDays.from}&through=${board?.orderDays.through}`;
    expect((await dataOf(ordersLoader, `/orders?${period}&f.method=none`, { cookie: manager() })).totals.count).toBe(board?.orders.unattributed);
    expect((await dataOf(ordersLoader, `/orders?${period}&f.rate=missing`, { cookie: manager() })).totals.count).toBe(board?.orders.withoutRate);
    const matrix = await dataOf(campaignLoader, '/campaigns/planted', { cookie: manager(), params: { slug: 'planted' } });
    expect(matrix.total.spent?.accruedMinor).toBe(board?.spend?.accruedMinor);
    expect(matrix.revenueMinor).toBe(board?.revenueMinor);
    expect((await dataOf(ordersLoader, '/orders?f.campaign=planted', { cookie: manager() })).totals.netReportingMinor).toBe(board?.revenueMinor);
  });

  test('the dashboard of a viewer knows no cost', async () => {
    const { board } = await dataOf(dashboardLoader, '/', { cookie: world.cookies.viewer });
    expect([board?.spend, board?.roi, board?.payments]).toEqual([null, null, null]);
    expect(board?.weeks.every((week) => !('roi' in week))).toBe(true);
    expect(board?.best.every((mover) => !('roi' in mover))).toBe(true);
  });
});

describe('a campaign', () => {
  const fields = {
    name: 'Autumn', slug: 'autumn', status: 'draft', startsOn: '2026-09-01', endsOn: '2026-10-15', budget: '1,000,000.01', currency: 'CNY', reserve: '12.5', landingUrl: '',
    topSlots: '2', midSlots: '5', emergingSlots: '10', topShare: '40', midShare: '35', emergingShare: '25', targetSearchUplift: '3000000', targetUgcItems: '', targetInteractions: '', targetSalesUplift: '15',
  };
  const make = (more: Record<string, string> = {}) => visit(newCampaign, '/campaigns/new', { cookie: manager(), form: { ...fields, ...more } });

  test('is refused field by field with what was typed, and made when it is whole', async () => {
    expect(await make({ topShare: '41' })).toMatchObject({ problems: { shares: { code: 'sharesNotWhole', detail: '101%' } }, values: { name: 'Autumn' } });
    expect(await make({ slug: 'planted' })).toMatchObject({ problems: { slug: { code: 'slugTaken' } } });
    expect(await make({ slug: 'Größe', budget: 'much', name: '' })).toMatchObject({ problems: { slug: { code: 'slug' }, budget: { code: 'amount' }, name: { code: 'required' } } });
    const made = await make();
    expect(made instanceof Response && made.headers.get('location')).toBe('/campaigns/autumn');
    expect(await statusOf(newCampaign, '/campaigns/new', { cookie: world.cookies.operations, form: fields })).toBe(403);
  });

  test('has a budget whose rows sum to it, and empty slots', async () => {
    const at = { cookie: manager(), params: { slug: 'autumn' } };
    const matrix = await dataOf(campaignLoader, '/campaigns/autumn', at);
    expect(matrix.budget.reduce((sum, row) => sum + row.plannedMinor, 0)).toBe(100_000_001);
    expect(matrix.tiers.map((tier) => [tier.count.empty, tier.people.length])).toEqual([[2, 0], [5, 0], [10, 0]]);
    expect((await dataOf(campaignLoader, '/campaigns/autumn', { ...at, cookie: world.cookies.viewer })).total.spent).toBeNull();
    expect((await dataOf(campaignsLoader, '/campaigns', at)).rows.map((row) => row.slug)).toEqual(['autumn', 'planted']);
  });

  test('is changed by the version that was seen only', async () => {
    const at = { cookie: manager(), params: { slug: 'autumn' } };
    expect(await visit(editCampaign, '/x', { ...at, form: { ...fields, version: '9' } })).toMatchObject({ init: { status: 409 } });
    expect(await statusOf(editCampaign, '/x', { ...at, form: { ...fields, version: '1', name: 'Autumn 2' } })).toBe(303);
  });
});
