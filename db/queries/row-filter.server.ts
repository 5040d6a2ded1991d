import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { likePattern } from '#app/domain/like-pattern.ts';
import type { RowCondition } from '#app/domain/row-condition.ts';
import type { AskedFilter, ConditionGroup, FallenDays } from '#app/domain/row-filter.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { Span } from './condition.server.ts';
import { onDays, within } from './condition.server.ts';

type Condition = RawBuilder<unknown>;

/** How rows of a list are asked for what stands in a column: each list says it once, for its filters and for groups of conditions. */
export interface ConditionColumn {
  /** Rows with one of the values, an array of text. */
  readonly is?: (values: Condition) => Condition;
  readonly in?: (span: Span) => Condition;
  readonly on?: (days: FallenDays) => Condition;
  /** Rows whose text holds a part, as a pattern of `ilike`. */
  readonly has?: (pattern: string) => Condition;
  /** Rows that have anything there; absent where all have. */
  readonly filled?: Condition;
  /** `is` answers true or false and never null, so that it can be turned round as it is and by an index. */
  readonly isCertain?: boolean;
}

export type ConditionColumns = Readonly<Record<string, ConditionColumn>>;

/** A column of one value; null is empty. */
export function valueColumn(column: Condition): ConditionColumn {
  return { is: (values) => sql`${column} = any(${values})`, filled: sql`${column} is not null` };
}

/** A column of one value that every row has. */
export function requiredColumn(column: Condition): ConditionColumn {
  return { is: (values) => sql`${column} = any(${values})`, isCertain: true };
}

/** A column of whole numbers; null is empty, and in no span. */
export function numberColumn(column: Condition): ConditionColumn {
  return { in: (span) => both(within(column, span)), filled: sql`${column} is not null` };
}

export function dayColumn(column: Condition): ConditionColumn {
  return { on: (days) => both(onDays(column, days)), filled: sql`${column} is not null` };
}

export function instantColumn(column: Condition): ConditionColumn {
  return { on: ({ startsAt, endsAt }) => both([...(startsAt ? [sql`${column} >= ${startsAt}`] : []), ...(endsAt ? [sql`${column} < ${endsAt}`] : [])]) };
}

/** A column of text; null and no letters are both empty. */
export function textColumn(column: Condition): ConditionColumn {
  return { has: (pattern) => sql`${column} ilike ${pattern}`, filled: sql`${column} <> ''` };
}

/** A column of another table's rows that a row has none or several of: what holds of one of them holds of the row. */
export function columnOfRows(rows: (condition: Condition) => Condition, column: ConditionColumn): ConditionColumn {
  const { is, in: inSpan, has, filled } = column;
  return { isCertain: true, ...(is && { is: (values) => rows(is(values)) }), ...(inSpan && { in: (span) => rows(inSpan(span)) }), ...(has && { has: (pattern) => rows(has(pattern)) }), ...(filled && { filled: rows(filled) }) };
}

function both(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

/** Conditions that columns have one of some values, and of others none; a row without a value has none of them. */
export function chosen<Name extends string>(columns: Readonly<Record<Name, ConditionColumn>>, wanted: Choice<NoInfer<Name>>, not: Choice<NoInfer<Name>> | undefined, without?: NoInfer<Name>): Condition[] {
  const names = (Object.keys(columns) as Name[]).filter((name) => name !== without); // keys of a record are its names
  return [
    ...names.flatMap((name) => (wanted[name] === undefined ? [] : [has(columns[name], wanted[name])])),
    ...names.flatMap((name) => (not?.[name] === undefined ? [] : [hasNot(columns[name], not[name])])),
  ];
}

/** The same of one column that every row has. */
export function among(column: Condition, values: readonly string[] | undefined, excluded?: readonly string[]): Condition[] {
  return chosen({ value: requiredColumn(column) }, { value: values }, { value: excluded });
}

type Choice<Name extends string> = { readonly [Column in Name]?: readonly string[] | undefined };

function has(column: ConditionColumn, values: readonly string[]): Condition {
  if (!column.is) throw new Error('a column without values was asked for one');
  return column.is(sql`${arrayLiteral(values)}::text[]`);
}

function hasNot(column: ConditionColumn, values: readonly string[]): Condition {
  return column.isCertain ? sql`not (${has(column, values)})` : sql`(${has(column, values)}) is not true`;
}

/** A filter's groups of conditions as one condition; none without a filter. */
export function filterConditions(filter: AskedFilter | undefined, columns: ConditionColumns): Condition[] {
  if (!filter) return [];
  return [sql`(${sql.join(filter.groups.map((group) => groupCondition(group, columns)), joint(filter.join))})`];
}

function groupCondition({ join, conditions }: ConditionGroup<RowCondition<FallenDays>>, columns: ConditionColumns): Condition {
  return sql`(${sql.join(conditions.map((condition) => conditionOf(condition, columns)), joint(join))})`;
}

function joint(join: AskedFilter['join']): Condition {
  return join === 'any' ? sql` or ` : sql` and `;
}

/** @throws Error for a question that the column is not asked: what reads an address lets none through */
function conditionOf(condition: RowCondition<FallenDays>, columns: ConditionColumns): Condition {
  const column = Object.hasOwn(columns, condition.column) ? columns[condition.column] : undefined;
  const found = column && answer(condition, column);
  if (found === undefined) throw new Error(`nothing is known of '${condition.column} ${condition.operator}'`);
  return found;
}

function answer(condition: RowCondition<FallenDays>, column: ConditionColumn): Condition | undefined {
  switch (condition.operator) {
    case 'is':
      return has(column, condition.values);
    case 'not':
      return hasNot(column, condition.values);
    case 'in':
      return column.in?.(condition.range);
    case 'on':
      return column.on?.(condition.days);
    case 'has':
      return column.has?.(likePattern(condition.text));
    case 'filled':
      return column.filled;
    case 'empty':
      return column.filled && sql`(${column.filled}) is not true`;
  }
}
