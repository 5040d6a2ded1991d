import { describe, expect, test } from 'vitest';
import { AGES_DAYS, compareAt } from './calibration.ts';
import { calibrationRows, scoreStatements } from './score.ts';
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

test('scores of statements worked out by hand', () => {
  const statements = [{ said: 0.9, isTrue: true }, { said: 0.9, isTrue: false }, { said: 0.2, isTrue: true }, { said: 0.1, isTrue: false }];
  const scores = scoreStatements(statements, 0.8);
  expect(scores.brier).toBeCloseTo((0.01 + 0.81 + 0.64 + 0.01) / 4, 12);
  expect(scores).toMatchObject({ statements: 4, rightWhenActed: 0.5, caught: 0.5 });
  expect(scores.calibrationError).toBeCloseTo(0.5 * 0.4 + 0.25 * 0.8 + 0.25 * 0.1, 12);
  expect(calibrationRows(statements).map((row) => row.from)).toEqual([0.1, 0.2, 0.9]);
});
