import { expect, test } from 'vitest';
import { calibrationRows, scoreStatements, tenthOf } from './calibration.ts';

test('scores of statements worked out by hand', () => {
  const statements = [{ said: 0.9, isTrue: true }, { said: 0.9, isTrue: false }, { said: 0.2, isTrue: true }, { said: 0.1, isTrue: false }];
  const scores = scoreStatements(statements, 0.8);
  expect(scores.brier).toBeCloseTo((0.01 + 0.81 + 0.64 + 0.01) / 4, 12);
  expect(scores).toMatchObject({ statements: 4, rightWhenActed: 0.5, caught: 0.5 });
  expect(scores.calibrationError).toBeCloseTo(0.5 * 0.4 + 0.25 * 0.8 + 0.25 * 0.1, 12);
  expect(calibrationRows(statements).map((row) => row.from)).toEqual([0.1, 0.2, 0.9]);
});

test('of no statement there is nothing to say, and nothing that was acted upon or caught', () => {
  expect(scoreStatements([], 0.8)).toEqual({ statements: 0, brier: Number.NaN, calibrationError: 0, rightWhenActed: null, caught: null });
  expect(scoreStatements([{ said: 0.1, isTrue: false }], 0.8)).toMatchObject({ rightWhenActed: null, caught: null });
});

test('a probability belongs to the tenth that it is shown in, certainty to the last', () => {
  expect([0, 0.099, 0.1, 0.3, 0.7, 1 - 0.3, 0.9, 1].map(tenthOf)).toEqual([0, 0, 1, 3, 7, 7, 9, 9]);
});
