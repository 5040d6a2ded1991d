import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCollaborations } from '#db/queries/collaboration.server.ts';
import { listCostItemsOf } from '#db/queries/cost.server.ts';
import { markReviewDue } from '#db/queries/dirty-day.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { findGrantedSignOff, insertFuseReset, setSignOffStatus } from '#db/queries/sign-off.server.ts';
import { listStopFacts } from '#db/queries/spending-stop.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { standingMinor } from '#app/domain/finance/collaboration-money.ts';
import { spendingStop } from '#app/domain/finance/spending-stop.ts';
import { amountText } from '#app/domain/money.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { laterDay } from '#app/domain/period.ts';
import { applyBasisPoints } from '#app/domain/ratio.ts';
import { newId } from '#app/lib/ids.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';

export const resetFuseSchema = z.strictObject({ collaborationId: z.uuid() });
export type ResetFuseInput = z.infer<typeof resetFuseSchema>;

export type ResetFuseOutcome =
  | { readonly status: 'reset'; readonly resetOn: CalendarDay; readonly pilotMinor: number }
  | { readonly status: 'not-found' | 'not-tripped' }
  /** Three people have to allow it first: a sign-off `fuse_reset` for the collaboration. */
  | { readonly status: 'sign-off-needed' };

/**
 * Resets a tripped fuse that three people signed off, at first for a pilot of at most 5 % of the collaboration's plan (product.md section 9). Review periods that
 * begin today or later count again; the sign-off is used up.
 */
export async function resetFuse(db: Kysely<Database>, input: ResetFuseInput & { readonly workspaceId: string }, doing: Doing): Promise<ResetFuseOutcome> {
  const { workspaceId, collaborationId } = input;
  const { now, actor } = doing;
  return await inTransaction(db, async (trx) => {
    await lockLedger(trx, workspaceId);
    if ((await listCollaborations(trx, workspaceId, [collaborationId])).length === 0) return { status: 'not-found' };
    const stop = (await listStopFacts(trx, workspaceId, [collaborationId])).get(collaborationId);
    if (!stop || spendingStop(stop).kind !== 'tripped') return { status: 'not-tripped' };
    const granted = await findGrantedSignOff(trx, workspaceId, 'fuse_reset', collaborationId);
    if (!granted) return { status: 'sign-off-needed' };
    const books = await openBooks(trx, workspaceId, now);
    const costs = await listCostItemsOf(trx, workspaceId, [collaborationId]);
    const plannedMinor = costs.reduce((sum, cost) => sum + (standingMinor({ amountMinor: cost.amount_minor, releasedMinor: cost.released_minor, currency: cost.currency, rate: cost.rate }, books.workspace.currency) ?? 0), 0);
    const pilotMinor = applyBasisPoints(plannedMinor, books.policy.review.resetPilotBasisPoints);
    // A reset in the middle of a reviewed period counts from its end: that period is settled.
    const resetOn = laterDay(books.today, stop.reviewedThrough ?? books.today);
    await insertFuseReset(trx, {
      workspace_id: workspaceId, id: newId(), collaboration_id: collaborationId, reset_on: resetOn, pilot_minor: pilotMinor, request_id: granted.id, reset_at: now,
      reset_by_name: actor.name,
    });
    await setSignOffStatus(trx, workspaceId, granted.id, 'used', now);
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: 'fuse.reset', subjectKind: 'collaboration', subjectId: collaborationId, before: { fuse: 'tripped' },
        after: { resetOn, pilot: amountText(pilotMinor, books.workspace.currency), currency: books.workspace.currency, requestId: granted.id },
      },
    ]);
    await markReviewDue(trx, workspaceId, { day: books.today, id: newId() });
    return { status: 'reset', resetOn, pilotMinor };
  });
}
