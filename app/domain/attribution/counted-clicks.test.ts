import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, policySchema } from '../policy.ts';
import { AUTOMATIONS, countedAutomations } from './counted-clicks.ts';

const { attribution } = DEFAULT_POLICY;

describe('automated-looking clicks', () => {
  it('do not count by default', () => {
    expect(countedAutomations(attribution)).toEqual([]);
  });

  it.each([['countCrawlers', 'crawler'], ['countPreviews', 'preview'], ['countPrefetches', 'prefetch'], ['countHeads', 'head']] as const)('%s lets %s clicks count, and no other', (setting, automation) => {
    expect(countedAutomations({ ...attribution, [setting]: true })).toEqual([automation]);
  });

  it('all count when all settings say so', () => {
    expect(countedAutomations({ ...attribution, countCrawlers: true, countPreviews: true, countPrefetches: true, countHeads: true })).toEqual(AUTOMATIONS);
  });

  it('do not count under a policy that was published before there was a choice', () => {
    const { countCrawlers: _a, countPreviews: _b, countPrefetches: _c, countHeads: _d, ...earlier } = attribution;
    expect(policySchema.parse({ ...DEFAULT_POLICY, attribution: earlier })).toEqual(DEFAULT_POLICY);
  });
});
