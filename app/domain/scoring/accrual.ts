import type { CostKind } from '#app/domain/cost.ts';
import { ACCRUES_OVER_FLIGHT } from '#app/domain/cost.ts';
import type { CalendarDay, Period } from '#app/domain/period.ts';
import { addDays, daysBetween, flightPeriod, laterDay, overlap, periodContains, periodDays } from '#app/domain/period.ts';
import { applyBasisPoints } from '#app/domain/ratio.ts';

/**
 * A cost item as accrual sees it. `amountMinor` is what is still committed: after a cut the released part is gone from it,
 * and `endsOn` is the day on which the flight really ends.
 */
export interface AccruingCost {
  readonly kind: CostKind;
  readonly amountMinor: number;
  readonly currency?: string;
  /** The day of a boost, a seeding or another dated cost; without one it counts on the first day of the flight. */
  readonly incurredOn: CalendarDay | null;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
}

export interface DayAmount {
  readonly day: CalendarDay;
  readonly minor: number;
}

/**
 * The part of a cost that accrues in a period (product.md section 7): fee, service fee and production evenly by day over
 * the flight, everything else on its date. Periods that cover the flight without gaps add up to the whole amount.
 */
export function accruedMinor(cost: AccruingCost, period: Period): number {
  const span = accrualSpan(cost);
  const shared = overlap(span, period);
  const days = periodDays(span);
  const before = daysBetween(span.startDay, shared.startDay);
  return accruedThrough(cost.amountMinor, days, before + periodDays(shared)) - accruedThrough(cost.amountMinor, days, before);
}

/** The same split as `accruedMinor`, day by day; days without an amount are left out. */
export function accruedByDay(cost: AccruingCost): DayAmount[] {
  const span = accrualSpan(cost);
  const days = periodDays(span);
  return Array.from({ length: days }, (_, index) => ({
    day: addDays(span.startDay, index),
    minor: accruedThrough(cost.amountMinor, days, index + 1) - accruedThrough(cost.amountMinor, days, index),
  })).filter((amount) => amount.minor !== 0);
}

/** Accrued costs of a period in total; all in one currency, which the caller sees to. */
export function accruedTotalMinor(costs: readonly AccruingCost[], period: Period): number {
  return costs.reduce((sum, cost) => sum + accruedMinor(cost, period), 0);
}

/** The days over which a cost accrues; one day for a dated cost and for a flight that ends before it starts. */
function accrualSpan(cost: AccruingCost): Period {
  if (ACCRUES_OVER_FLIGHT.includes(cost.kind)) return flightPeriod(cost.startsOn, laterDay(cost.startsOn, cost.endsOn));
  const day = cost.incurredOn ?? cost.startsOn;
  return flightPeriod(day, day);
}

/**
 * What has accrued after the first `elapsed` of `days` equal days: every day carries the whole quotient, and the units left
 * over go to the first days, one each. Amounts may be negative (a correction).
 */
function accruedThrough(amountMinor: number, days: number, elapsed: number): number {
  const perDay = Math.trunc(amountMinor / days);
  const left = amountMinor - perDay * days;
  return perDay * elapsed + Math.sign(left) * Math.min(elapsed, Math.abs(left));
}

/** One day's credited net revenue of a collaboration, after refunds. */
export interface CreditedDay {
  readonly day: CalendarDay;
  readonly revenueMinor: number;
}

/**
 * Commission as it arises with the credit: basis points of the revenue credited up to the period's end, less the same up
 * to its start. Rounding is half to even on the running total, so that consecutive periods add up to the whole.
 *
 * @param credited in any order; several entries of a day add up
 */
export function commissionAccruedMinor(credited: readonly CreditedDay[], rateBasisPoints: number, period: Period): number {
  let beforeMinor = 0;
  let withinMinor = 0;
  for (const { day, revenueMinor } of credited) {
    if (day < period.startDay) beforeMinor += revenueMinor;
    else if (periodContains(period, day)) withinMinor += revenueMinor;
  }
  return applyBasisPoints(beforeMinor + withinMinor, rateBasisPoints) - applyBasisPoints(beforeMinor, rateBasisPoints);
}
