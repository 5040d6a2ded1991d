import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupBy } from './group.ts';

test('rows keep their order inside a group, and groups the order of their first row', () => {
  const groups = groupBy(['pear', 'apple', 'plum', 'avocado'], (word) => word.charAt(0));
  expect([...groups]).toEqual([['p', ['pear', 'plum']], ['a', ['apple', 'avocado']]]);
  expect(groupBy([], (row) => row).size).toBe(0);
});

test('every row stands in exactly one group', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -20, max: 20 })), (rows) => {
    const groups = groupBy(rows, (row) => row % 3);
    expect([...groups.values()].flat().sort()).toEqual([...rows].sort());
    for (const [key, members] of groups) expect(members.every((row) => row % 3 === key)).toBe(true);
  }));
});
