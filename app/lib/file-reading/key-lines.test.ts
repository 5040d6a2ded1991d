import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyLines, KeyOrder } from './key-lines.ts';

test('every key is told by the line it first stood on, as a Map would', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 3000 }), (keys) => {
      const [lines, map] = [new KeyLines(), new Map<string, number>()];
      keys.forEach((key, index) => {
        expect(lines.note(key, index + 1)).toBe(map.get(key) ?? null);
        if (!map.has(key)) map.set(key, index + 1);
      });
    }),
    { numRuns: 30 },
  );
});

test('of 200,000 keys of running numbers none is taken for another', () => {
  const lines = new KeyLines();
  const taken = Array.from({ length: 200_000 }, (_, index) => lines.note(`main\n${index + 1}`, index + 1)).filter((line) => line !== null);
  expect(taken).toEqual([]);
});

test('of keys that come in order none is there twice, and the first out of order is told', () => {
  const key = fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: 0, max: 120 }).map(String));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), fc.constantFrom('as they are', 'up', 'down'), (some, way) => {
      const sorted = some.toSorted((a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0));
      const keys = way === 'as they are' ? some : way === 'up' ? sorted : sorted.reverse();
      const order = new KeyOrder();
      const end = keys.findIndex((each) => !order.follows(each));
      const inOrder = end === -1 ? keys : keys.slice(0, end);
      expect(new Set(inOrder).size).toBe(inOrder.length);
      if (way !== 'as they are' && new Set(keys).size === keys.length) expect(end).toBe(-1);
    }),
  );
});

test('running numbers keep their order when they get longer', () => {
  const order = new KeyOrder();
  expect(Array.from({ length: 2000 }, (_, index) => order.follows(`main\n#${index}`)).every((follows) => follows)).toBe(true);
});
