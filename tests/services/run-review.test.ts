import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { aRefund } from '#tests/factories/order.ts';
import { someSales } from '#tests/factories/sales.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { decideProposal } from '#app/services/decide-proposal.server.ts';
import { describeReview } from '#app/services/describe-review.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import type { ReviewInput } from '#app/services/run-review.server.ts';
import { takeInRefunds } from '#app/services/take-in-refunds.server.ts';

const t = useTestDatabase();
/** The 30th day of the factory's campaign, noon in Shanghai. */
const NOW = new Date('2026-07-14T04:00:00Z');
const TODAY = '2026-07-14';
const doing = { now: NOW, actor: PORTAL_ACTOR };
let workspaceId: string;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

async function review(input: Partial<ReviewInput> = {}) {
  const outcome = await runReview(t.db, { workspaceId, asOf: TODAY, ...input }, doing);
  if (outcome.status !== 'reviewed') throw new Error(outcome.status);
  return outcome;
}

async function proposals() {
  return await t.db.selectFrom('proposal').select(['id', 'kind', 'status', 'as_of', 'evidence_hash', 'decided_at']).where('workspace_id', '=', workspaceId).orderBy('as_of').orderBy('id').execute();
}

async function stored() {
  const rows = async (table: 'collaboration_review' | 'scorecard' | 'fuse_step' | 'kol_standing' | 'proposal' | 'proposal_candidate') =>
    (await t.db.selectFrom(table).selectAll().where('workspace_id', '=', workspaceId).execute()).map((row) => JSON.stringify(row)).sort();
  return {
    reviews: await rows('collaboration_review'), cards: await rows('scorecard'), fuses: await rows('fuse_step'), standings: await rows('kol_standing'),
    proposals: await rows('proposal'), candidates: await rows('proposal_candidate'),
  };
}

/** Half of what it cost, from 100 orders: to be replaced. */
async function aWeakOne() {
  const made = await aCollaboration(t.db, { workspaceId });
  await someSales(t.db, { workspaceId, coupon: made.coupon, orders: 100, eachMinor: 5_000 });
  return made;
}

describe('a review', () => {
  test('stores what it finds: ROI, light, fuse, verdict, a card, a standing and a proposal', async () => {
    const weak = await aWeakOne();
    const { assessments, scorecards } = await review();
    expect(assessments.map((one) => one.verdict.kind)).toEqual(['replace']);
    expect(scorecards).toHaveLength(1);
    const row = await t.db.selectFrom('collaboration_review').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      collaboration_id: weak.collaborationId, as_of: TODAY, revenue_minor: 500_000, cost_minor: 1_000_000, orders: 100, light: 'red', verdict: 'replace', policy_version: 1,
    });
    expect(await t.db.selectFrom('kol_standing').select(['light', 'roi_hundredths']).where('workspace_id', '=', workspaceId).execute()).toEqual([{ light: 'red', roi_hundredths: 50 }]);
    expect(await proposals()).toMatchObject([{ kind: 'replace', status: 'open', as_of: TODAY }]);
  });

  test('twice writes the same rows and makes no second proposal', async () => {
    await aWeakOne();
    await aKol(t.db, { workspaceId, status: 'bench', priceMinor: 300_000 });
    const strong = await aCollaboration(t.db, { workspaceId });
    await someSales(t.db, { workspaceId, coupon: strong.coupon, orders: 200, eachMinor: 11_000 });
    await review();
    const first = await stored();
    await runReview(t.db, { workspaceId, asOf: TODAY }, { ...doing, now: new Date(NOW.getTime() + 3_600_000) });
    expect(await stored()).toEqual(first);
    expect(first.proposals).toHaveLength(2);
    expect(first.candidates).toHaveLength(1);
  });

  test.each(['2026-06-20', '2026-07-01', '2026-07-13'])('as of the past day %s writes the same bytes however often it runs, and leaves what stands today alone', async (asOf) => {
    await aWeakOne();
    await aKol(t.db, { workspaceId, status: 'bench', priceMinor: 300_000 });
    await review();
    const today = await stored();
    const first = JSON.stringify(describeReview(workspaceId, await review({ asOf })));
    const once = await stored();
    expect(JSON.stringify(describeReview(workspaceId, await review({ asOf })))).toBe(first);
    expect(await stored()).toEqual(once);
    const { reviews, cards, ...standing } = once;
    expect(standing).toEqual({ fuses: today.fuses, standings: today.standings, proposals: today.proposals, candidates: today.candidates });
    expect(reviews.length).toBe(today.reviews.length + 1);
    expect(cards.length).toBe(today.cards.length + 1);
  });

  test('that runs in many processes at once leaves one proposal', async () => {
    await aWeakOne();
    await Promise.all(Array.from({ length: 6 }, () => review()));
    expect(await proposals()).toMatchObject([{ kind: 'replace', status: 'open' }]);
  });

  test('as of today is the default, in the workspace\'s zone', async () => {
    await aWeakOne();
    // 17:30 UTC is the next day in Shanghai.
    const outcome = await runReview(t.db, { workspaceId }, { ...doing, now: new Date('2026-07-14T17:30:00Z') });
    expect(outcome).toMatchObject({ status: 'reviewed', facts: { asOf: '2026-07-15' } });
  });

  test('of a campaign that does not exist says so; one without collaborations is merely empty', async () => {
    await aCampaign(t.db, { workspaceId, slug: 'empty' });
    expect(await runReview(t.db, { workspaceId, campaignSlug: 'nowhere' }, doing)).toEqual({ status: 'unknown-campaign', slug: 'nowhere' });
    expect(await runReview(t.db, { workspaceId, campaignSlug: 'empty' }, doing)).toMatchObject({ status: 'reviewed', assessments: [] });
  });

  test('of one campaign leaves the others alone', async () => {
    await aWeakOne();
    const campaignId = await aCampaign(t.db, { workspaceId, slug: 'other' });
    const other = await aCollaboration(t.db, { workspaceId, campaignId });
    await review({ campaignSlug: 'other' });
    expect(await t.db.selectFrom('collaboration_review').select('collaboration_id as id').where('workspace_id', '=', workspaceId).execute()).toEqual([{ id: other.collaborationId }]);
  });

  test('sees nothing of another workspace', async () => {
    await aWeakOne();
    const elsewhere = await aWorkspace(t.db);
    expect(await runReview(t.db, { workspaceId: elsewhere, asOf: TODAY }, doing)).toMatchObject({ status: 'reviewed', assessments: [] });
  });

  test('makes no proposal for a draft, nor for what is over and paid for', async () => {
    await aCollaboration(t.db, { workspaceId, status: 'draft', publishedAt: null });
    const over = await aCollaboration(t.db, { workspaceId, status: 'ended', endsOn: '2026-07-10' });
    await t.db.updateTable('cost_item').set({ cancellable: false }).where('collaboration_id', '=', over.collaborationId).execute();
    await someSales(t.db, { workspaceId, coupon: over.coupon, orders: 100, eachMinor: 5_000 });
    const { assessments } = await review();
    expect(assessments.find((one) => one.facts.id === over.collaborationId)?.verdict.kind).toBe('replace');
    expect(await proposals()).toEqual([]);
  });
});

