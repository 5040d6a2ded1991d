import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertCollaborationEvents, lockCollaboration, updateCollaborations } from '#db/queries/collaboration.server.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { CollaborationStatus, CollaborationStep } from '#app/domain/collaboration.ts';
import { allowedSteps, canTakeStep, COLLABORATION_STEP_NAMES, COLLABORATION_STEPS } from '#app/domain/collaboration.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

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
  | { readonly status: 'not-allowed'; readonly from: CollaborationStatus; readonly allowed: readonly CollaborationStep[] };

/** Takes a step in a collaboration's life by the state table, with its time, actor and reason (product.md section 4). */
export async function advanceCollaboration(
  db: Kysely<Database>, input: AdvanceCollaborationInput & { readonly workspaceId: string }, { now, actor }: Doing,
): Promise<AdvanceCollaborationOutcome> {
  return await inTransaction(db, async (trx) => {
    const row = await lockCollaboration(trx, input.workspaceId, input.collaborationId);
    if (!row) return { status: 'not-found' };
    if (row.version !== input.version) return { status: 'stale', version: row.version };
    if (!canTakeStep(row.status, input.step)) return { status: 'not-allowed', from: row.status, allowed: allowedSteps(row.status) };
    const to = COLLABORATION_STEPS[input.step].to;
    const version = row.version + 1;
    await updateCollaborations(trx, [{ ...row, status: to, version, updated_at: now }]);
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
