import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../period.ts';
import { addDays } from '../period.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import type { Random } from '../proposals/random.ts';
import { createRandom } from '../proposals/random.ts';
import type { CouponBaseline, CouponDay, CouponFacts } from './coupon-leak.ts';
import { findCouponLeak, usualOf } from './coupon-leak.ts';
import { isCouponSite } from './coupon-sites.ts';
import { poissonTail } from './poisson-tail.ts';

const START = '2026-06-15';
const USUAL: CouponBaseline = { clicklessOrders: 100, clicks: 1_000 };
const NONE: CouponBaseline = { clicklessOrders: 0, clicks: 0 };

/** Sales after a post: half as many every five days. */
const decaying = (first: number, days: number, from: CalendarDay = START) => Array.from({ length: days }, (_, i) => ({ day: addDays(from, i), count: Math.round(first * 2 ** (-i / 5)) }));
const orders = (day: CalendarDay, count: number, wishes: Partial<CouponDay> = {}): CouponDay => ({ day, orders: count, clicklessOrders: count, newCustomerOrders: count, ...wishes });

function coupon(wishes: Partial<CouponFacts> = {}): CouponFacts {
  return {
    endsOn: addDays(START, 45), siteClicks: [],
    clicks: decaying(60, 30).map(({ day, count }) => ({ day, clicks: count })),
    days: decaying(6, 30).filter(({ count }) => count > 0).map(({ day, count }) => orders(day, count)), ...wishes,
  };
}

