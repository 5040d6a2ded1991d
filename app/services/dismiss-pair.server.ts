import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { dismissKolPair } from '#db/queries/kol-pair.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export interface DismissPairInput {
  readonly workspaceId: string;
  readonly ids: readonly [string, string];
}

/** Remembers that two KOLs who look alike are two: the pair is not shown again. Saying it twice changes nothing. */
export async function dismissPair(db: Kysely<Database>, { workspaceId, ids }: DismissPairInput, { now, actor }: Doing): Promise<{ readonly status: 'dismissed' | 'not-found' }> {
  return await inTransaction(db, async (trx) => {
    const [firstId = '', secondId = ''] = ids.toSorted();
    const isOpen = await dismissKolPair(trx, workspaceId, { firstId, secondId }, { name: actor.name, now });
    if (!isOpen) return { status: 'not-found' };
    await insertAuditEntries(trx, workspaceId, [{ id: newId(), at: now, actor, action: 'kol.not-the-same', subjectKind: 'kol', subjectId: firstId, after: { other: secondId } }]);
    return { status: 'dismissed' };
  });
}
