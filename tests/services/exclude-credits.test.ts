import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aClick } from '#tests/factories/click.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { anOrder, aRefund } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { listExclusions } from '#db/queries/credit-exclusion.server.ts';
import { listCreditedOrders, sumCredits } from '#db/queries/order-pages.server.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { excludeCredits, restoreCredits } from '#app/services/exclude-credits.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { rebuildRollups, settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { takeInRefunds } from '#app/services/take-in-refunds.server.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const DAY_MS = 86_400_000;
const at = (days: number) => new Date(NOON.getTime() + days * DAY_MS);
let workspaceId: string;
let made: { collaborationId: string; coupon: string }[];
let clickId: string;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  made = [await aCollaboration(t.db, { workspaceId }), await aCollaboration(t.db, { workspaceId })];
  const visitorId = newId();
  const clicks: string[] = [];
  for (const [index, one] of made.entries()) clicks.push(await aClick(t.db, { workspaceId, collaborationId: one.collaborationId, visitorId, clickedAt: at(-6 + index) }));
  clickId = clicks[1] ?? '';
});

const leaky = () => ({ workspaceId, collaborationId: made[0]?.collaborationId ?? '' });
const exclude = async (fromDay = '2026-07-09', untilDay: string | null = null) => await excludeCredits(t.db, { ...leaky(), fromDay, untilDay, reason: 'on a coupon site' }, doing);
const settle = async () => await settleRollups(t.db, { workspaceId, now: NOON });

async function rollups() {
  const credits = await t.db.selectFrom('credit_day').selectAll().where('workspace_id', '=', workspaceId).orderBy('model').orderBy('collaboration_id').orderBy('day').execute();
  const coupons = await t.db.selectFrom('coupon_day').selectAll().where('workspace_id', '=', workspaceId).orderBy('collaboration_id').orderBy('day').execute();
  return { credits, coupons };
}

async function creditsOf() {
  return await t.db.selectFrom('order_credit').selectAll().where('workspace_id', '=', workspaceId).orderBy('order_id').orderBy('collaboration_id').execute();
}

async function revenueOf(model: AttributionModel) {
  const rows = await t.db.selectFrom('credit_day').select(['revenue_minor']).where('workspace_id', '=', workspaceId).where('model', '=', model).where('collaboration_id', '=', leaky().collaborationId).execute();
  return rows.reduce((sum, row) => sum + row.revenue_minor, 0);
}

/** Four orders by coupon over four days, one of both coupons, one by the visitor's clicks. */
async function someOrders(): Promise<void> {
  const [first = '', second = ''] = made.map((one) => one.coupon);
  const orders = [
    ...[-3, -2, -1, 0].map((day) => anOrder({ placedAt: at(day), discountCodes: [` ${first.toLowerCase()} `], merchandiseMinor: 10_000 })),
    anOrder({ placedAt: at(0), discountCodes: [first, second], merchandiseMinor: 9_001 }),
    anOrder({ placedAt: at(0), clickId, merchandiseMinor: 5_001 }),
  ];
  await takeInOrders(t.db, { workspaceId, source: 'test', orders }, doing);
  await settle();
}

