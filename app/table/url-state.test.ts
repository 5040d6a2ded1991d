import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaledRange } from './conditions.ts';
import { hasConditions, toggleGroup, toggleSort, withFilter, withGroup, withLayout, withoutConditions, withoutFilterValue } from './query-changes.ts';
import { pageRowsOf } from './page-size.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { canonicalSearch, parseTableQuery, tableSearch } from './url-state.ts';

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

test('a page has a number of rows that is offered; what is not leaves it to the list', () => {
  expect(read('rows=500')).toMatchObject({ rows: 500 });
  expect(tableSearch(read('rows=100&after=x'), spec)).toBe('?rows=100&after=x');
  for (const other of ['rows=7', 'rows=-50', 'rows=5e2', 'rows=']) expect(read(other)).not.toHaveProperty('rows');
  expect([pageRowsOf(read(''), 50), pageRowsOf(read('rows=500'), 50)]).toEqual([50, 500]);
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
  expect(withoutConditions(start)).toMatchObject({ search: '', filters: {}, page: null });
  expect([hasConditions(start), hasConditions(withoutConditions(start))]).toEqual([true, false]);
});

const asking: TableSpec = { ...spec, excludable: ['tier', 'tag'], ranges: ['score', 'roi'], dates: ['placed'] };
const ask = (search: string) => parseTableQuery(new URLSearchParams(search), asking);

test('what is not, spans of numbers and spans of days are read whole', () => {
  const query = ask('n.tier=top&n.tier=mid&n.platform=douyin&r.score=70..90.5&r.roi=..1.5&r.price=1..2&d.placed=last30&d.other=today');
  expect(query).toMatchObject({ excluded: { tier: ['mid', 'top'] }, ranges: { score: { from: 70, to: 90.5 }, roi: { from: null, to: 1.5 } }, dates: { placed: 'last30' } });
  expect(tableSearch(query, asking)).toBe('?n.tier=mid&n.tier=top&r.score=70..90.5&r.roi=..1.5&d.placed=last30');
  expect(hasConditions(query)).toBe(true);
  expect(tableSearch(withoutConditions(query), asking)).toBe('');
});

test('the ends of a span may come apart, as a form without script sends them', () => {
  expect(tableSearch(ask('r.score.from=70&r.score.to=&r.roi.from=&r.roi.to=&d.placed=&d.placed.from=2026-07-01&d.placed.to=2026-07-31'), asking)).toBe('?r.score=70..&d.placed=2026-07-01..2026-07-31');
  expect(tableSearch(ask('d.placed=last7&d.placed.from=2026-07-01'), asking)).toBe('?d.placed=last7');
});

test.each(['r.score=..', 'r.score=a..b', 'r.score=1e9..', 'r.score=1..2..3', 'r.score=70', 'd.placed=soon', 'd.placed=2026-02-30..', 'n.tier=huge'])('%s asks nothing', (search) => {
  expect(tableSearch(ask(search), asking)).toBe('');
});

test('any conditions survive being written into a URL and read again', () => {
  const end = fc.option(fc.integer({ min: -9999, max: 9999 }).map((value) => value / 100));
  const conditions = fc.record({
    excluded: fc.subarray(['emerging', 'mid', 'top'], { minLength: 1 }), range: fc.tuple(end, end).filter(([from, to]) => from !== null || to !== null), placed: fc.constantFrom('today', 'next30', '2026-01-01..', '..2026-12-31'),
  });
  fc.assert(fc.property(conditions, ({ excluded, range: [from, to], placed }) => {
    const query = { ...ask(''), excluded: { tier: excluded }, ranges: { roi: { from, to } }, dates: { placed } };
    expect(ask(tableSearch(query, asking))).toEqual(query);
  }));
});

test('two addresses that ask the same are the same text, whatever page and view they name', () => {
  expect(canonicalSearch('?v=all&f.tier=top&after=x&sort=name&junk=1', spec)).toBe(canonicalSearch('f.tier=top', spec));
});

test('a range in whole units rounds towards its inside', () => {
  expect([scaledRange({ from: 70.55, to: 70.55 }, 10), scaledRange({ from: 8.2, to: null }, 10), scaledRange(undefined, 10)]).toEqual([{ from: 706, to: 705 }, { from: 82, to: null }, undefined]);
});

test('the columns and the view stay while the conditions change, and a form keeps them', () => {
  const start = read('v=all&cols=name*.score&w=name-200&f.tier=top');
  expect(tableSearch({ ...start, search: 'a' }, spec)).toBe('?v=all&q=a&f.tier=top&cols=name*.score&w=name-200');
  expect(tableSearch(withLayout(start, { shown: null, pinned: [], widths: {} }), spec)).toBe('?v=all&f.tier=top');
  expect(read('v=../evil').view).toBeUndefined();
});

test('a grouping and its closed groups survive the address; what cannot be grouped by is left out', () => {
  const grouped: TableSpec = { ...spec, groupable: ['tier'] };
  const of = (search: string) => parseTableQuery(new URLSearchParams(search), grouped);
  expect(of('group=platform&closed=top')).toEqual(of(''));
  expect(of('group=tier&closed=top&closed=-')).toMatchObject({ group: 'tier', closed: ['', 'top'] });
  expect(tableSearch(of('closed=top&closed=-&group=tier'), grouped)).toBe('?group=tier&closed=-&closed=top');
  expect(read('group=tier').group).toBeUndefined();
});

test('a group is closed and opened again, and another grouping begins with all open', () => {
  const grouped: TableSpec = { ...spec, groupable: ['tier', 'platform'] };
  const start = parseTableQuery(new URLSearchParams('group=tier&after=x&f.tier=top'), grouped);
  const closed = toggleGroup(start, '');
  expect(tableSearch(closed, grouped)).toBe('?f.tier=top&group=tier&closed=-');
  expect(tableSearch(toggleGroup(closed, ''), grouped)).toBe('?f.tier=top&group=tier');
  expect(tableSearch(withGroup(closed, 'platform'), grouped)).toBe('?f.tier=top&group=platform');
  expect(tableSearch(withGroup(closed, null), grouped)).toBe('?f.tier=top');
});
