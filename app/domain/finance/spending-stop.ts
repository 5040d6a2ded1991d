import type { CalendarDay } from '../period.ts';
import type { FuseState } from '../scoring/fuse.ts';

/** A collaboration's fuse as the latest review left it, and the latest sign-off that reset it. */
export interface StopFacts {
  readonly fuse: FuseState | null;
  /** First day after the last reviewed period; null before the first. */
  readonly reviewedThrough: CalendarDay | null;
  readonly reset: {
    readonly resetOn: CalendarDay;
    readonly pilotMinor: number;
    /** Cost committed since, reporting currency. */
    readonly addedMinor: number;
    /** Whether a period that began after the reset was reviewed and left the fuse closed. */
    readonly hasProved: boolean;
  } | null;
}

/** `none` nothing stands against spending; `tripped` nothing may be committed or approved; `pilot` so much may still be committed (product.md section 9). */
export type SpendingStop = { readonly kind: 'none' } | { readonly kind: 'tripped' } | { readonly kind: 'pilot'; readonly leftMinor: number };

/** A reset counts from its day on, before the next review has seen it; it is a pilot until a period of its own has closed the fuse. */
export function spendingStop({ fuse, reviewedThrough, reset }: StopFacts): SpendingStop {
  const isReset = reset !== null && (reviewedThrough === null || reset.resetOn >= reviewedThrough || fuse !== 'tripped');
  if (fuse === 'tripped' && !isReset) return { kind: 'tripped' };
  if (reset === null || reset.hasProved) return { kind: 'none' };
  return { kind: 'pilot', leftMinor: Math.max(0, reset.pilotMinor - reset.addedMinor) };
}

/** Whether a stop stands against committing a further amount; null without a rate, which nothing can be compared with. */
export function mayCommit(stop: SpendingStop, addedMinor: number | null): boolean {
  switch (stop.kind) {
    case 'none':
      return true;
    case 'tripped':
      return false;
    case 'pilot':
      return addedMinor !== null && addedMinor <= stop.leftMinor;
  }
}
