import type { RowCondition } from '#app/domain/row-condition.ts';
import { conditionText, parseCondition } from '#app/domain/row-condition.ts';
import type { ConditionGroup, Join, RowFilter } from '#app/domain/row-filter.ts';
import { rowFilter } from '#app/domain/row-filter.ts';
import type { ColumnQuestions } from './filter-columns.ts';
import { filterColumns, operatorsOf } from './filter-columns.ts';
import { CONDITION_PLACE } from './filter-text.ts';
import type { TableSpec } from './url-state.ts';

/** What an address asks that a list cannot be asked; it is left out, and the rest holds. */
export interface FilterProblem {
  /** The parameter, as the address names it: `c2.any`. */
  readonly place: string;
  /** What stands there. */
  readonly text: string;
  /** The part of it that does not fit. */
  readonly value: string;
  /** What is asked for in its place. */
  readonly expected: 'join' | 'room' | 'column' | 'operator' | 'choice' | 'range' | 'days' | 'text' | 'nothing';
  /** Words that would fit, where they are a few. */
  readonly known: readonly string[];
}

export interface ReadFilter {
  /** Absent where nothing is asked. */
  readonly where?: RowFilter;
  /** Absent where everything was understood. */
  readonly problems?: readonly FilterProblem[];
}

const MAX_GROUPS = 10;
const MAX_CONDITIONS = 10;
const MAX_VALUES = 50;
const MAX_TEXT = 200;
const MAX_PROBLEMS = 5;

/**
 * Reads the conditions of an address as a list may be asked them: columns that the list does not have for this person are as unknown as
 * any other. No schema: every table's page would carry the library.
 */
export function readFilter(parameters: URLSearchParams, spec: TableSpec): ReadFilter {
  if (!spec.where) return {};
  const problems: FilterProblem[] = [];
  const join = parameters.get('c');
  if (join !== null && join !== 'all' && join !== 'any') problems.push({ place: 'c', text: join, value: join, expected: 'join', known: ['all', 'any'] });
  const where = rowFilter({ join: join === 'any' ? 'any' : 'all', groups: groupsOf(parameters, filterColumns(spec), problems) });
  return { ...(where && { where }), ...(problems.length > 0 && { problems: problems.slice(0, MAX_PROBLEMS) }) };
}

function groupsOf(parameters: URLSearchParams, columns: ColumnQuestions, problems: FilterProblem[]): readonly ConditionGroup<string>[] {
  const groups = new Map<number, ConditionGroup<string>>();
  for (const [place, text] of parameters) {
    const named = CONDITION_PLACE.exec(place);
    if (!named) continue;
    const join: Join = named[2] === 'any' ? 'any' : 'all';
    const group = groups.get(Number(named[1])) ?? { join, conditions: [] };
    const isFull = group.conditions.length === MAX_CONDITIONS || (groups.size === MAX_GROUPS && !groups.has(Number(named[1])));
    if (group.join !== join) problems.push({ place, text, value: join, expected: 'join', known: [group.join] });
    else if (isFull) problems.push({ place, text, value: text, expected: 'room', known: [] });
    else {
      const condition = readCondition(text, columns, (problem) => problems.push({ place, text, ...problem }));
      if (condition) groups.set(Number(named[1]), { join, conditions: [...group.conditions, conditionText(condition)] });
    }
  }
  return [...groups].sort(([one], [other]) => one - other).map(([, group]) => group);
}

type Refuse = (problem: Pick<FilterProblem, 'value' | 'expected' | 'known'>) => void;

/** What the operand of an operator must be. */
const OPERANDS = { is: 'choice', not: 'choice', in: 'range', on: 'days', has: 'text', empty: 'nothing', filled: 'nothing' } as const;

/** A condition that the list can be asked; null, with what is wrong of it, where it cannot. */
function readCondition(text: string, columns: ColumnQuestions, refuse: Refuse): RowCondition | null {
  const [name = '', word = '', ...operand] = text.trim().split(/\s/);
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  const operators = column ? operatorsOf(column) : [];
  const operator = operators.find((each) => each === word);
  const condition = parseCondition(text);
  if (!column) refuse({ value: name, expected: 'column', known: Object.keys(columns) });
  else if (operator === undefined) refuse({ value: word, expected: 'operator', known: operators });
  else if (condition === null || !isBounded(condition)) refuse({ value: operand.join(' '), expected: OPERANDS[operator], known: listed(column.choices) });
  else if (condition.operator !== 'is' && condition.operator !== 'not') return condition;
  else return ofChoices(condition, column.choices, refuse);
  return null;
}

/** No longer than a person types, and no span that ends before it begins. */
function isBounded(condition: RowCondition): boolean {
  if (condition.operator === 'has') return condition.text.length <= MAX_TEXT;
  if (condition.operator !== 'in') return true;
  const { from, to } = condition.range;
  return from === null || to === null || from <= to;
}

/** The condition with those of its values that the column can have; any other is refused by itself. */
function ofChoices(condition: RowCondition & { readonly operator: 'is' | 'not' }, choices: readonly string[] | 'text' | undefined, refuse: Refuse): RowCondition | null {
  const fits = (value: string) => value.length <= MAX_TEXT && (choices === 'text' || (choices?.includes(value) ?? false));
  for (const value of condition.values) if (!fits(value)) refuse({ value, expected: 'choice', known: listed(choices) });
  const values = condition.values.filter(fits).slice(0, MAX_VALUES);
  return values.length > 0 ? { ...condition, values } : null;
}

function listed(choices: readonly string[] | 'text' | undefined): readonly string[] {
  return choices === 'text' || choices === undefined ? [] : choices;
}
