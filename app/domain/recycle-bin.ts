/** How long what was deleted can be put back. */
export const BIN_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * What keeps a thing out of the bin, in the order in which it is told. What has history is never deleted: it is archived, and its money, orders
 * and decisions stay readable.
 */
export const BIN_OBSTACLES = [
  'collaborations', 'left-draft', 'money', 'content', 'orders', 'clicks', 'reviews', 'proposals', 'replacements', 'sign-offs', 'assets',
] as const;
export type BinObstacle = (typeof BIN_OBSTACLES)[number];

export interface BinReason {
  readonly obstacle: BinObstacle;
  readonly count: number;
}

/** Why something cannot be deleted; empty when it can. */
export function binReasons(findings: Readonly<Partial<Record<BinObstacle, number>>>): BinReason[] {
  return BIN_OBSTACLES.flatMap((obstacle) => {
    const count = findings[obstacle] ?? 0;
    return count > 0 ? [{ obstacle, count }] : [];
  });
}

/** When a thing in the bin goes for good. */
export function binEndsAt(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + BIN_DAYS * DAY_MS);
}

/** What went into the bin before this instant is removed for good now. */
export function binSweepBefore(now: Date): Date {
  return new Date(now.getTime() - BIN_DAYS * DAY_MS);
}

/** Days left in which it can be put back: 30 on the first day, 0 when the sweep is due. */
export function binDaysLeft(deletedAt: Date, now: Date): number {
  return Math.max(0, Math.ceil((binEndsAt(deletedAt).getTime() - now.getTime()) / DAY_MS));
}

/** Why a thing cannot be put back: its place was taken, or what it belongs to is gone. */
export const RESTORE_CONFLICTS = ['handle-taken', 'slug-taken', 'coupon-taken', 'place-taken', 'campaign-gone', 'kol-gone', 'replaced-gone'] as const;
export type RestoreConflictCode = (typeof RESTORE_CONFLICTS)[number];

export interface RestoreConflict {
  readonly code: RestoreConflictCode;
  /** What is taken or gone, as people write it. */
  readonly value: string;
  /** Who has it now; empty where nobody does. */
  readonly holder: string;
}
