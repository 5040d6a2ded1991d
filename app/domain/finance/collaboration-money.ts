import type { CostKind } from '../cost.ts';
import { toReportingMinor } from '../exchange-rate.ts';
import type { SpanDays } from '../movement.ts';
import type { CalendarDay } from '../period.ts';
import { addDays, earlierDay } from '../period.ts';
import { applyBasisPoints } from '../ratio.ts';
import type { CreditedDay } from '../scoring/accrual.ts';
import { accruedMinor, commissionAccruedMinor } from '../scoring/accrual.ts';

/** A cost item as it is stored: what stands of it is amount minus released, at its frozen rate. */
export interface RecordedCost {
  readonly kind: CostKind;
  readonly amountMinor: number;
  readonly releasedMinor: number;
  readonly currency: string;
  readonly rate: string | null;
  readonly commissionBasisPoints: number | null;
  readonly incurredOn: CalendarDay | null;
}

/** Money of one collaboration up to a day, in minor units of the reporting currency. */
export interface CollaborationMoney {
  readonly revenueMinor: number;
  /** Cost that has accrued by the rules of product.md section 7: what has been used up. */
  readonly accruedMinor: number;
  /** All that stands, commission on what was credited included: the denominator of ROI, so far and at close alike. */
  readonly standingMinor: number;
  /** Costs in a currency without a rate: flagged, counted nowhere. */
  readonly uncountedCosts: number;
}

export interface MoneyFacts {
  readonly startsOn: CalendarDay;
  /** Last day, inclusive. */
  readonly endsOn: CalendarDay;
  readonly costs: readonly RecordedCost[];
  /** Credits under the workspace's model, by day or added up to days: of the latter only what is asked as of one of them is told. */
  readonly credits: readonly CreditedDay[];
}

const EVER = '1970-01-01';

/** Revenue and cost of a collaboration through a day, accrued as product.md section 7 says; a review of that day finds the same. */
export function collaborationMoney(facts: MoneyFacts, reportingCurrency: string, asOf: CalendarDay): CollaborationMoney {
  const period = { startDay: EVER, endDay: addDays(asOf, 1) };
  const credits = facts.credits.filter((credit) => credit.day <= asOf);
  const revenueMinor = credits.reduce((sum, credit) => sum + credit.revenueMinor, 0);
  let accrued = 0;
  let standing = 0;
  let uncountedCosts = 0;
  for (const cost of facts.costs) {
    const amountMinor = standingMinor(cost, reportingCurrency);
    if (amountMinor === null) {
      uncountedCosts += 1;
      continue;
    }
    accrued += accruedMinor({ kind: cost.kind, amountMinor, incurredOn: cost.incurredOn, startsOn: facts.startsOn, endsOn: facts.endsOn }, period);
    standing += amountMinor;
    if (cost.commissionBasisPoints === null) continue;
    accrued += commissionAccruedMinor(credits, cost.commissionBasisPoints, period);
    standing += applyBasisPoints(revenueMinor, cost.commissionBasisPoints);
  }
  return { revenueMinor, accruedMinor: accrued, standingMinor: standing, uncountedCosts };
}

/** What still stands of a cost item, in the reporting currency; null without a rate. */
export function standingMinor(cost: Pick<RecordedCost, 'amountMinor' | 'releasedMinor' | 'currency' | 'rate'>, reportingCurrency: string): number | null {
  return toReportingMinor(cost.amountMinor - cost.releasedMinor, cost.currency, reportingCurrency, cost.rate);
}

/** A week's revenue and cost of several collaborations, and the ROI of all weeks up to its end. */
export interface MoneyWeek {
  /** First and last day. */
  readonly startDay: CalendarDay;
  readonly endDay: CalendarDay;
  readonly revenueMinor: number;
  readonly accruedMinor: number;
  readonly revenueSoFarMinor: number;
  readonly accruedSoFarMinor: number;
  readonly standingSoFarMinor: number;
}

const DAYS = 7;
const MOST_WEEKS = 106;

/** The weeks from a day through another, each seven days but the last; revenue before the first week counts into "so far". */
export function moneyByWeek(all: readonly MoneyFacts[], reportingCurrency: string, span: SpanDays): MoneyWeek[] {
  let before = totalMoney(all, reportingCurrency, addDays(span.from, -1));
  return weeksOf(span).map(({ from: startDay, through: endDay }) => {
    const soFar = totalMoney(all, reportingCurrency, endDay);
    const week = {
      startDay, endDay, revenueMinor: soFar.revenueMinor - before.revenueMinor, accruedMinor: soFar.accruedMinor - before.accruedMinor,
      revenueSoFarMinor: soFar.revenueMinor, accruedSoFarMinor: soFar.accruedMinor, standingSoFarMinor: soFar.standingMinor,
    };
    before = soFar;
    return week;
  });
}

/** The days of each of these weeks; two years of them at most. */
export function weeksOf(span: SpanDays): SpanDays[] {
  const weeks: SpanDays[] = [];
  for (let from = span.from; from <= span.through && weeks.length < MOST_WEEKS; from = addDays(from, DAYS)) {
    weeks.push({ from, through: earlierDay(addDays(from, DAYS - 1), span.through) });
  }
  return weeks;
}

function totalMoney(all: readonly MoneyFacts[], reportingCurrency: string, asOf: CalendarDay): { revenueMinor: number; accruedMinor: number; standingMinor: number } {
  const total = { revenueMinor: 0, accruedMinor: 0, standingMinor: 0 };
  for (const facts of all) {
    const money = collaborationMoney(facts, reportingCurrency, asOf);
    total.revenueMinor += money.revenueMinor;
    total.accruedMinor += money.accruedMinor;
    total.standingMinor += money.standingMinor;
  }
  return total;
}
