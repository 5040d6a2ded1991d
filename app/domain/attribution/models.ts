import type { AttributionModel } from '#app/domain/policy.ts';

const MS_PER_DAY = 86_400_000;

/** Time-decay weights are counted in thousand-millionths of the latest touch's weight. */
const DECAY_SCALE = 1_000_000_000;

/**
 * The weight of each touch under a model, as integers whose proportions divide the credit (product.md section 6, rule 2).
 *
 * @param clickedAtMs instants of the touches in UTC milliseconds, in ascending order, at least one
 * @param halfLifeDays after how many days a touch counts half, for `time_decay`
 * @returns one non-negative integer for each touch, not all zero
 */
export function touchWeights(model: AttributionModel, clickedAtMs: readonly number[], halfLifeDays: number): number[] {
  const last = clickedAtMs.length - 1;
  switch (model) {
    case 'last_click':
      return clickedAtMs.map((_, index) => (index === last ? 1 : 0));
    case 'first_click':
      return clickedAtMs.map((_, index) => (index === 0 ? 1 : 0));
    case 'linear':
      return clickedAtMs.map(() => 1);
    case 'time_decay':
      return decayWeights(clickedAtMs, halfLifeDays * MS_PER_DAY);
    case 'position':
      return positionWeights(clickedAtMs.length);
  }
}

/**
 * Ages are counted from the latest touch, not from the order: only proportions matter, and the latest touch then always
 * weighs the full scale, so that a short half-life cannot round every weight to zero.
 */
function decayWeights(clickedAtMs: readonly number[], halfLifeMs: number): number[] {
  const latestMs = Math.max(...clickedAtMs);
  return clickedAtMs.map((ms) => Math.round(DECAY_SCALE * 2 ** ((ms - latestMs) / halfLifeMs)));
}

/** 40 % first, 40 % last, 20 % spread between: with k touches between, 2k : 1 ... 1 : 2k. Two share equally, one takes all. */
function positionWeights(touches: number): number[] {
  if (touches <= 2) return Array.from({ length: touches }, () => 1);
  const between = touches - 2;
  return [2 * between, ...Array.from({ length: between }, () => 1), 2 * between];
}
