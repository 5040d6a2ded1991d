import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertPolicyVersion } from '#db/queries/policy.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { insertWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export interface NewWorkspace {
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly allowedHosts: string[];
  readonly isDemo: boolean;
}

/** Creates a brand with the default thresholds as its first policy version; returns its id. */
export async function createWorkspace(db: Kysely<Database>, input: NewWorkspace, { now, actor }: Doing): Promise<string> {
  const id = newId();
  await inTransaction(db, async (trx) => {
    await insertWorkspace(trx, { id, ...input, now });
    await insertPolicyVersion(trx, { workspaceId: id, version: 1, policy: DEFAULT_POLICY, note: 'Defaults', publishedBy: null, now });
    await insertAuditEntries(trx, id, [
      { id: newId(), at: now, actor, action: 'workspace.create', subjectKind: 'workspace', subjectId: id, after: { slug: input.slug, currency: input.currency } },
    ]);
  });
  return id;
}
