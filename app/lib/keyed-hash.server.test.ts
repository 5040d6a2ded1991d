import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyedHash } from './keyed-hash.server.ts';

const text = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 100 }), fc.nat(3000).map((length) => '达a'.repeat(length)));

test('is what node:crypto calls HMAC-SHA-256, whatever the key and the texts', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(text, { minLength: 1, maxLength: 5 }), (key, texts) => {
      const keyed = new KeyedHash(key);
      for (const each of texts) expect(keyed.hex(each)).toBe(createHmac('sha256', key).update(each).digest('hex'));
    }),
  );
});

test('a key longer than a block is refused', () => {
  expect(() => new KeyedHash(new Uint8Array(65))).toThrow('a key of 65 bytes');
});
