import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecent, withRecent } from './recent-items.ts';

test('what was opened last stands first, once, and eight are kept', () => {
  const item = fc.record({ to: fc.constantFrom('/kols/a', '/kols/b', '/campaigns/c', '/assets/d'), title: fc.string() });
  fc.assert(fc.property(fc.array(item, { maxLength: 40 }), (opened) => {
    const kept = opened.reduce<{ to: string; title: string }[]>((all, each) => withRecent(all, each), []);
    const last = opened.at(-1);
    return kept.length <= 8 && new Set(kept.map(({ to }) => to)).size === kept.length && (last === undefined || kept[0] === last);
  }));
  const many = Array.from({ length: 12 }, (_, index) => ({ to: `/kols/${index}`, title: 'x' })).reduce<{ to: string; title: string }[]>((all, each) => withRecent(all, each), []);
  expect(many.map(({ to }) => to)).toEqual(Array.from({ length: 8 }, (_, index) => `/kols/${11 - index}`));
});

test('where a browser keeps nothing there is nothing, and no error', () => {
  expect(readRecent('lily@brand.example')).toEqual([]);
});
