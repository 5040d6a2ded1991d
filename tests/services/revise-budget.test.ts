import { beforeEach, describe, expect, test } from 'vitest';
import { listBudgetRevisions } from '#db/queries/budget-revision.server.ts';
import { sumMovedMoney } from '#db/queries/what-if.server.ts';
import { askSignOff } from '#app/services/ask-sign-off.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import type { SaveCampaignInput } from '#app/services/save-campaign.server.ts';
import { saveCampaign } from '#app/services/save-campaign.server.ts';
import { voteSignOff } from '#app/services/vote-sign-off.server.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const AUGUST = new Date('2026-08-01T04:00:00.000Z');
/** Midnight in Shanghai between the third and the fourth quarter. */
const OCTOBER = new Date('2026-09-30T16:00:00.000Z');
let workspaceId: string;
let manager: Awaited<ReturnType<typeof aMember>>;
let campaignId: string;
let version: number;

const plan = (top: number, mid: number, emerging: number) => ({ top: { slots: 2, shareBasisPoints: top }, mid: { slots: 5, shareBasisPoints: mid }, emerging: { slots: 10, shareBasisPoints: emerging } });
const FORM: Omit<SaveCampaignInput, 'campaignId' | 'version'> = {
  slug: 'summer', name: 'Summer', status: 'active', startsOn: '2026-06-15', endsOn: '2026-10-30', budgetMinor: 1_000_000, currency: 'CNY', reserveBasisPoints: 0, plan: plan(4_000, 3_500, 2_500),
  landingUrl: 'https://shop.example/summer', targetSearchUplift: null, targetUgcItems: null, targetInteractions: null, targetSalesUpliftBasisPoints: null,
};

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  manager = await aMember(t.db, workspaceId, 'manager');
  const made = await saveCampaign(t.db, { ...FORM, campaignId: null, version: null, workspaceId }, { now: NOON, actor: manager });
  if (made.status !== 'created') throw new Error(made.status);
  ({ campaignId, version } = made);
});

async function revise(change: Partial<SaveCampaignInput>, now = NOON) {
  const outcome = await saveCampaign(t.db, { ...FORM, ...change, campaignId, version, workspaceId }, { now, actor: manager });
  if (outcome.status === 'saved') ({ version } = outcome);
  return outcome;
}

async function granted(amountMinor: number): Promise<string> {
  const asked = await askSignOff(t.db, { workspaceId, kind: 'budget_move', subjectId: campaignId, amountMinor, reason: 'more is sold there' }, { now: NOON, actor: manager });
  if (asked.status !== 'asked') throw new Error(asked.status);
  for (const [role, seat] of [['manager', 'marketing'], ['finance', 'finance'], ['operations', 'operations']] as const) {
    await voteSignOff(t.db, { workspaceId, requestId: asked.requestId, decision: 'approve', reason: 'yes' }, { now: NOON, actor: await aMember(t.db, workspaceId, role, seat) });
  }
  return asked.requestId;
}

