import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listExchangeRates, upsertExchangeRate } from '#db/queries/exchange-rate.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { DatedRate } from '#app/domain/exchange-rate.ts';
import { newId } from '#app/lib/ids.server.ts';
import { applyExchangeRates } from './apply-exchange-rates.server.ts';
import type { Doing } from './doing.ts';

export type SaveExchangeRateOutcome =
  /** `counted`: orders that waited for a rate and count from now on. */
  | { readonly status: 'saved'; readonly counted: number }
  | { readonly status: 'reporting-currency' };

/** Gives or corrects the rate of a currency from a day on, and counts the orders that waited for it. */
export async function saveExchangeRate(db: Kysely<Database>, input: DatedRate & { readonly workspaceId: string }, doing: Doing): Promise<SaveExchangeRateOutcome> {
  const { workspaceId, currency, validFrom, rate } = input;
  return await inTransaction(db, async (trx) => {
    const workspace = await getWorkspace(trx, workspaceId);
    if (workspace.currency === currency) return { status: 'reporting-currency' };
    const before = (await listExchangeRates(trx, workspaceId)).find((each) => each.currency === currency && each.validFrom === validFrom);
    await upsertExchangeRate(trx, workspaceId, { currency, validFrom, rate });
    const counted = await applyExchangeRates(trx, workspaceId, doing);
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: doing.now, actor: doing.actor, action: 'rate.save', subjectKind: 'exchange-rate', subjectId: `${currency} ${validFrom}`,
        ...(before ? { before: { rate: before.rate } } : {}), after: { rate, countedOrders: counted },
      },
    ]);
    return { status: 'saved', counted };
  });
}
