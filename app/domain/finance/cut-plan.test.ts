import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import type { CuttablePartner } from './cut-plan.ts';
import { chooseCuts, planCuts } from './cut-plan.ts';

const partner = (id: string, revenueMinor: number, costMinor: number, freeMinor: number): CuttablePartner => ({ id, revenueMinor, costMinor, freeMinor });
const plan = (spentMinor: number, partners: readonly CuttablePartner[], plannedMinor = 1_000) => planCuts({ plannedMinor, spentMinor, partners }, DEFAULT_POLICY);

test('below 115 % nothing is cut', () => expect(plan(1_149, [partner('a', 0, 100, 500)])).toBeNull());

test('the lowest ROI gives first and all it can; ROI 3 and above is not touched; unknown ROI comes after known', () => {
  const cuts = plan(1_200, [partner('star', 900, 300, 500), partner('new', 0, 0, 500), partner('good', 400, 200, 60), partner('bad', 50, 200, 100)]);
  expect(cuts).toEqual({
    neededMinor: 200, missingMinor: 0,
    cuts: [
      { id: 'bad', cutMinor: 100, leftMinor: 0, isProtected: false }, { id: 'good', cutMinor: 60, leftMinor: 0, isProtected: false },
      { id: 'new', cutMinor: 40, leftMinor: 460, isProtected: false }, { id: 'star', cutMinor: 0, leftMinor: 500, isProtected: true },
    ],
  });
});

test('equal ROI shares to the minor unit; what cannot be found is said', () => {
  expect(plan(1_200, [partner('b', 100, 100, 333), partner('a', 200, 200, 100), partner('c', 5, 5, 0)])?.cuts.map(({ id, cutMinor }) => [id, cutMinor])).toEqual([['a', 46], ['b', 154], ['c', 0]]);
  expect(plan(1_500, [partner('a', 0, 10, 100), partner('s', 30, 10, 400), partner('t', 40, 10, -5), partner('u', 1, 10, -5)])).toMatchObject({ neededMinor: 500, missingMinor: 400 });
  expect(plan(1_500, [partner('t', 0, 0, 1), partner('s', 0, 0, 1), partner('x', 9, 3, 1), partner('w', 9, 3, 1)])?.cuts.map(({ id }) => id)).toEqual(['s', 't', 'w', 'x']);
});

test('whoever there is: cuts and what is missing sum to what is needed, nobody gives more than is free, nobody of higher ROI gives while a lower has left', () => {
  const one = fc.record({ revenueMinor: fc.integer({ min: 0, max: 5_000 }), costMinor: fc.integer({ min: 1, max: 2_000 }), freeMinor: fc.integer({ min: 0, max: 3_000 }) });
  fc.assert(fc.property(fc.array(one, { maxLength: 8 }), fc.integer({ min: 1_150, max: 9_000 }), (partners, spentMinor) => {
    const named = partners.map((each, index) => ({ ...each, id: `p${index}` }));
    const made = plan(spentMinor, named);
    const sum = made?.cuts.reduce((total, cut) => total + cut.cutMinor, 0) ?? 0;
    expect(sum + (made?.missingMinor ?? 0)).toBe(spentMinor - 1_000);
    const roi = (id: string) => named.filter((each) => each.id === id).map((each) => each.revenueMinor / each.costMinor)[0] ?? 0;
    for (const cut of made?.cuts ?? []) {
      const free = named.find((each) => each.id === cut.id)?.freeMinor ?? 0;
      expect(cut.cutMinor + cut.leftMinor).toBe(free);
      if (cut.isProtected) expect(cut.cutMinor).toBe(0);
      if (cut.cutMinor > 0) expect(made?.cuts.some((other) => !other.isProtected && other.leftMinor > 0 && roi(other.id) < roi(cut.id))).toBe(false);
    }
  }), { numRuns: 500 });
});

test('cuts are made as they were seen or not at all', () => {
  const made = plan(1_200, [partner('star', 900, 300, 500), partner('good', 400, 200, 160), partner('bad', 50, 200, 100)]);
  if (!made) throw new Error('no plan');
  const choose = (...seen: [string, number][]) => chooseCuts(made, seen.map(([id, cutMinor]) => ({ id, cutMinor })))?.map(({ id }) => id);
  expect([choose(['good', 100], ['bad', 100]), choose(['good', 100])]).toEqual([['bad', 'good'], ['good']]);
  expect([choose(['good', 99]), choose(['star', 0]), choose(['good', 100], ['gone', 5]), choose()]).toEqual([undefined, undefined, undefined, undefined]);
});