describe('orders that are left out of ROI', () => {
  test('no longer count from the day on, keep their credits, and are listed as left out beside a sum of the others', async () => {
    await someOrders();
    const before = await creditsOf();
    expect(await revenueOf('linear')).toBe(40_000 + 4_501 + 2_501);
    expect((await exclude()).status).toBe('excluded');
    await settle();
    expect(await creditsOf()).toEqual(before);
    for (const [model, byClick] of [['last_click', 0], ['first_click', 5_001], ['linear', 2_501]] as const) {
      expect(await revenueOf(model)).toBe(20_000 + byClick);
      const question = { collaborationId: leaky().collaborationId, model };
      const [{ rows }, sums] = [await listCreditedOrders(t.db, workspaceId, question, { page: null, limit: 50 }), await sumCredits(t.db, workspaceId, question)];
      expect(rows.filter((row) => row.excluded)).toHaveLength(3);
      expect(rows.reduce((sum, row) => sum + (row.excluded ? 0 : row.creditMinor), 0)).toBe(sums.creditMinor[model]);
      expect(sums.creditMinor[model]).toBe(20_000 + byClick);
      expect(sums.excluded).toEqual({ orders: 3, creditMinor: 24_501 });
      expect(sums.rows).toBe(rows.length);
    }
    const excluded = (await rollups()).coupons.reduce((sum, row) => ({ orders: sum.orders + row.excluded_orders, minor: sum.minor + row.excluded_minor }), { orders: 0, minor: 0 });
    expect(excluded).toEqual({ orders: 3, minor: 24_501 });
  });

  test('count again, to the byte, when they are put back; what was done and by whom stays on record', async () => {
    await someOrders();
    const before = await rollups();
    await exclude('2026-07-08', '2026-07-09');
    await settle();
    expect(await revenueOf('last_click')).toBe(20_000 + 4_501);
    expect(await restoreCredits(t.db, leaky(), doing)).toEqual({ status: 'restored' });
    await settle();
    expect(await rollups()).toEqual(before);
    expect(await listExclusions(t.db, workspaceId, leaky().collaborationId)).toMatchObject([
      { fromDay: '2026-07-08', untilDay: '2026-07-09', reason: 'on a coupon site', createdByName: 'portal', liftedByName: 'portal', liftedAt: NOON },
    ]);
    const audit = await t.db.selectFrom('audit_event').select(['action', 'reason']).where('workspace_id', '=', workspaceId).where('subject_id', '=', leaky().collaborationId).orderBy('id').execute();
    expect(audit).toEqual([{ action: 'collaboration.exclude-credits', reason: 'on a coupon site' }, { action: 'collaboration.restore-credits', reason: null }]);
    expect(await restoreCredits(t.db, leaky(), doing)).toEqual({ status: 'nothing-excluded' });
  });

  test('are reviewed anew without them', async () => {
    await someOrders();
    const review = async () => {
      await runReview(t.db, { workspaceId }, doing);
      return await t.db.selectFrom('collaboration_review').select(['revenue_minor', 'orders']).where('workspace_id', '=', workspaceId).where('collaboration_id', '=', leaky().collaborationId).executeTakeFirst();
    };
    expect(await review()).toEqual({ revenue_minor: 44_501, orders: 5 });
    await exclude();
    await settle();
    expect(await t.db.selectFrom('dirty_day').select('kind').where('workspace_id', '=', workspaceId).where('kind', '=', 'review').execute()).not.toEqual([]);
    expect(await review()).toEqual({ revenue_minor: 20_000, orders: 2 });
  });

  test('of two who click at once one leaves out, the other is told', async () => {
    await someOrders();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => exclude()));
    expect(outcomes.map((one) => one.status).sort()).toEqual(['already-excluded', 'already-excluded', 'already-excluded', 'already-excluded', 'already-excluded', 'excluded']);
  });

  test('of another brand are not found', async () => {
    const other = await aWorkspace(t.db);
    expect(await excludeCredits(t.db, { ...leaky(), workspaceId: other, fromDay: '2026-07-09', untilDay: null, reason: 'x' }, doing)).toEqual({ status: 'not-found' });
    expect(await restoreCredits(t.db, { ...leaky(), workspaceId: other }, doing)).toEqual({ status: 'nothing-excluded' });
  });
});

type Step = { readonly kind: 'order' | 'refund' | 'cancel' | 'exclude' | 'restore' | 'settle'; readonly order: number; readonly amount: number; readonly day: number };

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('order', 'order', 'refund', 'refund', 'cancel', 'exclude', 'restore', 'settle'), order: fc.nat({ max: 5 }), amount: fc.integer({ min: 1, max: 9_999 }),
    day: fc.integer({ min: -4, max: 0 }),
  }),
  { minLength: 4, maxLength: 18 },
);

test('whatever is refunded, cancelled, left out and put back in any order, every model sums to every order and the roll-ups equal the rebuilt ones', { timeout: 180_000 }, async () => {
  const [first = '', second = ''] = made.map((one) => one.coupon);
  const evidence = [{ discountCodes: [first] }, { clickId }, { discountCodes: [first, second] }, { discountCodes: [second], clickId }, {}, { discountCodes: [first], clickId }];
  let run = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      run += 1;
      for (const [index, step] of sequence.entries()) {
        const orderId = `run-${run}-${step.order}`;
        const order = { ...anOrder({ orderId, placedAt: at(step.day), merchandiseMinor: 9_999, ...evidence[step.order] }), sourceUpdatedAt: new Date(NOON.getTime() + index) };
        switch (step.kind) {
          case 'order':
            await takeInOrders(t.db, { workspaceId, source: 'test', orders: [{ ...order, refundedMinor: step.amount % 2 === 0 ? step.amount : 0 }] }, doing);
            break;
          case 'refund':
            await takeInRefunds(t.db, { workspaceId, source: 'test', refunds: [aRefund({ orderId, amountMinor: step.amount })] }, doing);
            break;
          case 'cancel':
            await takeInOrders(t.db, { workspaceId, source: 'test', orders: [{ ...order, status: 'cancelled' }] }, doing);
            break;
          case 'exclude':
            await exclude(at(step.day).toISOString().slice(0, 10));
            break;
          case 'restore':
            await restoreCredits(t.db, leaky(), doing);
            break;
          case 'settle':
            await settle();
        }
      }
      await settle();
      const orders = await t.db.selectFrom('shop_order').select(['order_id', 'net_reporting_minor', 'method']).where('workspace_id', '=', workspaceId).where('method', '<>', 'none').execute();
      const credits = await creditsOf();
      for (const order of orders) {
        const own = credits.filter((credit) => credit.order_id === order.order_id);
        for (const model of ATTRIBUTION_MODELS) expect(own.reduce((sum, credit) => sum + credit[`${model}_minor`], 0)).toBe(order.net_reporting_minor);
      }
      const settled = await rollups();
      await rebuildRollups(t.db, workspaceId);
      expect(await rollups()).toEqual(settled);
    }),
    { numRuns: 25, seed: 20_261_122, endOnFailure: true },
  );
});
