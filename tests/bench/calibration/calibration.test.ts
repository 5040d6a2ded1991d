import { describe, expect, test } from 'vitest';
import { AGES_DAYS, compareAt } from './calibration.ts';
import { THICKNESSES } from './truth.ts';
import { makeWorld } from './world.ts';

const worlds = { thin: Array.from({ length: 6 }, (_, index) => makeWorld(`test ${index}`, 'thin')), thick: Array.from({ length: 6 }, (_, index) => makeWorld(`test ${index}`, 'thick')) };

describe.each(THICKNESSES)('with %s data', (thickness) => {
  test.each(AGES_DAYS)('%s days after publication the model beats both fixed rules and is right in 80 % of what it says at 80 %', { timeout: 60_000 }, (ageDays) => {
    const { model, ratioRule, adjustedRule } = compareAt(worlds[thickness], ageDays);
    expect(model.statements).toBe(6 * 24);
    expect(model.brier).toBeLessThan(Math.min(ratioRule.brier, adjustedRule.brier));
    expect(model.rightWhenActed).toBeGreaterThanOrEqual(0.8);
    expect(model.caught).toBeGreaterThan(0.4);
    expect(model.calibrationError).toBeLessThan(0.12);
  });
});

test('the same seed gives the same world', () => {
  expect(makeWorld('a', 'thin')).toEqual(makeWorld('a', 'thin'));
  expect(makeWorld('b', 'thin')).not.toEqual(makeWorld('a', 'thin'));
});
