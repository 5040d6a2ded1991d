import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertDirtyDays, markClickedDays } from '#db/queries/dirty-day.server.ts';
import { getPolicy, insertPolicyVersion } from '#db/queries/policy.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { countedAutomations } from '#app/domain/attribution/counted-clicks.ts';
import type { Policy } from '#app/domain/policy.ts';
import { beforeAndAfter, policyChanges } from '#app/domain/policy-changes.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export interface PublishPolicyInput {
  readonly workspaceId: string;
  /** The version that the person changed. */
  readonly basedOn: number;
  readonly policy: Policy;
  readonly note: string;
  /** Who changed its draft last; null where there was none. */
  readonly draftedByName?: string | null;
}

export type PublishPolicyOutcome =
  | { readonly status: 'published'; readonly version: number }
  | { readonly status: 'unchanged'; readonly version: number }
  /** Somebody published another version in the meantime. */
  | { readonly status: 'stale'; readonly version: number };

/** All days there can be: after a change of window, half-life or grace every order is decided anew by the next `settleRollups`. */
const [FIRST_DAY, LAST_DAY] = ['1970-01-01', '9999-12-31'] as const;

/** Puts new thresholds in force as the next version; of two people who change the same version only the first succeeds. */
export async function publishPolicy(db: Kysely<Database>, input: PublishPolicyInput, { now, actor }: Doing): Promise<PublishPolicyOutcome> {
  const { workspaceId, basedOn, policy, note, draftedByName = null } = input;
  return await inTransaction(db, async (trx) => {
    const current = await getPolicy(trx, workspaceId);
    if (current.version !== basedOn) return { status: 'stale', version: current.version };
    const changes = policyChanges(current.policy, policy);
    if (changes.length === 0) return { status: 'unchanged', version: current.version };
    const version = basedOn + 1;
    const publishedBy = actor.kind === 'user' ? actor.id : null;
    const isFirst = await insertPolicyVersion(trx, { workspaceId, version, policy, note, publishedBy, publishedByName: actor.name, draftedByName, now });
    if (!isFirst) return { status: 'stale', version };
    // Every model's credits are kept, so choosing another one changes no credit; all else in the section may.
    const moves = changes.some(({ path }) => path.startsWith('attribution.') && path !== 'attribution.model');
    if (moves) await insertDirtyDays(trx, workspaceId, 'attribution', [FIRST_DAY, LAST_DAY].map((day) => ({ day, id: newId() })));
    if (String(countedAutomations(policy.attribution)) !== String(countedAutomations(current.policy.attribution))) await markClickedDays(trx, workspaceId);
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'policy.publish', subjectKind: 'policy', subjectId: String(version), ...beforeAndAfter(changes), reason: note },
    ]);
    return { status: 'published', version };
  });
}
