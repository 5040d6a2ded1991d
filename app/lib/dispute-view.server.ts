import type { DisputeRow } from '#db/queries/dispute.server.ts';
import { tellsCost } from '#app/domain/dispute.ts';

/** A dispute as a person may see it: without sight of costs the value of a figure with cost in it does not leave the server. */
export function disputeFor(row: DisputeRow, { seesCosts, now }: { readonly seesCosts: boolean; readonly now: Date }) {
  const withheld = !seesCosts && tellsCost(row.figure);
  return { ...row, withheld, shownValue: withheld ? null : row.shownValue, isOverdue: row.status === 'open' && row.dueAt <= now };
}

export type DisputeView = ReturnType<typeof disputeFor>;
