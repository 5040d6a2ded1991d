import { currencyExponent } from '../money.ts';
import type { Policy } from '../policy.ts';

/** A finished collaboration of the tier. Amounts in minor units of the reporting currency. */
export interface PastCollaboration {
  /** Orders credited; may be fractional where a model shares an order. */
  readonly orders: number;
  /** Revenue of those orders before refunds. */
  readonly grossMinor: number;
  readonly costMinor: number;
  /** F(d) of product.md section 9, 0..1. */
  readonly arrivedShare: number;
}

export interface TierPast {
  readonly collaborations: readonly PastCollaboration[];
  /** Coefficient of variation of single order values in the tier; null when unknown. */
  readonly orderValueCv: number | null;
}

/**
 * What is believed about a collaboration of the tier before its own orders: lambda (orders per thousand of the reporting
 * currency) ~ Gamma(shape, rate).
 */
export interface TierPrior {
  readonly source: 'fitted' | 'default';
  readonly shape: number;
  /** Null in the default prior, whose rate is set so that its ROI centres on the policy's value at the order value in hand. */
  readonly rate: number | null;
  /** Mean order value of the tier before refunds; null in the default prior: then a collaboration's own orders stand alone. */
  readonly orderValueMinor: number | null;
  readonly orderValueCv: number;
  /** Past collaborations that could be used. */
  readonly collaborations: number;
  readonly currency: string;
}

/** A fitted prior never weighs less than half an order nor more than 50: a fit of 8 points must not drown a collaboration's own orders. */
const SHAPE_BOUNDS = [0.5, 50] as const;
const CV_BOUNDS = [0.05, 3] as const;

/**
 * Fits the tier's prior to its past collaborations by moments (product.md section 10). The spread of the observed rates is
 * lambda's own plus Poisson noise (mean / exposure); the noise is taken out, so that small collaborations do not pass for
 * varied ones. With fewer usable ones than the policy's minimum, or no order among them, the documented default holds:
 * centred on ROI 1.5 with shape 2.
 */
export function fitTierPrior(past: TierPast, currency: string, policy: Policy['proposals']): TierPrior {
  const usable = past.collaborations.filter((c) => exposureThousands(c, currency) > 0);
  const orders = usable.reduce((sum, c) => sum + c.orders, 0);
  const base = { collaborations: usable.length, currency };
  if (usable.length < policy.minimumTierCollaborations || usable.length < 2 || orders <= 0) {
    return { ...base, source: 'default', shape: policy.priorShape, rate: null, orderValueMinor: null, orderValueCv: policy.orderValueCv };
  }
  const observed = usable.map((c) => {
    const exposure = exposureThousands(c, currency);
    return { exposure, rate: c.orders / exposure };
  });
  const { mean, variance } = rateMoments(observed);
  const shape = clamp(mean ** 2 / Math.max(variance, Number.MIN_VALUE), SHAPE_BOUNDS);
  const grossMinor = usable.reduce((sum, c) => sum + c.grossMinor, 0);
  return {
    ...base,
    source: 'fitted',
    shape,
    rate: shape / mean,
    orderValueMinor: grossMinor > 0 ? grossMinor / orders : null,
    orderValueCv: clamp(past.orderValueCv ?? policy.orderValueCv, CV_BOUNDS),
  };
}

/** e_i of product.md section 10: cost in thousands of the reporting currency's major unit x the share of sales that has arrived. */
export function exposureThousands({ costMinor, arrivedShare }: Pick<PastCollaboration, 'costMinor' | 'arrivedShare'>, currency: string): number {
  return (costMinor * arrivedShare) / thousandMinor(currency);
}

/** Minor units in a thousand major units: 100,000 for CNY, 1,000 for JPY. */
export function thousandMinor(currency: string): number {
  return 1000 * 10 ** currencyExponent(currency);
}

interface ObservedRate {
  readonly exposure: number;
  readonly rate: number;
}

/**
 * Mean and variance of lambda. First with weights by exposure, as if all were alike; then twice with the weights which that
 * variance implies, 1 / (variance + mean / exposure), so that one very large collaboration does not speak for the tier.
 */
function rateMoments(observed: readonly ObservedRate[]): { mean: number; variance: number } {
  let moments = weightedMoments(observed, (o) => o.exposure);
  for (let round = 0; round < 2; round += 1) {
    const { mean, variance } = moments;
    moments = weightedMoments(observed, (o) => 1 / (variance + mean / o.exposure));
  }
  return moments;
}

function weightedMoments(observed: readonly ObservedRate[], weightOf: (o: ObservedRate) => number): { mean: number; variance: number } {
  const sum = (term: (o: ObservedRate, weight: number) => number) => observed.reduce((total, o) => total + term(o, weightOf(o)), 0);
  const all = sum((_, w) => w);
  const mean = sum((o, w) => w * o.rate) / all;
  const spread = sum((o, w) => w * (o.rate - mean) ** 2);
  const noise = mean * (sum((o, w) => w / o.exposure) - sum((o, w) => w ** 2 / o.exposure) / all);
  const perVariance = all - sum((_, w) => w ** 2) / all;
  return { mean, variance: Math.max(0, (spread - noise) / perVariance) };
}

function clamp(value: number, [least, most]: readonly [number, number]): number {
  return Math.min(most, Math.max(least, value));
}
