import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExactJson } from './exact-json.ts';

test('a number that a double would round is its own text, and then so is every other one', () => {
  expect(parseExactJson('{"id":9007199254740993123,"a":[0.10,-5,1e3,true,null],"s":"7 \\" 8, {\\"n\\":9}"}'))
    .toEqual({ id: '9007199254740993123', a: ['0.10', '-5', '1e3', true, null], s: '7 " 8, {"n":9}' });
});

test('numbers of up to fifteen digits keep their value', () => {
  fc.assert(fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.integer({ min: 0, max: 14 }), (digits, decimals) => {
    const whole = String(Math.abs(digits)).padStart(decimals + 1, '0');
    const text = `${digits < 0 ? '-' : ''}${whole.slice(0, whole.length - decimals)}${decimals > 0 ? `.${whole.slice(-decimals)}` : ''}`;
    const read = parseExactJson(`[${text}]`);
    const [value] = Array.isArray(read) ? read : [];
    expect(typeof value === 'string' ? value : Number(value).toFixed(decimals)).toBe(digits === 0 ? Number(text).toFixed(decimals) : text);
  }));
});

test('what is no JSON does not become JSON by its numbers being quoted', () => {
  for (const text of ['', '{1:2}', '[01]', '{"a":1', '[1 2]', '[.5]', '[0.5.5555555555555555]']) expect(() => parseExactJson(text)).toThrow(SyntaxError);
});

test('everything but numbers reads as JSON.parse reads it', () => {
  const texts = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'number' ? JSON.stringify(inner) : inner)));
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = JSON.stringify([value, 1234567890123456]);
    expect(parseExactJson(text)).toEqual([texts(value), '1234567890123456']);
    expect(parseExactJson('{"a":"b"}')).toEqual({ a: 'b' });
  }));
});
