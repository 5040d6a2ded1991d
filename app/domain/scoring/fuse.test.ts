import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import type { FusePeriod } from './fuse.ts';
import { fuseStateSchema, FUSE_STATES, isBelowRoi, runFuse } from './fuse.ts';
import { reviewPeriod } from './review-period.ts';

const policy = DEFAULT_POLICY.review;

/** Periods of cost 100 each, by their revenue; null is a period without cost. */
function periodsOf(revenues: readonly (number | null)[]): FusePeriod[] {
  return revenues.map((revenue, i) => ({
    period: reviewPeriod('2026-06-15', i + 1, policy).period,
    revenueMinor: revenue ?? 0,
    costMinor: revenue === null ? 0 : 100,
  }));
}

const statesOf = (revenues: readonly (number | null)[], changes: Partial<typeof policy> = {}, resetAfterDay: string | null = null) =>
  runFuse(periodsOf(revenues), { ...policy, ...changes }, resetAfterDay).steps.map((step) => step.stateAfter);

describe('the fuse', () => {
  it.each([
    [[], []],
    [[99], ['warned_1']],
    [[99, 99], ['warned_1', 'warned_2']],
    [[99, 99, 99], ['warned_1', 'warned_2', 'tripped']],
    [[99, 99, 100], ['warned_1', 'warned_2', 'closed']],
    [[99, 99, 100, 99], ['warned_1', 'warned_2', 'closed', 'warned_1']],
    [[99, null, 99, null, 99], ['warned_1', 'warned_1', 'warned_2', 'warned_2', 'tripped']],
    [[0, 0, 0, 500, 500], ['warned_1', 'warned_2', 'tripped', 'tripped', 'tripped']],
    [[null, 100], ['closed', 'closed']],
  ])('period revenues %j over a cost of 100 lead through %j', (revenues, states) => {
    expect(statesOf(revenues)).toEqual(states);
  });

  it('the number of steps is a setting', () => {
    expect(statesOf([0], { fuseSteps: 1 })).toEqual(['tripped']);
    expect(statesOf([0, 0], { fuseSteps: 2 })).toEqual(['warned_1', 'tripped']);
    expect(statesOf([0, 0, 0, 0, 0], { fuseSteps: 5 })).toEqual(['warned_1', 'warned_2', 'warned_2', 'warned_2', 'tripped']);
  });

  it('names the day it tripped and keeps the evidence of every period', () => {
    const fuse = runFuse(periodsOf([50, null, 0, 99, 300]), policy);
    expect(fuse.state).toBe('tripped');
    expect(fuse.trippedOn).toBe('2026-08-10');
    expect(fuse.steps.map(({ roi, outcome }) => [roi, outcome])).toEqual([
      ['0.50', 'below'], [null, 'no_cost'], ['0.00', 'below'], ['0.99', 'below'], ['3.00', 'already_tripped'],
    ]);
    expect(runFuse(periodsOf([50]), policy).trippedOn).toBeNull();
  });

  it('a reset by sign-off closes it; only periods that begin on that day or later count again', () => {
    const periods = periodsOf([0, 0, 0, 0, 0]);
    expect(runFuse(periods, policy, '2026-07-20').state).toBe('warned_2');
    expect(runFuse(periods, policy, '2026-07-27').steps.map(({ outcome }) => outcome)).toEqual(['before_reset', 'before_reset', 'before_reset', 'below', 'below']);
    expect(runFuse(periods, policy, '2026-12-01')).toMatchObject({ state: 'closed', trippedOn: null });
  });

  it.each([
    [100, 100, 1, false], [99, 100, 1, true], [-5, 100, 0, true], [0, 100, 0, false],
    [12, 10, 1.2, false], [119_999, 100_000, 1.2, true], [9_007_199_254_740_990, 9_007_199_254_740_991, 1, true],
  ])('%i over %i below %s is %s, to the last minor unit', (revenue, cost, threshold, below) => {
    expect(isBelowRoi(revenue, cost, threshold)).toBe(below);
  });

  it('trips exactly when enough reviewed periods in a row are below', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(0, 99, 100, 200)), { maxLength: 12 }), (revenues) => {
        const reviewed = revenues.filter((revenue) => revenue !== null).map((revenue) => (revenue < 100 ? 'x' : '.')).join('');
        expect(runFuse(periodsOf(revenues), policy).state === 'tripped').toBe(reviewed.includes('xxx'));
      }),
    );
  });

  it('words outside the list are refused', () => {
    expect(FUSE_STATES.every((state) => fuseStateSchema.safeParse(state).success)).toBe(true);
    expect(fuseStateSchema.safeParse('open').success).toBe(false);
  });
});
