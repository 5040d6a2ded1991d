import type { Policy } from '../policy.ts';
import type { RoiDistribution } from './roi-distribution.ts';
import { probabilityBelow, roiDistribution, roiQuantile } from './roi-distribution.ts';
import type { TierPrior } from './tier-prior.ts';
import { thousandMinor } from './tier-prior.ts';

/** What a collaboration has sold and what it costs at the data instant. Amounts in minor units of the reporting currency. */
export interface SalesFacts {
  /** Orders that count (neither cancelled nor voided); fractional where a model shares an order. */
  readonly orders: number;
  /** Credited revenue after refunds. */
  readonly netRevenueMinor: number;
  readonly refundedMinor: number;
  /** Cost at close, the denominator of the ROI. */
  readonly costMinor: number;
  /** F(d) of product.md section 9, 0..1: what share of the final sales is expected to have arrived. */
  readonly arrivedShare: number;
  /** Doubt about `arrivedShare`, as the standard deviation of its logarithm; none where absent. */
  readonly arrivalLogSd?: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** ROI expected at close, with how sure we are of it (product.md sections 7 and 10). */
export interface RoiPosterior {
  readonly median: number;
  readonly mean: number;
  readonly interval80: Interval;
  readonly interval90: Interval;
  /** Against the policy's light thresholds: amberFrom (1.0), greenFrom (1.5), starFrom (3.0). */
  readonly probability: { readonly roiBelow1: number; readonly roiBelow15: number; readonly roiAtLeast3: number };
  readonly distribution: RoiDistribution;
}

type PosteriorPolicy = Pick<Policy, 'proposals' | 'roi'>;

/** The posterior of product.md section 10, in closed form by sums; null without cost: no cost means no ROI. `coarseness` as in `roiDistribution`. */
export function roiPosterior(facts: SalesFacts, prior: TierPrior, policy: PosteriorPolicy, coarseness = 1): RoiPosterior | null {
  const distribution = posteriorDistribution(facts, prior, policy.proposals, coarseness);
  return distribution && describeRoi(distribution, policy.roi);
}

/** Median, intervals and probabilities of an ROI distribution. */
export function describeRoi(distribution: RoiDistribution, roi: Policy['roi']): RoiPosterior {
  const quantile = (p: number) => roiQuantile(distribution, p);
  return {
    median: quantile(0.5),
    mean: distribution.mean,
    interval80: { low: quantile(0.1), high: quantile(0.9) },
    interval90: { low: quantile(0.05), high: quantile(0.95) },
    probability: {
      roiBelow1: probabilityBelow(distribution, roi.amberFrom),
      roiBelow15: probabilityBelow(distribution, roi.greenFrom),
      roiAtLeast3: 1 - probabilityBelow(distribution, roi.starFrom),
    },
    distribution,
  };
}

/** As `roiPosterior`, the distribution alone; `coarseness` as in `roiDistribution`. */
export function posteriorDistribution(
  facts: SalesFacts, prior: TierPrior, policy: Policy['proposals'], coarseness = 1,
): RoiDistribution | null {
  return facts.costMinor > 0 ? update(facts, prior, policy, coarseness) : null;
}

/** What is believed of a KOL of the tier who has not sold anything yet. */
export function priorDistribution(prior: TierPrior, policy: Policy['proposals']): RoiDistribution {
  return update({ orders: 0, netRevenueMinor: 0, refundedMinor: 0, costMinor: 0, arrivedShare: 0 }, prior, policy, 1);
}

function update(facts: SalesFacts, prior: TierPrior, policy: Policy['proposals'], coarseness: number): RoiDistribution {
  const { orders } = facts;
  const grossMinor = facts.netRevenueMinor + facts.refundedMinor;
  // Refunds count by money, in orders: half an order refunded is half a refunded order.
  const refundedOrders = grossMinor > 0 ? orders * Math.min(1, facts.refundedMinor / grossMinor) : 0;
  const refunded = policy.refundPriorRefunded + refundedOrders;
  const kept = policy.refundPriorKept + orders - refundedOrders;

  const orderWeight = orders + policy.orderValuePriorOrders;
  const tierValue = prior.orderValueMinor ?? (orders > 0 ? grossMinor / orders : 0);
  const orderValueMinor = (grossMinor + policy.orderValuePriorOrders * tierValue) / orderWeight;

  // Rates per unit of ROI before refunds. Without any order value, own or of the tier, money spent proves nothing yet.
  const known = orderValueMinor > 0;
  const priorRate = known && prior.rate !== null
    ? (prior.rate * thousandMinor(prior.currency)) / orderValueMinor
    : (prior.shape * (kept / (refunded + kept))) / policy.priorRoi;
  const exposure = known ? (facts.costMinor * facts.arrivedShare) / orderValueMinor : 0;
  const factors = {
    shape: prior.shape + orders,
    rate: priorRate + exposure,
    // The mean of n log-normal values has this coefficient of variation; the tier's value counts as further orders. What share has
    // arrived is a factor of its own, as uncertain as its curve.
    logSd: Math.hypot(Math.sqrt(Math.log1p(prior.orderValueCv ** 2 / orderWeight)), facts.arrivalLogSd ?? 0),
    refunded,
    kept,
  };
  return roiDistribution(factors, coarseness);
}
