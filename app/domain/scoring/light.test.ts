import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { LIGHTS, lightOf, lightSchema } from './light.ts';

describe('lights', () => {
  it.each([
    [0, 'red'],
    [0.999, 'red'],
    [1, 'amber'],
    [1.499, 'amber'],
    [1.5, 'green'],
    [2.999, 'green'],
    [3, 'star'],
    [40, 'star'],
    [null, 'grey'],
  ] as const)('ROI expected at close of %s is %s', (roi, light) => {
    expect(lightOf(roi, false, DEFAULT_POLICY.roi)).toBe(light);
  });

  it('too early is grey whatever the ratio', () => {
    expect(lightOf(0.1, true, DEFAULT_POLICY.roi)).toBe('grey');
    expect(lightOf(9, true, DEFAULT_POLICY.roi)).toBe('grey');
  });

  it('the schema knows the same words', () => {
    expect(lightSchema.options).toEqual([...LIGHTS]);
  });
});
