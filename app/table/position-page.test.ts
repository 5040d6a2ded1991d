import { expect, test } from 'vitest';
import { cursorsAt, offsetOf } from './position-page.ts';

test('pages by position follow one another without gap or overlap', () => {
  const rows = 230;
  const seen: number[] = [];
  let offset = 0;
  for (;;) {
    const shown = Math.min(100, rows - offset);
    seen.push(offset, shown);
    const { after } = cursorsAt(offset, shown, rows);
    if (after === null) break;
    offset = offsetOf({ direction: 'after', cursor: after }, 100);
  }
  expect(seen).toEqual([0, 100, 100, 100, 200, 30]);
  expect(offsetOf({ direction: 'before', cursor: '200' }, 100)).toBe(100);
  expect(cursorsAt(0, 100, 100)).toEqual({ before: null, after: null });
});

test('a damaged position is the first page', () => {
  expect([null, { direction: 'after', cursor: 'x' }, { direction: 'after', cursor: '1e99' }, { direction: 'before', cursor: '3' }].map((page) => offsetOf(page as Parameters<typeof offsetOf>[0], 100))).toEqual([0, 0, 0, 0]);
});
