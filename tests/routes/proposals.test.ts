import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { action, loader } from '#app/routes/proposals.$proposalId/route.tsx';
import { loader as list } from '#app/routes/proposals._index/route.tsx';
import { anOrder } from '#tests/factories/order.ts';
import { NOON } from '#tests/factories/workspace.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { routeCall, thrownBy } from '#tests/setup/route-call.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
type Role = keyof PortalWorld['cookies'];

function at(world: PortalWorld) {
  const proposalId = world.params.get('proposalId') ?? '';
  const call = (role: Role, form?: Record<string, string>, id = proposalId) => routeCall(`/proposals/${id}`, { cookie: world.cookies[role], params: { proposalId: id }, ...(form && { form }) });
  return {
    proposalId,
    see: (role: Role = 'manager', id = proposalId) => loader(call(role, undefined, id)),
    decide: (form: Record<string, string>, role: Role = 'manager') => action(call(role, form)),
    list: (search = '', role: Role = 'manager') => list(routeCall(`/proposals${search}`, { cookie: world.cookies[role] })),
  };
}

/** A refused decision: its status and why. */
function refusal(answer: Awaited<ReturnType<typeof action>>) {
  return answer instanceof Response ? { code: answer.status } : { code: answer.init?.status, ...answer.data.refusal };
}

describe('an open proposal', () => {
  let world: PortalWorld;
  beforeAll(async () => {
    world = await aPortalWorld(t.db);
  });

  test('is on the list with its figures and its best candidate', async () => {
    const { rows, counts, count } = await at(world).list();
    const stored = await t.db.selectFrom('proposal').selectAll().where('id', '=', at(world).proposalId).executeTakeFirstOrThrow();
    const best = await t.db.selectFrom('proposal_candidate').selectAll().where('proposal_id', '=', stored.id).where('rank', '=', 1).executeTakeFirstOrThrow();
    expect({ counts, count }).toEqual({ counts: { open: 1, decided: 0 }, count: 1 });
    expect(rows[0]).toMatchObject({
      id: stored.id, kind: 'replace', kolName: 'Planted creator',
      figures: { roi: stored.roi, low: stored.interval_low, below1: stored.probability_below_1, freedMinor: stored.freed_minor, candidateName: expect.stringMatching(/^Planted bench/), expectedGainMinor: best.expected_gain_minor },
    });
    expect((await at(world).list('?f.kind=keep')).rows).toEqual([]);
    expect((await at(world).list('?tab=decided')).rows).toEqual([]);
    // Each chosen KOL has the name that is theirs, also who has no proposal; what names nobody has none.
    const bench = await t.db.selectFrom('kol').select(['id', 'name']).where('workspace_id', '=', world.workspaceId).where('name', 'like', 'Planted bench%').executeTakeFirstOrThrow();
    const kolId = world.params.get('kolId') ?? '';
    expect((await at(world).list(`?f.kol=${bench.id}&f.kol=${kolId}&f.kol=nobody`)).kolNames).toEqual({ [bench.id]: bench.name, [kolId]: 'Planted creator' });
  });

  test('says why, on which evidence, and what accepting will release', async () => {
    const { proposal, figures, steps, mayDecide, isOpen } = await at(world).see();
    expect({ mayDecide, isOpen }).toEqual({ mayDecide: true, isOpen: true });
    expect(proposal).toMatchObject({ orders: 60, revenueMinor: 60 * 19_900, campaignSlug: 'planted' });
    expect(figures?.reasons.length).toBeGreaterThan(0);
    expect(figures?.willReleaseMinor).toBe(figures?.freedMinor);
    expect(figures?.candidates.map((candidate) => candidate.rank)).toEqual(figures?.candidates.map((_, index) => index + 1));
    expect(steps.length).toBeGreaterThan(0);
  });

  test('says what the swap is expected to bring, as the review stored it: gain, both regrets, and what waiting costs', async () => {
    const { figures } = await at(world).see();
    const stored = await t.db.selectFrom('proposal_candidate').selectAll().where('proposal_id', '=', at(world).proposalId).orderBy('rank').execute();
    expect(figures?.candidates.map((candidate) => candidate.terms)).toEqual(stored.map((one) => one.terms));
    const terms = figures?.candidates[0]?.terms;
    expect(terms).toMatchObject({ moneyMinor: stored[0]?.price_minor, targetRoi: null, gain: { expectedMinor: stored[0]?.expected_gain_minor, level: 0.9 }, waiting: { days: 14, level: 0.8 } });
    expect(Math.abs((terms?.regret.ofStayingMinor ?? 0) - (terms?.regret.ofMovingMinor ?? 0) - (terms?.gain.expectedMinor ?? 0))).toBeLessThan((terms?.gain.expectedMinor ?? 0) / 100);
    expect(figures?.terms).toMatchObject({ moneyMinor: figures?.freedMinor, targetRoi: 1.5 });
  });

  test('says before the decision what it does to money and slots', async () => {
    const { effects, figures } = await at(world).see();
    const [first] = effects ?? [];
    expect(first).toMatchObject({ rank: 1, tiers: [{ tier: 'mid', slots: 5, before: { filled: 1, offered: 0 }, after: { filled: 1, offered: 1 } }] });
    expect((first?.takenAfterMinor ?? 0) - (first?.takenBeforeMinor ?? 0)).toBe((first?.priceMinor ?? 0) - (figures?.willReleaseMinor ?? 0));
  });

  test('shows no figure, reason or candidate to those who do not see costs', async () => {
    for (const role of ['content', 'operations', 'viewer'] as const) {
      const { figures, mayDecide, steps, effects } = await at(world).see(role);
      expect({ figures, mayDecide, effects }).toEqual({ figures: null, mayDecide: false, effects: null });
      expect(steps.every((step) => step.costMinor === null)).toBe(true);
      expect((await at(world).list('?sort=-freed', role)).rows[0]?.figures).toBeNull();
    }
  });

  test('is decided by managers only, and of another brand it is not found', async () => {
    for (const role of ['admin', 'finance', 'content', 'viewer'] as const) expect((await thrownBy(() => at(world).decide({ decision: 'accept' }, role))).status).toBe(403);
    const other = await aPortalWorld(t.db);
    for (const id of [newId(), 'x', at(other).proposalId]) expect((await thrownBy(() => at(world).see('manager', id))).status).toBe(404);
  });

  test('is not rejected without a reason, and not accepted for somebody who is not on the list', async () => {
    expect(refusal(await at(world).decide({ decision: 'reject', reason: ' ' }))).toEqual({ code: 422, status: 'reason-needed' });
    expect(refusal(await at(world).decide({ decision: 'accept', rank: '99' }))).toEqual({ code: 422, status: 'unknown-candidate' });
    expect(refusal(await at(world).decide({ decision: 'perhaps' }))).toEqual({ code: 422, status: 'invalid' });
    expect((await at(world).see()).isOpen).toBe(true);
  });
});

