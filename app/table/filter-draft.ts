import { parseSpan } from '#app/domain/number-span.ts';
import { isDaySpan } from '#app/domain/relative-period.ts';
import type { RowCondition } from '#app/domain/row-condition.ts';
import { conditionText, parseCondition } from '#app/domain/row-condition.ts';
import type { Join, RowFilter } from '#app/domain/row-filter.ts';
import { rowFilter } from '#app/domain/row-filter.ts';
import type { ColumnQuestions, Operator } from './filter-columns.ts';
import { operatorsOf } from './filter-columns.ts';

/** A condition while it is put together: everything that was typed, also what another operator would ask for. */
export interface DraftCondition {
  readonly key: number;
  readonly column: string;
  readonly operator: Operator;
  readonly values: readonly string[];
  /** Ends of a span, as typed. */
  readonly from: string;
  readonly to: string;
  /** A relative period; empty for days from one through another. */
  readonly period: string;
  readonly text: string;
}

export interface DraftGroup {
  readonly key: number;
  readonly join: Join;
  /** Shown as a group although it has one condition or none yet. */
  readonly isGroup: boolean;
  readonly conditions: readonly DraftCondition[];
}

export interface FilterDraft {
  readonly join: Join;
  readonly groups: readonly DraftGroup[];
  /** The next key to give away, to conditions and groups alike. */
  readonly next: number;
}

/** What a panel shows of a filter; of none, one condition to begin with. */
export function draftOf(filter: RowFilter | undefined, columns: ColumnQuestions): FilterDraft {
  if (!filter) return withNewGroup({ join: 'all', groups: [], next: 0 }, columns, false);
  let next = 0;
  const groups = filter.groups.map(({ join, conditions }): DraftGroup => ({
    key: next++, join: conditions.length > 1 ? join : 'any', isGroup: conditions.length > 1, conditions: conditions.flatMap((text) => parseCondition(text) ?? []).map((condition) => ({ ...EMPTY, ...typed(condition), key: next++, column: condition.column, operator: condition.operator })),
  }));
  return { join: filter.join, groups, next };
}

const EMPTY = { values: [], from: '', to: '', period: '', text: '' };

function typed(condition: RowCondition): Partial<DraftCondition> {
  switch (condition.operator) {
    case 'is':
    case 'not':
      return { values: condition.values };
    case 'in':
      return { from: String(condition.range.from ?? ''), to: String(condition.range.to ?? '') };
    case 'on': {
      const [from = '', to = '', isSpan] = [...condition.days.split('..'), condition.days.includes('..')];
      return isSpan ? { from: String(from), to: String(to) } : { period: condition.days };
    }
    case 'has':
      return { text: condition.text };
    case 'empty':
    case 'filled':
      return {};
  }
}

/** A new condition of the list's first column. */
function newCondition(key: number, columns: ColumnQuestions): DraftCondition {
  const [first] = Object.keys(columns);
  return withColumn({ ...EMPTY, key, column: '', operator: 'is' }, first ?? '', columns);
}

/** A condition of another column: what was typed for the one before means nothing there. */
export function withColumn({ key }: DraftCondition, column: string, columns: ColumnQuestions): DraftCondition {
  const asked = columns[column];
  return { ...EMPTY, key, column, operator: (asked && operatorsOf(asked)[0]) ?? 'is' };
}

/** Another condition at the end, by itself or as the first of a group. */
export function withNewGroup(draft: FilterDraft, columns: ColumnQuestions, isGroup: boolean): FilterDraft {
  const { next } = draft;
  // Whoever makes a group wants the other word in it: "and" between groups, "or" within them.
  const join = draft.join === 'all' ? 'any' : 'all';
  return { ...draft, groups: [...draft.groups, { key: next, join, isGroup, conditions: [newCondition(next + 1, columns)] }], next: next + 2 };
}

export function withNewCondition(draft: FilterDraft, group: number, columns: ColumnQuestions): FilterDraft {
  const added = newCondition(draft.next, columns);
  return { ...draft, groups: draft.groups.map((each) => (each.key === group ? { ...each, conditions: [...each.conditions, added] } : each)), next: draft.next + 1 };
}

export function withGroup(draft: FilterDraft, group: DraftGroup): FilterDraft {
  return { ...draft, groups: draft.groups.map((each) => (each.key === group.key ? group : each)) };
}

/** Without a condition; a group without any is gone. */
export function withoutKey(draft: FilterDraft, key: number): FilterDraft {
  const groups = draft.groups.filter((group) => group.key !== key).map((group) => ({ ...group, conditions: group.conditions.filter((condition) => condition.key !== key) }));
  return { ...draft, groups: groups.filter(({ conditions }) => conditions.length > 0) };
}

/** The filter that a draft asks for so far, and how many of its conditions are not finished. */
export function finished({ join, groups }: FilterDraft): { readonly filter: RowFilter | null; readonly unfinished: number } {
  const asked = groups.map((group) => ({ join: group.join, conditions: group.conditions.flatMap((condition) => conditionOf(condition) ?? []).map(conditionText) }));
  const count = (all: readonly { readonly conditions: readonly unknown[] }[]) => all.reduce((sum, { conditions }) => sum + conditions.length, 0);
  return { filter: rowFilter({ join, groups: asked }), unfinished: count(groups) - count(asked) };
}

function conditionOf({ column, operator, values, from, to, period, text }: DraftCondition): RowCondition | null {
  const span = `${from.trim()}..${to.trim()}`;
  switch (operator) {
    case 'is':
    case 'not':
      return values.length > 0 ? { column, operator, values: [...values].sort() } : null;
    case 'in': {
      const range = parseSpan(span);
      return range && (range.from === null || range.to === null || range.from <= range.to) ? { column, operator, range } : null;
    }
    case 'on': {
      const days = period === '' ? span : period;
      return isDaySpan(days) ? { column, operator, days } : null;
    }
    case 'has':
      return text.trim() === '' ? null : { column, operator, text: text.trim() };
    case 'empty':
    case 'filled':
      return { column, operator };
  }
}
