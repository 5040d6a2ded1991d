/** An object out of parsed JSON. */
export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};

/** The fields of a JSON object; none of what is something else. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NO_FIELDS;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The elements of a JSON array, a bounded number of them; none of what is something else. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ELEMENTS) : [];
}

const MOST_ELEMENTS = 1_000;

/** Stands for a value that was there, looked like none of its field and is not kept, because it may name a person. */
export const NOT_KEPT = '?';

/** What a kept value may look like: no form has room for an e-mail address, a phone number with its `+`, or a name with its blank. */
export const KEPT = {
  amount: /^-?[\d,]{1,17}(\.\d{1,10})?$/,
  instant: /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?$/i,
  id: /^\d{1,20}$/,
  opaqueId: /^(?!\+)[^\s@\p{Cc}\p{Cs}]{1,128}$/u,
  currency: /^[a-z]{3}$/i,
  code: /^(?!.*@.*\.)(?!\+?[\d()-]{9,}$)[^\s\p{Cc}\p{Cs}]{1,100}$/u,
  utmContent: /^(?!\d{9,}$)[\w.~-]{1,100}$/,
  clickId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
} as const;

/** A scalar of one field as text, null where there is none; `NOT_KEPT` for what does not look like the field. */
export function keptText(value: unknown, form: RegExp): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && form.test(text) ? text : NOT_KEPT;
}

/** A scalar that is evidence and no more: what does not look like it is none. */
export function keptOrNone(value: unknown, form: RegExp): string | null {
  const text = keptText(value, form);
  return text === NOT_KEPT ? null : text;
}

/** One of a few words, in lower case; `other` for any word that is not among them. */
export function keptWord<Word extends string>(value: unknown, words: readonly Word[]): Word | 'other' | null {
  if (value === null || value === undefined || value === '') return null;
  const text = String(value).toLowerCase();
  return words.find((word) => word === text) ?? 'other';
}

/** A text as it came, to be hashed and not kept; null when blank. */
export function passingText(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}

/** Whether something of a kept payload could not be kept: then it cannot be taken in later either. */
export function lacksKept(value: unknown): boolean {
  if (value === NOT_KEPT) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(lacksKept);
}

/** Which fields were not as expected, without their values. */
export function placesOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  return issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
