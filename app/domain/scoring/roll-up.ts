import type { Policy } from '#app/domain/policy.ts';
import { divideHalfEven, splitByLargestRemainder } from '#app/domain/ratio.ts';
import type { ScoreGrade } from './grade.ts';
import { gradeOfScore } from './grade.ts';
import type { Dimension } from './metrics.ts';
import { DIMENSIONS } from './metrics.ts';
import type { Scorecard } from './scorecard.ts';

export interface WeightedCard {
  readonly card: Pick<Scorecard, 'collaborationId' | 'score' | 'coverage' | 'dimensions'>;
  /** A non-negative integer, normally the collaboration's cost in minor units. */
  readonly weight: number;
}

export interface ScoreRollUp {
  /** One decimal; null when no card has a score. */
  readonly score: number | null;
  readonly grade: ScoreGrade | null;
  /** Weighted mean coverage of all cards, with those that have no score; four decimals. */
  readonly coverage: number;
  /** Cards with a score, of all cards. */
  readonly scored: number;
  readonly cards: number;
  readonly dimensions: readonly { readonly key: Dimension; readonly score: number | null }[];
  /** What each scored card adds to the score, in the order given; they sum to it. */
  readonly contributions: readonly { readonly collaborationId: string; readonly contribution: number }[];
}

/**
 * Rolls cards up to a KOL, a tier or a campaign (product.md section 8): the weighted mean of the cards that have a score.
 * Where no scored card has weight (nothing was spent) they all weigh the same.
 *
 * @throws RangeError when a weight is negative or not a safe integer
 */
export function rollUpScores(cards: readonly WeightedCard[], policy: Pick<Policy['scorecard'], 'grades'>): ScoreRollUp {
  const bad = cards.find(({ weight }) => !Number.isSafeInteger(weight) || weight < 0);
  if (bad) throw new RangeError(`rollUpScores: weight ${bad.weight} of ${bad.card.collaborationId} is not a non-negative integer`);
  const scored = cards.flatMap(({ card, weight }) => (card.score === null ? [] : [{ card, weight, tenths: Math.round(card.score * 10) }]));
  const tenths = weightedMean(scored.map((entry) => [entry.tenths, entry.weight]));
  const score = tenths === null ? null : tenths / 10;
  return {
    score,
    grade: score === null ? null : gradeOfScore(score, policy),
    coverage: (weightedMean(cards.map(({ card, weight }) => [Math.round(card.coverage * 10_000), weight])) ?? 0) / 10_000,
    scored: scored.length,
    cards: cards.length,
    dimensions: DIMENSIONS.map((key) => ({ key, score: dimensionMean(scored, key) })),
    contributions: tenths === null ? [] : contributionsOf(scored, tenths),
  };
}

function dimensionMean(scored: readonly Pick<WeightedCard, 'card' | 'weight'>[], key: Dimension): number | null {
  const tenths = weightedMean(
    scored.flatMap(({ card, weight }): [number, number][] => {
      const score = card.dimensions.find((dimension) => dimension.key === key)?.score;
      return typeof score === 'number' ? [[Math.round(score * 10), weight]] : [];
    }),
  );
  return tenths === null ? null : tenths / 10;
}

/** Mean of integers rounded half to even; equal weights where all are 0; null of nothing. */
function weightedMean(entries: readonly (readonly [value: number, weight: number])[]): number | null {
  if (entries.length === 0) return null;
  const even = entries.every(([, weight]) => weight === 0);
  let sum = 0n;
  let weights = 0n;
  for (const [value, weight] of entries) {
    const counted = even ? 1n : BigInt(weight);
    sum += BigInt(value) * counted;
    weights += counted;
  }
  return Number(divideHalfEven(sum, weights));
}

/** Splits the score by tenths x weight. The shares are scaled to safe integers; the sum is exact whatever their size. */
function contributionsOf(
  scored: readonly { readonly card: WeightedCard['card']; readonly weight: number; readonly tenths: number }[],
  tenths: number,
): ScoreRollUp['contributions'] {
  const even = scored.every(({ weight }) => weight === 0);
  const heaviest = Math.max(1, ...scored.map(({ weight }) => weight));
  const shares = scored.map((entry) => entry.tenths * (even ? 1 : Math.ceil((entry.weight / heaviest) * 1_000_000_000)));
  const parts = shares.some((share) => share > 0) ? splitByLargestRemainder(tenths * 10, shares) : shares.map(() => 0);
  return scored.map(({ card }, index) => ({ collaborationId: card.collaborationId, contribution: parts[index]! / 100 }));
}
