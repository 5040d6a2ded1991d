import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeShare, moneyAtRiskMinor, moveReason, spanDays } from './movement.ts';

describe('spans of time', () => {
  test('the campaign so far is compared with nothing, and so are its first days', () => {
    expect(spanDays('campaign', '2026-07-10', '2026-06-15')).toEqual({ days: { from: '2026-06-15', through: '2026-07-10' }, before: null });
    expect(spanDays('30', '2026-07-10', '2026-06-15')).toEqual({ days: { from: '2026-06-15', through: '2026-07-10' }, before: null });
  });

  test('seven days are compared with the seven before, without a gap and without a day counted twice', () => {
    expect(spanDays('7', '2026-07-10', '2026-06-15')).toEqual({ days: { from: '2026-07-04', through: '2026-07-10' }, before: { from: '2026-06-27', through: '2026-07-03' } });
  });
});

describe('why revenue moved', () => {
  const figures = (revenueMinor: number, orders: number, clicks: number) => ({ revenueMinor, orders, clicks });
  test.each([
    ['same', figures(100, 1, 10), figures(100, 9, 90)],
    ['started', figures(0, 0, 10), figures(100, 1, 10)],
    ['stopped', figures(100, 1, 10), figures(0, 0, 10)],
    ['clicks', figures(100, 10, 100), figures(200, 20, 200)],
    ['clicks', figures(200, 20, 200), figures(90, 10, 100)],
    ['conversion', figures(100, 10, 100), figures(210, 20, 100)],
    ['basket', figures(100, 10, 100), figures(300, 10, 100)],
    ['orders', figures(100, 10, 0), figures(200, 20, 50)],
    ['basket', figures(100, 10, 0), figures(400, 11, 0)],
    ['orders', figures(400, 40, 50), figures(90, 10, 0)],
    ['basket', figures(100, 0, 100), figures(50, 0, 100)],
  ] as const)('%s', (reason, before, after) => {
    expect(moveReason(before, after)).toBe(reason);
  });

  test('the reason never depends on the unit of money', () => {
    const figure = fc.record({ revenueMinor: fc.integer({ min: 1, max: 1e9 }), orders: fc.integer({ min: 1, max: 1_000 }), clicks: fc.integer({ min: 0, max: 1e6 }) });
    fc.assert(fc.property(figure, figure, (before, after) => {
      const scaled = (one: typeof before) => ({ ...one, revenueMinor: one.revenueMinor * 1024 });
      return moveReason(before, after) === moveReason(scaled(before), scaled(after));
    }));
  });
});

test('money at risk is a part of what remains, and nothing where nothing does', () => {
  expect([moneyAtRiskMinor(10_000, 0.25), moneyAtRiskMinor(-5, 1), moneyAtRiskMinor(333, 2), moneyAtRiskMinor(333, -1)]).toEqual([2_500, 0, 333, 0]);
  expect([changeShare(200, 250), changeShare(0, 5), changeShare(100, 0)]).toEqual([0.25, null, -1]);
});
