import type { CalendarDay } from '../period.ts';
import type { RecordedCost } from './collaboration-money.ts';

/** A cost item as the tables hold it now, with when it and its collaboration became known. */
export interface KnownCost extends RecordedCost {
  readonly recordedAt: Date;
  readonly collaborationRecordedAt: Date;
}

/** What stood of a cost, as the ledger says: signed sums of its expense at the rate that was frozen with them. */
export interface PostedCost {
  readonly standingMinor: number;
  readonly currency: string;
  readonly rate: string | null;
}

/** What the ledger says of a cost that it has entries of since an instant. */
export interface CostPast {
  /** At the instant; null where it had no entry by then. */
  readonly before: PostedCost | null;
  /** When it first came into the ledger: what was pencilled in then, or stood before there was a ledger. */
  readonly first: PostedCost;
}

/**
 * A cost as it stood at the end of a day; null where it was not there. What changed or was released since does not count: the ledger, which is dated and only ever added to,
 * has what stood. A cost that was recorded later counts where it tells of then: it is dated by that day, or its whole collaboration was recorded later, as history that is
 * imported is. Nobody knew it then, so it counts as it is known now.
 * @param past null where the ledger has no entry of it since the end of the day: it stands as it stood
 */
export function costAsOf<Cost extends KnownCost>(cost: Cost, past: CostPast | null, at: { readonly day: CalendarDay; readonly end: Date }): Cost | null {
  if (cost.recordedAt >= at.end) {
    const tellsOfThen = cost.collaborationRecordedAt >= at.end || (cost.incurredOn !== null && cost.incurredOn <= at.day);
    return tellsOfThen ? cost : null;
  }
  if (past === null) return cost;
  const { standingMinor, currency, rate } = past.before ?? past.first;
  return { ...cost, amountMinor: standingMinor, releasedMinor: 0, currency, rate };
}
