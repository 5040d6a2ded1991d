import type { Transaction } from 'kysely';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { listClosedMonths } from '#db/queries/period.server.ts';
import type { Database } from '#db/schema.ts';
import type { ClosedMonth } from '#app/domain/finance/period-lock.ts';

/**
 * The months that are closed, for whoever is about to date money: takes the ledger's turn first, as closing a month does, so that of a payment into a month and the closing
 * of that month one comes wholly before the other.
 */
export async function lockPeriods(trx: Transaction<Database>, workspaceId: string): Promise<ClosedMonth[]> {
  await lockLedger(trx, workspaceId);
  return await listClosedMonths(trx, workspaceId);
}