describe('a proposal', () => {
  test('of which the evidence has changed is superseded by a new one', async () => {
    const weak = await aWeakOne();
    await review();
    const [first] = await proposals();
    await someSales(t.db, { workspaceId, coupon: weak.coupon, orders: 30, eachMinor: 5_000 });
    await review();
    const after = await proposals();
    expect(after.find((one) => one.id === first?.id)).toMatchObject({ status: 'superseded', decided_at: NOW });
    expect(after.filter((one) => one.status === 'open')).toHaveLength(1);
    expect(after).toHaveLength(2);
  });

  test('comes back under its own id when its evidence holds again', async () => {
    const weak = await aWeakOne();
    await review();
    const before = await proposals();
    await t.db.updateTable('collaboration').set({ published_at: NOW }).where('id', '=', weak.collaborationId).execute();
    await review();
    expect(await proposals()).toMatchObject([{ status: 'superseded' }]);
    await t.db.updateTable('collaboration').set({ published_at: new Date('2026-06-16T02:00:00Z') }).where('id', '=', weak.collaborationId).execute();
    await review();
    expect(await proposals()).toEqual(before);
  });

  test('that was rejected stays silent until its evidence changes; then a new one is made', async () => {
    const weak = await aWeakOne();
    await review();
    const [first] = await proposals();
    await decideProposal(t.db, { workspaceId, proposalId: first?.id ?? '', decision: 'reject', reason: 'the launch video is still to come' }, doing);
    await review();
    await runReview(t.db, { workspaceId, asOf: '2026-07-15' }, { ...doing, now: new Date('2026-07-15T04:00:00Z') });
    expect(await proposals()).toMatchObject([{ id: first?.id, status: 'rejected' }]);
    await someSales(t.db, { workspaceId, coupon: weak.coupon, orders: 5, eachMinor: 5_000 });
    await runReview(t.db, { workspaceId, asOf: '2026-07-15' }, { ...doing, now: new Date('2026-07-15T04:00:00Z') });
    expect(await proposals()).toMatchObject([{ id: first?.id, status: 'rejected' }, { status: 'open', kind: 'replace' }]);
  });
});

describe('a review of an earlier day', () => {
  test('ignores what came later', async () => {
    const made = await aCollaboration(t.db, { workspaceId });
    await someSales(t.db, { workspaceId, coupon: made.coupon, orders: 10, eachMinor: 5_000, placedAt: new Date('2026-06-28T15:59:59Z') });
    await someSales(t.db, { workspaceId, coupon: made.coupon, orders: 500, eachMinor: 9_000, placedAt: new Date('2026-06-28T16:00:00Z') });
    const { assessments } = await review({ asOf: '2026-06-28' });
    expect(assessments[0]?.sales).toMatchObject({ orders: 10, revenueMinor: 50_000 });
    expect(assessments[0]?.fuse.steps).toHaveLength(1);
  });

  test('adds to the history and leaves today\'s fuses, standings and proposals as they are', async () => {
    await aWeakOne();
    await review();
    const today = await stored();
    await review({ asOf: '2026-07-05' });
    const after = await stored();
    expect({ ...after, reviews: [], cards: [] }).toEqual({ ...today, reviews: [], cards: [] });
    expect(after.reviews).toEqual(expect.arrayContaining(today.reviews));
    expect(after.reviews).toHaveLength(2);
  });
});

test('a refund counts in the next review', async () => {
  const made = await aCollaboration(t.db, { workspaceId });
  await someSales(t.db, { workspaceId, coupon: made.coupon, orders: 4, eachMinor: 10_000 });
  const order = await t.db.selectFrom('shop_order').select('order_id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  await takeInRefunds(t.db, { workspaceId, refunds: [aRefund({ orderId: order.order_id, amountMinor: 4_000 })], source: 'test' }, doing);
  const { assessments } = await review();
  expect(assessments[0]?.model).toMatchObject({ orders: 4, netRevenueMinor: 36_000, refundedMinor: 4_000 });
});
