import type { Platform, Tier } from '#app/domain/kol.ts';
import type { ScoreGrade } from './grade.ts';
import { gradeOfScore } from './grade.ts';
import type { Dimension } from './metrics.ts';
import { DIMENSIONS, SCORED_SLOTS } from './metrics.ts';
import type { Measured, ScorecardInput } from './score-slot.ts';
import { scoreSlot } from './score-slot.ts';
import { weighSlots } from './score-weights.ts';

export interface ScorecardMetric extends Measured {
  /** 0 to 100 with two decimals. */
  readonly points: number | null;
  /** Per cent of the whole card by policy, and after metrics without data gave their weight to the others. */
  readonly weight: number;
  readonly effectiveWeight: number | null;
  /** Its part of the score; the contributions of a card sum to the score. Null without a score. */
  readonly contribution: number | null;
}

export interface ScorecardDimension {
  readonly key: Dimension;
  /** Per cent by policy. */
  readonly weight: number;
  /** Mean points of its metrics with data, one decimal. */
  readonly score: number | null;
  readonly contribution: number | null;
  readonly metrics: readonly ScorecardMetric[];
}

/** A card is plain JSON with finite numbers: the same inputs give the same bytes. */
export interface Scorecard {
  readonly collaborationId: string;
  readonly status: 'scored' | 'not_enough_data';
  /** One decimal. */
  readonly score: number | null;
  readonly grade: ScoreGrade | null;
  /** Weight with data / all weight, 0 to 1 with four decimals. */
  readonly coverage: number;
  readonly dimensions: readonly ScorecardDimension[];
  readonly ageHours: number | null;
  readonly tier: Tier;
  readonly platform: Platform;
  readonly policyVersion: number;
  /** ISO instant of the data; with the policy version it is all that is needed to compute the card again. */
  readonly dataAt: string;
}

/**
 * Scores one collaboration (product.md section 8): every metric against its peers blended with the default benchmark,
 * dimensions as means of their metrics with data, the score as their weighted mean. Below the minimum coverage there is
 * neither score nor grade. Peers, the default and the rounding of each number are on the card.
 */
export function scoreCollaboration(input: ScorecardInput): Scorecard {
  const slots = DIMENSIONS.flatMap((dimension) => SCORED_SLOTS[dimension].map((variants) => scoreSlot(input, dimension, variants)));
  const weighed = weighSlots(slots, input.policy.scorecard.weights[input.tier]);
  const enough = weighed.scoreHundredths !== null && weighed.coverage >= input.policy.scorecard.minimumCoverage;
  const score = enough ? hundredths(weighed.scoreHundredths) : null;
  const rows = slots.map((slot, index) => ({
    dimension: slot.dimension,
    pointsHundredths: slot.pointsHundredths,
    contributionHundredths: enough ? weighed.contributionHundredths[index]! : null,
    metric: {
      ...slot.metric,
      points: hundredths(slot.pointsHundredths),
      weight: weighed.weightHundredths[index]! / 100,
      effectiveWeight: hundredths(weighed.effectiveHundredths[index]!),
      contribution: enough ? hundredths(weighed.contributionHundredths[index]!) : null,
    },
  }));
  return {
    collaborationId: input.collaborationId,
    status: enough ? 'scored' : 'not_enough_data',
    score,
    grade: score === null ? null : gradeOfScore(score, input.policy.scorecard),
    coverage: Math.round(weighed.coverage * 10_000) / 10_000,
    dimensions: DIMENSIONS.map((key) => {
      const own = rows.filter((row) => row.dimension === key);
      return {
        key,
        weight: input.policy.scorecard.weights[input.tier][key],
        score: mean(own.map((row) => row.pointsHundredths)),
        contribution: hundredths(total(own.map((row) => row.contributionHundredths))),
        metrics: own.map((row) => row.metric),
      };
    }),
    ageHours: input.ageHours,
    tier: input.tier,
    platform: input.platform,
    policyVersion: input.policyVersion,
    dataAt: input.dataAt.toISOString(),
  };
}

function hundredths(value: number | null): number | null {
  return value === null ? null : value / 100;
}

/** Sum of what is there; null when nothing is. */
function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce((sum, part) => (part === null ? sum : (sum ?? 0) + part), null);
}

/** Mean of hundredths of points that are there, in points with one decimal. */
function mean(points: readonly (number | null)[]): number | null {
  const there = points.filter((part) => part !== null);
  const sum = total(there);
  return sum === null ? null : Math.round(sum / (there.length * 10)) / 10;
}
