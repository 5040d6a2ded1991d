import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExactJson } from './exact-json.ts';

test('numbers are their own text, also where a double would round or an exponent would hide', () => {
  expect(parseExactJson('{"id":9007199254740993123,"a":[0.10,-5,1e3,true,null],"s":"7 \\" 8, {\\"n\\":9}"}'))
    .toEqual({ id: '9007199254740993123', a: ['0.10', '-5', '1e3', true, null], s: '7 " 8, {"n":9}' });
});

test('what is no JSON does not become JSON by its numbers being quoted', () => {
  for (const text of ['', '{1:2}', '[01]', '{"a":1', '[1 2]', '[.5]']) expect(() => parseExactJson(text)).toThrow(SyntaxError);
});

test('everything but numbers reads as JSON.parse reads it', () => {
  const texts = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'number' ? JSON.stringify(inner) : inner)));
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    expect(parseExactJson(JSON.stringify(value))).toEqual(texts(value));
  }));
});
