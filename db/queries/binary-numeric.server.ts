const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const DIGITS = 4;
const NEGATIVE = 0x4000;
const KEPT = 1000;

/** There are few rates and many orders. */
const known = new Map<string, Uint8Array>();

/**
 * A decimal as PostgreSQL sends and takes a numeric: how many digits of base 10,000, the power of the first, the sign, the decimals shown,
 * then the digits.
 * @throws RangeError for what is no plain decimal
 */
export function binaryNumeric(text: string): Uint8Array {
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  const bytes = encoded(text);
  if (known.size >= KEPT) known.clear();
  known.set(text, bytes);
  return bytes;
}

function encoded(text: string): Uint8Array {
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`not a decimal number: ${text}`);
  const [, sign = '', whole = '', fraction = ''] = match;
  const wholeDigits = Math.ceil(whole.length / DIGITS);
  const padded = whole.padStart(wholeDigits * DIGITS, '0') + fraction.padEnd(Math.ceil(fraction.length / DIGITS) * DIGITS, '0');
  const digits = Array.from({ length: padded.length / DIGITS }, (_, index) => Number(padded.slice(index * DIGITS, (index + 1) * DIGITS)));
  const bytes = Buffer.alloc(8 + digits.length * 2);
  bytes.writeInt16BE(digits.length, 0);
  bytes.writeInt16BE(wholeDigits - 1, 2);
  bytes.writeUInt16BE(sign === '-' ? NEGATIVE : 0, 4);
  bytes.writeInt16BE(fraction.length, 6);
  digits.forEach((digit, index) => bytes.writeInt16BE(digit, 8 + index * 2));
  return bytes;
}
