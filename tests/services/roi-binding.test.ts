import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { getPolicy } from '#db/queries/policy.server.ts';
import { listRoi } from '#db/queries/roi-board.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { amountText } from '#app/domain/money.ts';
import { addDays, dayOf } from '#app/domain/period.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import type { Policy } from '#app/domain/policy.ts';
import { ROI_GROUPINGS } from '#app/domain/scoring/roi-grouping.ts';
import { writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { createWorkspace } from '#app/services/create-workspace.server.ts';
import { boardTable } from '#app/services/export-board.server.ts';
import { DEMO_WORKSPACE, loadDemo } from '#app/services/load-demo.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { readRoiBoard } from '#app/services/read-roi-board.server.ts';
import { readRoiRows } from '#app/services/read-roi-rows.server.ts';
import { openBooks } from '#app/services/books.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { releaseMoney } from '#app/services/release-money.server.ts';
import { reportRoi, roiItem } from '#app/services/report-roi.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const NOW = new Date('2026-07-20T04:00:00Z');
const today = dayOf(NOW, 'Asia/Shanghai');
let workspaceId = '';
let policy: Policy = DEFAULT_POLICY;

beforeAll(async () => {
  workspaceId = await createWorkspace(t.db, DEMO_WORKSPACE, { now: NOW, actor: PORTAL_ACTOR });
  await loadDemo(t.db, { workspaceId }, { now: NOW });
  policy = (await getPolicy(t.db, workspaceId)).policy;
});

const byKey = <Item extends { readonly [name: string]: unknown }>(items: readonly Item[], key: (item: Item) => unknown) => new Map(items.map((item) => [String(key(item)), item]));
const FILTER = { collaboration: 'collaborationIds', kol: 'kolIds', tier: 'tiers', campaign: 'campaignSlugs' } as const;
const KEY = { collaboration: 'collaborationId', kol: 'kolId', tier: 'tier', campaign: 'campaign' } as const;

describe('the demo\'s ROI is one set of figures', () => {
  test.each(ROI_GROUPINGS)('by %s: what the review stored, the board, the API, the export and the CSV agree to the digit', async (by) => {
    const context = { currency: 'CNY', asOf: today, period: null };
    const stored = (await listRoi(t.db, workspaceId, { asOf: today, by }, policy.roi)).rows.map((line) => roiItem(line, context));
    expect(stored.length).toBeGreaterThan(2);
    const api = byKey(await reportRoi(t.db, { workspaceId, by }, { now: NOW }), (item) => item[KEY[by]]);
    const cells = parse((await writeTable(await boardTable(t.db, workspaceId, { by, asOf: today, period: null }, { policy, currency: 'CNY' }), 'csv')).toString('utf8'), { columns: true }) as Record<string, string>[];
    const csv = byKey(cells, (row) => row[{ collaboration: 'collaboration_id', kol: 'kol_id', tier: 'tier', campaign: 'campaign' }[by]]);
    for (const item of stored) {
      const key = String(item[KEY[by]]);
      const { revenue, cost, orders, roi, profitRoi, roiAtClose, interval, probability, light, fuse } = item;
      expect(api.get(key), key).toMatchObject({ revenue, cost, orders, roi, profitRoi, roiAtClose, interval, probability, light, fuse });
      expect(csv.get(key), key).toMatchObject({ revenue, cost, orders: String(orders), roi: String(roi ?? ''), roi_at_close: String(roiAtClose ?? ''), roi_low: String(interval?.low ?? ''), light, fuse });
    }
  });

  const periods = [
    { name: 'so far', asOf: today, period: null }, { name: 'as of 20 days ago', asOf: addDays(today, -20), period: null },
    { name: 'in a month', asOf: today, period: { startDay: addDays(today, -30), endDay: today } },
    { name: 'in a week of Q2', asOf: addDays(today, -80), period: { startDay: addDays(today, -87), endDay: addDays(today, -80) } },
  ];
  test.each(periods)('$name: for every group the rows sum to the figure', async ({ asOf, period }) => {
    for (const by of ['kol', 'tier', 'campaign'] as const) {
      const { rows, totals } = await readRoiBoard(t.db, workspaceId, { by, asOf, period }, policy);
      for (const line of rows) {
        const found = await readRoiRows(t.db, workspaceId, { asOf, period, filter: { [FILTER[by]]: [line.key] }, page: { offset: 0, limit: 10_000 } }, policy);
        expect(found.creditedMinor, line.key).toBe(line.revenueMinor);
        expect(found.orders.reduce((sum, order) => sum + order.creditMinor, 0), line.key).toBe(line.revenueMinor);
        expect(found.costs.reduce((sum, cost) => sum + cost.countedMinor, 0), line.key).toBe(line.costMinor);
        expect(found.figure).toMatchObject({ revenueMinor: line.revenueMinor, costMinor: line.costMinor, roi: line.roi });
        if (by === 'kol') break;
      }
      expect(rows.reduce((sum, line) => sum + line.revenueMinor, 0)).toBe(totals.revenueMinor);
      expect(rows.reduce((sum, line) => sum + line.costMinor, 0)).toBe(totals.costMinor);
    }
  });
});

describe('ROI as of a past day rests on the costs of then', () => {
  const YESTERDAY = addDays(today, -1);
  let boosted = '';
  const asOfYesterday = async () => {
    const [kept] = await reportRoi(t.db, { workspaceId, by: 'campaign', campaignSlug: 'summer-refresh', asOf: YESTERDAY }, { now: NOW });
    const found = await readRoiRows(t.db, workspaceId, { asOf: YESTERDAY, period: null, filter: { campaignSlugs: ['summer-refresh'] }, page: { offset: 0, limit: 10_000 } }, policy);
    // Whatever happened since, the rows sum to the figure.
    expect(amountText(found.countedMinor, 'CNY')).toBe(kept?.cost);
    return { cost: kept?.cost, roi: kept?.roi, atClose: kept?.roiAtClose };
  };
  const asOfToday = async () => (await reportRoi(t.db, { workspaceId, by: 'campaign', campaignSlug: 'summer-refresh' }, { now: NOW }))[0]?.cost ?? '';
  const doing = { now: NOW, actor: PORTAL_ACTOR };

  test('a cost that is added, corrected or released today changes today and leaves yesterday as it was', async () => {
    const before = await asOfYesterday();
    const now = Number(await asOfToday());
    const { id: collaborationId } = await t.db.selectFrom('collaboration as c').innerJoin('campaign as ca', 'ca.id', 'c.campaign_id').innerJoin('payment as p', 'p.collaboration_id', 'c.id')
      .select('c.id').where('ca.slug', '=', 'summer-refresh').where('c.status', '=', 'live').where('p.status', '=', 'planned').where('p.amount_minor', '>', 0).where('p.currency', '=', 'CNY').orderBy('c.id').executeTakeFirstOrThrow();
    boosted = collaborationId;
    const added = { collaborationId, kind: 'boost' as const, amountMinor: 100_000, currency: 'CNY', incurredOn: today, reference: 'boost-1' };
    expect(await recordCosts(t.db, { workspaceId, costs: [added] }, doing)).toMatchObject({ status: 'recorded' });
    expect([Number(await asOfToday()) - now, await asOfYesterday()]).toEqual([1_000, before]);
    expect(await recordCosts(t.db, { workspaceId, costs: [{ ...added, amountMinor: 150_000 }] }, doing)).toMatchObject({ status: 'recorded', results: ['updated'] });
    expect([Number(await asOfToday()) - now, await asOfYesterday()]).toEqual([1_500, before]);
    const released = await inTransaction(t.db, async (trx) => await releaseMoney(trx, await openBooks(trx, workspaceId, NOW), collaborationId, () => 200_000, doing));
    expect(released.releasedMinor).toBe(200_000);
    expect([Number(await asOfToday()) - now, await asOfYesterday()]).toEqual([-500, before]);
    // A bill of last week that came today is a fact of last week.
    await recordCosts(t.db, { workspaceId, costs: [{ ...added, amountMinor: 30_000, incurredOn: addDays(today, -7), reference: 'late-bill' }] }, doing);
    expect(Number((await asOfYesterday()).cost) - Number(before.cost)).toBe(300);
  });

  test('what is corrected tomorrow counts tomorrow: today stays as it was reported', async () => {
    const reported = await asOfToday();
    const tomorrow = { now: new Date(NOW.getTime() + 86_400_000), actor: PORTAL_ACTOR };
    const recorded = await recordCosts(t.db, { workspaceId, costs: [{ collaborationId: boosted, kind: 'boost', amountMinor: 999_900, currency: 'CNY', incurredOn: today, reference: 'boost-1' }] }, tomorrow);
    expect(recorded).toMatchObject({ status: 'recorded', results: ['updated'] });
    const [then] = await reportRoi(t.db, { workspaceId, by: 'campaign', campaignSlug: 'summer-refresh', asOf: today }, tomorrow);
    const [after] = await reportRoi(t.db, { workspaceId, by: 'campaign', campaignSlug: 'summer-refresh' }, tomorrow);
    expect(then?.cost).toBe(reported);
    expect(Number(after?.cost) - Number(reported)).toBe(8_499);
  });
});
