import type { NumberSpan } from '#app/domain/number-span.ts';
import { parseSpan, scaledSpan, spanText } from '#app/domain/number-span.ts';
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

/** A span of numbers; one of its ends may be open. */
export type NumberRange = NumberSpan;

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
  const ranges = entries(spec.ranges, (name) => parseSpan(spanParameter(parameters, `r.${name}`)));
  const dates = entries(spec.dates, (name) => {
    const text = spanParameter(parameters, `d.${name}`);
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

function spanParameter(parameters: URLSearchParams, name: string): string {
  return parameters.get(name) || `${parameters.get(`${name}.from`)?.trim() ?? ''}..${parameters.get(`${name}.to`)?.trim() ?? ''}`;
}

/** Writes what `parseConditions` reads. */
export function setConditions(parameters: URLSearchParams, spec: ConditionSpec, { excluded, ranges, dates }: Conditions): void {
  for (const name of spec.excludable ?? []) for (const value of excluded?.[name] ?? []) parameters.append(`n.${name}`, value);
  for (const name of spec.ranges ?? []) {
    const range = ranges?.[name];
    if (range) parameters.set(`r.${name}`, spanText(range));
  }
  for (const name of spec.dates ?? []) {
    const span = dates?.[name];
    if (span !== undefined) parameters.set(`d.${name}`, span);
  }
}

/** A range in whole units of a figure: 70.5 points are 705 tenths. Undefined where none is set. */
export function scaledRange(range: NumberRange | undefined, unitsPerOne: number): NumberRange | undefined {
  return range && scaledSpan(range, unitsPerOne);
}
