import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { insertPolicyDraft, lockPolicyDraft, updatePolicyDraft } from '#db/queries/policy-draft.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { Policy } from '#app/domain/policy.ts';
import { beforeAndAfter, policyChanges } from '#app/domain/policy-changes.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export type BeginPolicyDraftOutcome = { readonly status: 'begun' } | { readonly status: 'open' };

/** Begins the workspace's draft with the thresholds in force; `open` when there is one already, which is then the one to work on. */
export async function beginPolicyDraft(db: Kysely<Database>, { workspaceId }: { readonly workspaceId: string }, { now, actor }: Doing): Promise<BeginPolicyDraftOutcome> {
  return await inTransaction(db, async (trx) => {
    const { version, policy } = await getPolicy(trx, workspaceId);
    if (!(await insertPolicyDraft(trx, workspaceId, { basedOn: version, policy, at: now, by: personOf(actor) }))) return { status: 'open' };
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'policy.draft', subjectKind: 'policy', subjectId: 'draft', before: {}, after: { basedOn: version } },
    ]);
    return { status: 'begun' };
  });
}

export interface SavePolicyDraftInput {
  readonly workspaceId: string;
  /** Of the draft that the person changed. */
  readonly revision: number;
  readonly policy: Policy;
}

export type SavePolicyDraftOutcome =
  | { readonly status: 'saved' | 'unchanged' }
  /** Somebody else saved the draft in the meantime: nothing was written. */
  | { readonly status: 'conflict'; readonly revision: number; readonly changedByName: string }
  /** It was published or discarded. */
  | { readonly status: 'gone' };

/** Writes down what the draft says now. A save that changes nothing does not count as one: it makes nobody its last author. */
export async function savePolicyDraft(db: Kysely<Database>, input: SavePolicyDraftInput, { now, actor }: Doing): Promise<SavePolicyDraftOutcome> {
  const { workspaceId, policy } = input;
  return await inTransaction(db, async (trx) => {
    const draft = await lockPolicyDraft(trx, workspaceId);
    if (!draft) return { status: 'gone' };
    if (draft.revision !== input.revision) return { status: 'conflict', revision: draft.revision, changedByName: draft.changedByName };
    const changes = policyChanges(draft.policy, policy);
    if (changes.length === 0) return { status: 'unchanged' };
    await updatePolicyDraft(trx, workspaceId, { basedOn: draft.basedOn, policy, at: now, by: personOf(actor) });
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'policy.draft', subjectKind: 'policy', subjectId: 'draft', ...beforeAndAfter(changes) },
    ]);
    return { status: 'saved' };
  });
}

/** A person by id and name; the portal and the command line by name alone. */
export function personOf(actor: Doing['actor']): { readonly id: string | null; readonly name: string } {
  return { id: actor.kind === 'user' ? actor.id : null, name: actor.name };
}
