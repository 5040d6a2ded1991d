import type { CalendarDay } from '../period.ts';
import { addDays, daysBetween, laterDay } from '../period.ts';
import type { Policy } from '../policy.ts';
import { poissonTail } from './poisson-tail.ts';

/** What a coupon brought on a day; days without orders may be missing. */
export interface CouponDay {
  readonly day: CalendarDay;
  readonly orders: number;
  /** Of them, those that carry no click at all: nobody saw the link of anybody. */
  readonly clicklessOrders: number;
  readonly newCustomerOrders: number;
}

/** What is known of a collaboration's coupon up to a day. */
export interface CouponFacts {
  /** Last day of the flight, inclusive. */
  readonly endsOn: CalendarDay;
  /** In the order of their days. */
  readonly days: readonly CouponDay[];
  /** Clicks of people on the collaboration's link, in the order of their days. */
  readonly clicks: readonly { readonly day: CalendarDay; readonly clicks: number }[];
  /** Clicks that came from known coupon sites, in the order of their days. */
  readonly siteClicks: readonly { readonly day: CalendarDay; readonly host: string; readonly clicks: number }[];
}

/** How many orders without a click, and how many clicks, other coupons had. */
export interface CouponBaseline {
  readonly clicklessOrders: number;
  readonly clicks: number;
}

/** Why a coupon is suspected; every number in it can be counted again from the orders and clicks since `fromDay`. */
export type LeakReason =
  | {
      readonly code: 'sells_without_clicks' | 'new_buyers_after_flight';
      readonly fromDay: CalendarDay;
      readonly orders: number;
      /** What was to be expected of it. */
      readonly expected: number;
      /** That chance brings so many, all days on which it could have begun being counted as tries. */
      readonly probability: number;
    }
  | { readonly code: 'coupon_site'; readonly fromDay: CalendarDay; readonly host: string; readonly clicks: number };

export type CouponFinding =
  | { readonly status: 'suspected'; readonly fromDay: CalendarDay; readonly reasons: readonly LeakReason[] }
  | { readonly status: 'clear' | 'too_few' };

/** How much other coupons weigh against the coupon's own past, in clicks; and how many clicks tell anything at all. */
const BASELINE_CLICKS = 50;
/** Who clicked within the last days may still buy, without another click. */
const KEPT_DAYS = 3;
/** The end of the flight that tells what is to come after it. */
const LAST_DAYS = 7;
/** Nothing is so rare that not a single order was to be expected. */
const LEAST_EXPECTED = 1;

/**
 * Whether a coupon has got around (product.md section 4). Three signs: from some day on it sells far more orders without any click than its own
 * past and other coupons make likely, given the clicks of those days; many new buyers after the flight; visits from coupon sites.
 *
 * The day is the one since which the orders are least likely (the scan statistic of Kulldorff 1997, for one end). Before anything is said,
 * the orders must be unlikely by chance, several times what was expected, and not a handful: all three are settings.
 *
 * @param halfLifeDays in which half of what is still to come after a post comes, for the orders after the flight
 */
export function findCouponLeak(facts: CouponFacts, baseline: CouponBaseline, policy: Policy['coupons'], halfLifeDays: number): CouponFinding {
  const reasons = [sellingWithoutClicks(facts, baseline, policy), newBuyersAfterFlight(facts, policy, halfLifeDays), fromCouponSites(facts, policy)].filter((reason) => reason !== null);
  const [first] = reasons.map((reason) => reason.fromDay).sort();
  if (first !== undefined) return { status: 'suspected', fromDay: first, reasons };
  const orders = sumOf(facts.days, (day) => day.orders);
  return { status: orders < policy.leakMinimumOrders ? 'too_few' : 'clear' };
}

interface Stretch {
  readonly fromDay: CalendarDay;
  readonly orders: number;
  readonly expected: number;
}

