import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberTable } from './number-table.ts';

const half = fc.integer({ min: 0, max: 0xffffffff });
const entry = fc.tuple(half, fc.oneof(fc.constantFrom(0, 1, 1024), half), fc.integer({ min: 1, max: 0xffffffff }));

test('whatever is set is found under its key and under no other, also when the table grows', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 3000, size: 'max' }), half, (entries, other) => {
      const table = new NumberTable();
      const expected = new Map<string, number>();
      for (const [high, low, value] of entries) {
        const key = `${high} ${low}`;
        // Every third is set only where there is none.
        if (value % 3 === 0) expect(table.getOrSet(high, low, value)).toBe(expected.get(key) ?? 0);
        else table.set(high, low, value);
        if (value % 3 !== 0 || !expected.has(key)) expected.set(key, value);
      }
      expect(table.size).toBe(expected.size);
      for (const [high, low] of entries) expect(table.get(high, low)).toBe(expected.get(`${high} ${low}`));
      expect(table.get(other, 7)).toBe(expected.get(`${other} 7`) ?? 0);
    }),
    { numRuns: 30 },
  );
});
