import type { DimensionWeights } from '#app/domain/policy.ts';
import { divideHalfEven, splitByLargestRemainder } from '#app/domain/ratio.ts';
import type { Dimension } from './metrics.ts';
import { SCORED_SLOTS } from './metrics.ts';

/** One slot of a card before weighing: points in hundredths, null without data. */
export interface ScoredSlot {
  readonly dimension: Dimension;
  readonly pointsHundredths: number | null;
}

/** Everything in hundredths (of a point, of a per cent); per slot in the order given. */
export interface WeighedSlots {
  /** Weight as the policy has it; all slots sum to 100.00. */
  readonly weightHundredths: readonly number[];
  /** Weight after missing slots gave theirs to the rest; sums to 100.00, null without data. */
  readonly effectiveHundredths: readonly (number | null)[];
  /** The part of the score; sums to the score, null without data. */
  readonly contributionHundredths: readonly (number | null)[];
  /** Rounded to tenths, as shown; null when no weight has data. */
  readonly scoreHundredths: number | null;
  /** Weight with data / all weight, exact. */
  readonly coverage: number;
}

/** Divisible by every number of slots that a dimension has, so that equal parts of a weight are whole numbers. */
const PARTS = 12;

/**
 * Weighs the slots of a card (product.md section 8) in integers: a dimension is the mean of its slots with data, the score
 * the weighted mean of its dimensions with data. The score is rounded once, to a tenth, half to even; contributions are
 * split from it by largest remainder, so they add up to what is shown.
 */
export function weighSlots(slots: readonly ScoredSlot[], policyWeights: DimensionWeights): WeighedSlots {
  const nominal = slots.map(({ dimension }) => (wholeWeight(policyWeights[dimension]) * PARTS) / SCORED_SLOTS[dimension].length);
  const effective = slots.map(({ dimension, pointsHundredths }) =>
    pointsHundredths === null ? 0 : (wholeWeight(policyWeights[dimension]) * PARTS) / countWithData(slots, dimension),
  );
  const weightHundredths = splitByLargestRemainder(100 * HUNDREDTHS, nominal);
  const all = sum(nominal);
  const coverage = sum(nominal.filter((_, index) => slots[index]?.pointsHundredths !== null)) / all;
  const total = sum(effective);
  if (total === 0) {
    const nothing = slots.map(() => null);
    return { weightHundredths, effectiveHundredths: nothing, contributionHundredths: nothing, scoreHundredths: null, coverage };
  }
  // A slot without points has no effective weight either, so its term is 0.
  const terms = effective.map((weight, index) => weight * Number(slots[index]?.pointsHundredths));
  const tenths = Number(divideHalfEven(BigInt(sum(terms)), BigInt(total) * 10n));
  const onlyWithData = (parts: readonly number[]) => parts.map((part, index) => (slots[index]?.pointsHundredths === null ? null : part));
  return {
    weightHundredths,
    effectiveHundredths: onlyWithData(splitByLargestRemainder(100 * HUNDREDTHS, effective)),
    contributionHundredths: onlyWithData(splitOrNothing(tenths * 10, terms)),
    scoreHundredths: tenths * 10,
    coverage,
  };
}

const HUNDREDTHS = 100;

/** Policy weights are per cent with decimals; four of them are kept. */
function wholeWeight(weight: number): number {
  return Math.round(weight * 10_000);
}

function countWithData(slots: readonly ScoredSlot[], dimension: Dimension): number {
  return slots.filter((slot) => slot.dimension === dimension && slot.pointsHundredths !== null).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A score of 0 has no proportions to split by: every part is 0. */
function splitOrNothing(total: number, weights: readonly number[]): number[] {
  return weights.some((weight) => weight > 0) ? splitByLargestRemainder(total, weights) : weights.map(() => 0);
}