test('accepting ends the collaboration and drafts the chosen candidate\'s, which the page then links with its tracking code', async () => {
  const world = await aPortalWorld(t.db);
  const before = await at(world).see();
  const rank = before.figures?.candidates.at(-1)?.rank ?? 0;
  const answer = await at(world).decide({ decision: 'accept', reason: 'below 1.0 for weeks', rank: String(rank) });
  expect(answer instanceof Response && answer.headers.get('location')).toBe(`/proposals/${at(world).proposalId}`);

  const { proposal, drafted, figures, isOpen } = await at(world).see();
  expect(isOpen).toBe(false);
  expect(proposal).toMatchObject({ status: 'accepted', decidedBy: 'The manager', decisionReason: 'below 1.0 for weeks', collaborationStatus: 'ended' });
  expect(figures?.releasedMinor).toBe(before.figures?.willReleaseMinor);
  expect(drafted).toMatchObject([{ kolName: before.figures?.candidates.at(-1)?.name, trackingCode: expect.stringMatching(/^[0-9A-Z]{8}$/) }]);
  expect((await at(world).list('?tab=decided')).rows).toMatchObject([{ id: at(world).proposalId, status: 'accepted' }]);
  expect(refusal(await at(world).decide({ decision: 'reject', reason: 'too late' }))).toEqual({ code: 409, status: 'already-decided', as: 'accepted' });
});

test('a proposal whose evidence has changed is refused, and nothing changes', async () => {
  const world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  const { coupon } = await t.db.selectFrom('collaboration').select('coupon').where('id', '=', world.params.get('collaborationId') ?? '').executeTakeFirstOrThrow();
  await takeInOrders(t.db, { workspaceId, orders: [anOrder({ orderId: 'late', placedAt: new Date('2026-07-01T00:00:00Z'), discountCodes: [coupon] })], source: 'test' }, { now: NOON, actor: PORTAL_ACTOR });
  const { settleRollups } = await import('#app/services/settle-rollups.server.ts');
  await settleRollups(t.db, { workspaceId, now: NOON });
  expect(refusal(await at(world).decide({ decision: 'accept' }))).toEqual({
    code: 409, status: 'evidence-changed', changes: [{ field: 'orders', before: 60, now: 61 }, { field: 'revenue', before: 60 * 19_900, now: 61 * 19_900 }],
  });
  expect(await at(world).see()).toMatchObject({ isOpen: true, drafted: [], proposal: { collaborationStatus: 'live' } });
});
