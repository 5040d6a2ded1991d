import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { deletePolicyDraft, lockPolicyDraft } from '#db/queries/policy-draft.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { beforeAndAfter, policyChanges } from '#app/domain/policy-changes.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export interface DiscardPolicyDraftInput {
  readonly workspaceId: string;
  /** Of the draft that the person saw. */
  readonly revision: number;
}

export type DiscardPolicyDraftOutcome = { readonly status: 'discarded' | 'conflict' | 'gone' };

/** Throws the open draft away; the audit log keeps what it would have changed. */
export async function discardPolicyDraft(db: Kysely<Database>, { workspaceId, revision }: DiscardPolicyDraftInput, { now, actor }: Doing): Promise<DiscardPolicyDraftOutcome> {
  return await inTransaction(db, async (trx) => {
    const draft = await lockPolicyDraft(trx, workspaceId);
    if (!draft) return { status: 'gone' };
    if (draft.revision !== revision) return { status: 'conflict' };
    const { policy } = await getPolicy(trx, workspaceId);
    await deletePolicyDraft(trx, workspaceId);
    const { before, after } = beforeAndAfter(policyChanges(policy, draft.policy));
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'policy.discard', subjectKind: 'policy', subjectId: 'draft', before: after, after: before },
    ]);
    return { status: 'discarded' };
  });
}
