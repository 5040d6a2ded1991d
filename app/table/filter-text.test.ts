import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RowCondition } from '#app/domain/row-condition.ts';
import { conditionText, parseCondition } from '#app/domain/row-condition.ts';
import type { Join, RowFilter } from '#app/domain/row-filter.ts';
import { rowFilter } from '#app/domain/row-filter.ts';
import { chosenOf } from './counted-options.ts';
import { withoutCondition } from './filter-changes.ts';
import { filterColumns } from './filter-columns.ts';
import { draftOf, finished, withColumn, withNewCondition, withNewGroup, withoutKey } from './filter-draft.ts';
import { hasConditions, withoutConditions } from './query-changes.ts';
import type { TableSpec } from './url-state.ts';
import { canonicalSearch, parseOwnQuery, parseTableQuery, tableSearch } from './url-state.ts';

const spec: TableSpec = {
  sortable: ['name'], defaultSort: [{ column: 'name', descending: false }], filters: { tier: ['top', 'mid', 'emerging'], platform: ['douyin', 'xiaohongshu'], tag: 'text' }, ranges: ['score', 'roi'], dates: ['placed'],
  where: { texts: ['name'], empties: ['roi', 'tag', 'name'] },
};
const columns = filterColumns(spec);
const read = (search: string) => parseTableQuery(new URLSearchParams(search), spec);
const print = (where: RowFilter) => tableSearch({ ...read(''), where }, spec);

test('an address says in words what it asks', () => {
  const address = '?c1.any=tier+is+top&c1.any=platform+is+xiaohongshu&c2.any=roi+in+..1&c2.any=score+in+70..90.5';
  const { where, problems } = read(address);
  expect(where).toEqual({ join: 'all', groups: [{ join: 'any', conditions: ['tier is top', 'platform is xiaohongshu'] }, { join: 'any', conditions: ['roi in ..1', 'score in 70..90.5'] }] });
  expect(problems).toBeUndefined();
  expect(tableSearch(read(address), spec)).toBe(address);
});

test('a group with one condition is that condition alone, and one thing alone is joined by nothing', () => {
  expect(tableSearch(read('c1.any=tier is top'), spec)).toBe('?c1=tier+is+top');
  expect(tableSearch(read('c=any&c3.all=tier is top'), spec)).toBe('?c1=tier+is+top');
  expect(tableSearch(read('c=any&c7.any=tier is top&c9=roi empty'), spec)).toBe('?c=any&c1=tier+is+top&c2=roi+empty');
  expect(tableSearch(read('c1=tier is top&c1=tier is top'), spec)).toBe('?c1=tier+is+top');
  expect(tableSearch(read('c1=tier is top mid top'), spec)).toBe('?c1=tier+is+mid+top');
});

const letters = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).map((text) => text.replaceAll('\0', '').trim()).filter(Boolean);
const end = fc.integer({ min: -9999, max: 9999 }).map((value) => value / 100);
const range = fc.oneof(end.map((from) => ({ from: from + 0, to: null })), end.map((to) => ({ from: null, to: to + 0 })), fc.tuple(end, end).map(([a, b]) => ({ from: Math.min(a, b) + 0, to: Math.max(a, b) + 0 })));
const condition: fc.Arbitrary<RowCondition> = fc.oneof(
  fc.record({ column: fc.constant('tier'), operator: fc.constantFrom('is' as const, 'not' as const), values: fc.subarray(['emerging', 'mid', 'top'], { minLength: 1 }) }),
  fc.record({ column: fc.constant('tag'), operator: fc.constantFrom('is' as const, 'not' as const), values: fc.uniqueArray(letters, { minLength: 1, maxLength: 3 }).map((values) => values.sort()) }),
  fc.record({ column: fc.constantFrom('score', 'roi'), operator: fc.constant('in' as const), range }),
  fc.record({ column: fc.constant('placed'), operator: fc.constant('on' as const), days: fc.constantFrom('today', 'next30', '2026-01-01..', '..2026-12-31') }),
  fc.record({ column: fc.constant('name'), operator: fc.constant('has' as const), text: letters.map((text) => text.replaceAll(/\s/g, ' ')) }),
  fc.record({ column: fc.constantFrom('roi', 'tag', 'name'), operator: fc.constantFrom('empty' as const, 'filled' as const) }),
);
const joins = fc.constantFrom<Join>('all', 'any');
const filter = fc.tuple(joins, fc.array(fc.record({ join: joins, conditions: fc.array(condition, { maxLength: 4 }) }), { maxLength: 4 })).map(([join, groups]) => rowFilter({ join, groups: groups.map((group) => ({ join: group.join, conditions: group.conditions.map(conditionText) })) })).filter((each) => each !== null);

test('a condition survives being written and read again', () => {
  fc.assert(fc.property(condition, (one) => {
    expect(parseCondition(conditionText(one))).toEqual(one);
  }));
});

test('any filter survives being written into an address and read again, as a page reads it and as a browser does', () => {
  fc.assert(fc.property(filter, (where) => {
    const address = print(where);
    expect(read(address)).toMatchObject({ where });
    expect(read(address).problems).toBeUndefined();
    expect(parseOwnQuery(new URLSearchParams(address), spec).where).toEqual(where);
    expect(tableSearch(read(address), spec)).toBe(address);
    expect(canonicalSearch(`${address}&v=all&after=x`, spec)).toBe(address);
  }));
});

