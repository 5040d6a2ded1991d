import type { Policy } from '../policy.ts';
import type { SalesFacts } from './posterior.ts';
import { posteriorDistribution } from './posterior.ts';
import { probabilityBelow, QUICK_COARSENESS } from './roi-distribution.ts';
import type { TierPrior } from './tier-prior.ts';

/** Beyond this a forecast says nothing: the ratio is too near the threshold to be told from it. */
const MOST_FURTHER_ORDERS = 100_000;

/**
 * How many further orders are expected to settle a `wait`: with the present ratio of revenue to cost held, the fewest after which
 * P(ROI < green) has left the open range between keep and reduce. 0 when it is settled already; null when nothing can be
 * held (no order or no cost yet) or no realistic number settles it.
 */
export function moreOrdersToSettle(facts: SalesFacts, prior: TierPrior, policy: Pick<Policy, 'proposals' | 'roi'>): number | null {
  if (facts.orders <= 0) return null;
  const settledAfter = (more: number): boolean | null => {
    const growth = (facts.orders + more) / facts.orders;
    const grown: SalesFacts = {
      orders: facts.orders + more,
      netRevenueMinor: facts.netRevenueMinor * growth,
      refundedMinor: facts.refundedMinor * growth,
      costMinor: facts.costMinor * growth,
      arrivedShare: facts.arrivedShare,
    };
    const distribution = posteriorDistribution(grown, prior, policy.proposals, QUICK_COARSENESS);
    if (distribution === null) return null;
    const below = probabilityBelow(distribution, policy.roi.greenFrom);
    return below <= policy.proposals.keepBelow || below >= policy.proposals.reduceProbability;
  };

  const already = settledAfter(0);
  if (already === null) return null;
  if (already) return 0;
  let enough = 1;
  while (!settledAfter(enough)) {
    enough *= 2;
    if (enough > MOST_FURTHER_ORDERS) return null;
  }
  let short = Math.floor(enough / 2);
  while (enough - short > 1) {
    const middle = (short + enough) >> 1;
    if (settledAfter(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}
