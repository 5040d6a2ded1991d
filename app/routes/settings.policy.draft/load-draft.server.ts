import { findPolicyVersion, getPolicy } from '#db/queries/policy.server.ts';
import { findPolicyDraft, hasOtherAdmin } from '#db/queries/policy-draft.server.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { divergences, policyChanges } from '#app/domain/policy-changes.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { needsSecondPerson } from '#app/services/publish-policy-draft.server.ts';
import { policyValues, ruleProblems } from '../settings._index/policy-form.server.ts';

export type DraftView = NonNullable<Awaited<ReturnType<typeof loadDraft>>>;

/** The open draft as its page shows it; null when there is none. */
export async function loadDraft({ db, workspaceId, actor }: Pick<RequestContext, 'db' | 'workspaceId' | 'actor'>) {
  const [draft, inForce] = await Promise.all([findPolicyDraft(db, workspaceId), getPolicy(db, workspaceId)]);
  if (!draft) return null;
  const base = draft.basedOn === inForce.version ? inForce : await findPolicyVersion(db, workspaceId, draft.basedOn);
  const secondPerson = await needsSecondPerson(db, { workspaceId, policy: inForce.policy, draft }, actor);
  const { revision, basedOn, begunAt, begunByName, changedAt, changedByName, policy } = draft;
  return {
    revision, basedOn, begunAt, begunByName, changedAt, changedByName, inForce: inForce.version, secondPerson,
    /** Two persons are asked for, and nobody else could be the second. */
    isAlone: inForce.policy.publishing.twoPersons && draft.changedBy === actor.id && actor.id !== null && !(await hasOtherAdmin(db, workspaceId, actor.id)),
    values: policyValues(policy), defaults: policyValues(DEFAULT_POLICY), problems: ruleProblems(policy), changes: policyChanges(base?.policy ?? inForce.policy, policy),
    stale: base === null || basedOn === inForce.version ? null : { version: inForce.version, rows: divergences(base.policy, policy, inForce.policy) },
  };
}
