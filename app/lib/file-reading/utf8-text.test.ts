import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { areUtf8, Utf8Text } from './utf8-text.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '达', '😀', '\ufeff', '\n'), maxLength: 40 });

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

async function* each(pieces: readonly Uint8Array[]) {
  yield* pieces;
}

test('wherever the pieces break, the text is the same', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(200), { maxLength: 8 }), async (whole, places) => {
      const pieces = cut(new TextEncoder().encode(whole), places);
      const reader = new Utf8Text();
      expect(pieces.map((piece) => reader.push(piece)).join('') + reader.end()).toBe(whole);
      expect(await areUtf8(each(pieces))).toBe(true);
    }),
  );
});

test('bytes are UTF-8 exactly where a strict decoder takes them, wherever the pieces break', async () => {
  const byte = fc.oneof(fc.constantFrom(0x41, 0x80, 0xbf, 0xc3, 0xa9, 0xe8, 0xbe, 0xf0, 0x9f, 0xff), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 12 }), fc.array(byte, { maxLength: 12 }), fc.array(fc.nat(24), { maxLength: 5 }), async (head, tail, places) => {
      const bytes = Uint8Array.from([...head, ...tail]);
      let isStrict = true;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        isStrict = false;
      }
      expect(await areUtf8(each(cut(bytes, places)))).toBe(isStrict);
    }),
    { numRuns: 500 },
  );
});
