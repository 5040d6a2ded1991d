import { groupBy } from '../group.ts';
import type { Platform } from '../kol.ts';
import type { Policy } from '../policy.ts';

/** How the sales of a platform's collaborations come in after their first publication. */
export interface ArrivalCurve {
  /** `learned` from the platform's finished collaborations, or the policy's half-life while there are too few. */
  readonly source: 'learned' | 'default';
  /** Days in which half of what is still to come comes. */
  readonly halfLifeDays: number;
  /** How much collaborations differ in it: standard deviation of its logarithm, the doubt about the mean included. */
  readonly halfLifeLogSd: number;
  /** How much a day's orders swing beyond Poisson: variance of the day's factor around 1. */
  readonly daySwing: number;
  /** Finished collaborations that it was learned from. */
  readonly collaborations: number;
}

/** The orders of a finished collaboration by whole days since its first publication. */
export interface FinishedSales {
  readonly platform: Platform;
  readonly days: readonly { readonly age: number; readonly orders: number }[];
  /** Whole days since publication that have been watched. */
  readonly watchedDays: number;
}

/** A half-life that nothing is known about may well be half or one and a half times the policy's. */
const UNKNOWN_LOG_SD = 0.4;
/** The mean age of fewer orders says next to nothing about a half-life, that of fewer than `SWING_ORDERS` nothing about swings. */
const LEAST_ORDERS = 5;
const SWING_ORDERS = 20;
const HALF_LIFE_BOUNDS = [0.5, 90] as const;
const SWING_BOUNDS = [0, 4] as const;

/**
 * Learns each platform's arrival curve from its finished collaborations: half-lives by the mean age of their orders, combined with the
 * weights that their own doubt and their spread imply, and drawn towards the policy's by its doubt. With fewer usable collaborations
 * than a tier's prior needs, the policy's half-life stands (product.md section 9).
 */
export function learnArrivalCurves(finished: readonly FinishedSales[], policy: Policy): (platform: Platform) => ArrivalCurve {
  const fallback: ArrivalCurve = { source: 'default', halfLifeDays: policy.review.arrivalHalfLifeDays, halfLifeLogSd: UNKNOWN_LOG_SD, daySwing: 0, collaborations: 0 };
  const own = finished.flatMap((sales) => {
    const orders = sales.days.reduce((sum, day) => sum + day.orders, 0);
    return orders >= LEAST_ORDERS ? [{ sales, orders, halfLifeDays: halfLifeOf(sales, orders) }] : [];
  });
  const daySwing = swingOf(own);
  const curves = new Map(
    [...groupBy(own, (one) => one.sales.platform)]
      .filter(([, members]) => members.length >= policy.proposals.minimumTierCollaborations)
      .map(([platform, members]) => [platform, learned(members, fallback, daySwing)]),
  );
  return (platform) => curves.get(platform) ?? fallback;
}

/**
 * Doubt about the arrived share after some days, as the standard deviation of its logarithm: from not knowing the half-life, which
 * fades as everything arrives, and from the swings of the days that were seen.
 */
export function arrivalLogSd(curve: ArrivalCurve, daysSinceFirstPublication: number | null): number {
  const days = daysSinceFirstPublication ?? 0;
  if (days <= 0) return 0;
  const left = 2 ** (-days / curve.halfLifeDays);
  const sensitivity = ((days / curve.halfLifeDays) * Math.LN2 * left) / (1 - left);
  const perDay = 2 ** (-1 / curve.halfLifeDays);
  // Sum of squares over square of the sum of the days' shares: how few days the sales hang on.
  const concentration = (((1 - perDay) / (1 + perDay)) * (1 - left ** 2)) / (1 - left) ** 2;
  return Math.hypot(sensitivity * curve.halfLifeLogSd, Math.sqrt(curve.daySwing * concentration));
}

interface OwnCurve {
  readonly sales: FinishedSales;
  readonly orders: number;
  readonly halfLifeDays: number;
}

function learned(members: readonly OwnCurve[], fallback: ArrivalCurve, daySwing: number): ArrivalCurve {
  const logs = members.map((one) => ({ log: Math.log(one.halfLifeDays), noise: (1 + daySwing) / one.orders }));
  const between = spreadBetween(logs);
  const weights = logs.map(({ noise }) => 1 / (between + noise));
  const priorWeight = 1 / UNKNOWN_LOG_SD ** 2;
  const all = weights.reduce((sum, weight) => sum + weight, priorWeight);
  const mean = logs.reduce((sum, { log }, index) => sum + log * (weights[index] ?? 0), Math.log(fallback.halfLifeDays) * priorWeight) / all;
  return { source: 'learned', halfLifeDays: Math.exp(mean), halfLifeLogSd: Math.sqrt(between + 1 / all), daySwing, collaborations: members.length };
}

/** Variance between collaborations beyond their own noise (DerSimonian and Laird 1986). */
function spreadBetween(logs: readonly { readonly log: number; readonly noise: number }[]): number {
  const weights = logs.map(({ noise }) => 1 / noise);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const mean = logs.reduce((total, { log }, index) => total + log * (weights[index] ?? 0), 0) / sum;
  const spread = logs.reduce((total, { log }, index) => total + (log - mean) ** 2 * (weights[index] ?? 0), 0);
  const squares = weights.reduce((total, weight) => total + weight ** 2, 0);
  return Math.max(0, (spread - (logs.length - 1)) / (sum - squares / sum));
}

/** The half-life whose geometric days, cut off where watching ended, have the mean age of the orders; by bisection. */
function halfLifeOf({ days, watchedDays }: FinishedSales, orders: number): number {
  const meanAge = days.reduce((sum, day) => sum + day.age * day.orders, 0) / orders;
  let [short, long] = HALF_LIFE_BOUNDS as readonly [number, number];
  for (let step = 0; step < 40; step += 1) {
    const middle = (short + long) / 2;
    if (meanAgeAt(middle, watchedDays) < meanAge) short = middle;
    else long = middle;
  }
  return (short + long) / 2;
}

function meanAgeAt(halfLifeDays: number, watchedDays: number): number {
  const perDay = 2 ** (-1 / halfLifeDays);
  const left = perDay ** watchedDays;
  return perDay / (1 - perDay) - (watchedDays * left) / (1 - left);
}

/** Variance of a day's factor around 1, over all days of all collaborations with enough orders to tell it from Poisson noise. */
function swingOf(own: readonly OwnCurve[]): number {
  let excess = 0;
  let squares = 0;
  for (const { sales, orders, halfLifeDays } of own) {
    if (orders < SWING_ORDERS) continue;
    const perDay = 2 ** (-1 / halfLifeDays);
    const scale = (orders * (1 - perDay)) / (1 - perDay ** sales.watchedDays);
    const seen = new Map(sales.days.map((day) => [day.age, day.orders]));
    for (let age = 0; age < sales.watchedDays; age += 1) {
      const expected = scale * perDay ** age;
      excess += ((seen.get(age) ?? 0) - expected) ** 2 - expected;
      squares += expected ** 2;
    }
  }
  const [least, most] = SWING_BOUNDS;
  return squares === 0 ? 0 : Math.min(most, Math.max(least, excess / squares));
}
