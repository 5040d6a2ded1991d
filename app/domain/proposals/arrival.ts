/** When there is enough to judge: the platform's half-life, and the share of sales that must have arrived. */
export interface Patience {
  readonly halfLifeDays: number;
  readonly tooEarlyBelow: number;
}

/**
 * Share of a collaboration's final sales expected to have arrived d days after its first publication:
 * F(d) = 1 - 2^(-d / half-life) (product.md section 9). Nothing published (null) and days before publication give 0.
 */
export function arrivedShare(daysSinceFirstPublication: number | null, halfLifeDays: number): number {
  if (daysSinceFirstPublication === null) return 0;
  return 1 - 2 ** (-Math.max(0, daysSinceFirstPublication) / halfLifeDays);
}

/** Too early to judge: less than the policy's share has arrived and the fuse has not tripped (product.md section 9). */
export function isTooEarly(daysSinceFirstPublication: number | null, fuseTripped: boolean, { halfLifeDays, tooEarlyBelow }: Patience): boolean {
  return !fuseTripped && arrivedShare(daysSinceFirstPublication, halfLifeDays) < tooEarlyBelow;
}

/**
 * Whole days until it is no longer too early, 0 when it is not; null while nothing is published, and when the policy waits for
 * the whole of the sales, which never arrives.
 */
export function daysUntilDecidable(daysSinceFirstPublication: number | null, { halfLifeDays, tooEarlyBelow }: Patience): number | null {
  if (daysSinceFirstPublication === null || tooEarlyBelow >= 1) return null;
  const neededDays = -Math.log2(1 - tooEarlyBelow) * halfLifeDays;
  return Math.max(0, Math.ceil(neededDays - daysSinceFirstPublication));
}
