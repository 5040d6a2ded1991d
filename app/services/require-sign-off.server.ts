import type { Transaction } from 'kysely';
import { listCampaigns, listCampaignTiers } from '#db/queries/campaign.server.ts';
import { listCollaborations } from '#db/queries/collaboration.server.ts';
import { listCostItemsOf } from '#db/queries/cost.server.ts';
import { findGrantedSignOff, setSignOffStatus } from '#db/queries/sign-off.server.ts';
import { listTierCosts } from '#db/queries/tier-costs.server.ts';
import { sumMovedMoney } from '#db/queries/what-if.server.ts';
import type { Database } from '#db/schema.ts';
import { splitBudget } from '#app/domain/campaign.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import { exceedsTierShare } from '#app/domain/finance/budget-forecast.ts';
import { standingMinor } from '#app/domain/finance/collaboration-money.ts';
import { movesTooMuch, quarterStart, revisionCapMinor } from '#app/domain/finance/money-rules.ts';
import type { SignOffKind } from '#app/domain/finance/sign-off.ts';
import { allows } from '#app/domain/finance/sign-off.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { Money } from '#app/domain/money.ts';
import { sumMinor } from '#app/domain/money.ts';
import { startOfDay } from '#app/domain/period.ts';
import { BASIS_POINTS } from '#app/domain/ratio.ts';
import type { Books } from './books.server.ts';
import { frozenRate } from './books.server.ts';

/** Three people have to allow it first: ask for a sign-off of that kind, about that thing, for that much at least (reporting currency). */
export interface SignOffNeeded {
  readonly status: 'sign-off-needed';
  readonly kind: SignOffKind;
  readonly subjectId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** The same for moving money within a campaign: with what was moved in the quarter already, and how much may be without anybody. */
export interface BudgetMoveNeeded extends SignOffNeeded {
  readonly movedMinor: number;
  readonly capMinor: number;
}

/** Uses a sign-off up that was granted for a thing and an amount, and tells its id; else says which one is needed. */
async function takeSignOff(trx: Transaction<Database>, workspaceId: string, kind: SignOffKind, subjectId: string, amount: Money, now: Date): Promise<SignOffNeeded | { readonly usedId: string }> {
  const granted = await findGrantedSignOff(trx, workspaceId, kind, subjectId);
  if (!granted || !allows(granted, amount)) return { status: 'sign-off-needed', kind, subjectId, amountMinor: amount.minor, currency: amount.currency };
  await setSignOffStatus(trx, workspaceId, granted.id, 'used', now);
  return { usedId: granted.id };
}

/**
 * Whether committing a collaboration takes its tier above its share of the campaign's budget (product.md section 3), and if so, whether that was signed off. Called
 * when somebody agrees to it, or moves it to another tier. What the partner that it replaces gave back in the same tier is no further money. Budgets without a rate to
 * the reporting currency cannot be compared and hold nobody up.
 */
export async function requireTierShare(
  trx: Transaction<Database>, books: Books, collaboration: { readonly id: string; readonly campaignId: string; readonly tier: Tier; readonly replacesId: string | null }, now: Date,
): Promise<SignOffNeeded | null> {
  const { id: workspaceId, currency } = books.workspace;
  const tiers = await listCampaignTiers(trx, workspaceId, [collaboration.campaignId]);
  const budgetMinor = await budgetOf(trx, books, collaboration.campaignId);
  const plan = Object.fromEntries(tiers.map((row) => [row.tier, { slots: row.slots, shareBasisPoints: row.share_basis_points }]));
  const { top, mid, emerging } = plan;
  if (budgetMinor === null || !top || !mid || !emerging || top.shareBasisPoints + mid.shareBasisPoints + emerging.shareBasisPoints !== BASIS_POINTS) return null;
  const split = splitBudget(budgetMinor.minor, budgetMinor.reserveBasisPoints, { top, mid, emerging });
  const others = await listTierCosts(trx, workspaceId, { campaignId: collaboration.campaignId, tier: collaboration.tier, exceptId: collaboration.id });
  const own = await listCostItemsOf(trx, workspaceId, [collaboration.id]);
  const committedMinor = sumMinor(others.map((cost) => standingMinor(cost, currency) ?? 0));
  const ownMinor = sumMinor(own.map((cost) => standingMinor({ amountMinor: cost.amount_minor, releasedMinor: cost.released_minor, currency: cost.currency, rate: cost.rate }, currency) ?? 0));
  const furtherMinor = ownMinor - (await givenBack(trx, books, collaboration));
  if (!exceedsTierShare({ plannedMinor: split.tierMinor[collaboration.tier], committedMinor }, furtherMinor)) return null;
  const taken = await takeSignOff(trx, workspaceId, 'tier_share', collaboration.id, { minor: ownMinor, currency }, now);
  return 'usedId' in taken ? null : taken;
}

/** What was released of the collaboration that this one replaces, where both are of one tier of one campaign; reporting currency. */
async function givenBack(trx: Transaction<Database>, books: Books, { campaignId, tier, replacesId }: { readonly campaignId: string; readonly tier: Tier; readonly replacesId: string | null }): Promise<number> {
  if (replacesId === null) return 0;
  const { id: workspaceId, currency } = books.workspace;
  const [replaced] = await listCollaborations(trx, workspaceId, [replacesId]);
  if (replaced?.campaign_id !== campaignId || replaced.tier !== tier) return 0;
  const costs = await listCostItemsOf(trx, workspaceId, [replacesId]);
  return sumMinor(costs.map((cost) => toReportingMinor(cost.released_minor, cost.currency, currency, cost.rate) ?? 0));
}

/**
 * Whether moving an amount takes what a campaign moved within the quarter above the cap (product.md section 9), and if so, whether that was signed off: the id of the
 * request that was used up for it, null where none was needed.
 */
export async function requireBudgetMove(trx: Transaction<Database>, books: Books, campaignId: string, moveMinor: number, now: Date): Promise<BudgetMoveNeeded | { readonly usedId: string } | null> {
  const { id: workspaceId, currency, timeZone } = books.workspace;
  const budget = await budgetOf(trx, books, campaignId);
  if (!budget) return null;
  const movedMinor = await sumMovedMoney(trx, workspaceId, campaignId, startOfDay(quarterStart(books.today), timeZone));
  if (!movesTooMuch({ budgetMinor: budget.minor, movedMinor, moveMinor }, books.policy.money)) return null;
  const taken = await takeSignOff(trx, workspaceId, 'budget_move', campaignId, { minor: moveMinor, currency }, now);
  return 'usedId' in taken ? taken : { ...taken, movedMinor, capMinor: revisionCapMinor(budget.minor, books.policy.money) };
}

/** A campaign's budget in the reporting currency; null without a rate. */
async function budgetOf(trx: Transaction<Database>, books: Books, campaignId: string): Promise<{ readonly minor: number; readonly reserveBasisPoints: number } | null> {
  const [campaign] = await listCampaigns(trx, books.workspace.id, [campaignId]);
  if (!campaign) return null;
  const minor = toReportingMinor(campaign.budget_minor, campaign.currency, books.workspace.currency, frozenRate(books, campaign.currency, campaign.starts_on));
  return minor === null ? null : { minor, reserveBasisPoints: campaign.reserve_basis_points };
}
