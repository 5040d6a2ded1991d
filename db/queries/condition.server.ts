import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { DaySpan } from '#app/domain/relative-period.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Condition = RawBuilder<unknown>;

/** A span of whole numbers, both ends included; null where that end is open. */
export interface Span {
  readonly from: number | null;
  readonly to: number | null;
}

/** A further condition, `and` before it, that a column has one of some values; none where none was asked for. */
export function andAmong(column: Condition, values: readonly string[] | undefined): Condition {
  return values === undefined ? sql`` : sql`and ${column} = any(${arrayLiteral(values)}::text[])`;
}

/** Conditions that a number lies in a span. */
export function within(column: Condition, span: Span | undefined): Condition[] {
  return [...(span && span.from !== null ? [sql`${column} >= ${span.from}::bigint`] : []), ...(span && span.to !== null ? [sql`${column} <= ${span.to}::bigint`] : [])];
}

/** Conditions that a date lies in a span of days. */
export function onDays(column: Condition, span: DaySpan | undefined): Condition[] {
  return [...(span && span.from !== null ? [sql`${column} >= ${span.from}::date`] : []), ...(span && span.through !== null ? [sql`${column} <= ${span.through}::date`] : [])];
}
