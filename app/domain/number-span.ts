/** A span of numbers, both ends included; null where that end is open. */
export interface NumberSpan {
  readonly from: number | null;
  readonly to: number | null;
}

const NUMBER = /^-?\d{1,12}(\.\d{1,4})?$/;

/** Reads `70..90.5` and `..1`; null for what names no span. */
export function parseSpan(text: string): NumberSpan | null {
  const [from = '', to = '', ...more] = text.split('..');
  if (!text.includes('..') || more.length > 0 || ![from, to].every((end) => end === '' || NUMBER.test(end)) || (from === '' && to === '')) return null;
  const end = (digits: string) => (digits === '' ? null : Number(digits) + 0); // "-0" is no other number than 0
  return { from: end(from), to: end(to) };
}

/** Writes what `parseSpan` reads. */
export function spanText({ from, to }: NumberSpan): string {
  return `${from ?? ''}..${to ?? ''}`;
}

/** A span in whole units of a figure: 70.5 points are 705 tenths. It is rounded towards its inside. */
export function scaledSpan({ from, to }: NumberSpan, unitsPerOne: number): NumberSpan {
  // Digits are moved before rounding: 8.2 x 10 in binary is a little more than 82.
  const scaled = (value: number) => Number((value * unitsPerOne).toFixed(3));
  return { from: from === null ? null : Math.ceil(scaled(from)), to: to === null ? null : Math.floor(scaled(to)) };
}
