import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyLines } from './key-lines.ts';

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
