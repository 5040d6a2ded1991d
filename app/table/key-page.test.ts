import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageByKey } from './key-page.ts';

const keyOf = (row: string) => row;
const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((key) => !/\p{Cs}/u.test(key)), { maxLength: 30 });

test('turned forwards and back, the pages hold every row once and in order', () => {
  fc.assert(fc.property(keys, fc.integer({ min: 1, max: 7 }), (all, limit) => {
    const forwards: string[] = [];
    let page = pageByKey(all, keyOf, null, limit);
    expect(page.before).toBeNull();
    for (;;) {
      forwards.push(...page.rows);
      if (page.after === null) break;
      page = pageByKey(all, keyOf, { direction: 'after', cursor: page.after }, limit);
    }
    const backwards = [...page.rows];
    while (page.before !== null) {
      page = pageByKey(all, keyOf, { direction: 'before', cursor: page.before }, limit);
      backwards.unshift(...page.rows);
    }
    expect(forwards).toEqual(all);
    expect(backwards).toEqual(all);
  }));
});

test('a cursor stands in an address as it is, and one whose row is gone leads to the beginning', () => {
  fc.assert(fc.property(keys.filter((all) => all.length > 1), (all) => {
    expect(pageByKey(all, keyOf, null, 1).after).toMatch(/^[\w.~-]{1,500}$/);
  }));
  expect(pageByKey(['a', 'b'], keyOf, { direction: 'after', cursor: 'gone' }, 1).rows).toEqual(['a']);
});
