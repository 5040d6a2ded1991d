import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { deleteContentSource, setContentSourceOn, upsertContentSource } from '#db/queries/content-source.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { AuditAction } from '#app/domain/audit-action.ts';
import { newId } from '#app/lib/ids.server.ts';
import { seal } from '#app/lib/secret.server.ts';
import type { Doing } from './doing.ts';

export interface ContentSourceInput {
  readonly workspaceId: string;
  readonly kind: 'youtube';
}

/** Stores the key with which a platform is asked for counts, sealed, and switches the source on. The key is never shown again. */
export async function connectContentSource(db: Kysely<Database>, input: ContentSourceInput & { readonly key: string }, doing: Doing): Promise<void> {
  if (input.key === '') throw new RangeError('connectContentSource: a source without a key cannot be asked');
  await inTransaction(db, async (trx) => {
    await upsertContentSource(trx, { workspaceId: input.workspaceId, kind: input.kind, keySealed: seal(input.key), now: doing.now });
    await insertAuditEntries(trx, input.workspaceId, [entryOf('content-source.connect', input, doing)]);
  });
}

/** Switches a source on or off; the key is kept. */
export async function switchContentSource(db: Kysely<Database>, input: ContentSourceInput & { readonly isOn: boolean }, doing: Doing): Promise<'done' | 'not-found'> {
  return await inTransaction(db, async (trx) => {
    if (!(await setContentSourceOn(trx, input.workspaceId, input.kind, input.isOn))) return 'not-found';
    await insertAuditEntries(trx, input.workspaceId, [{ ...entryOf('content-source.switch', input, doing), after: { isOn: input.isOn } }]);
    return 'done';
  });
}

/** Forgets a source and its key. What it counted stays. */
export async function forgetContentSource(db: Kysely<Database>, input: ContentSourceInput, doing: Doing): Promise<'done' | 'not-found'> {
  return await inTransaction(db, async (trx) => {
    if (!(await deleteContentSource(trx, input.workspaceId, input.kind))) return 'not-found';
    await insertAuditEntries(trx, input.workspaceId, [entryOf('content-source.forget', input, doing)]);
    return 'done';
  });
}

function entryOf(action: AuditAction, { kind }: ContentSourceInput, { now, actor }: Doing) {
  return { id: newId(), at: now, actor, action, subjectKind: 'content-source' as const, subjectId: kind };
}
