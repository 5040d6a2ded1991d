import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { GENESIS_HASH } from '#app/domain/finance/ledger.ts';
import type { Seal } from '#app/lib/file-writing/sealed-table.server.ts';
import { anchorLedger } from './anchor-ledger.server.ts';

/** The seal of an export that is made now: the head of the ledger, which is anchored outside the database with it. */
export async function sealExport(db: Kysely<Database>, workspaceId: string, { now }: { readonly now: Date }): Promise<Seal> {
  const head = await anchorLedger(db, { workspaceId }, { now });
  return { ledger: head ? { sequence: head.sequence, hash: head.hash } : { sequence: 0, hash: GENESIS_HASH }, exportedAt: now.toISOString() };
}
