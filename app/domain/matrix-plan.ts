import type { MatrixPlan } from './campaign.ts';
import { splitBudget } from './campaign.ts';
import type { Tier } from './kol.ts';
import { TIERS } from './kol.ts';
import type { MatrixBoard } from './matrix-board.ts';
import { countTier, isWhole } from './matrix-board.ts';
import { BASIS_POINTS } from './ratio.ts';

/** Why a matrix may not be planned so. */
export type PlanProblem =
  | { readonly code: 'shares_not_whole'; readonly totalBasisPoints: number }
  /** Somebody sits in a slot that would go. */
  | { readonly code: 'slots_taken'; readonly tier: Tier; readonly slots: number; readonly people: number }
  | { readonly code: 'tier_locked'; readonly tier: Tier; readonly by: string; readonly reason: string; readonly fromMinor: number; readonly toMinor: number };

/** Sum of the shares, basis points. */
export function totalShares(plan: MatrixPlan): number {
  return TIERS.reduce((sum, tier) => sum + plan[tier].shareBasisPoints, 0);
}

/**
 * What stands against other slots, shares or another reserve (product.md section 3): shares sum to 100.00 %, nobody loses their slot, and a tier
 * that finance has locked keeps its money. What was too few slots before may stay so.
 */
export function judgePlan(board: MatrixBoard, wanted: { readonly plan: MatrixPlan; readonly reserveBasisPoints: number }): PlanProblem[] {
  const totalBasisPoints = totalShares(wanted.plan);
  if (totalBasisPoints !== BASIS_POINTS) return [{ code: 'shares_not_whole', totalBasisPoints }];
  return TIERS.flatMap((tier): PlanProblem[] => [...slotProblem(board, tier, wanted.plan[tier].slots), ...lockProblem(board, tier, wanted)]);
}

function slotProblem(board: MatrixBoard, tier: Tier, slots: number): PlanProblem[] {
  const { filled, offered } = countTier(board, tier);
  const people = filled + offered;
  return slots < people && slots < board.plan[tier].slots ? [{ code: 'slots_taken', tier, slots, people }] : [];
}

function lockProblem({ locks, budgetMinor, reserveBasisPoints, plan }: MatrixBoard, tier: Tier, wanted: { readonly plan: MatrixPlan; readonly reserveBasisPoints: number }): PlanProblem[] {
  const lock = locks[tier];
  if (!lock || budgetMinor === null || !isWhole(plan)) return [];
  const fromMinor = splitBudget(budgetMinor, reserveBasisPoints, plan).tierMinor[tier];
  const toMinor = splitBudget(budgetMinor, wanted.reserveBasisPoints, wanted.plan).tierMinor[tier];
  return fromMinor === toMinor ? [] : [{ code: 'tier_locked', tier, by: lock.by, reason: lock.reason, fromMinor, toMinor }];
}
