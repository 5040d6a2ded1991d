import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasConditions, toggleSort, withFilter, withoutConditions, withoutFilterValue, withSearch } from './query-changes.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { parseTableQuery, tableSearch } from './url-state.ts';

const spec: TableSpec = {
  sortable: ['name', 'score', 'roi', 'followers'],
  defaultSort: [{ column: 'name', descending: false }],
  filters: { tier: ['top', 'mid', 'emerging'], platform: ['douyin', 'xiaohongshu'], tag: 'text' },
};
const read = (search: string) => parseTableQuery(new URLSearchParams(search), spec);

test('an empty URL is the default query, and the default query is an empty URL', () => {
  expect(read('')).toEqual({ search: '', sort: spec.defaultSort, filters: {}, page: null });
  expect(tableSearch(read(''), spec)).toBe('');
});

test('a full URL is read whole', () => {
  expect(read('?q=%20莉莉%20&sort=-score,roi&f.tier=mid&f.tier=top&f.tag=a%2Cb&after=abc.1')).toEqual({
    search: '莉莉',
    sort: [{ column: 'score', descending: true }, { column: 'roi', descending: false }],
    filters: { tier: ['mid', 'top'], tag: ['a,b'] },
    page: { direction: 'after', cursor: 'abc.1' },
  });
});

test('what the table does not know is left out', () => {
  expect(read('sort=password,-score,score&f.tier=huge&f.secret=1&f.tag=&before=%00x&page=9')).toEqual({
    search: '', sort: [{ column: 'score', descending: true }], filters: {}, page: null,
  });
  expect(read(`q=${'x'.repeat(201)}`).search).toBe('');
  expect(read('sort=name,score,roi,followers').sort).toHaveLength(3);
});

const query: fc.Arbitrary<TableQuery> = fc.record({
  search: fc.string({ maxLength: 40, unit: 'grapheme' }).map((text) => text.replaceAll('\0', '').trim()),
  sort: fc.uniqueArray(fc.record({ column: fc.constantFrom(...spec.sortable), descending: fc.boolean() }), { minLength: 1, maxLength: 3, selector: (key) => key.column }),
  filters: fc.tuple(
    fc.subarray(['emerging', 'mid', 'top']),
    fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }).map((text) => text.trim()).filter(Boolean), { maxLength: 4 }),
  ).map(([tier, tag]) => ({ ...(tier.length > 0 && { tier }), ...(tag.length > 0 && { tag: [...tag].sort() }) })),
  page: fc.option(fc.record({ direction: fc.constantFrom('after' as const, 'before' as const), cursor: fc.stringMatching(/^[\w.~-]{1,40}$/) })),
});

test('a query survives being written into a URL and read again', () => {
  fc.assert(fc.property(query, (original) => {
    expect(read(tableSearch(original, spec))).toEqual(original);
  }));
});

test('any search part at all gives a valid query', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const parsed = read(text);
    expect(read(tableSearch(parsed, spec))).toEqual(parsed);
  }));
});

test('a header is sorted down, then up, then by the default again', () => {
  const first = toggleSort(read('after=x'), spec, 'score');
  expect(tableSearch(first, spec)).toBe('?sort=-score');
  const second = toggleSort(first, spec, 'score');
  expect(tableSearch(second, spec)).toBe('?sort=score');
  expect(tableSearch(toggleSort(second, spec, 'score'), spec)).toBe('');
  expect(tableSearch(toggleSort(first, spec, 'roi'), spec)).toBe('?sort=-roi');
});

test('a header can be added to the order, and keeps its place when turned', () => {
  const two = toggleSort(read('sort=-score'), spec, 'roi', true);
  expect(tableSearch(two, spec)).toBe('?sort=-score%2C-roi');
  expect(tableSearch(toggleSort(two, spec, 'score', true), spec)).toBe('?sort=score%2C-roi');
  expect(tableSearch(toggleSort(read('sort=score,-roi'), spec, 'score', true), spec)).toBe('?sort=-roi');
});

test('every change of the conditions goes back to the first page', () => {
  const start = read('q=a&f.tier=top&f.tier=mid&after=x');
  expect(withFilter(start, 'platform', ['douyin', 'douyin'])).toMatchObject({ filters: { platform: ['douyin'], tier: ['mid', 'top'] }, page: null });
  expect(withoutFilterValue(start, 'tier', 'top')).toMatchObject({ filters: { tier: ['mid'] }, page: null });
  expect(withoutFilterValue(withoutFilterValue(start, 'tier', 'top'), 'tier', 'mid').filters).toEqual({});
  expect(withSearch(start, 'b')).toMatchObject({ search: 'b', page: null });
  expect(withoutConditions(start)).toMatchObject({ search: '', filters: {}, page: null });
  expect([hasConditions(start), hasConditions(withoutConditions(start))]).toEqual([true, false]);
});
