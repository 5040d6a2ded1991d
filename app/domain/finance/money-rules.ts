import type { CalendarDay } from '../period.ts';
import type { Policy } from '../policy.ts';
import { applyBasisPoints, BASIS_POINTS } from '../ratio.ts';

/** The three 15 % rules of product.md section 9 and the revenue swing beside the third: four settings, four questions. */
type MoneyPolicy = Policy['money'];

/** The first day of a day's calendar quarter. */
export function quarterStart(day: CalendarDay): CalendarDay {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

/** What may be moved within a campaign in a quarter without sign-off. */
export function revisionCapMinor(budgetMinor: number, policy: Pick<MoneyPolicy, 'revisionCapBasisPoints'>): number {
  return applyBasisPoints(budgetMinor, policy.revisionCapBasisPoints);
}

/** Quarterly revision cap: whether moving an amount, after what was moved in the quarter already, takes sign-off. Exactly the cap does not. */
export function movesTooMuch(move: { readonly budgetMinor: number; readonly movedMinor: number; readonly moveMinor: number }, policy: Pick<MoneyPolicy, 'revisionCapBasisPoints'>): boolean {
  return move.moveMinor > 0 && move.movedMinor + move.moveMinor > revisionCapMinor(move.budgetMinor, policy);
}

/** Overspend cut: whether spending has reached 115 % of the plan, from which on a cut plan is made. Nothing planned is reached by the first amount. */
export function isOverspent(spend: { readonly plannedMinor: number; readonly spentMinor: number }, policy: Pick<MoneyPolicy, 'overspendCutBasisPoints'>): boolean {
  return spend.spentMinor > 0 && isAtLeast(spend.spentMinor, spend.plannedMinor, BASIS_POINTS + policy.overspendCutBasisPoints);
}

export const REVIEW_TRIGGERS = ['cost-overrun', 'revenue-swing'] as const;
export type ReviewTrigger = (typeof REVIEW_TRIGGERS)[number];

/** What calls for a review of a plan before its time: costs 15 % over it, or revenue 10 % off what was expected, whichever way. */
export function reviewTriggers(
  facts: { readonly plannedCostMinor: number; readonly costMinor: number; readonly expectedRevenueMinor: number; readonly revenueMinor: number },
  policy: Pick<MoneyPolicy, 'costOverrunReviewBasisPoints' | 'revenueSwingBasisPoints'>,
): ReviewTrigger[] {
  const swing = Math.abs(facts.revenueMinor - facts.expectedRevenueMinor);
  return [
    ...(facts.costMinor > 0 && isAtLeast(facts.costMinor, facts.plannedCostMinor, BASIS_POINTS + policy.costOverrunReviewBasisPoints) ? ['cost-overrun' as const] : []),
    ...(swing > 0 && isAtLeast(swing, facts.expectedRevenueMinor, policy.revenueSwingBasisPoints) ? ['revenue-swing' as const] : []),
  ];
}

/** value / whole >= basisPoints / 10,000, compared as integers. */
function isAtLeast(value: number, whole: number, basisPoints: number): boolean {
  return BigInt(value) * BigInt(BASIS_POINTS) >= BigInt(whole) * BigInt(basisPoints);
}

/** How spending stands against its plan: green up to 100 %, amber up to the limit of overspending, red beyond it (product.md section 12). */
export const VARIANCE_STATES = ['green', 'amber', 'red'] as const;
export type VarianceState = (typeof VARIANCE_STATES)[number];

export function varianceState(plannedMinor: number, spentMinor: number, policy: Pick<MoneyPolicy, 'overspendCutBasisPoints'>): VarianceState {
  if (spentMinor <= plannedMinor) return 'green';
  return BigInt(spentMinor) * BigInt(BASIS_POINTS) <= BigInt(plannedMinor) * BigInt(BASIS_POINTS + policy.overspendCutBasisPoints) ? 'amber' : 'red';
}
