import { applyBasisPoints } from '../ratio.ts';
import type { Period } from '../period.ts';
import { ageDays, addDays, periodContains } from '../period.ts';
import { accruedTotalMinor, commissionAccruedMinor } from '../scoring/accrual.ts';
import { sumMinor } from '../money.ts';
import { arrivedShare } from './arrival.ts';
import type { ArrivalCurve } from './arrival-curve.ts';
import { arrivalLogSd } from './arrival-curve.ts';
import type { SalesFacts } from './posterior.ts';
import type { CollaborationFacts } from './review-facts.ts';

/** Before any flight: the start of "so far". */
const EVER = '1970-01-01';

/** What a collaboration sold and cost so far, and what it will have cost at close. Reporting currency. */
export interface SalesSoFar {
  readonly orders: number;
  readonly revenueMinor: number;
  readonly grossMinor: number;
  /** Accrued through the as-of day by the rules of product.md section 7: what has been used up of the cost. */
  readonly accruedMinor: number;
  /**
   * All that stands, commission on what was credited included: the denominator of ROI, so far and at close alike. The two figures then
   * meet as orders come in (section 7), and ROI so far / F(d) is the age-adjusted ratio of section 10.
   */
  readonly committedMinor: number;
}

export function salesSoFar(facts: CollaborationFacts, asOf: string): SalesSoFar {
  const revenueMinor = sumMinor(facts.credits.map((day) => day.revenueMinor));
  const fixedMinor = sumMinor(facts.costs.map((cost) => cost.amountMinor));
  const commissionMinor = sumMinor(facts.costs.map((cost) => applyBasisPoints(revenueMinor, cost.commissionBasisPoints ?? 0)));
  return {
    orders: facts.credits.reduce((sum, day) => sum + day.orders, 0),
    revenueMinor,
    grossMinor: sumMinor(facts.credits.map((day) => day.grossMinor)),
    accruedMinor: costAccrued(facts, { startDay: EVER, endDay: addDays(asOf, 1) }),
    committedMinor: fixedMinor + commissionMinor,
  };
}

/** Cost accrued in a period: fixed costs by their rule, commission with the credits that arise in it. */
export function costAccrued(facts: CollaborationFacts, period: Period): number {
  const { startsOn, endsOn, credits } = facts;
  const fixed = facts.costs.map(({ kind, amountMinor, incurredOn }) => ({ kind, amountMinor, incurredOn, startsOn, endsOn }));
  const rates = facts.costs.flatMap(({ commissionBasisPoints }) => (commissionBasisPoints === null ? [] : [commissionBasisPoints]));
  return accruedTotalMinor(fixed, period) + sumMinor(rates.map((rate) => commissionAccruedMinor(credits, rate, period)));
}

export function revenueIn(facts: CollaborationFacts, period: Period): number {
  return sumMinor(facts.credits.filter((credit) => periodContains(period, credit.day)).map((credit) => credit.revenueMinor));
}

/** Days since the first publication, with fraction; null while nothing is published. */
export function daysSincePublication(facts: CollaborationFacts, dataAt: Date): number | null {
  return facts.firstPublishedAt === null ? null : ageDays(facts.firstPublishedAt, dataAt);
}

/** The form in which the model of product.md section 10 takes a collaboration. */
export function salesFacts(facts: CollaborationFacts, sales: SalesSoFar, dataAt: Date, curve: ArrivalCurve): SalesFacts {
  const days = daysSincePublication(facts, dataAt);
  return {
    orders: sales.orders,
    netRevenueMinor: sales.revenueMinor,
    refundedMinor: Math.max(0, sales.grossMinor - sales.revenueMinor),
    costMinor: sales.committedMinor,
    arrivedShare: arrivedShare(days, curve.halfLifeDays),
    arrivalLogSd: arrivalLogSd(curve, days),
  };
}

/** Several collaborations as one: sums, with the arrived share weighted by cost. Null without cost. */
export function poolSales(all: readonly SalesFacts[]): SalesFacts | null {
  const sum = (pick: (facts: SalesFacts) => number) => all.reduce((total, facts) => total + pick(facts), 0);
  const costMinor = sum((facts) => facts.costMinor);
  if (costMinor === 0) return null;
  return {
    orders: sum((facts) => facts.orders),
    netRevenueMinor: sum((facts) => facts.netRevenueMinor),
    refundedMinor: sum((facts) => facts.refundedMinor),
    costMinor,
    arrivedShare: sum((facts) => facts.costMinor * facts.arrivedShare) / costMinor,
    arrivalLogSd: Math.hypot(...all.map((facts) => facts.costMinor * (facts.arrivalLogSd ?? 0))) / costMinor,
  };
}
