import type { CalendarDay, Period } from '../period.ts';
import { applyBasisPoints } from '../ratio.ts';
import type { CreditedDay } from '../scoring/accrual.ts';
import { accruedMinor, commissionAccruedMinor } from '../scoring/accrual.ts';
import type { RecordedCost } from './collaboration-money.ts';
import { standingMinor } from './collaboration-money.ts';

/** What a cost item adds to a cost that is shown, in minor units of the reporting currency. */
export interface CountedCost {
  /** What stands of it, and what of that counts here; null without a rate: flagged, counted nowhere. */
  readonly standingMinor: number | null;
  readonly countedMinor: number;
  /** Of a commission: the credited revenue that it is a share of. */
  readonly creditedMinor: number | null;
}

interface Flight {
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
}

/**
 * What an item counts for: all that stands (ROI so far), or what a period accrues of it (period ROI). The items of a collaboration add up to
 * the cost of a review, commission with the credits that arise.
 * @param credits those up to the day in question
 */
export function countCost(cost: RecordedCost & Flight, credits: readonly CreditedDay[], period: Period | null, currency: string): CountedCost {
  const standing = standingMinor(cost, currency);
  if (standing === null) return { standingMinor: null, countedMinor: 0, creditedMinor: null };
  const fixed = period === null ? standing : accruedMinor({ kind: cost.kind, amountMinor: standing, incurredOn: cost.incurredOn, startsOn: cost.startsOn, endsOn: cost.endsOn }, period);
  const { commissionBasisPoints: rate } = cost;
  if (rate === null) return { standingMinor: standing, countedMinor: fixed, creditedMinor: null };
  const within = credits.filter(({ day }) => period === null || (day >= period.startDay && day < period.endDay));
  const creditedMinor = within.reduce((sum, credit) => sum + credit.revenueMinor, 0);
  const commission = period === null ? applyBasisPoints(creditedMinor, rate) : commissionAccruedMinor(credits, rate, period);
  return { standingMinor: standing, countedMinor: fixed + commission, creditedMinor };
}
