import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { lockKols, upsertKols } from '#db/queries/kol.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { KolStatus } from '#app/domain/kol.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export interface ChangeKolStatusInput {
  readonly workspaceId: string;
  readonly kolId: string;
  /** The version the person saw. */
  readonly version: number;
  readonly status: KolStatus;
  /** Needed for blocking. */
  readonly reason: string;
}

export type ChangeKolStatusOutcome = { readonly status: 'changed' | 'unchanged' | 'not-found' | 'stale' | 'reason-missing' };

/** Makes a KOL active, puts them on the bench or blocks them. */
export async function changeKolStatus(db: Kysely<Database>, input: ChangeKolStatusInput, { now, actor }: Doing): Promise<ChangeKolStatusOutcome> {
  if (input.status === 'blocked' && input.reason === '') return { status: 'reason-missing' };
  return await inTransaction(db, async (trx) => {
    const [kol] = await lockKols(trx, input.workspaceId, [input.kolId]);
    if (!kol) return { status: 'not-found' };
    if (kol.version !== input.version) return { status: 'stale' };
    if (kol.status === input.status) return { status: 'unchanged' };
    await upsertKols(trx, [{ ...kol, status: input.status, version: kol.version + 1, updated_at: now }]);
    await insertAuditEntries(trx, input.workspaceId, [
      {
        id: newId(), at: now, actor, action: 'kol.change', subjectKind: 'kol', subjectId: kol.id, before: { status: kol.status }, after: { status: input.status },
        ...(input.reason === '' ? {} : { reason: input.reason }),
      },
    ]);
    return { status: 'changed' };
  });
}
