import { describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aCampaign } from '#tests/factories/collaboration.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { recordPayments } from '#app/services/record-payments.server.ts';
import { reportBudget } from '#app/services/report-budget.server.ts';
import { askSignOff } from '#app/services/ask-sign-off.server.ts';
import { cutSpending } from '#app/services/cut-spending.server.ts';
import { voteSignOff } from '#app/services/vote-sign-off.server.ts';
import { listSpendingCuts } from '#db/queries/spending-cut.server.ts';
import { sumMovedMoney } from '#db/queries/what-if.server.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };

test('a campaign reports commitments by tier against the plan, and what to cut when they are too much', async () => {
  const workspaceId = await aWorkspace(t.db);
  const campaignId = await aCampaign(t.db, { workspaceId, budgetMinor: 1_000_000 });
  const first = await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 700_000 });
  await recordPayments(t.db, { workspaceId, payments: [{ collaborationId: first.collaborationId, stage: 'agreement', amountMinor: 210_000, currency: 'CNY', paidOn: '2026-07-01' }] }, doing);
  await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 50_000, status: 'draft' });
  const before = await reportBudget(t.db, { workspaceId, campaignId }, { now: NOON });
  if (before.status !== 'reported') throw new Error(before.status);
  expect(before.rows.map(({ row, plannedMinor, committedMinor, draftedMinor, paidMinor, state }) => [row, plannedMinor, committedMinor, draftedMinor, paidMinor, state])).toEqual([
    ['top', 360_000, 0, 0, 0, 'green'], ['mid', 315_000, 700_000, 50_000, 210_000, 'red'], ['emerging', 225_000, 0, 0, 0, 'green'], ['reserve', 100_000, 0, 0, 0, 'red'],
  ]);
  expect(before.cuts).toBeNull();
  const second = await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 500_000 });
  const after = await reportBudget(t.db, { workspaceId, campaignId }, { now: NOON });
  if (after.status !== 'reported') throw new Error(after.status);
  expect(after.triggers).toEqual(['cost-overrun']);
  expect(after.cuts).toMatchObject({ neededMinor: 200_000, missingMinor: 0 });
  const cut = (id: string) => after.cuts?.cuts.find((one) => one.id === id)?.cutMinor ?? 0;
  // Equal ROI: in proportion to what each can give, 490,000 and 500,000.
  expect([cut(first.collaborationId), cut(second.collaborationId)]).toEqual([98_990, 101_010]);
  expect(await reportBudget(t.db, { workspaceId, campaignId: newId() }, { now: NOON })).toEqual({ status: 'unknown-campaign' });
});

describe('a cut plan that is carried out', () => {
  /** 10,000 yuan planned, 12,000 committed: 2,000 to be cut, more than the 1,500 that one person may move in a quarter. */
  async function overspent() {
    const workspaceId = await aWorkspace(t.db);
    const campaignId = await aCampaign(t.db, { workspaceId, budgetMinor: 1_000_000 });
    const first = await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 700_000 });
    const second = await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 500_000 });
    const report = await reportBudget(t.db, { workspaceId, campaignId }, { now: NOON });
    if (report.status !== 'reported' || !report.cuts) throw new Error('no cut plan');
    const seen = report.cuts.cuts.map(({ id, cutMinor }) => `${id}:${cutMinor}`);
    const make = (cuts: readonly string[], reason = 'far above the plan') => cutSpending(t.db, { workspaceId, campaignId, cuts: [...cuts], reason }, doing);
    const standing = async () => (await t.db.selectFrom('cost_item').select(['amount_minor', 'released_minor']).where('workspace_id', '=', workspaceId).execute())
      .reduce((sum, item) => sum + item.amount_minor - item.released_minor, 0);
    return { workspaceId, campaignId, first, second, seen, make, standing };
  }

  test('takes more than a quarter allows only with three seats, and then is back at the plan, counted and told', async () => {
    const { workspaceId, campaignId, seen, make, standing } = await overspent();
    expect(await make(seen)).toEqual({ status: 'sign-off-needed', kind: 'budget_move', subjectId: campaignId, amountMinor: 200_000, currency: 'CNY', movedMinor: 0, capMinor: 150_000 });
    expect(await standing()).toBe(1_200_000);
    const asked = await askSignOff(t.db, { workspaceId, kind: 'budget_move', subjectId: campaignId, amountMinor: 200_000, reason: 'cut' }, doing);
    if (asked.status !== 'asked') throw new Error(asked.status);
    for (const [role, seat] of [['manager', 'marketing'], ['finance', 'finance'], ['operations', 'operations']] as const) {
      await voteSignOff(t.db, { workspaceId, requestId: asked.requestId, decision: 'approve', reason: 'yes' }, { now: NOON, actor: await aMember(t.db, workspaceId, role, seat) });
    }
    expect(await make(seen)).toEqual({ status: 'cut', releasedMinor: 200_000, partners: 2 });
    expect(await standing()).toBe(1_000_000);
    const report = await reportBudget(t.db, { workspaceId, campaignId }, { now: NOON });
    expect(report).toMatchObject({ forecastMinor: 1_000_000, cuts: null, triggers: [] });
    expect(await sumMovedMoney(t.db, workspaceId, campaignId, new Date(0))).toBe(200_000);
    expect((await listSpendingCuts(t.db, workspaceId, campaignId)).map(({ releasedMinor, requestId, reason, cutByName }) => [releasedMinor, requestId, reason, cutByName])).toEqual(
      expect.arrayContaining([[83_333, asked.requestId, 'far above the plan', 'portal'], [116_667, asked.requestId, 'far above the plan', 'portal']]));
    const audit = await t.db.selectFrom('audit_event').select(['action', 'reason']).where('workspace_id', '=', workspaceId).where('action', '=', 'spending.cut').execute();
    expect(audit).toHaveLength(2);
    // Done once: the same cuts again are no plan any more.
    expect(await make(seen)).toEqual({ status: 'not-due' });
  });

  test('may be made in part; what was not seen as it stands is refused whole', async () => {
    const { first, second, seen, make, standing } = await overspent();
    const one = seen.filter((cut) => cut.startsWith(second.collaborationId));
    expect(await make([...one, `${first.collaborationId}:1`])).toEqual({ status: 'changed' });
    expect(await make([`${newId()}:1`])).toEqual({ status: 'changed' });
    expect(await standing()).toBe(1_200_000);
    expect(await make(one)).toEqual({ status: 'cut', releasedMinor: 83_333, partners: 1 });
    expect(await standing()).toBe(1_116_667);
    // Below 115 % nothing more is due.
    expect(await make(seen)).toEqual({ status: 'not-due' });
  });

  test('is made once by two who press at the same time', async () => {
    const { second, seen, make, standing } = await overspent();
    const one = seen.filter((cut) => cut.startsWith(second.collaborationId));
    expect((await Promise.all([make(one), make(one)])).map(({ status }) => status).toSorted()).toEqual(['cut', 'not-due']);
    expect(await standing()).toBe(1_116_667);
  });

  test('is unknown for a campaign of another workspace', async () => {
    const { campaignId, seen } = await overspent();
    expect(await cutSpending(t.db, { workspaceId: await aWorkspace(t.db), campaignId, cuts: seen, reason: 'x' }, doing)).toEqual({ status: 'unknown-campaign' });
  });
});
