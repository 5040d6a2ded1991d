import type { Kysely } from 'kysely';
import { countPayments } from '#db/queries/finance-payments.server.ts';
import { findFirstMonth, listClosedMonths } from '#db/queries/period.server.ts';
import { countSignOffs } from '#db/queries/sign-off-pages.server.ts';
import type { Database } from '#db/schema.ts';
import type { Month } from '#app/domain/finance/period-lock.ts';
import { monthOf, monthPeriod, monthsBetween, nextToClose } from '#app/domain/finance/period-lock.ts';
import { dayOf } from '#app/domain/period.ts';
import { readAnchors } from '#app/lib/anchor-file.server.ts';
import { listMismatches } from './count-finance-work.server.ts';
import type { VarianceRow } from './report-variance.server.ts';
import { unexplained } from './report-variance.server.ts';

/** What waits for finance, each with how many and, where it tells more, which. */
export interface FinanceInbox {
  /** Payments to approve, and to make. */
  readonly toApprove: number;
  readonly toPay: number;
  /** Collaborations whose papers do not agree, and of them those that lack a contract or an invoice. */
  readonly mismatches: number;
  readonly contractsMissing: number;
  readonly invoicesMissing: number;
  readonly unexplained: number;
  /** Of those, reasons that were given and hold no longer. */
  readonly stale: number;
  readonly signOffs: number;
  /** Months that are over and open, and the one whose turn it is. */
  readonly monthsToClose: number;
  readonly nextMonth: Month;
  /** When the ledger's head was last kept outside the database; null when it never was. */
  readonly anchoredAt: string | null;
}

interface InboxInput {
  readonly workspaceId: string;
  readonly timeZone: string;
  readonly variances: readonly VarianceRow[];
}

/** The finance inbox (ux.md section 3.10). */
export async function listFinanceInbox(db: Kysely<Database>, { workspaceId, timeZone, variances }: InboxInput, { now }: { readonly now: Date }): Promise<FinanceInbox> {
  const [payments, mismatched, signOffs, closed, firstMonth] = await Promise.all([
    countPayments(db, workspaceId), listMismatches(db, workspaceId), countSignOffs(db, workspaceId, ['open']), listClosedMonths(db, workspaceId), findFirstMonth(db, workspaceId),
  ]);
  const today = dayOf(now, timeZone);
  const nextMonth = nextToClose(closed, firstMonth ?? monthOf(today));
  const lacks = (paper: 'contract' | 'invoice') => mismatched.filter(({ match }) => match.mismatches.some((one) => one.fault === 'missing' && one.between[1] === paper)).length;
  const open = unexplained(variances);
  return {
    toApprove: payments.requested ?? 0, toPay: payments.approved ?? 0, mismatches: mismatched.length, contractsMissing: lacks('contract'), invoicesMissing: lacks('invoice'),
    unexplained: open.length, stale: open.filter(({ state }) => state === 'stale').length, signOffs,
    monthsToClose: monthsBetween(nextMonth, monthOf(today)).filter((month) => monthPeriod(month).endDay <= today).length, nextMonth,
    anchoredAt: readAnchors(workspaceId).anchors.at(-1)?.at ?? null,
  };
}
