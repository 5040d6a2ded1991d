import { describe, expect, test } from 'vitest';
import { elementsOf, fieldsOf, KEPT, keptOrNone, keptText, keptWord, lacksKept, NOT_KEPT, passingText, placesOf } from './kept-text.ts';

describe('what is kept of a field', () => {
  test('is its text where it looks like the field, nothing where there is none, and a mark where it may be anything', () => {
    expect([keptText('199.00', KEPT.amount), keptText(199.5, KEPT.amount), keptText('-1,000.00', KEPT.amount)]).toEqual(['199.00', '199.5', '-1,000.00']);
    expect([null, undefined, ''].map((value) => keptText(value, KEPT.amount))).toEqual([null, null, null]);
    for (const value of ['about ten', '+8613912345678', 'a@b.example', true, {}, ['1']]) expect(keptText(value, KEPT.amount)).toBe(NOT_KEPT);
    expect(keptOrNone('Planted Person', KEPT.code)).toBeNull();
  });

  test.each([
    ['instant', ['2026-07-10T12:00:00+08:00', '2026-07-10T04:00:00', '2026-07-10 12:00:00 +0800', '2026-07-10T04:00:00.123Z'], ['10 July', '+86 139', '2026']],
    ['id', ['1', '9007199254740993123'], ['', 'x1', '+861391234', '1 2']],
    ['opaqueId', ['#1001', 'order/1', '订单1'], ['a b', 'a@b', '+86139', '']],
    ['currency', ['CNY', 'cny'], ['Yuan', '¥', '12']],
    ['code', ['LILY15', '立减20', 'a@b'], ['a b', 'a@b.example', '+8613912345678', '(021)555-1234', '13912345678']],
    ['utmContent', ['0123456S', 'spring-1.2~x'], ['a b', 'a@b', '13912345678', '张三']],
    ['clickId', ['01900000-0000-7000-8000-000000000000'], ['01900000', 'x']],
  ] as const)('%s', (form, kept, dropped) => {
    for (const text of kept) expect(KEPT[form].test(text), text).toBe(true);
    for (const text of dropped) expect(KEPT[form].test(text), text).toBe(false);
  });

  test('is one of a few words, whatever their case, and no other', () => {
    expect([keptWord('Paid', ['paid']), keptWord('Lily', ['paid']), keptWord(null, ['paid']), keptWord('', ['paid'])]).toEqual(['paid', 'other', null, null]);
  });
});

test('what is no object has no fields, what is no array no elements', () => {
  for (const value of [null, undefined, 1, 'x', [1]]) expect(fieldsOf(value)).toEqual({});
  for (const value of [null, undefined, 1, 'x', {}]) expect(elementsOf(value)).toEqual([]);
  expect(elementsOf(Array.from({ length: 2_000 }))).toHaveLength(1_000);
  expect([passingText(7), passingText(' '), passingText({}), passingText(' a ')]).toEqual(['7', null, null, ' a ']);
});

test('a payload that lacks something is told by its mark, however deep', () => {
  expect([lacksKept({ a: [{ b: NOT_KEPT }] }), lacksKept({ a: [{ b: null }] }), lacksKept({})]).toEqual([true, false, false]);
  expect(placesOf([{ path: ['refunds', 0, 'id'], message: 'expected an id' }])).toBe('refunds.0.id: expected an id');
});
