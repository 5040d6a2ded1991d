import type { Transaction } from 'kysely';
import { listCampaigns, listCampaignTiers } from '#db/queries/campaign.server.ts';
import { listCampaignImages } from '#db/queries/import-undo-campaigns.server.ts';
import type { Database } from '#db/schema.ts';
import { groupBy } from '#app/domain/group.ts';
import type { TierLocked } from '#app/domain/tier-lock.ts';
import { refusePlan } from '#app/domain/tier-lock.ts';
import type { Books } from '../books.server.ts';
import type { Doing } from '../doing.ts';
import { matrixPlanOf } from '../matrix-plan-of.ts';
import type { BudgetMoveNeeded } from '../require-sign-off.server.ts';
import type { BudgetOf } from '../revise-budget.server.ts';
import { plannedMoney, reviseBudget } from '../revise-budget.server.ts';
import { readTierStandings } from '../tier-locks.server.ts';

/**
 * Counts what undoing an import of campaigns moves of their budgets, as an edit that went back would: a locked tier keeps its money, and more than may be moved within a
 * quarter needs three people. Called before the rows are given back; of a refusal nothing may be kept.
 */
export async function reviseBudgetsBack(trx: Transaction<Database>, books: Books, importId: string, doing: Doing): Promise<TierLocked | BudgetMoveNeeded | null> {
  const { id: workspaceId } = books.workspace;
  const images = await listCampaignImages(trx, workspaceId, importId);
  const ids = [...new Set([...images.campaigns.map((campaign) => campaign.id), ...images.tiers.map((tier) => tier.campaign_id)])];
  const standingOf = await readTierStandings(trx, workspaceId, ids);
  const tiersOf = groupBy(await listCampaignTiers(trx, workspaceId, ids), (tier) => tier.campaign_id);
  for (const campaign of await listCampaigns(trx, workspaceId, ids)) {
    const tiers = tiersOf.get(campaign.id) ?? [];
    const given = images.tiers.filter((tier) => tier.campaign_id === campaign.id);
    const before: BudgetOf = { campaign, plan: matrixPlanOf(tiers) };
    // A plan without images was made by the import, with its campaign; what it made goes and moves nothing.
    const after: BudgetOf = { campaign: images.campaigns.find(({ id }) => id === campaign.id) ?? campaign, plan: matrixPlanOf([...tiers.filter(({ tier }) => given.every((one) => one.tier !== tier)), ...given]) };
    const refusal = refusePlan(standingOf(campaign.id), plannedMoney(before), plannedMoney(after)) ?? await reviseBudget(trx, books, { before, after }, doing);
    if (refusal) return refusal;
  }
  return null;
}
