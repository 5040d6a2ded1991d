/**
 * Tracking codes (product.md section 4): 8 characters of Crockford base32, 7 of payload and 1 check character.
 *
 * The check is linear over GF(32): a code c0..c7 is valid when the sum of W[i] * c[i] is 0, the weights W being distinct
 * and non-zero. A single wrong character changes the sum by W[i] * e, which is never 0; two characters that change
 * places change it by (W[i] + W[j]) * (a + b), which is never 0 when a != b. So every single substitution and every
 * transposition, adjacent or not, is detected.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;
const PAYLOAD_LENGTH = CODE_LENGTH - 1;

/** Payloads are unsigned integers below this: 35 bits. */
export const TRACKING_CODE_PAYLOADS = 2 ** 35;

/** A code in its one written form: 8 upper-case characters of Crockford base32. */
export type TrackingCode = string;

export type TrackingCodeReading =
  | { readonly status: 'ok'; readonly code: TrackingCode }
  /** As long as a code and made of letters and digits, but no code that was ever issued: somebody mistyped it. */
  | { readonly status: 'mistyped' }
  /** Nothing like a code. */
  | { readonly status: 'malformed' };

/**
 * The code of a payload; different payloads have different codes.
 * @param payload integer from 0 up to but not including 2^35, drawn at random by the caller
 * @throws RangeError for any other number
 */
export function issueTrackingCode(payload: number): TrackingCode {
  if (!Number.isSafeInteger(payload) || payload < 0 || payload >= TRACKING_CODE_PAYLOADS) {
    throw new RangeError(`issueTrackingCode: payload ${payload} is not an unsigned integer of 35 bits`);
  }
  let rest = payload;
  let text = '';
  for (let place = 0; place < PAYLOAD_LENGTH; place += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text + ALPHABET.charAt(weightedSum(text));
}

/**
 * Reads a code as people type and links carry it: case-insensitive, o = 0, i and l = 1, full-width characters, spaces and
 * hyphens anywhere, punctuation that sentences and messengers leave at the end.
 */
export function readTrackingCode(text: string): TrackingCodeReading {
  const code = WRITTEN.test(text) ? text : foldTyping(text);
  if (code === null || code.length !== CODE_LENGTH || !LETTERS_AND_DIGITS.test(code)) return { status: 'malformed' };
  if (!WRITTEN.test(code) || weightedSum(code) !== 0) return { status: 'mistyped' };
  return { status: 'ok', code };
}

const WRITTEN = /^[0-9A-HJKMNP-TV-Z]{8}$/;
const LETTERS_AND_DIGITS = /^[0-9A-Z]+$/;
const LONGEST_TYPING = 64;

function foldTyping(text: string): string | null {
  if (text.length > LONGEST_TYPING) return null;
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff\-\u2010-\u2015]+/g, '')
    .replace(/[_.,;:!?)\]'"。、>]+$/, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** Powers of the generator x in GF(2)[x] / (x^5 + x^2 + 1), so that products are sums of logarithms. */
const POWERS: number[] = [];
const LOGARITHMS: number[] = [];
for (let exponent = 0, power = 1; exponent < 31; exponent += 1) {
  POWERS[exponent] = power;
  LOGARITHMS[power] = exponent;
  power <<= 1;
  if (power >= 32) power ^= 0b100101;
}

/** Sum of x^(7 - i) * c[i]; the check character's own weight is x^0 = 1, so the sum over the payload is that character. */
function weightedSum(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = ALPHABET.indexOf(text.charAt(index));
    if (digit > 0) sum ^= POWERS[((LOGARITHMS[digit] ?? 0) + PAYLOAD_LENGTH - index) % 31] ?? 0;
  }
  return sum;
}
