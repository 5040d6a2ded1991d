import type { Kysely } from 'kysely';
import type { BudgetCollaboration } from '#db/queries/budget-report.server.ts';
import { listBudgetCollaborations } from '#db/queries/budget-report.server.ts';
import { listCampaigns, listCampaignTiers } from '#db/queries/campaign.server.ts';
import { listCostItemsOf } from '#db/queries/cost.server.ts';
import type { Database } from '#db/schema.ts';
import type { MatrixPlan } from '#app/domain/campaign.ts';
import { isActive } from '#app/domain/collaboration.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import type { ForecastRow, ForecastSlot } from '#app/domain/finance/budget-forecast.ts';
import { forecastBudget } from '#app/domain/finance/budget-forecast.ts';
import type { RecordedCost } from '#app/domain/finance/collaboration-money.ts';
import { collaborationMoney, standingMinor } from '#app/domain/finance/collaboration-money.ts';
import type { CutPlan } from '#app/domain/finance/cut-plan.ts';
import { planCuts } from '#app/domain/finance/cut-plan.ts';
import type { ReviewTrigger } from '#app/domain/finance/money-rules.ts';
import { reviewTriggers } from '#app/domain/finance/money-rules.ts';
import { isPromised } from '#app/domain/finance/ledger-plan.ts';
import { groupBy } from '#app/domain/group.ts';
import { TIERS } from '#app/domain/kol.ts';
import { freedMoney } from '#app/domain/proposals/freed-money.ts';
import { BASIS_POINTS } from '#app/domain/ratio.ts';
import type { Books } from './books.server.ts';
import { frozenRate, openBooks } from './books.server.ts';
import { matrixPlanOf } from './matrix-plan-of.ts';

export interface BudgetReport {
  readonly status: 'reported';
  readonly currency: string;
  /** Tiers, then the reserve. */
  readonly rows: readonly ForecastRow[];
  /** What to cut once the forecast is at 115 % of the plan; null below that. */
  readonly cuts: CutPlan | null;
  readonly triggers: readonly ReviewTrigger[];
  /** The tiers and the reserve; what the tiers will have come to. */
  readonly plannedMinor: number;
  readonly forecastMinor: number;
  /** Expected at close, and credited so far. */
  readonly expectedRevenueMinor: number;
  readonly revenueMinor: number;
  /** Names for the cuts, by collaboration id. */
  readonly names: ReadonlyMap<string, { readonly kolId: string; readonly kolName: string }>;
}

export type BudgetReportOutcome = BudgetReport | { readonly status: 'unknown-campaign' | 'no-rate' };

/** A campaign's commitments and what they will have come to at the end of the flights, by tier, with what to cut when that is too much (product.md sections 9 and 12). */
export async function reportBudget(db: Kysely<Database>, { workspaceId, campaignId }: { readonly workspaceId: string; readonly campaignId: string }, { now }: { readonly now: Date }): Promise<BudgetReportOutcome> {
  const books = await openBooks(db, workspaceId, now);
  const { currency } = books.workspace;
  const [campaign] = await listCampaigns(db, workspaceId, [campaignId]);
  if (!campaign) return { status: 'unknown-campaign' };
  const budgetMinor = toReportingMinor(campaign.budget_minor, campaign.currency, currency, frozenRate(books, campaign.currency, campaign.starts_on));
  if (budgetMinor === null) return { status: 'no-rate' };
  const [tiers, collaborations] = await Promise.all([
    listCampaignTiers(db, workspaceId, [campaignId]), listBudgetCollaborations(db, workspaceId, campaignId, books.policy.attribution.model),
  ]);
  const costs = groupBy(await listCostItemsOf(db, workspaceId, collaborations.map((one) => one.id)), (cost) => cost.collaboration_id);
  const slots = collaborations.map((one) => ({ ...slotOf(one, (costs.get(one.id) ?? []).map(asRecorded), books), one }));
  const rows = forecastBudget({ budgetMinor, reserveBasisPoints: campaign.reserve_basis_points, plan: wholePlan(matrixPlanOf(tiers)) }, slots, books.policy.money);
  const forecastMinor = rows.filter((row) => row.row !== 'reserve').reduce((sum, row) => sum + row.forecastMinor, 0);
  const partners = slots.filter(({ status }) => isPromised(status) && isActive(status)).map(({ one, freeMinor, standingMinor: costMinor, revenueMinor }) => ({ id: one.id, revenueMinor, costMinor, freeMinor }));
  const expectedRevenueMinor = slots.reduce((sum, slot) => sum + slot.expectedRevenueMinor, 0);
  const revenueMinor = slots.reduce((sum, slot) => sum + slot.revenueMinor, 0);
  return {
    status: 'reported', currency, rows, plannedMinor: budgetMinor, forecastMinor, expectedRevenueMinor, revenueMinor, cuts: planCuts({ plannedMinor: budgetMinor, spentMinor: forecastMinor, partners }, books.policy),
    triggers: reviewTriggers({ plannedCostMinor: budgetMinor, costMinor: forecastMinor, expectedRevenueMinor, revenueMinor }, books.policy.money)
      .filter((trigger) => trigger !== 'revenue-swing' || campaign.ends_on < books.today),
    names: new Map(collaborations.map(({ id, kolId, kolName }) => [id, { kolId, kolName }])),
  };
}

/** A campaign without a plan of its own stands on its budget as a whole; shares that do not sum to it cannot be split. */
function wholePlan(plan: MatrixPlan): MatrixPlan {
  const total = TIERS.reduce((sum, tier) => sum + plan[tier].shareBasisPoints, 0);
  return total === BASIS_POINTS ? plan : { top: { ...plan.top, shareBasisPoints: BASIS_POINTS }, mid: { ...plan.mid, shareBasisPoints: 0 }, emerging: { ...plan.emerging, shareBasisPoints: 0 } };
}

function asRecorded(cost: Awaited<ReturnType<typeof listCostItemsOf>>[number]): RecordedCost & { readonly cancellable: boolean } {
  return {
    kind: cost.kind, amountMinor: cost.amount_minor, releasedMinor: cost.released_minor, currency: cost.currency, rate: cost.rate, commissionBasisPoints: cost.commission_basis_points,
    incurredOn: cost.incurred_on, cancellable: cost.cancellable,
  };
}

/** A collaboration's money; its revenue at close is its ROI at close times what it costs, or what it has sold where nothing is expected. */
function slotOf(one: BudgetCollaboration, costs: readonly (RecordedCost & { readonly cancellable: boolean })[], { workspace: { currency }, today }: Books): ForecastSlot & { readonly freeMinor: number } {
  const revenueMinor = one.revenueMinor ?? 0;
  const paidMinor = one.paidMinor ?? 0;
  const money = collaborationMoney({ startsOn: one.startsOn, endsOn: one.endsOn, costs, credits: [{ day: today, revenueMinor }] }, currency, today);
  const free = freedMoney(costs.map((cost) => ({ amountMinor: standingMinor(cost, currency) ?? 0, cancellable: cost.cancellable })), paidMinor);
  const expected = one.roiAtClose === null ? revenueMinor : Math.max(revenueMinor, Math.round(one.roiAtClose * money.standingMinor));
  return {
    tier: one.tier, status: one.status, standingMinor: money.standingMinor, accruedMinor: money.accruedMinor, paidMinor, revenueMinor, expectedRevenueMinor: expected,
    commissionBasisPoints: costs.reduce((sum, cost) => sum + (cost.commissionBasisPoints ?? 0), 0), freeMinor: free.freedMinor,
  };
}