/** Orders of one coupon, added to those of another day by day. */
function merged(...lists: (readonly CouponDay[])[]): CouponDay[] {
  const days = new Map<string, CouponDay>();
  for (const one of lists.flat()) {
    const known = days.get(one.day) ?? orders(one.day, 0);
    days.set(one.day, { day: one.day, orders: known.orders + one.orders, clicklessOrders: known.clicklessOrders + one.clicklessOrders, newCustomerOrders: known.newCustomerOrders + one.newCustomerOrders });
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

const find = (facts: CouponFacts, baseline: CouponBaseline = USUAL) => findCouponLeak(facts, baseline, DEFAULT_POLICY.coupons, 5);

describe('a coupon', () => {
  test('that sells as its clicks do is clear, burst and all', () => {
    expect(find(coupon())).toEqual({ status: 'clear' });
  });

  test('with a handful of orders is not judged', () => {
    expect(find(coupon({ days: [orders(START, 9)] }))).toEqual({ status: 'too_few' });
    expect(find(coupon({ days: [] }))).toEqual({ status: 'too_few' });
  });

  test('that suddenly sells without clicks is suspected from that day on', () => {
    const leak = Array.from({ length: 6 }, (_, i) => orders(addDays(START, 24 + i), 14));
    expect(find(coupon({ days: merged(coupon().days, leak) }))).toMatchObject({
      status: 'suspected', fromDay: addDays(START, 24), reasons: [{ code: 'sells_without_clicks', fromDay: addDays(START, 24) }],
    });
  });

  test('whose second post brings clicks and orders alike is clear', () => {
    const second = addDays(START, 24);
    const clicks = decaying(60, 6, second).map(({ day, count }) => ({ day, clicks: count }));
    const facts = coupon({ days: merged(coupon().days, decaying(6, 6, second).map(({ day, count }) => orders(day, count))) });
    const byDay = new Map(facts.clicks.map((one) => [one.day, one.clicks]));
    for (const one of clicks) byDay.set(one.day, (byDay.get(one.day) ?? 0) + one.clicks);
    expect(find({ ...facts, clicks: [...byDay].map(([day, count]) => ({ day, clicks: count })) })).toEqual({ status: 'clear' });
  });

  test('that was abroad from the first day is told by the campaign’s other coupons', () => {
    const facts = coupon({ clicks: [{ day: START, clicks: 20 }], days: [orders(START, 40)] });
    expect(find(facts)).toMatchObject({ status: 'suspected', fromDay: START });
    expect(find(facts, NONE)).toEqual({ status: 'clear' });
  });

  test('is told by its own past where the campaign has no other', () => {
    const leak = [orders(addDays(START, 28), 80)];
    expect(find(coupon({ days: merged(coupon().days, leak) }), NONE)).toMatchObject({ status: 'suspected', fromDay: addDays(START, 28) });
  });

  test('is measured by its campaign where that has been clicked enough, else by the brand', () => {
    const brand = { clicklessOrders: 500, clicks: 9_000 };
    expect(usualOf({ clicklessOrders: 3, clicks: 49 }, brand)).toBe(brand);
    expect(usualOf(USUAL, brand)).toBe(USUAL);
    expect(find(coupon({ clicks: [{ day: START, clicks: 49 }], days: [orders(addDays(START, 9), 40)] }), NONE)).toEqual({ status: 'clear' });
  });

  test('whose buyers all came by a click is clear, however many they are', () => {
    const days = Array.from({ length: 6 }, (_, i) => orders(addDays(START, 24 + i), 40, { clicklessOrders: 0 }));
    expect(find(coupon({ days: merged(coupon().days, days) }))).toEqual({ status: 'clear' });
  });

  test('that new buyers go on using long after the flight is suspected', () => {
    const facts = coupon({ endsOn: addDays(START, 9), days: merged(coupon().days.filter((one) => one.day <= addDays(START, 9)), [orders(addDays(START, 30), 90, { clicklessOrders: 0 })]) });
    expect(find(facts)).toMatchObject({ status: 'suspected', fromDay: addDays(START, 30), reasons: [{ code: 'new_buyers_after_flight', orders: 90 }] });
  });

  test('that known buyers use after the flight is not suspected for it', () => {
    const facts = coupon({ endsOn: addDays(START, 9), days: merged(coupon().days.filter((one) => one.day <= addDays(START, 9)), [{ ...orders(addDays(START, 30), 30, { clicklessOrders: 0 }), newCustomerOrders: 0 }]) });
    expect(find(facts)).toEqual({ status: 'clear' });
  });

  test('that coupon sites send visitors to is suspected, the busiest site named', () => {
    const siteClicks = [{ day: addDays(START, 3), host: 'smzdm.com', clicks: 2 }, { day: addDays(START, 4), host: 'www.coupons.com', clicks: 3 }];
    expect(find(coupon({ siteClicks }))).toEqual({
      status: 'suspected', fromDay: addDays(START, 3), reasons: [{ code: 'coupon_site', fromDay: addDays(START, 3), host: 'www.coupons.com', clicks: 5 }],
    });
    expect(find(coupon({ siteClicks: siteClicks.slice(0, 1) }))).toEqual({ status: 'clear' });
    const again = [...siteClicks, { day: addDays(START, 5), host: 'smzdm.com', clicks: 4 }, { day: addDays(START, 6), host: 'pepper.com', clicks: 1 }];
    expect(find(coupon({ siteClicks: again }))).toMatchObject({ reasons: [{ host: 'smzdm.com', clicks: 10 }] });
  });

  test('names every sign, and the earliest day of them', () => {
    const siteClicks = [{ day: addDays(START, 20), host: 'smzdm.com', clicks: 9 }];
    const leak = [orders(addDays(START, 25), 90)];
    const finding = find(coupon({ siteClicks, days: merged(coupon().days, leak) }));
    expect(finding).toMatchObject({ status: 'suspected', fromDay: addDays(START, 20), reasons: [{ code: 'sells_without_clicks' }, { code: 'coupon_site' }] });
  });

  test('keeps being suspected as the leak grows, from no later a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 200 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 12, max: 28 }), (leaked, more, day) => {
        const leakedFrom = addDays(START, day);
        const finding = (count: number) => find(coupon({ days: merged(coupon().days, [orders(leakedFrom, count)]) }));
        const [less, all] = [finding(leaked), finding(leaked + more)];
        expect(less).toMatchObject({ status: 'suspected' });
        expect(all).toMatchObject({ status: 'suspected', fromDay: leakedFrom });
      }),
    );
  });

  test('of ordinary sales is hardly ever suspected', () => {
    // Orders of a tenth of the clicks, drawn day by day: at a chance of one in ten thousand, none of 500 coupons.
    const random = createRandom('ordinary coupons');
    const suspected = Array.from({ length: 500 }, () => {
      const days = decaying(6, 30).map(({ day, count }) => orders(day, drawn(count, random))).filter((one) => one.orders > 0);
      return find(coupon({ days })).status;
    }).filter((status) => status === 'suspected');
    expect(suspected).toEqual([]);
  });
});

/** A Poisson count of the given mean. */
function drawn(mean: number, random: Random): number {
  const draw = random.uniform();
  let count = 0;
  while (poissonTail(count + 1, mean) > 1 - draw) count += 1;
  return count;
}

describe('the Poisson tail', () => {
  test.each([[0, 3, 1], [1, 0, 0], [1, 1, 0.6321205588], [3, 1, 0.0803013971], [2, 5, 0.9595723180], [84, 2, 5.2e-102]])('of %i at a mean of %d is %d', (count, mean, tail) => {
    expect(poissonTail(count, mean)).toBeCloseTo(tail, 9);
  });

  test('falls with the count, rises with the mean, and stays a probability', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0.01, max: 200, noNaN: true }), (count, mean) => {
        const tail = poissonTail(count, mean);
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual(1);
        expect(poissonTail(count + 1, mean)).toBeLessThanOrEqual(tail + 1e-12);
        expect(poissonTail(count, mean * 1.5)).toBeGreaterThanOrEqual(tail - 1e-12);
      }),
    );
  });
});

describe('a coupon site', () => {
  test.each([['smzdm.com', true], ['www.SMZDM.com', true], ['coupons.com.', true], ['notsmzdm.com', false], ['douyin.com', false], ['', false]])('%s: %s', (host, known) => {
    expect(isCouponSite(host)).toBe(known);
  });
});
