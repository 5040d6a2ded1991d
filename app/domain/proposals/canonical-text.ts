/** What can stand in a canonical text. Properties that are undefined do not exist. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/** Decimals of a number that is not an integer: enough for a probability, few enough that the last bits of a sum do not show. */
const DECIMALS = 6;

/**
 * JSON with sorted keys, no spaces and fixed decimals: equal values give equal text, whatever order their keys were set in.
 * @throws RangeError for NaN and infinities, which have no text
 */
export function canonicalText(value: CanonicalValue): string {
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`;
}

/** Array.isArray does not narrow readonly arrays out of a union. */
function isList(value: readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue }): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`canonicalText: ${value} has no text`);
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = value.toFixed(DECIMALS);
  return Number(text) === 0 ? (0).toFixed(DECIMALS) : text;
}
