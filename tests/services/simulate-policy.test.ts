import { beforeEach, describe, expect, test } from 'vitest';
import { findPolicyVersion, getPolicy } from '#db/queries/policy.server.ts';
import { assessCollaborations } from '#app/domain/proposals/assess.ts';
import type { Policy } from '#app/domain/policy.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { scoreCollaborations } from '#app/domain/scoring/score-collaborations.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { gatherReviewFacts } from '#app/services/gather-review-facts.server.ts';
import { publishPolicy } from '#app/services/publish-policy.server.ts';
import { recordContent } from '#app/services/record-content.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { simulatePolicy } from '#app/services/simulate-policy.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { someSales } from '#tests/factories/sales.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
/** The 30th day of the factory's campaign. */
const NOW = new Date('2026-07-14T04:00:00Z');
const TODAY = '2026-07-14';
const doing = { now: NOW, actor: PORTAL_ACTOR };
let workspaceId: string;
beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

const simulate = (policy: Policy) => simulatePolicy(t.db, { workspaceId, policy }, { now: NOW });
const greener = { ...DEFAULT_POLICY, roi: { ...DEFAULT_POLICY.roi, greenFrom: 1.1 } };

async function anAmberOne() {
  const made = await aCollaboration(t.db, { workspaceId });
  await someSales(t.db, { workspaceId, coupon: made.coupon, orders: 240, eachMinor: 5_000 });
  // Reviews settle roll-ups before they read; a simulation writes nothing, so somebody has to have.
  await runReview(t.db, { workspaceId, asOf: TODAY }, doing);
  return made.collaborationId;
}

async function publish(change: (policy: Policy) => Policy) {
  const { version, policy } = await getPolicy(t.db, workspaceId);
  return await publishPolicy(t.db, { workspaceId, basedOn: version, policy: change(policy), note: 'test' }, doing);
}

describe('a simulation', () => {
  test('says who would move and why, and what is then published moves exactly them', async () => {
    const id = await anAmberOne();
    const found = await simulate(greener);
    expect(found).toMatchObject({ asOf: TODAY, inForce: 1, collaborations: 1, changes: [{ path: 'roi.greenFrom', before: 1.5, after: 1.1 }], beyond: [], pastReviews: 2 });
    expect(found.moves.map(({ collaborationId, kind, before, after }) => [collaborationId, kind, before.state, after.state])).toEqual([[id, 'light', 'amber', 'green'], [id, 'verdict', 'reduce', 'keep']]);
    await publish(() => greener);
    await runReview(t.db, { workspaceId, asOf: TODAY }, doing);
    const stored = await t.db.selectFrom('collaboration_review').select(['light', 'verdict', 'policy_version']).where('workspace_id', '=', workspaceId).executeTakeFirst();
    expect(stored).toEqual({ light: 'green', verdict: 'keep', policy_version: 2 });
  });

  test('looks at the lights and fuses of past reviews too', async () => {
    await aCollaboration(t.db, { workspaceId });
    const { pastFuses, moves } = await simulate({ ...DEFAULT_POLICY, review: { ...DEFAULT_POLICY.review, fuseSteps: 1 } });
    expect(pastFuses).toMatchObject([{ day: '2026-06-28', before: 'warned_1', after: 'tripped' }, { day: '2026-07-12', before: 'warned_2', after: 'tripped' }]);
    expect(moves.find(({ kind }) => kind === 'fuse')).toMatchObject({ after: { state: 'tripped', trippedOn: '2026-06-29' } });
  });

  test('takes another attribution model from the credits that are kept for it', async () => {
    const id = await anAmberOne();
    await t.db.updateTable('credit_day').set({ revenue_minor: 0, gross_minor: 0, orders: 0 }).where('workspace_id', '=', workspaceId).where('model', '=', 'linear').execute();
    const { moves } = await simulate({ ...DEFAULT_POLICY, attribution: { ...DEFAULT_POLICY.attribution, model: 'linear' } });
    expect(moves).toContainEqual(expect.objectContaining({ collaborationId: id, kind: 'verdict', after: expect.objectContaining({ state: 'wait' }) }));
  });

  test('tells which changes it cannot show, and that nobody moves', async () => {
    await anAmberOne();
    const money = { ...DEFAULT_POLICY.money, revisionCapBasisPoints: 2000 };
    expect(await simulate({ ...DEFAULT_POLICY, money })).toMatchObject({ moves: [], pastLights: [], pastFuses: [], longTerm: { gained: [], lost: [] }, beyond: [{ path: 'money.revisionCapBasisPoints' }] });
    expect(await simulate(DEFAULT_POLICY)).toMatchObject({ changes: [], moves: [] });
  });

  test('writes nothing, and sees nothing of another workspace', async () => {
    const id = await anAmberOne();
    const written = async () => (await t.db.selectFrom('collaboration_review').selectAll().execute()).length + (await t.db.selectFrom('proposal').selectAll().execute()).length;
    const before = await written();
    await simulate(greener);
    expect(await written()).toBe(before);
    const elsewhere = await aWorkspace(t.db);
    expect(JSON.stringify(await simulatePolicy(t.db, { workspaceId: elsewhere, policy: greener }, { now: NOW }))).not.toContain(id);
  });
});

test('a card and a review computed again from their policy version and data instant are the same to the byte, whatever was published since', async () => {
  const id = await anAmberOne();
  const counts = { views: 90_000, likes: 3_000, comments: 200, shares: 400, saves: 700 };
  const post = { collaborationId: id, platform: 'douyin', url: 'https://douyin.example/v/9', publishedAt: new Date('2026-06-16T02:00:00Z') } as const;
  await recordContent(t.db, { workspaceId, source: 'file', posts: [{ ...post, snapshot: { capturedAt: new Date('2026-07-08T02:00:00Z'), metrics: counts } }] }, doing);
  const outcome = await runReview(t.db, { workspaceId, asOf: TODAY }, doing);
  if (outcome.status !== 'reviewed') throw new Error(outcome.status);
  await publish((policy) => ({
    ...policy, roi: { ...policy.roi, greenFrom: 2.5 },
    scorecard: { ...policy.scorecard, priorPeers: 1, weights: { ...policy.scorecard.weights, mid: { exposure: 70, engagement: 10, conversion: 10, sentiment: 10 } } },
  }));
  const stored = await t.db.selectFrom('scorecard').select(['card', 'policy_version', 'as_of']).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  const version = await findPolicyVersion(t.db, workspaceId, stored.policy_version);
  const again = await gatherReviewFacts(t.db, workspaceId, stored.as_of, { under: version ?? undefined });
  expect(JSON.stringify(scoreCollaborations(again))).toBe(JSON.stringify(outcome.scorecards));
  expect(scoreCollaborations(again)).toEqual([stored.card]);
  expect(JSON.stringify(assessCollaborations(again))).toBe(JSON.stringify(outcome.assessments));
  // Under what is in force now it is another card.
  expect(JSON.stringify(scoreCollaborations(await gatherReviewFacts(t.db, workspaceId, stored.as_of)))).not.toBe(JSON.stringify(outcome.scorecards));
  expect(await findPolicyVersion(t.db, workspaceId, 99)).toBeNull();
});
