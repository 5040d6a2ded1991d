import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { lockCollaboration, lockCollaborations, updateCollaborations } from '#db/queries/collaboration.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { isPromised } from '#app/domain/finance/ledger-plan.ts';
import { tierSchema } from '#app/domain/kol.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import type { MoneyRefusal } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import { changedFields } from './changed-fields.ts';
import type { ChangeProblem } from './collaboration-change.server.ts';
import { changedCollaboration } from './collaboration-change.server.ts';
import { CodeBook, storedCoupon } from './collaboration-codes.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { markAttributionOf } from './mark-attribution.server.ts';
import type { SignOffNeeded } from './require-sign-off.server.ts';
import { requireTierShare } from './require-sign-off.server.ts';
import { checkTierChanges } from './tier-locks.server.ts';

const day = z.string().refine(isCalendarDay, { error: 'a day such as 2026-07-02' });

/** The form of a collaboration. Its state changes by `advanceCollaboration` alone. */
export const saveCollaborationSchema = z.strictObject({
  collaborationId: z.uuid(),
  /** The version the person saw. */
  version: z.int().positive(),
  tier: tierSchema,
  startsOn: day,
  endsOn: day,
  coupon: z.string().trim().regex(/^[^\s,;；，、|]{2,64}$/, { error: '2 to 64 characters without blanks, such as LILY15' }),
  landingUrl: z.url().max(2000),
  /** From then on the link leads to its fallback; null for never, left out for as it is. */
  linkExpiresAt: z.date().nullable().optional(),
  /** Null for the workspace's. */
  linkFallbackUrl: z.url().max(2000).nullable().optional(),
  publishedAt: z.date().nullable(),
});
export type SaveCollaborationInput = z.infer<typeof saveCollaborationSchema>;

export type SaveCollaborationOutcome =
  | { readonly status: 'saved' | 'unchanged'; readonly version: number }
  | { readonly status: 'not-found' }
  | { readonly status: 'stale'; readonly version: number }
  /** The other tier would go above its share of the budget. */
  | SignOffNeeded
  /** The money of one of the two tiers is locked, or the campaign is closed. */
  | MoneyRefusal
  | ChangeProblem;

/** Changes a collaboration's tier, flight, coupon, landing page or publication. */
export async function saveCollaboration(
  db: Kysely<Database>, input: SaveCollaborationInput & { readonly workspaceId: string }, { now, actor }: Doing,
): Promise<SaveCollaborationOutcome> {
  const { workspaceId } = input;
  return await inTransaction(db, async (trx) => {
    await lockCollaborations(trx, workspaceId);
    // Another tier asks about money: the ledger's turn comes before the row, as for everybody.
    await lockLedger(trx, workspaceId);
    const before = await lockCollaboration(trx, workspaceId, input.collaborationId);
    if (!before) return { status: 'not-found' };
    if (before.version !== input.version) return { status: 'stale', version: before.version };
    const books = await openBooks(trx, workspaceId, now);
    const { allowedHosts } = books.workspace;
    const codes = await CodeBook.open(trx, workspaceId, [storedCoupon(input.coupon)]);
    const after = changedCollaboration(before, input, { codes, allowedHosts, now });
    if (!('workspace_id' in after)) return after;
    if (after === before) return { status: 'unchanged', version: before.version };
    const held = (await checkTierChanges(trx, books.workspace, [{ before, after }])).get(before.id);
    if (held) return held;
    if (after.tier !== before.tier && isPromised(after.status)) {
      const needed = await requireTierShare(trx, books, { id: after.id, campaignId: after.campaign_id, tier: after.tier, replacesId: after.replaces_id }, now);
      if (needed) return needed;
    }
    await updateCollaborations(trx, [after]);
    await markAttributionOf(trx, books, [before, after], now);
    const { previous, next } = changedFields(before, after);
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'collaboration.change', subjectKind: 'collaboration', subjectId: before.id, before: previous, after: next },
    ]);
    return { status: 'saved', version: after.version };
  });
}