/** The stretch up to now whose orders without a click are least likely. */
function sellingWithoutClicks(facts: CouponFacts, baseline: CouponBaseline, policy: Policy['coupons']): LeakReason | null {
  const { days } = facts;
  const all = { orders: sumOf(days, (day) => day.clicklessOrders), clicks: sumOf(facts.clicks, (day) => day.clicks) };
  const usual = baseline.clicks > 0 ? baseline.clicklessOrders / baseline.clicks : null;
  let before = { orders: 0, clicks: 0 };
  let clicksAt = 0;
  let worst: Stretch | null = null;
  for (const day of days) {
    for (let next = facts.clicks[clicksAt]; next && next.day < day.day; next = facts.clicks[clicksAt]) {
      before = { ...before, clicks: before.clicks + next.clicks };
      clicksAt += 1;
    }
    const rate = clicklessRate(before, usual);
    if (rate !== null) {
      const kept = sumOf(facts.clicks.filter((one) => one.day < day.day && one.day >= addDays(day.day, -KEPT_DAYS)), (one) => one.clicks);
      const stretch = { fromDay: day.day, orders: all.orders - before.orders, expected: Math.max(LEAST_EXPECTED, rate * (all.clicks - before.clicks + kept)) };
      if (worst === null || surprise(stretch) > surprise(worst)) worst = stretch;
    }
    before = { ...before, orders: before.orders + day.clicklessOrders };
  }
  return worst && suspicion('sells_without_clicks', worst, days.length, policy);
}

/** What is usual: the campaign's other coupons, or where they have hardly been clicked all others of the brand. */
export function usualOf(campaign: CouponBaseline, brand: CouponBaseline): CouponBaseline {
  return campaign.clicks >= BASELINE_CLICKS ? campaign : brand;
}

/** Orders without a click to be expected for each click; null where neither the coupon's past nor other coupons tell. */
function clicklessRate(before: { readonly orders: number; readonly clicks: number }, usual: number | null): number | null {
  if (usual === null) return before.clicks >= BASELINE_CLICKS ? before.orders / before.clicks : null;
  return (before.orders + usual * BASELINE_CLICKS) / (before.clicks + BASELINE_CLICKS);
}

/** Logarithm of how much likelier the orders are at their own rate than at the expected one; 0 where there are no more than expected. */
function surprise({ orders, expected }: Stretch): number {
  return orders <= expected ? 0 : orders * Math.log(orders / expected) - (orders - expected);
}

/** New buyers after the flight beside what its last week leaves to be expected as sales die away. */
function newBuyersAfterFlight({ days, endsOn }: CouponFacts, policy: Policy['coupons'], halfLifeDays: number): LeakReason | null {
  const after = days.filter((day) => day.day > endsOn && day.newCustomerOrders > 0);
  const [first] = after;
  if (!first) return null;
  const lastDay = after.reduce((last, day) => laterDay(last, day.day), first.day);
  const lastWeek = days.filter((day) => day.day <= endsOn && day.day > addDays(endsOn, -LAST_DAYS));
  const perDay = sumOf(lastWeek, (day) => day.newCustomerOrders) / LAST_DAYS;
  const keep = 2 ** (-1 / halfLifeDays);
  const left = (keep * (1 - keep ** daysBetween(endsOn, lastDay))) / (1 - keep);
  const stretch = { fromDay: first.day, orders: sumOf(after, (day) => day.newCustomerOrders), expected: Math.max(LEAST_EXPECTED, perDay * left) };
  return suspicion('new_buyers_after_flight', stretch, 1, policy);
}

function suspicion(code: 'sells_without_clicks' | 'new_buyers_after_flight', { fromDay, orders, expected }: Stretch, tries: number, policy: Policy['coupons']): LeakReason | null {
  const probability = Math.min(1, poissonTail(orders, expected) * tries);
  const isLeak = orders >= policy.leakMinimumOrders && orders >= expected * policy.leakJump && probability < policy.leakChanceBelow;
  return isLeak ? { code, fromDay, orders, expected, probability } : null;
}

function fromCouponSites({ siteClicks }: CouponFacts, policy: Policy['coupons']): LeakReason | null {
  const [first] = siteClicks;
  const clicks = sumOf(siteClicks, (one) => one.clicks);
  if (!first || clicks < policy.leakSiteClicks) return null;
  const byHost = new Map<string, number>();
  for (const one of siteClicks) byHost.set(one.host, (byHost.get(one.host) ?? 0) + one.clicks);
  const [host] = [...byHost].reduce((most, one) => (one[1] > most[1] ? one : most));
  return { code: 'coupon_site', fromDay: first.day, host, clicks };
}

function sumOf<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}
