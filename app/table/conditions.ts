import { isDaySpan } from '#app/domain/relative-period.ts';

/** What a table can be asked beside its filters' values: none of them, a span of numbers, a span of days. */
export interface ConditionSpec {
  /** Filters that can also be turned round: every value but these. */
  readonly excludable?: readonly string[];
  /** Columns that are asked by a span of numbers. */
  readonly ranges?: readonly string[];
  /** Columns that are asked by days, fixed ones or relative to today. */
  readonly dates?: readonly string[];
}

/** A span of numbers, both ends included; one of them may be open. */
export interface NumberRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** Each absent where nothing of its kind is set. */
export interface Conditions {
  readonly excluded?: Readonly<Record<string, readonly string[]>>;
  readonly ranges?: Readonly<Record<string, NumberRange>>;
  /** `last30` or `2026-07-01..2026-07-31` (app/domain/relative-period.ts). */
  readonly dates?: Readonly<Record<string, string>>;
}

/**
 * Reads `n.tier=top` (is not), `r.score=70..90` and `d.placed=last30`, also with the ends apart as a form sends them
 * (`r.score.from=70&r.score.to=90`); what is not of their form is left out.
 */
export function parseConditions(parameters: URLSearchParams, spec: ConditionSpec, valuesOf: (parameter: string, name: string) => readonly string[]): Conditions {
  const excluded = entries(spec.excludable, (name) => {
    const values = valuesOf(`n.${name}`, name);
    return values.length > 0 ? values : null;
  });
  const ranges = entries(spec.ranges, (name) => parseRange(spanText(parameters, `r.${name}`)));
  const dates = entries(spec.dates, (name) => {
    const text = spanText(parameters, `d.${name}`);
    return isDaySpan(text) ? text : null;
  });
  return { ...(excluded && { excluded }), ...(ranges && { ranges }), ...(dates && { dates }) };
}

function entries<T>(names: readonly string[] | undefined, read: (name: string) => T | null): Record<string, T> | null {
  const found = (names ?? []).flatMap((name) => {
    const value = read(name);
    return value === null ? [] : [[name, value] as const];
  });
  return found.length > 0 ? Object.fromEntries(found) : null;
}

const NUMBER = /^-?\d{1,12}(\.\d{1,4})?$/;

function spanText(parameters: URLSearchParams, name: string): string {
  return parameters.get(name) || `${parameters.get(`${name}.from`)?.trim() ?? ''}..${parameters.get(`${name}.to`)?.trim() ?? ''}`;
}

function parseRange(text: string): NumberRange | null {
  const [from = '', to = '', ...more] = text.split('..');
  if (!text.includes('..') || more.length > 0 || ![from, to].every((end) => end === '' || NUMBER.test(end)) || (from === '' && to === '')) return null;
  return { from: from === '' ? null : Number(from), to: to === '' ? null : Number(to) };
}

export function rangeText({ from, to }: NumberRange): string {
  return `${from ?? ''}..${to ?? ''}`;
}

/** Writes what `parseConditions` reads. */
export function setConditions(parameters: URLSearchParams, spec: ConditionSpec, { excluded, ranges, dates }: Conditions): void {
  for (const name of spec.excludable ?? []) for (const value of excluded?.[name] ?? []) parameters.append(`n.${name}`, value);
  for (const name of spec.ranges ?? []) {
    const range = ranges?.[name];
    if (range) parameters.set(`r.${name}`, rangeText(range));
  }
  for (const name of spec.dates ?? []) {
    const span = dates?.[name];
    if (span !== undefined) parameters.set(`d.${name}`, span);
  }
}

/** A range in whole units of a figure: 70.5 points are 705 tenths. Undefined where none is set. */
export function scaledRange(range: NumberRange | undefined, unitsPerOne: number): NumberRange | undefined {
  if (!range) return undefined;
  // Digits are moved before rounding: 8.2 x 10 in binary is a little more than 82.
  const scaled = (value: number) => Number((value * unitsPerOne).toFixed(3));
  return { from: range.from === null ? null : Math.ceil(scaled(range.from)), to: range.to === null ? null : Math.floor(scaled(range.to)) };
}
