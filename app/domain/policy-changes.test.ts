import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from './policy.ts';
import type { Policy } from './policy.ts';
import { beforeAndAfter, divergences, policyChanges, put, rebasePolicy } from './policy-changes.ts';
import { brokenRules } from './policy-rules.ts';

const withRoi = (roi: Partial<Policy['roi']>, base = DEFAULT_POLICY): Policy => ({ ...base, roi: { ...base.roi, ...roi } });
const withTop = (top: Policy['scorecard']['weights']['top'], base = DEFAULT_POLICY): Policy =>
  ({ ...base, scorecard: { ...base.scorecard, weights: { ...base.scorecard.weights, top } } });

test('changes are listed by path with what was and is; a list is one value', () => {
  const is = { ...withRoi({ greenFrom: 2, grossMarginBasisPoints: 4000 }), scorecard: { ...DEFAULT_POLICY.scorecard, ageHours: [24, 168] } };
  const changes = policyChanges(DEFAULT_POLICY, is);
  expect(changes).toEqual([
    { path: 'roi.greenFrom', before: 1.5, after: 2 }, { path: 'roi.grossMarginBasisPoints', before: null, after: 4000 },
    { path: 'scorecard.ageHours', before: [24, 168, 504, 1080], after: [24, 168] },
  ]);
  expect(beforeAndAfter(changes)).toEqual({
    before: { 'roi.greenFrom': 1.5, 'roi.grossMarginBasisPoints': null, 'scorecard.ageHours': [24, 168, 504, 1080] },
    after: { 'roi.greenFrom': 2, 'roi.grossMarginBasisPoints': 4000, 'scorecard.ageHours': [24, 168] },
  });
  expect(policyChanges(is, is)).toEqual([]);
});

test('a draft brought up to date keeps what it changed and takes the rest; who changed the same to the same does not conflict', () => {
  const draft = withRoi({ greenFrom: 1.8, starFrom: 4 });
  const published = withRoi({ greenFrom: 1.6, starFrom: 4, amberFrom: 0.9 });
  expect(rebasePolicy(DEFAULT_POLICY, draft, published).roi).toMatchObject({ amberFrom: 0.9, greenFrom: 1.8, starFrom: 4 });
  expect(divergences(DEFAULT_POLICY, draft, published)).toEqual([
    { path: 'roi.amberFrom', base: 1, draft: 1, published: 0.9, outcome: 0.9, conflict: false },
    { path: 'roi.greenFrom', base: 1.5, draft: 1.8, published: 1.6, outcome: 1.8, conflict: true },
    { path: 'roi.starFrom', base: 3, draft: 4, published: 4, outcome: 4, conflict: false },
  ]);
});

test('a threshold that was emptied stays empty, whoever emptied it', () => {
  const [set, emptied] = [withRoi({ grossMarginBasisPoints: 4000 }), withRoi({ grossMarginBasisPoints: null })];
  expect(rebasePolicy(set, set, emptied).roi.grossMarginBasisPoints).toBeNull();
  expect(rebasePolicy(set, emptied, set).roi.grossMarginBasisPoints).toBeNull();
});

test('the weights of a tier are brought up to date as one, so that they still sum to 100', () => {
  const draft = withTop({ exposure: 40, engagement: 15, conversion: 30, sentiment: 15 });
  const published = withTop({ exposure: 30, engagement: 20, conversion: 30, sentiment: 20 });
  expect(rebasePolicy(DEFAULT_POLICY, draft, published).scorecard.weights.top).toEqual(draft.scorecard.weights.top);
  expect(rebasePolicy(DEFAULT_POLICY, DEFAULT_POLICY, published)).toEqual(published);
});

test('a draft that nothing overtook stays as it is, and one that changed nothing becomes what was published', () => {
  const some = fc.record({ greenFrom: fc.double({ min: 1.01, max: 2.9, noNaN: true }), starFrom: fc.double({ min: 3, max: 9, noNaN: true }) });
  fc.assert(fc.property(some, some, (mine, theirs) => {
    const [draft, published] = [withRoi(mine), withRoi(theirs)];
    expect(rebasePolicy(DEFAULT_POLICY, draft, DEFAULT_POLICY)).toEqual(draft);
    expect(rebasePolicy(draft, draft, published)).toEqual(published);
    expect(rebasePolicy(published, draft, published)).toEqual(draft);
  }));
});

test('a value is put at its path over whatever stood in the way', () => {
  const document = { a: 1 };
  put(document, 'a.b', 2);
  put(document, 'c', 3);
  put(document, 'a.d', 4);
  expect(document).toEqual({ a: { b: 2, d: 4 }, c: 3 });
});

test('lights and grades ascend, grades end at 100, and ages differ', () => {
  expect(brokenRules(DEFAULT_POLICY)).toEqual([]);
  expect(brokenRules(withRoi({ amberFrom: 1.5 }))).toEqual([{ path: 'roi.greenFrom', value: 1.5, code: 'above', other: 'roi.amberFrom', limit: 1.5 }]);
  const { scorecard } = DEFAULT_POLICY;
  expect(brokenRules({ ...DEFAULT_POLICY, scorecard: { ...scorecard, grades: { S: 101, A: 40, B: 55, C: 40 }, ageHours: [24, 168, 24] } })).toEqual([
    { path: 'scorecard.grades.A', value: 40, code: 'above', other: 'scorecard.grades.B', limit: 55 },
    { path: 'scorecard.grades.S', value: 101, code: 'at_most', other: null, limit: 100 },
    { path: 'scorecard.ageHours', value: 24, code: 'distinct', other: null, limit: 24 },
  ]);
});
