import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertCollaborationEvents, lockCollaboration, updateCollaborations } from '#db/queries/collaboration.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { CollaborationStatus, CollaborationStep } from '#app/domain/collaboration.ts';
import { allowedSteps, canTakeStep, COLLABORATION_STEP_NAMES, COLLABORATION_STEPS } from '#app/domain/collaboration.ts';
import { isPromised } from '#app/domain/finance/ledger-plan.ts';
import { refuseCommitment } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { postStatusChanges } from './post-money.server.ts';
import type { SignOffNeeded } from './require-sign-off.server.ts';
import { requireTierShare } from './require-sign-off.server.ts';
import { readTierStandings } from './tier-locks.server.ts';

export const advanceCollaborationSchema = z.strictObject({
  collaborationId: z.uuid(),
  step: z.enum(COLLABORATION_STEP_NAMES),
  reason: z.string().trim().min(1).max(500),
  /** The version the person saw. */
  version: z.coerce.number().int().positive(),
});
export type AdvanceCollaborationInput = z.infer<typeof advanceCollaborationSchema>;

export type AdvanceCollaborationOutcome =
  | { readonly status: 'advanced'; readonly to: CollaborationStatus; readonly version: number }
  | { readonly status: 'not-found' }
  | { readonly status: 'stale'; readonly version: number }
  | { readonly status: 'not-allowed'; readonly from: CollaborationStatus; readonly allowed: readonly CollaborationStep[] }
  /** Nothing is agreed to in a campaign that is closed. */
  | { readonly status: 'campaign-closed' }
  /** Agreeing would take the tier above its share of the budget. */
  | SignOffNeeded;

/** Takes a step in a collaboration's life by the state table, with its time, actor and reason (product.md section 4). */
export async function advanceCollaboration(
  db: Kysely<Database>, input: AdvanceCollaborationInput & { readonly workspaceId: string }, doing: Doing,
): Promise<AdvanceCollaborationOutcome> {
  const { now, actor } = doing;
  return await inTransaction(db, async (trx) => {
    await lockLedger(trx, input.workspaceId);
    const row = await lockCollaboration(trx, input.workspaceId, input.collaborationId);
    if (!row) return { status: 'not-found' };
    if (row.version !== input.version) return { status: 'stale', version: row.version };
    if (!canTakeStep(row.status, input.step)) return { status: 'not-allowed', from: row.status, allowed: allowedSteps(row.status) };
    const to = COLLABORATION_STEPS[input.step].to;
    const books = await openBooks(trx, input.workspaceId, now);
    if (!isPromised(row.status) && isPromised(to)) {
      // What was pencilled in stood in the tier when it was locked: agreeing to it adds nothing.
      const standingOf = await readTierStandings(trx, input.workspaceId, [row.campaign_id]);
      if (refuseCommitment(standingOf(row.campaign_id), row.tier, 0)) return { status: 'campaign-closed' };
      const needed = await requireTierShare(trx, books, { id: row.id, campaignId: row.campaign_id, tier: row.tier, replacesId: row.replaces_id }, now);
      if (needed) return needed;
    }
    const version = row.version + 1;
    await updateCollaborations(trx, [{ ...row, status: to, version, updated_at: now }]);
    await postStatusChanges(trx, books.workspace, [{ id: row.id, from: row.status, to }], input.reason, doing);
    await insertCollaborationEvents(trx, [
      {
        workspace_id: input.workspaceId, id: newId(), collaboration_id: row.id, at: now, actor_name: actor.name,
        from_status: row.status, to_status: to, reason: input.reason,
      },
    ]);
    await insertAuditEntries(trx, input.workspaceId, [
      {
        id: newId(), at: now, actor, action: `collaboration.${input.step}`, subjectKind: 'collaboration', subjectId: row.id,
        before: { status: row.status }, after: { status: to }, reason: input.reason,
      },
    ]);
    return { status: 'advanced', to, version };
  });
}
