import type { Kysely } from 'kysely';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { PolicyDraft } from '#db/queries/policy-draft.server.ts';
import { deletePolicyDraft, hasOtherAdmin, lockPolicyDraft } from '#db/queries/policy-draft.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { Policy } from '#app/domain/policy.ts';
import { brokenRules } from '#app/domain/policy-rules.ts';
import type { Doing } from './doing.ts';
import { publishPolicy } from './publish-policy.server.ts';

export interface PublishPolicyDraftInput {
  readonly workspaceId: string;
  /** Of the draft that the person saw: nobody puts in force what they have not read. */
  readonly revision: number;
  readonly note: string;
}

export type PublishPolicyDraftOutcome =
  | { readonly status: 'published' | 'unchanged' | 'stale'; readonly version: number }
  | { readonly status: 'conflict' | 'gone' | 'invalid' | 'second-person' };

/**
 * Puts the open draft in force as the next version, in one transaction with its end. Refused where thresholds do not go together, where another version
 * was published meanwhile, and where the policy in force asks for two persons: whoever changed the draft last leaves it to another administrator.
 */
export async function publishPolicyDraft(db: Kysely<Database>, input: PublishPolicyDraftInput, doing: Doing): Promise<PublishPolicyDraftOutcome> {
  const { workspaceId, note } = input;
  return await inTransaction(db, async (trx) => {
    const draft = await lockPolicyDraft(trx, workspaceId);
    if (!draft) return { status: 'gone' };
    if (draft.revision !== input.revision) return { status: 'conflict' };
    if (brokenRules(draft.policy).length > 0) return { status: 'invalid' };
    const { policy } = await getPolicy(trx, workspaceId);
    if (await needsSecondPerson(trx, { workspaceId, policy, draft }, doing.actor)) return { status: 'second-person' };
    const outcome = await publishPolicy(trx, { workspaceId, basedOn: draft.basedOn, policy: draft.policy, note, draftedByName: draft.changedByName }, doing);
    if (outcome.status === 'published') await deletePolicyDraft(trx, workspaceId);
    return outcome;
  });
}

interface DraftInWorkspace {
  readonly workspaceId: string;
  /** In force: a draft that lifts the rule of two persons is itself under it. */
  readonly policy: Policy;
  readonly draft: PolicyDraft;
}

/** Whether somebody has to leave a draft's publication to another administrator (ux.md section 3.12). */
export async function needsSecondPerson(db: Kysely<Database>, { workspaceId, policy, draft }: DraftInWorkspace, actor: Doing['actor']): Promise<boolean> {
  if (!policy.publishing.twoPersons || actor.id === null || draft.changedBy !== actor.id) return false;
  return await hasOtherAdmin(db, workspaceId, actor.id);
}
