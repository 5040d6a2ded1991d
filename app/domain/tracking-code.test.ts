import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { issueTrackingCode, readTrackingCode, TRACKING_CODE_PAYLOADS } from './tracking-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const payloads = fc.nat({ max: TRACKING_CODE_PAYLOADS - 1 });
const sample = Array.from({ length: 60 }, (_, step) => (step * 7_654_321_987 + 12_345) % TRACKING_CODE_PAYLOADS);

function swapped(code: string, i: number, j: number): string {
  const letters = [...code];
  [letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? ''];
  return letters.join('');
}

describe('issuing', () => {
  test('a code is 8 characters of Crockford base32 and reads back as itself', () => {
    fc.assert(fc.property(payloads, (payload) => {
      const code = issueTrackingCode(payload);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
      expect(readTrackingCode(code)).toEqual({ status: 'ok', code });
    }));
  });

  test('different payloads have different codes, and the first and last payload have one', () => {
    fc.assert(fc.property(payloads, payloads, (a, b) => (issueTrackingCode(a) === issueTrackingCode(b)) === (a === b)));
    expect(issueTrackingCode(0)).toBe('00000000');
    expect(issueTrackingCode(TRACKING_CODE_PAYLOADS - 1).slice(0, 7)).toBe('ZZZZZZZ');
  });

  test('these codes never change: links with them are out in the world', () => {
    expect([1, 31, 123_456_789, 34_359_738_367].map(issueTrackingCode)).toEqual(PINNED);
  });

  test.each([-1, 0.5, TRACKING_CODE_PAYLOADS, Number.NaN])('%s is no payload', (payload) => {
    expect(() => issueTrackingCode(payload)).toThrow(RangeError);
  });
});

const PINNED = ['00000012', '000000ZV', '03NQK8N1', 'ZZZZZZZC'];

describe('errors of typing', () => {
  test('every single wrong character is recognised as mistyped', () => {
    for (const code of sample.map(issueTrackingCode)) {
      for (let place = 0; place < 8; place += 1) {
        for (const letter of `${ALPHABET}U`) {
          if (letter === code[place]) continue;
          const typed = code.slice(0, place) + letter + code.slice(place + 1);
          expect(readTrackingCode(typed)).toEqual({ status: 'mistyped' });
        }
      }
    }
  });

  test('every pair of different characters that changed places is recognised as mistyped, adjacent or not', () => {
    fc.assert(fc.property(payloads, (payload) => {
      const code = issueTrackingCode(payload);
      for (let i = 0; i < 8; i += 1) {
        for (let j = i + 1; j < 8; j += 1) {
          const typed = swapped(code, i, j);
          if (typed !== code) expect(readTrackingCode(typed)).toEqual({ status: 'mistyped' });
        }
      }
    }));
  });
});

describe('forgiving reading', () => {
  const code = issueTrackingCode(sample.find((payload) => /0/.test(issueTrackingCode(payload)) && /1/.test(issueTrackingCode(payload))) ?? 33);

  test.each([
    code.toLowerCase(),
    code.replace(/0/g, 'o').replace(/1/g, 'l'),
    code.replace(/0/g, 'O').replace(/1/g, 'i'),
    ` ${code.slice(0, 4)}-${code.slice(4)} `,
    `${code.slice(0, 4)} ${code.slice(4)}`,
    `${code}.`, `${code},`, `${code}_`, `${code}。`, `${code}）`, `\ufeff${code}\u200b`,
    [...code].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''),
  ])('%j reads as the code', (typed) => {
    expect(readTrackingCode(typed)).toEqual({ status: 'ok', code });
  });

  test.each(['', 'ABC', '123456789', 'LILY-15!x', '__proto__', '达人达人达人达人', '\0'.repeat(8), '=1+1+1+1', 'A'.repeat(100_000)])(
    'text unlike a code is malformed (case %#)',
    (typed) => {
      expect(readTrackingCode(typed)).toEqual({ status: 'malformed' });
    },
  );

  test('any text at all gets an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => ['ok', 'mistyped', 'malformed'].includes(readTrackingCode(text).status)));
  });
});
