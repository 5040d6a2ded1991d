import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { breadthOf, drawnRows, FIRST_ROWS, firstWindow, withKept } from './row-window.ts';

test('before anything is measured the first rows stand before a gap as high as the rest', () => {
  const { rows, gapAfter } = drawnRows(firstWindow(500, 40), 500);
  expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: FIRST_ROWS }, (_, index) => index));
  expect(rows.every(({ gapBefore }) => gapBefore === 0)).toBe(true);
  expect(gapAfter).toBe((500 - FIRST_ROWS) * 40);
});

test('whatever is drawn, rows and gaps together are as high as the whole list', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 20, max: 90 }), { minLength: 1, maxLength: 80 }), fc.infiniteStream(fc.boolean()), (heights, draws) => {
    const ends = heights.map((_, index) => heights.slice(0, index + 1).reduce((sum, height) => sum + height, 0));
    const all = heights.map((height, index) => ({ index, start: (ends[index] ?? 0) - height, end: ends[index] ?? 0 }));
    const drawn = all.filter(() => draws.next().value === true);
    const { rows, gapAfter } = drawnRows({ drawn, height: ends.at(-1) ?? 0 }, heights.length);
    const together = rows.reduce((sum, { index, gapBefore }) => sum + gapBefore + (heights[index] ?? 0), gapAfter);
    expect(together).toBe(ends.at(-1));
  }));
});

test('a row that is kept stands in its place with gaps around it', () => {
  expect(withKept([100, 101, 102], [7, 101])).toEqual([7, 100, 101, 102]);
  const at = (index: number) => ({ index, start: index * 40, end: (index + 1) * 40 });
  const { rows } = drawnRows({ drawn: [at(7), at(100), at(101)], height: 20_000 }, 500);
  expect(rows).toEqual([{ index: 7, gapBefore: 280 }, { index: 100, gapBefore: 92 * 40 }, { index: 101, gapBefore: 0 }]);
});

test('rows that were deleted since they were measured are not drawn', () => {
  expect(drawnRows(firstWindow(300, 40), 2).rows).toHaveLength(2);
});

test('what is broader takes more places: digits, letters, Chinese, amounts, lists', () => {
  expect(breadthOf(1_234_567)).toBeGreaterThan(breadthOf(999_999));
  expect(breadthOf(-5)).toBeGreaterThan(breadthOf(5));
  expect(breadthOf('成分党')).toBeGreaterThan(breadthOf('abcde'));
  expect(breadthOf({ minor: 12_345, currency: 'CNY' })).toBeGreaterThan(breadthOf({ minor: 1, currency: 'CNY' }));
  expect(breadthOf(['skin care', 'travel'])).toBeGreaterThan(breadthOf(['travel']));
  expect([breadthOf(null), breadthOf(undefined), breadthOf(true)]).toEqual([0, 0, 1]);
});
