import { expect, test } from 'vitest';
import { groupsOfPage, sectionsOf } from './groups.ts';

const groups = ['top', 'mid', 'emerging', ''].map((value) => ({ value, count: 10 }));
const values = (shown: readonly { readonly value: string }[]) => shown.map(({ value }) => value);
const ofPage = (rows: readonly string[], closed: readonly string[], hasBefore: boolean, hasAfter: boolean) =>
  values(groupsOfPage(groups, { rows, groupOf: (row) => row, closed, hasBefore, hasAfter }));

test('a page has the headings of its own rows', () => {
  expect(ofPage(['mid', 'mid'], [], true, true)).toEqual(['mid']);
  expect(ofPage(['top', 'mid'], [], false, true)).toEqual(['top', 'mid']);
  expect(ofPage(['mid', 'emerging', ''], [], true, false)).toEqual(['mid', 'emerging', '']);
});

test('a closed group has its heading beside the rows that follow it, and at the end of the list', () => {
  expect(ofPage(['mid'], ['top'], false, true)).toEqual(['top', 'mid']);
  expect(ofPage(['emerging'], ['mid'], true, true)).toEqual(['mid', 'emerging']);
  expect(ofPage(['emerging'], ['mid', ''], true, false)).toEqual(['mid', 'emerging', '']);
});

test('with every group closed all headings stand alone', () => {
  expect(ofPage([], ['top', 'mid', 'emerging', ''], false, false)).toEqual(['top', 'mid', 'emerging', '']);
});

test('rows stand under their group in their order, and none is lost when its group was not counted yet', () => {
  const rows = [{ id: 1, tier: 'top' }, { id: 2, tier: 'top' }, { id: 3, tier: 'mid' }, { id: 4, tier: 'new' }];
  const sections = sectionsOf(groups.slice(0, 2), rows, (row) => row.tier, ['top']);
  expect(sections.map(({ group, isClosed, rows: own }) => [group.value, isClosed, own.map(({ id }) => id)])).toEqual([['top', true, [1, 2]], ['mid', false, [3, 4]]]);
});
