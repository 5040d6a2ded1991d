import type { Kysely } from 'kysely';
import type { DatedRate } from '#app/domain/exchange-rate.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** All dated rates of a workspace, by currency and day; rates come from people, so they are few. */
export async function listExchangeRates(db: Db, workspaceId: string): Promise<DatedRate[]> {
  return await db
    .selectFrom('exchange_rate')
    .select(['currency', 'valid_from as validFrom', 'rate'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('currency')
    .orderBy('valid_from')
    .limit(20_000)
    .execute();
}

/** Gives or corrects the rate of a currency from a day on. Amounts captured before keep the rate they were captured at. */
export async function upsertExchangeRate(db: Db, workspaceId: string, entry: DatedRate): Promise<void> {
  await db
    .insertInto('exchange_rate')
    .values({ workspace_id: workspaceId, currency: entry.currency, valid_from: entry.validFrom, rate: entry.rate })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'currency', 'valid_from']).doUpdateSet({ rate: entry.rate }))
    .execute();
}
