import type { MatrixPlan } from '../campaign.ts';
import type { Tier } from '../kol.ts';
import { TIERS } from '../kol.ts';
import type { Policy } from '../policy.ts';
import { applyBasisPoints } from '../ratio.ts';
import type { BoardSlot } from './campaign-budget.ts';
import { campaignBudget } from './campaign-budget.ts';
import type { VarianceState } from './money-rules.ts';
import { varianceState } from './money-rules.ts';

/** A collaboration and what is expected of it by the end of its flight; minor units of the campaign's currency. */
export interface ForecastSlot extends BoardSlot {
  readonly paidMinor: number;
  /** Share of credited revenue that it is paid; 0 without a commission. */
  readonly commissionBasisPoints: number;
  readonly revenueMinor: number;
  /** Expected at close; what has been credited so far where nothing is known. */
  readonly expectedRevenueMinor: number;
}

export interface ForecastRow {
  readonly row: Tier | 'reserve';
  readonly plannedMinor: number;
  readonly committedMinor: number;
  /** Drafted or offered. */
  readonly draftedMinor: number;
  readonly paidMinor: number;
  readonly accruedMinor: number;
  /** Committed, and the commission that is still to arise until the flights end. Drafts may come to nothing and are apart. */
  readonly forecastMinor: number;
  /** Planned less forecast; below 0 the reserve has to give it. Of the reserve, what the tiers leave of it. */
  readonly leftMinor: number;
  readonly state: VarianceState;
}

/**
 * Commitments and what they will have come to at the end of the flights, by tier, against the plan (product.md sections 3, 9 and 12). What tiers exceed their
 * plans by is taken from the reserve.
 * @throws RangeError when the shares do not sum to 100 %
 */
export function forecastBudget(
  campaign: { readonly budgetMinor: number; readonly reserveBasisPoints: number; readonly plan: MatrixPlan }, slots: readonly ForecastSlot[], policy: Pick<Policy['money'], 'overspendCutBasisPoints'>,
): ForecastRow[] {
  const budget = campaignBudget(campaign, slots);
  const planned = new Map(budget.map((row) => [row.row, row]));
  const tiers = TIERS.map((tier): ForecastRow => {
    const row = planned.get(tier)!; // One for each tier.
    const own = slots.filter((slot) => slot.tier === tier);
    const standing = own.filter((slot) => slot.status !== 'cancelled' && slot.status !== 'draft' && slot.status !== 'offered');
    const forecastMinor = row.committedMinor + standing.reduce((sum, slot) => sum + commissionToCome(slot), 0);
    return {
      row: tier, plannedMinor: row.plannedMinor, committedMinor: row.committedMinor, draftedMinor: row.draftedMinor, accruedMinor: row.accruedMinor,
      paidMinor: own.reduce((sum, slot) => sum + slot.paidMinor, 0), forecastMinor, leftMinor: row.plannedMinor - forecastMinor,
      state: varianceState(row.plannedMinor, forecastMinor, policy),
    };
  });
  const reserveMinor = planned.get('reserve')!.plannedMinor; // Always there.
  const drawn = tiers.reduce((sum, row) => sum + Math.max(0, -row.leftMinor), 0);
  const reserve: ForecastRow = {
    row: 'reserve', plannedMinor: reserveMinor, committedMinor: 0, draftedMinor: 0, paidMinor: 0, accruedMinor: 0, forecastMinor: drawn, leftMinor: reserveMinor - drawn,
    state: varianceState(reserveMinor, drawn, policy),
  };
  return [...tiers, reserve];
}

/** What stands holds the commission on what was credited already; never below 0, as what was credited is not taken back by a forecast. */
function commissionToCome({ commissionBasisPoints, revenueMinor, expectedRevenueMinor }: ForecastSlot): number {
  return Math.max(0, applyBasisPoints(expectedRevenueMinor, commissionBasisPoints) - applyBasisPoints(revenueMinor, commissionBasisPoints));
}

/** Whether committing an amount takes a tier above its share of the budget (product.md section 3): allowed to be drafted, not to be committed without sign-off. */
export function exceedsTierShare(tier: { readonly plannedMinor: number; readonly committedMinor: number }, commitMinor: number): boolean {
  return commitMinor > 0 && tier.committedMinor + commitMinor > tier.plannedMinor;
}
