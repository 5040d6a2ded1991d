import * as z from 'zod';
import type { Tier } from './kol.ts';
import { TIERS } from './kol.ts';
import { applyBasisPoints, BASIS_POINTS, splitByLargestRemainder } from './ratio.ts';

export const CAMPAIGN_STATUSES = ['draft', 'active', 'closed'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];
export const campaignStatusSchema = z.enum(CAMPAIGN_STATUSES);

/** One row of the matrix: how many people and what share of the money (in basis points of the budget after the reserve). */
export interface TierPlan {
  readonly slots: number;
  readonly shareBasisPoints: number;
}

export type MatrixPlan = Readonly<Record<Tier, TierPlan>>;

/** Default plan of a campaign (product.md section 3): 2 top at 40 %, 5 mid at 35 %, 10 emerging at 25 %. */
export const DEFAULT_MATRIX_PLAN: MatrixPlan = {
  top: { slots: 2, shareBasisPoints: 4000 },
  mid: { slots: 5, shareBasisPoints: 3500 },
  emerging: { slots: 10, shareBasisPoints: 2500 },
};

/** The reserve set aside first, 10 % of the campaign budget by default. */
export const DEFAULT_RESERVE_BASIS_POINTS = 1000;

export interface BudgetSplit {
  readonly reserveMinor: number;
  readonly tierMinor: Readonly<Record<Tier, number>>;
}

/**
 * Splits a campaign's budget: the reserve is set aside first, the rest goes to the tiers by their shares.
 * All parts sum to the budget to the minor unit.
 * @throws RangeError when the shares do not sum to 100 %
 */
export function splitBudget(budgetMinor: number, reserveBasisPoints: number, plan: MatrixPlan): BudgetSplit {
  const shares = TIERS.map((tier) => plan[tier].shareBasisPoints);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total !== BASIS_POINTS) throw new RangeError(`tier shares sum to ${total / 100} %, not 100 %`);
  const reserveMinor = applyBasisPoints(budgetMinor, reserveBasisPoints);
  const [top = 0, mid = 0, emerging = 0] = splitByLargestRemainder(budgetMinor - reserveMinor, shares);
  return { reserveMinor, tierMinor: { top, mid, emerging } };
}
