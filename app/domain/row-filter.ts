import { scaledSpan } from './number-span.ts';
import type { CalendarDay } from './period.ts';
import { addDays, startOfDay } from './period.ts';
import type { DaySpan } from './relative-period.ts';
import { daySpan } from './relative-period.ts';
import type { RowCondition } from './row-condition.ts';
import { parseCondition } from './row-condition.ts';

/** How conditions hold together: all of them, or any one of them. */
export type Join = 'all' | 'any';

export interface ConditionGroup<Condition> {
  readonly join: Join;
  /** At least one. */
  readonly conditions: readonly Condition[];
}

/** Groups of conditions: "(tier is top or platform is xiaohongshu) and (ROI at most 1 or light is red)". At least one group. */
export interface Grouped<Condition> {
  readonly join: Join;
  readonly groups: readonly ConditionGroup<Condition>[];
}

/** A filter as an address, a saved view and a page hold it: each condition in words (`conditionText`). */
export type RowFilter = Grouped<string>;

/** Days of a condition as they fall: as days, and as the instants between which they lie in a zone. */
export interface FallenDays extends DaySpan {
  readonly startsAt: Date | null;
  /** Exclusive. */
  readonly endsAt: Date | null;
}

/** A filter as SQL is asked it: numbers in whole units of the column, days as they fall today. */
export type AskedFilter = Grouped<RowCondition<FallenDays>>;

/**
 * A filter as it is written in one way: no group without conditions, none of them twice, and no word between what stands alone.
 * Null when nothing is left.
 */
export function rowFilter({ join, groups }: RowFilter): RowFilter | null {
  const kept = groups.flatMap((group): ConditionGroup<string>[] => {
    const conditions = [...new Set(group.conditions)];
    return conditions.length === 0 ? [] : [{ join: conditions.length > 1 ? group.join : 'all', conditions }];
  });
  return kept.length === 0 ? null : { join: kept.length > 1 ? join : 'all', groups: kept };
}

interface Asking {
  /** Whole units of a column in one of what is typed: 10 for tenths of a point, 100 for cents. One where it is not named. */
  readonly unitsPerOne?: Readonly<Record<string, number>>;
  /** Where days are seen from; not for lists without days. */
  readonly seen?: { readonly today: CalendarDay; readonly timeZone: string };
}

/** What a filter asks of the rows now; undefined without one. */
export function askFilter(filter: RowFilter | undefined, asking: Asking): AskedFilter | undefined {
  return filter && { join: filter.join, groups: filter.groups.map(({ join, conditions }) => ({ join, conditions: conditions.map((text) => askCondition(text, asking)) })) };
}

/** @throws RangeError for what is no condition; what reads an address leaves it out */
function askCondition(text: string, { unitsPerOne = {}, seen }: Asking): RowCondition<FallenDays> {
  const condition = parseCondition(text);
  if (condition?.operator === 'in') return { ...condition, range: scaledSpan(condition.range, unitsPerOne[condition.column] ?? 1) };
  if (condition && condition.operator !== 'on') return condition;
  const days = condition && seen ? daySpan(condition.days, seen.today) : null;
  if (!condition || !seen || !days) throw new RangeError(`'${text}' is no condition of this list`);
  const { from, through } = days;
  return { ...condition, days: { ...days, startsAt: from === null ? null : startOfDay(from, seen.timeZone), endsAt: through === null ? null : startOfDay(addDays(through, 1), seen.timeZone) } };
}
