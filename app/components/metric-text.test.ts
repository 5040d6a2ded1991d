import { expect, test } from 'vitest';
import { METRICS } from '#app/domain/scoring/metrics.ts';
import { METRIC_UNITS } from './metric-text.tsx';

test('metrics are written in the unit in which they are computed', () => {
  const computed = Object.fromEntries(Object.values(METRICS).map(({ key, unit }) => [key, unit]));
  expect(METRIC_UNITS).toEqual(computed);
});