describe('revising a budget', () => {
  test('moves up to 15 % of it within a quarter by one person, however many steps it takes', async () => {
    expect((await revise({ plan: plan(3_000, 4_500, 2_500) })).status).toBe('saved');
    expect((await revise({ plan: plan(2_500, 5_000, 2_500) })).status).toBe('saved');
    expect(await revise({ plan: plan(2_499, 5_001, 2_500) })).toEqual({ status: 'sign-off-needed', kind: 'budget_move', subjectId: campaignId, amountMinor: 100, currency: 'CNY', movedMinor: 150_000, capMinor: 150_000 });
    expect(await listBudgetRevisions(t.db, workspaceId, campaignId)).toMatchObject([
      { movedMinor: 50_000, before: { top: 300_000, mid: 450_000 }, after: { top: 250_000, mid: 500_000 }, requestId: null, revisedByName: manager.name }, { movedMinor: 100_000 },
    ]);
    // A refused revision changes nothing, and going back is a move as well.
    expect(await t.db.selectFrom('campaign_tier').select('share_basis_points').where('campaign_id', '=', campaignId).where('tier', '=', 'top').executeTakeFirst()).toEqual({ share_basis_points: 2_500 });
    expect((await revise({ plan: plan(4_000, 3_500, 2_500) })).status).toBe('sign-off-needed');
  });

  test('counts a larger or smaller budget in full, and one for the reserve', async () => {
    expect(await revise({ budgetMinor: 1_150_001 })).toMatchObject({ status: 'sign-off-needed', amountMinor: 150_001, movedMinor: 0 });
    expect(await revise({ budgetMinor: 849_999 })).toMatchObject({ status: 'sign-off-needed', amountMinor: 150_001 });
    expect(await revise({ reserveBasisPoints: 1_501 })).toMatchObject({ status: 'sign-off-needed', amountMinor: 150_100 });
    expect((await revise({ budgetMinor: 1_150_000 })).status).toBe('saved');
  });

  test('begins anew with the quarter of the workspace\'s zone', async () => {
    await revise({ budgetMinor: 1_150_000 });
    expect((await revise({ budgetMinor: 1_200_000 }, AUGUST)).status).toBe('sign-off-needed');
    expect((await revise({ budgetMinor: 1_200_000 }, new Date(OCTOBER.getTime() - 1))).status).toBe('sign-off-needed');
    expect((await revise({ budgetMinor: 1_200_000 }, OCTOBER)).status).toBe('saved');
    expect(await sumMovedMoney(t.db, workspaceId, campaignId, OCTOBER)).toBe(50_000);
  });

  test('goes through once when three people allowed that much, and says which request it was', async () => {
    const requestId = await granted(300_000);
    expect((await revise({ budgetMinor: 1_300_001 })).status).toBe('sign-off-needed');
    expect((await revise({ budgetMinor: 1_300_000 })).status).toBe('saved');
    expect(await listBudgetRevisions(t.db, workspaceId, campaignId)).toMatchObject([{ movedMinor: 300_000, requestId }]);
    expect(await t.db.selectFrom('sign_off_request').select('status').where('id', '=', requestId).executeTakeFirst()).toEqual({ status: 'used' });
    expect(await revise({ budgetMinor: 1_300_100 })).toMatchObject({ status: 'sign-off-needed', amountMinor: 100, movedMinor: 300_000, capMinor: 195_000 });
  });

  test('of whatever moves no money asks nobody: names, days, slots, a draft without promises, a first budget', async () => {
    expect((await revise({ name: 'Late summer', endsOn: '2026-11-02', plan: { ...FORM.plan, top: { slots: 9, shareBasisPoints: 4_000 } } })).status).toBe('saved');
    expect(await listBudgetRevisions(t.db, workspaceId, campaignId)).toEqual([]);
    await t.db.updateTable('campaign').set({ status: 'draft' }).where('id', '=', campaignId).execute();
    expect((await revise({ status: 'draft', budgetMinor: 9_000_000 })).status).toBe('saved');
    await aBookedCollaboration(t.db, workspaceId, { campaignId });
    expect((await revise({ status: 'draft', budgetMinor: 1_000_000 })).status).toBe('sign-off-needed');
    await t.db.updateTable('campaign').set({ budget_minor: 0 }).where('id', '=', campaignId).execute();
    expect((await revise({ budgetMinor: 5_000_000 })).status).toBe('saved');
  });

  test('in a currency without a rate is kept, and holds nobody up', async () => {
    await t.db.updateTable('campaign').set({ currency: 'USD' }).where('id', '=', campaignId).execute();
    expect((await revise({ currency: 'USD', budgetMinor: 3_000_000 })).status).toBe('saved');
    expect(await listBudgetRevisions(t.db, workspaceId, campaignId)).toMatchObject([{ movedMinor: null, after: { top: 1_200_000 } }]);
  });

  test('is refused in a file as it is in the form, with the sum and the cap, and goes through within it', async () => {
    const take = (budget: string) => {
      const bytes = new TextEncoder().encode(`slug,name,starts_on,ends_on,budget,currency,reserve_pct,top_pct,mid_pct,emerging_pct\nsummer,Summer,2026-06-15,2026-10-30,${budget},CNY,0,40,35,25\n`);
      return importFile(t.db, { workspaceId, kind: 'campaigns', format: 'auto', fileName: 'campaigns.csv', bytes, dryRun: false, skipBadRows: false, mayAllowHosts: true }, { now: NOON, actor: manager });
    };
    expect(await take('20000')).toMatchObject({
      status: 'refused', result: { rejected: [{ line: 2, column: 'budget', value: '20000.00', code: 'sign_off_needed', message: 'moves 10000.00 CNY after 0.00 in this quarter; above 1500.00 three people have to sign it off first' }] },
    });
    expect(await sumMovedMoney(t.db, workspaceId, campaignId, new Date(0))).toBe(0);
    expect(await take('11000')).toMatchObject({ status: 'applied', result: { updated: 1 } });
    expect(await sumMovedMoney(t.db, workspaceId, campaignId, new Date(0))).toBe(100_000);
  });

  test('by two people at once stays within the cap', async () => {
    const save = (name: string) => saveCampaign(t.db, { ...FORM, name, budgetMinor: 1_100_000, campaignId, version, workspaceId }, { now: NOON, actor: manager });
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map(save));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['saved', 'stale', 'stale', 'stale']);
    expect(await sumMovedMoney(t.db, workspaceId, campaignId, new Date(0))).toBe(100_000);
  });
});
