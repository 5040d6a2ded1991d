import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findPolicyVersion, getPolicy } from '#db/queries/policy.server.ts';
import { lockPolicyDraft, updatePolicyDraft } from '#db/queries/policy-draft.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { beforeAndAfter, policyChanges, rebasePolicy } from '#app/domain/policy-changes.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { personOf } from './save-policy-draft.server.ts';

export interface RebasePolicyDraftInput {
  readonly workspaceId: string;
  /** Of the draft that the person saw. */
  readonly revision: number;
}

export type RebasePolicyDraftOutcome = { readonly status: 'rebased'; readonly version: number } | { readonly status: 'current' | 'conflict' | 'gone' };

/** Brings a draft up to date with the version in force: what it changed stays, all else is taken from there. */
export async function rebasePolicyDraft(db: Kysely<Database>, { workspaceId, revision }: RebasePolicyDraftInput, { now, actor }: Doing): Promise<RebasePolicyDraftOutcome> {
  return await inTransaction(db, async (trx) => {
    const draft = await lockPolicyDraft(trx, workspaceId);
    if (!draft) return { status: 'gone' };
    if (draft.revision !== revision) return { status: 'conflict' };
    const inForce = await getPolicy(trx, workspaceId);
    const base = await findPolicyVersion(trx, workspaceId, draft.basedOn);
    if (base === null || base.version === inForce.version) return { status: 'current' };
    const policy = rebasePolicy(base.policy, draft.policy, inForce.policy);
    await updatePolicyDraft(trx, workspaceId, { basedOn: inForce.version, policy, at: now, by: personOf(actor) });
    const { before, after } = beforeAndAfter(policyChanges(draft.policy, policy));
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: 'policy.rebase', subjectKind: 'policy', subjectId: 'draft', before: { ...before, basedOn: draft.basedOn },
        after: { ...after, basedOn: inForce.version },
      },
    ]);
    return { status: 'rebased', version: inForce.version };
  });
}
