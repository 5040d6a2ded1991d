import type { RowCondition } from '#app/domain/row-condition.ts';
import type { TableSpec } from './url-state.ts';

/** What can be asked of a column in a condition. */
export interface ColumnQuestion {
  readonly kind: 'choice' | 'number' | 'day' | 'text';
  /** Of a choice: the values it may take, or 'text' where any text may stand. */
  readonly choices?: readonly string[] | 'text' | undefined;
  /** Rows may have nothing there. */
  readonly mayBeEmpty: boolean;
}

/** By the name that a column has in the address. */
export type ColumnQuestions = Readonly<Record<string, ColumnQuestion>>;
export type Operator = RowCondition['operator'];

/** The columns that conditions of a list can be about: those of its filters, its spans and its days, and those whose texts are searched. */
export function filterColumns({ filters, ranges = [], dates = [], where }: TableSpec): ColumnQuestions {
  const mayBeEmpty = (name: string) => where?.empties?.includes(name) ?? false;
  const of = (kind: ColumnQuestion['kind']) => (name: string) => [name, { kind, mayBeEmpty: mayBeEmpty(name) }] as const;
  return Object.fromEntries([
    ...Object.entries(filters).map(([name, choices]) => [name, { kind: 'choice', choices, mayBeEmpty: mayBeEmpty(name) }] as const),
    ...ranges.map(of('number')), ...dates.map(of('day')), ...(where?.texts ?? []).map(of('text')),
  ]);
}

const OPERATORS: Readonly<Record<ColumnQuestion['kind'], readonly Operator[]>> = { choice: ['is', 'not'], number: ['in'], day: ['on'], text: ['has'] };

/** What a column can be asked, as an address writes it. */
export function operatorsOf({ kind, mayBeEmpty }: ColumnQuestion): readonly Operator[] {
  return mayBeEmpty ? [...OPERATORS[kind], 'empty', 'filled'] : OPERATORS[kind];
}
