import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/period.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { advanceCollaboration } from '#app/services/advance-collaboration.server.ts';
import { decideProposal } from '#app/services/decide-proposal.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { loader as collaborationLoader } from '#app/routes/collaborations.$collaborationId/route.tsx';
import { loader } from '#app/routes/proposals.swaps/route.tsx';
import { loader as csvLoader } from '#app/routes/proposals.swaps[.]csv/route.ts';
import { anOrder } from '#tests/factories/order.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const DAY = 86_400_000;
/** Pages are asked at the wall clock's today, so what came of the swap lies before it: as of the last review. */
const later = new Date(NOON.getTime() + 12 * DAY);

const cookie = (world: PortalWorld, role: keyof PortalWorld['cookies'] = 'manager') => ({ cookie: world.cookies[role] });
const see = async (world: PortalWorld) => await dataOf(loader, '/proposals/swaps', cookie(world));

test('before anything was accepted the page says so', async () => {
  const world = await aPortalWorld(t.db);
  expect(await see(world)).toMatchObject({ rows: [], kept: { within: 0, of: 0 }, totals: { gainMinor: null } });
});

describe('an accepted replacement', () => {
  let world: PortalWorld;
  let freshId = '';
  let expectedGainMinor = 0;
  beforeAll(async () => {
    world = await aPortalWorld(t.db);
    const { workspaceId } = world;
    const proposalId = world.params.get('proposalId') ?? '';
    const accepted = await decideProposal(t.db, { workspaceId, proposalId, decision: 'accept', reason: '' }, { now: NOON, actor: PORTAL_ACTOR });
    if (accepted.status !== 'accepted') throw new Error(accepted.status);
    freshId = accepted.replacements[0]?.collaborationId ?? '';
    expectedGainMinor = (await t.db.selectFrom('proposal_candidate').select('expected_gain_minor as gain').where('proposal_id', '=', proposalId).where('rank', '=', 1).executeTakeFirstOrThrow()).gain;
  });

  test('stands there with its prediction while whoever took over has not begun', async () => {
    const { rows, kept } = await see(world);
    expect(rows).toMatchObject([{
      kind: 'replace', moneyMinor: 7_654_321, predicted: { gain: { expectedMinor: expectedGainMinor, level: 0.9 } }, outcome: { state: 'planned', atClose: null, withinPrediction: null },
      old: { collaborationId: world.params.get('collaborationId') }, fresh: [{ collaborationId: freshId, status: 'draft' }],
    }]);
    expect(kept).toEqual({ within: 0, of: 0 });
  });

  test('is measured once orders come: gain so far and at close over the predicted money, each from the reviews of both sides', async () => {
    const { workspaceId } = world;
    const doing = { now: NOON, actor: PORTAL_ACTOR };
    for (const [index, step] of (['offer', 'agree', 'start'] as const).entries()) {
      await advanceCollaboration(t.db, { workspaceId, collaborationId: freshId, step, reason: '', version: index + 1 }, doing);
    }
    const { coupon } = await t.db.selectFrom('collaboration').select('coupon').where('id', '=', freshId).executeTakeFirstOrThrow();
    const orders = Array.from({ length: 500 }, (_, index) => anOrder({ orderId: `fresh-${index}`, placedAt: new Date(NOON.getTime() + DAY + index * 600_000), discountCodes: [coupon] }));
    await takeInOrders(t.db, { workspaceId, orders, source: 'test' }, { now: later, actor: PORTAL_ACTOR });
    const asOf = addDays('2026-07-10', 12);
    await runReview(t.db, { workspaceId, asOf }, { now: later, actor: PORTAL_ACTOR });

    const { rows, kept, totals } = await see(world);
    const [row] = rows;
    // All of the old partner's cost was released: what they brought for it stands in the review that decided.
    const reviews = await t.db.selectFrom('collaboration_review').selectAll().where('workspace_id', '=', workspaceId).where('cost_minor', '>', 0).orderBy('as_of', 'desc').execute();
    const roiOf = (id: string | undefined) => reviews.filter((one) => one.collaboration_id === id).map((one) => one.revenue_minor / one.cost_minor)[0] ?? Number.NaN;
    expect(row?.outcome.soFarMinor).toBeCloseTo(7_654_321 * (roiOf(freshId) - roiOf(world.params.get('collaborationId'))), -2);
    expect(row?.outcome.state).toBe('running');
    const { gain } = row?.predicted ?? {};
    const expected = row?.outcome.atClose?.expectedMinor ?? Number.NaN;
    expect(row?.outcome.withinPrediction).toBe(expected >= (gain?.lowMinor ?? 0) && expected <= (gain?.highMinor ?? 0));
    expect(kept.of).toBe(1);
    expect(totals.gainMinor).toBe(expected);
  });

  test('is on the pages of both collaborations, without figures for those who do not see costs', async () => {
    for (const collaborationId of [freshId, world.params.get('collaborationId') ?? '']) {
      const at = (role: 'manager' | 'viewer') => dataOf(collaborationLoader, `/collaborations/${collaborationId}`, { ...cookie(world, role), params: { collaborationId } });
      const { swaps } = await at('manager');
      expect(swaps).toMatchObject([{ kind: 'replace', fresh: [{ collaborationId: freshId }], money: { predicted: { gain: { expectedMinor: expectedGainMinor } } } }]);
      expect((await at('viewer')).swaps).toMatchObject([{ proposalId: world.params.get('proposalId'), money: null }]);
    }
  });

  test('comes as a file with the same figures', async () => {
    const answer = await visit(csvLoader, '/proposals/swaps.csv', cookie(world));
    const [heading, line] = (await answer.text()).replace('\uFEFF', '').split('\n').map((text) => text.split(','));
    const at = (name: string) => line?.[heading?.indexOf(name) ?? -1];
    const [row] = (await see(world)).rows;
    expect(at('money')).toBe('76543.21');
    expect(at('gain_at_close')).toBe(((row?.outcome.atClose?.expectedMinor ?? 0) / 100).toFixed(2));
    expect(at('state')).toBe('running');
  });

  test('is for those who see costs only', async () => {
    for (const role of ['content', 'operations', 'viewer'] as const) {
      expect(await statusOf(loader, '/proposals/swaps', cookie(world, role))).toBe(403);
      expect(await statusOf(csvLoader, '/proposals/swaps.csv', cookie(world, role))).toBe(403);
    }
  });
});
