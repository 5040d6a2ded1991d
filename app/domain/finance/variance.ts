import type { Policy } from '../policy.ts';
import { BASIS_POINTS, divideHalfEven } from '../ratio.ts';

/** What is compared with its plan: a campaign with its budget, a tier with its share of one, a KOL with what was first promised. */
export const VARIANCE_SUBJECTS = ['campaign', 'tier', 'kol'] as const;
export type VarianceSubject = (typeof VARIANCE_SUBJECTS)[number];

/** Minor units of the reporting currency. */
export interface Variance {
  readonly plannedMinor: number;
  readonly actualMinor: number;
  /** Actual less planned: above 0 more was spent than planned. */
  readonly minor: number;
  /** Of the plan, rounded half to even; null where something was spent and nothing planned. */
  readonly basisPoints: number | null;
}

export function varianceOf(plannedMinor: number, actualMinor: number): Variance {
  const minor = actualMinor - plannedMinor;
  const share = plannedMinor > 0 ? Number(divideHalfEven(BigInt(minor) * BigInt(BASIS_POINTS), BigInt(plannedMinor))) : null;
  return { plannedMinor, actualMinor, minor, basisPoints: minor === 0 ? 0 : share };
}

/** What a reason was given for. */
export interface ExplainedVariance {
  readonly minor: number;
  readonly basisPoints: number | null;
}

/**
 * Whether a variance is explained: `small` ones and money that may still be spent need no reason; one is `wanted`, was `given`, or is `stale` because the variance has
 * moved since.
 */
export const REASON_STATES = ['small', 'wanted', 'stale', 'given'] as const;
export type ReasonState = (typeof REASON_STATES)[number];

type VariancePolicy = Pick<Policy['money'], 'varianceReasonBasisPoints'>;

/**
 * Reasons are required above a share of the plan (ux.md section 3.10). Below plan only once nothing more is to come (`isOver`): until then the money is still to be spent.
 * A reason stands until the variance has moved by more than as much again.
 */
export function reasonState(variance: Variance, isOver: boolean, explained: ExplainedVariance | null, policy: VariancePolicy): ReasonState {
  if (!isBeyond(variance, policy) || (variance.minor < 0 && !isOver)) return 'small';
  if (explained === null) return 'wanted';
  return hasMoved(variance, explained, policy) ? 'stale' : 'given';
}

/** Whether a month can be closed as far as a variance goes, and whether somebody has something to write. */
export function isUnexplained(state: ReasonState): boolean {
  return state === 'wanted' || state === 'stale';
}

/** Compared as integers: exactly the share is not beyond it. */
function isBeyond({ minor, plannedMinor }: Variance, { varianceReasonBasisPoints }: VariancePolicy): boolean {
  return BigInt(Math.abs(minor)) * BigInt(BASIS_POINTS) > BigInt(Math.max(0, plannedMinor)) * BigInt(varianceReasonBasisPoints);
}

function hasMoved(now: ExplainedVariance, then: ExplainedVariance, { varianceReasonBasisPoints }: VariancePolicy): boolean {
  if (now.basisPoints === null || then.basisPoints === null) return now.minor !== then.minor;
  return Math.abs(now.basisPoints - then.basisPoints) > varianceReasonBasisPoints;
}