test('a panel that is opened and applied asks what was asked', () => {
  fc.assert(fc.property(filter, (where) => {
    expect(finished(draftOf(where, columns))).toEqual({ filter: where, unfinished: 0 });
  }));
});

test('any text at all gives a valid filter', () => {
  const part = fc.oneof(letters, fc.constantFrom('tier is', 'tier is top', 'roi in', '1..2', 'name has', 'tag is %', 'placed on last7', 'empty', 'roi empty x'));
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('c', 'c1', 'c1.any', 'c2.all', 'c10', 'c99.any', 'c0', 'c1.x'), fc.array(part, { maxLength: 3 }).map((parts) => parts.join(' '))), { maxLength: 30 }), (parameters) => {
    const query = parseTableQuery(new URLSearchParams(parameters), spec);
    const again = read(tableSearch(query, spec));
    expect(again.where).toEqual(query.where);
    expect(again.problems).toBeUndefined();
  }));
});

describe('what a list cannot be asked is left out, said with its place, value and what would fit, and the rest holds', () => {
  test.each([
    ['c1=secret is x', 'c1', 'secret', 'column', Object.keys(columns)],
    ['c1=constructor is x', 'c1', 'constructor', 'column', Object.keys(columns)],
    ['c1.any=tier over 3', 'c1.any', 'over', 'operator', ['is', 'not']],
    ['c1=tier empty', 'c1', 'empty', 'operator', ['is', 'not']],
    ['c1=tier is huge', 'c1', 'huge', 'choice', ['top', 'mid', 'emerging']],
    ['c1=tag is', 'c1', '', 'choice', []],
    ['c1=roi in cheap', 'c1', 'cheap', 'range', []],
    ['c1=roi in 2..1', 'c1', '2..1', 'range', []],
    ['c1=placed on 2026-02-30..', 'c1', '2026-02-30..', 'days', []],
    [`c1=name has ${'x'.repeat(201)}`, 'c1', 'x'.repeat(201), 'text', []],
    ['c1=roi empty indeed', 'c1', 'indeed', 'nothing', []],
    ['c=either', 'c', 'either', 'join', ['all', 'any']],
  ])('%s', (bad, place, value, expected, known) => {
    const query = read(`${bad}&c2=tier is top`);
    expect(query.where).toEqual({ join: 'all', groups: [{ join: 'all', conditions: ['tier is top'] }] });
    expect(query.problems).toEqual([{ place, text: bad.slice(bad.indexOf('=') + 1), value, expected, known }]);
  });

  test('one value of several, a second word for one group, and more than anybody reads', () => {
    expect(read('c1=tier is top huge').where?.groups[0]?.conditions).toEqual(['tier is top']);
    expect(read('c1.any=tier is top&c1.all=tier is mid').problems).toMatchObject([{ place: 'c1.all', value: 'all', expected: 'join', known: ['any'] }]);
    const many = Array.from({ length: 12 }, (_, index) => `c${index + 1}=score in ${index}..`).join('&');
    expect(read(many)).toMatchObject({ where: { groups: { length: 10 } }, problems: [{ place: 'c11', expected: 'room' }, { place: 'c12' }] });
    expect(read(many.replaceAll(/c\d+=/g, 'c1=')).where?.groups[0]?.conditions).toHaveLength(10);
  });

  test('of a list that takes no groups', () => {
    const { where: _none, ...plain } = spec;
    expect(parseTableQuery(new URLSearchParams('c1=tier is top'), plain)).toEqual(parseTableQuery(new URLSearchParams(''), plain));
  });
});

test('each condition is taken back by itself, and all of them with the rest', () => {
  const query = read('q=a&c=any&c1.any=tier is top&c1.any=roi empty&c2=tag is a&after=x');
  const { where } = query;
  if (!where) throw new Error('nothing is asked');
  expect(tableSearch(withoutCondition(query, where, 0, 0), spec)).toBe('?q=a&c=any&c1=roi+empty&c2=tag+is+a');
  expect(tableSearch(withoutCondition(query, where, 1, 0), spec)).toBe('?q=a&c1.any=tier+is+top&c1.any=roi+empty');
  expect(tableSearch({ ...query, search: '', page: null }, spec)).toBe('?c=any&c1.any=tier+is+top&c1.any=roi+empty&c2=tag+is+a');
  expect([hasConditions(read('c1=tag is a')), hasConditions(withoutConditions(query))]).toEqual([true, false]);
});

test('what is chosen of a filter is known wherever it is asked, so that its words stay in the list', () => {
  expect(chosenOf(read('f.tag=a&c1.any=tag is b%2520c a&c1.any=tier is top&c2=tag empty'), 'tag')).toEqual(['a', 'b c']);
});

test('a panel begins with one condition, adds conditions and groups, and leaves out what is not finished', () => {
  const first = draftOf(undefined, columns);
  expect(finished(first)).toEqual({ filter: null, unfinished: 1 });
  const two = withNewGroup(first, columns, true);
  const group = two.groups[1];
  if (!group) throw new Error('no group was added');
  expect([group.join, group.isGroup]).toEqual(['any', true]);
  const three = withNewCondition(two, group.key, columns);
  expect(finished(three).unfinished).toBe(3);
  const [one] = three.groups[0]?.conditions ?? [];
  if (!one) throw new Error('no condition was there');
  expect(withColumn({ ...one, values: ['top'] }, 'roi', columns)).toMatchObject({ column: 'roi', operator: 'in', values: [] });
  expect(withoutKey(three, one.key).groups).toHaveLength(1);
  expect(withoutKey(three, group.key).groups).toHaveLength(1);
});
