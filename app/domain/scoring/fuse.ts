import * as z from 'zod';
import type { CalendarDay, Period } from '../period.ts';
import type { Policy } from '../policy.ts';
import { ratioText } from '../ratio.ts';

/** The stop on further spending (product.md section 9). Tripped stays until sign-off resets it. */
export const FUSE_STATES = ['closed', 'warned_1', 'warned_2', 'tripped'] as const;
export type FuseState = (typeof FUSE_STATES)[number];
export const fuseStateSchema = z.enum(FUSE_STATES);

/** Revenue credited for orders in the period, and cost accrued in it; minor units of one currency. */
export interface FusePeriod {
  readonly period: Period;
  readonly revenueMinor: number;
  readonly costMinor: number;
}

/** What a period did to the fuse. `no_cost`: nothing accrued, skipped. `before_reset`: settled by a sign-off. `already_tripped`: changed nothing. */
export type FuseOutcome = 'below' | 'not_below' | 'no_cost' | 'before_reset' | 'already_tripped';

export interface FuseStep extends FusePeriod {
  /** Period ROI with two decimals; null without cost. */
  readonly roi: string | null;
  readonly outcome: FuseOutcome;
  readonly stateAfter: FuseState;
}

export interface Fuse {
  readonly state: FuseState;
  /** One for each period given, in their order: the evidence. */
  readonly steps: readonly FuseStep[];
  /** First day after the period that tripped it; null unless tripped. */
  readonly trippedOn: CalendarDay | null;
}

type FusePolicy = Pick<Policy['review'], 'fuseBelowRoi' | 'fuseSteps'>;

/**
 * Runs the fuse over a collaboration's completed review periods, oldest first: one step for each period in a row whose ROI is
 * below the policy's, back to closed at the first that is not.
 * @param resetAfterDay day of the latest sign-off that reset the fuse: only periods that begin on it or later count
 */
export function runFuse(periods: readonly FusePeriod[], policy: FusePolicy, resetAfterDay: CalendarDay | null = null): Fuse {
  let inARow = 0;
  let trippedOn: CalendarDay | null = null;
  const steps = periods.map((period): FuseStep => {
    const outcome = outcomeOf(period, policy, resetAfterDay, trippedOn !== null);
    if (outcome === 'below') inARow += 1;
    if (outcome === 'not_below') inARow = 0;
    if (outcome === 'below' && inARow >= policy.fuseSteps) trippedOn = period.period.endDay;
    return { ...period, roi: ratioText(period.revenueMinor, period.costMinor), outcome, stateAfter: stateAt(inARow, policy) };
  });
  return { state: stateAt(inARow, policy), steps, trippedOn };
}

function outcomeOf(period: FusePeriod, policy: FusePolicy, resetAfterDay: CalendarDay | null, tripped: boolean): FuseOutcome {
  if (resetAfterDay !== null && period.period.startDay < resetAfterDay) return 'before_reset';
  if (period.costMinor <= 0) return 'no_cost';
  if (tripped) return 'already_tripped';
  return isBelowRoi(period.revenueMinor, period.costMinor, policy.fuseBelowRoi) ? 'below' : 'not_below';
}

function stateAt(inARow: number, policy: FusePolicy): FuseState {
  if (inARow >= policy.fuseSteps) return 'tripped';
  if (inARow === 0) return 'closed';
  return inARow === 1 ? 'warned_1' : 'warned_2';
}

const THRESHOLD_SCALE = 1_000_000;

/** revenue / cost < threshold for a positive cost, compared as integers: the threshold counts with six decimals, and equal is not below. */
export function isBelowRoi(revenueMinor: number, costMinor: number, threshold: number): boolean {
  return BigInt(revenueMinor) * BigInt(THRESHOLD_SCALE) < BigInt(costMinor) * BigInt(Math.round(threshold * THRESHOLD_SCALE));
}
