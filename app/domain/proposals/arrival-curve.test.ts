import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import type { ArrivalCurve, FinishedSales } from './arrival-curve.ts';
import { arrivalLogSd, learnArrivalCurves } from './arrival-curve.ts';
import { createRandom } from './random.ts';

/** Sales that fall to half every `halfLifeDays`, with a day's factor of variance `swing`. */
function finished(seed: string, halfLifeDays: number, { orders = 200, watchedDays = 90, swing = 0 } = {}): FinishedSales {
  const random = createRandom(seed);
  const days = Array.from({ length: watchedDays }, (_, age) => {
    const factor = swing === 0 ? 1 : random.gamma(1 / swing) * swing;
    return { age, orders: random.poisson(orders * (2 ** (-age / halfLifeDays) - 2 ** (-(age + 1) / halfLifeDays)) * factor) };
  });
  return { platform: 'douyin', days, watchedDays };
}

const many = (count: number, halfLifeDays: number, wishes = {}) => Array.from({ length: count }, (_, index) => finished(`${index}`, halfLifeDays, wishes));
const curveOf = (past: readonly FinishedSales[]) => learnArrivalCurves(past, DEFAULT_POLICY)('douyin');

describe('the arrival curve of a platform', () => {
  it('is the rule book\'s with fewer finished collaborations than a prior needs, with too few orders, and on other platforms', () => {
    const byTheBook = { source: 'default', halfLifeDays: 5, daySwing: 0, collaborations: 0 };
    expect(curveOf([])).toMatchObject(byTheBook);
    expect(curveOf(many(7, 12))).toMatchObject(byTheBook);
    expect(curveOf(many(30, 12, { orders: 2 }))).toMatchObject(byTheBook);
    expect(learnArrivalCurves(many(30, 12), DEFAULT_POLICY)('youtube')).toMatchObject(byTheBook);
  });

  it.each([[1.5], [3], [8], [13]])('is learned: a true half-life of %s days is found', (halfLifeDays) => {
    const curve = curveOf(many(20, halfLifeDays));
    expect(curve).toMatchObject({ source: 'learned', collaborations: 20 });
    expect(Math.abs(Math.log(curve.halfLifeDays / halfLifeDays))).toBeLessThan(0.06);
    expect(curve.halfLifeLogSd).toBeLessThan(0.1);
    expect(curve.daySwing).toBeLessThan(0.05);
  });

  it('does not take the end of watching for the end of sales', () => {
    expect(Math.abs(Math.log(curveOf(many(20, 12, { watchedDays: 14 })).halfLifeDays / 12))).toBeLessThan(0.15);
  });

  it('knows how much collaborations differ, and how much days swing', () => {
    const mixed = [3, 4, 6, 9, 12].flatMap((halfLifeDays) => many(6, halfLifeDays));
    expect(curveOf(mixed).halfLifeLogSd).toBeGreaterThan(0.3);
    const swinging = curveOf(many(20, 6, { orders: 400, swing: 0.25 }));
    expect(swinging.daySwing).toBeGreaterThan(0.15);
    expect(swinging.daySwing).toBeLessThan(0.35);
  });

  it('is drawn towards the rule book by a handful of orders, and hardly by hundreds', () => {
    const few = curveOf(many(8, 13, { orders: 8 })).halfLifeDays;
    const lots = curveOf(many(8, 13, { orders: 2_000 })).halfLifeDays;
    expect(few).toBeLessThan(lots);
    expect(lots).toBeGreaterThan(11);
  });
});

describe('doubt about the share that has arrived', () => {
  const curve: ArrivalCurve = { source: 'learned', halfLifeDays: 5, halfLifeLogSd: 0.4, daySwing: 0, collaborations: 20 };

  it('is none before publication and fades as everything arrives', () => {
    expect(arrivalLogSd(curve, null)).toBe(0);
    expect(arrivalLogSd(curve, 0)).toBe(0);
    const sds = [1, 5, 10, 20, 60].map((days) => arrivalLogSd(curve, days));
    expect(sds).toEqual(sds.toSorted((a, b) => b - a));
    expect(sds.at(-1)).toBeLessThan(0.002);
  });

  it('at the half-life is what a changed half-life does to the share', () => {
    const share = (halfLifeDays: number) => Math.log(1 - 2 ** (-5 / halfLifeDays));
    const slope = (share(5.001) - share(4.999)) / Math.log(5.001 / 4.999);
    expect(arrivalLogSd(curve, 5)).toBeCloseTo(Math.abs(slope) * 0.4, 6);
  });

  it('never falls below what the swings of the days leave', () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 400, noNaN: true }), fc.double({ min: 0.5, max: 90, noNaN: true }), (days, halfLifeDays) => {
      const swinging = arrivalLogSd({ ...curve, halfLifeDays, halfLifeLogSd: 0, daySwing: 0.25 }, days);
      const perDay = 2 ** (-1 / halfLifeDays);
      expect(swinging).toBeGreaterThanOrEqual(Math.sqrt((0.25 * (1 - perDay)) / (1 + perDay)) - 1e-9);
      expect(Number.isFinite(swinging)).toBe(true);
    }));
  });
});
