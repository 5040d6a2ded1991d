import type { Policy } from './policy.ts';

/** A threshold that does not go with another: its value, and the one it must lie above. */
export interface BrokenRule {
  readonly path: string;
  readonly value: number;
  readonly code: 'above' | 'at_most' | 'distinct';
  /** The path of the other threshold; null where the limit is fixed. */
  readonly other: string | null;
  readonly limit: number;
}

/**
 * What a draft must keep beyond the range of each threshold before it may be put in force: lights ascend (product.md section 7), so do grades (section
 * 8), ages differ. Kept apart from the schema, so that a version published before a rule was known can still be read.
 */
export function brokenRules(policy: Policy): BrokenRule[] {
  const { roi, scorecard } = policy;
  const { grades, ageHours } = scorecard;
  const twice = ageHours.find((age, index) => ageHours.indexOf(age) !== index);
  return [
    ...ascending([['roi.amberFrom', roi.amberFrom], ['roi.greenFrom', roi.greenFrom], ['roi.starFrom', roi.starFrom]]),
    ...ascending([['scorecard.grades.C', grades.C], ['scorecard.grades.B', grades.B], ['scorecard.grades.A', grades.A], ['scorecard.grades.S', grades.S]]),
    ...(grades.S > 100 ? [{ path: 'scorecard.grades.S', value: grades.S, code: 'at_most', other: null, limit: 100 } as const] : []),
    ...(twice === undefined ? [] : [{ path: 'scorecard.ageHours', value: twice, code: 'distinct', other: null, limit: twice } as const]),
  ];
}

function ascending(steps: readonly (readonly [path: string, value: number])[]): BrokenRule[] {
  return steps.flatMap(([path, value], index) => {
    const below = steps[index - 1];
    return below !== undefined && value <= below[1] ? [{ path, value, code: 'above', other: below[0], limit: below[1] }] : [];
  });
}
