import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CostItemTable, Database } from '../schema.ts';

export type CostItemRecord = Selectable<CostItemTable>;

/** The cost items of collaborations, in the order in which they were recorded. */
export async function listCostItemsOf(db: Kysely<Database>, workspaceId: string, collaborationIds: readonly string[]): Promise<CostItemRecord[]> {
  if (collaborationIds.length === 0) return [];
  return await db
    .selectFrom('cost_item')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', sql<string>`any(${[...collaborationIds]}::uuid[])`)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The cost items that have one of the identities. */
export async function listCostItemsByIdentity(
  db: Kysely<Database>, workspaceId: string, identities: readonly string[],
): Promise<Pick<CostItemRecord, 'collaboration_id' | 'identity'>[]> {
  if (identities.length === 0) return [];
  return await db
    .selectFrom('cost_item')
    .select(['collaboration_id', 'identity'])
    .where('workspace_id', '=', workspaceId)
    .where('identity', '=', sql<string>`any(${[...identities]}::text[])`)
    .execute();
}

/** Stores whole cost items: new ones are inserted, known ones (by id) take amount, currency, rate, identity and whether they can be cancelled; of them no more stays released than the amount. */
export async function upsertCostItems(trx: Transaction<Database>, rows: readonly CostItemRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('cost_item')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        amount_minor: eb.ref('excluded.amount_minor'), released_minor: sql<number>`least(cost_item.released_minor, excluded.amount_minor)`, currency: eb.ref('excluded.currency'), rate: eb.ref('excluded.rate'),
        cancellable: eb.ref('excluded.cancellable'), identity: eb.ref('excluded.identity'),
      })),
    )
    .execute();
}

/** Adds to what was released of cost items; the table refuses to release more than the amount. */
export async function releaseCosts(
  trx: Transaction<Database>, workspaceId: string, releases: readonly { readonly id: string; readonly releaseMinor: number }[],
): Promise<void> {
  if (releases.length === 0) return;
  await sql`
    update cost_item set released_minor = released_minor + freed.minor
    from unnest(${releases.map((release) => release.id)}::uuid[], ${releases.map((release) => release.releaseMinor)}::bigint[]) as freed (id, minor)
    where cost_item.workspace_id = ${workspaceId} and cost_item.id = freed.id`.execute(trx);
}
