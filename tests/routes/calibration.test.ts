import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/period.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { loader } from '#app/routes/proposals.calibration/route.tsx';
import { insertPolicyVersion } from '#db/queries/policy.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let manager: { cookie: string };
const ADDRESS = '/proposals/calibration';
const PUBLISHED = '2026-04-02';

/** What a review of some day said; the latest one tells how it came out. */
async function aReview(collaborationId: string, day: number, wishes: { below15?: number; revenueMinor?: number; arrived?: number; tooEarly?: boolean; version?: number }): Promise<void> {
  const below15 = wishes.below15 ?? 0.5;
  await t.db.insertInto('collaboration_review').values({
    workspace_id: world.workspaceId, collaboration_id: collaborationId, as_of: addDays(PUBLISHED, day), policy_version: wishes.version ?? 1, revenue_minor: wishes.revenueMinor ?? 50_000, cost_minor: 100_000,
    orders: 5, too_early: wishes.tooEarly ?? false, roi_at_close: 1, interval_low: 0.5, interval_high: 2, probability_below_1: 0.4, probability_below_15: below15, probability_at_least_3: 0.1,
    light: 'amber', fuse: 'closed', verdict: 'wait', detail: JSON.stringify({ arrivedShare: wishes.arrived ?? 0.6 }),
  }).execute();
}

/** Published on 2 April, over on 30 April. */
async function aPastOne(): Promise<string> {
  const { collaborationId } = await aCollaboration(t.db, { workspaceId: world.workspaceId, startsOn: '2026-04-01', endsOn: '2026-04-30', publishedAt: new Date(`${PUBLISHED}T02:00:00Z`) });
  return collaborationId;
}

let right: string;
beforeAll(async () => {
  world = await aPortalWorld(t.db);
  manager = { cookie: world.cookies.manager };
  await insertPolicyVersion(t.db, { workspaceId: world.workspaceId, version: 2, policy: { ...DEFAULT_POLICY, roi: { ...DEFAULT_POLICY.roi, greenFrom: 1.2 } }, note: 'x', publishedBy: null, now: NOON });
  right = await aPastOne();
  await aReview(right, 5, { below15: 0.99, tooEarly: true });
  await aReview(right, 8, { below15: 0.85, tooEarly: true });
  await aReview(right, 9, { below15: 0.85 });
  await aReview(right, 10, { below15: 0.6 });
  await aReview(right, 16, { below15: 0.92, version: 2 });
  await aReview(right, 60, { revenueMinor: 130_000, arrived: 0.995 });
  const unfinished = await aPastOne();
  await aReview(unfinished, 9, { below15: 0.85 });
  await aReview(unfinished, 20, { arrived: 0.98 });
});

describe('the calibration page', () => {
  test('judges the first statement from each age on against the final ROI, under the thresholds of its own version', async () => {
    const data = await dataOf(loader, `${ADDRESS}?about=roiBelow15`, manager);
    expect(data.counts).toEqual({ reviewed: 3, finished: 1 });
    expect(data.rows.map(({ collaborationId, asOf, days, threshold, claimed, isTrue, finalRoi }) => [collaborationId, asOf, days, threshold, claimed, isTrue, finalRoi])).toEqual([
      // Below 1.2, as version 2 has it, it did not end; below 1.5 it did.
      [right, '2026-04-18', 16, 1.2, 0.92, false, '1.30'],
      [right, '2026-04-11', 9, 1.5, 0.85, true, '1.30'],
    ]);
    expect(data.found?.buckets.map(({ from, statements, cameTrue }) => [from, statements, cameTrue])).toEqual([[0.8, 1, 1], [0.9, 1, 0]]);
    expect(data.found?.model.brier).toBeCloseTo((0.15 ** 2 + 0.92 ** 2) / 2, 12);
  });

  test('is narrowed to an age, a subject and a tenth, and each tenth opens to its statements', async () => {
    const all = await dataOf(loader, ADDRESS, manager);
    expect([all.judged, all.chosen]).toEqual([6, 6]);
    expect((await dataOf(loader, `${ADDRESS}?age=16`, manager)).judged).toBe(3);
    const tenth = await dataOf(loader, `${ADDRESS}?bucket=90`, manager);
    expect([tenth.judged, tenth.chosen]).toEqual([6, all.found?.buckets.find(({ from }) => from === 0.9)?.statements]);
    expect(await dataOf(loader, `${ADDRESS}?age=30`, manager)).toMatchObject({ found: null, rows: [] });
    expect((await dataOf(loader, `${ADDRESS}?age=7&about=luck&bucket=85`, manager)).question).toEqual({ age: null, subject: null, bucket: null });
  });

  test('is for those who see costs: what is said of ROI tells them', async () => {
    for (const role of ['content', 'operations', 'viewer'] as const) expect(await statusOf(loader, ADDRESS, { cookie: world.cookies[role] })).toBe(403);
    for (const role of ['finance', 'admin'] as const) expect(await statusOf(loader, ADDRESS, { cookie: world.cookies[role] })).toBe(200);
  });
});
