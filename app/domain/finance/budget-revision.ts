import type { MatrixPlan } from '../campaign.ts';
import { splitBudget } from '../campaign.ts';
import type { Tier } from '../kol.ts';
import { TIERS } from '../kol.ts';
import { BASIS_POINTS } from '../ratio.ts';

/** What a plan gives each tier and the reserve; minor units, summing to the budget. */
export type BudgetParts = Readonly<Record<Tier | 'reserve', number>>;

const PARTS = [...TIERS, 'reserve'] as const;

export interface BudgetPlan {
  readonly budgetMinor: number;
  readonly reserveBasisPoints: number;
  readonly plan: MatrixPlan;
}

/** A campaign's budget by tier and reserve; null while its shares do not sum to 100 %, as there is nothing to move then. */
export function budgetParts({ budgetMinor, reserveBasisPoints, plan }: BudgetPlan): BudgetParts | null {
  if (TIERS.reduce((sum, tier) => sum + plan[tier].shareBasisPoints, 0) !== BASIS_POINTS) return null;
  const { tierMinor, reserveMinor } = splitBudget(budgetMinor, reserveBasisPoints, plan);
  return { ...tierMinor, reserve: reserveMinor };
}

/**
 * What a revision moves (product.md section 9): what it takes from tiers and reserve, or what it adds to them where that is more. A shift counts once, not at both ends;
 * a budget that is raised or cut counts in full.
 */
export function movedByRevision(before: BudgetParts, after: BudgetParts): number {
  const changes = PARTS.map((part) => after[part] - before[part]);
  const added = changes.reduce((sum, change) => sum + Math.max(0, change), 0);
  const taken = changes.reduce((sum, change) => sum + Math.max(0, -change), 0);
  return Math.max(added, taken);
}
