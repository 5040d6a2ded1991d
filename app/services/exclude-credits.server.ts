import type { Kysely, Transaction } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { lockCollaboration } from '#db/queries/collaboration.server.ts';
import { insertExclusion, liftExclusions, listDaysWithCredits, lockExclusions } from '#db/queries/credit-exclusion.server.ts';
import { insertDirtyDays } from '#db/queries/dirty-day.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

const day = z.string().refine(isCalendarDay, { error: 'a day such as 2026-07-02' });

export const excludeCreditsSchema = z
  .strictObject({
    collaborationId: z.uuid(),
    fromDay: day,
    /** Last day, inclusive; null for open. */
    untilDay: day.nullable(),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ fromDay, untilDay }) => untilDay === null || untilDay >= fromDay, { path: ['untilDay'], message: 'ends before it begins' });
export type ExcludeCreditsInput = z.infer<typeof excludeCreditsSchema>;

export type ExcludeCreditsOutcome =
  | { readonly status: 'excluded'; readonly exclusionId: string }
  | { readonly status: 'already-excluded' }
  | { readonly status: 'not-found' };

/**
 * Leaves the orders that a collaboration's coupon brought from a day on out of ROI and all that is worked out from it (product.md section 4).
 * Their credits stay as they are and still sum to the order; only the roll-ups of the days pass them over, and a review follows.
 */
export async function excludeCredits(db: Kysely<Database>, input: ExcludeCreditsInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<ExcludeCreditsOutcome> {
  const { workspaceId, collaborationId, fromDay, untilDay, reason } = input;
  return await inTransaction(db, async (trx) => {
    const collaboration = await lockCollaboration(trx, workspaceId, collaborationId);
    if (!collaboration) return { status: 'not-found' };
    const { coupon } = collaboration;
    const exclusionId = newId();
    const isNew = await insertExclusion(trx, {
      workspace_id: workspaceId, id: exclusionId, collaboration_id: collaborationId, coupon, from_day: fromDay, until_day: untilDay, reason,
      created_at: now, created_by: actor.kind === 'user' ? actor.id : null, created_by_name: actor.name,
    });
    if (!isNew) return { status: 'already-excluded' };
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'collaboration.exclude-credits', subjectKind: 'collaboration', subjectId: collaborationId,
      after: { coupon, fromDay, untilDay }, reason,
    }]);
    await markDays(trx, workspaceId, { collaborationId, fromDay, untilDay });
    return { status: 'excluded', exclusionId };
  });
}

export type RestoreCreditsOutcome = { readonly status: 'restored' } | { readonly status: 'nothing-excluded' };

/** Puts everything back that is left out of a collaboration's ROI. What was left out, when and why stays on record. */
export async function restoreCredits(
  db: Kysely<Database>, { workspaceId, collaborationId }: { readonly workspaceId: string; readonly collaborationId: string }, { now, actor }: Doing,
): Promise<RestoreCreditsOutcome> {
  return await inTransaction(db, async (trx) => {
    const inForce = await lockExclusions(trx, workspaceId, collaborationId);
    if (inForce.length === 0) return { status: 'nothing-excluded' };
    await liftExclusions(trx, workspaceId, inForce.map((one) => one.id), { at: now, by: actor.kind === 'user' ? actor.id : null, byName: actor.name });
    await insertAuditEntries(trx, workspaceId, inForce.map(({ coupon, fromDay, untilDay }) => ({
      id: newId(), at: now, actor, action: 'collaboration.restore-credits', subjectKind: 'collaboration', subjectId: collaborationId, before: { coupon, fromDay, untilDay },
    })));
    for (const one of inForce) await markDays(trx, workspaceId, { collaborationId, fromDay: one.fromDay, untilDay: one.untilDay });
    return { status: 'restored' };
  });
}

/** The roll-ups of these days are rebuilt, and the worker reviews anew. */
async function markDays(trx: Transaction<Database>, workspaceId: string, at: { collaborationId: string; fromDay: CalendarDay; untilDay: CalendarDay | null }): Promise<void> {
  const days = await listDaysWithCredits(trx, workspaceId, at);
  await insertDirtyDays(trx, workspaceId, 'credit', days.map((day) => ({ day, id: newId() })));
}
