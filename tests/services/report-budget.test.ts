import { expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aCampaign } from '#tests/factories/collaboration.ts';
import { aBookedCollaboration } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { recordPayments } from '#app/services/record-payments.server.ts';
import { reportBudget } from '#app/services/report-budget.server.ts';

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
