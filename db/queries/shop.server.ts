import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

export type ShopRow = Awaited<ReturnType<typeof listShops>>[number];

/** The shops of a workspace by name; secrets stay where they are. */
export async function listShops(db: Db, workspaceId: string) {
  return await db
    .selectFrom('shop')
    .select((eb) => ['slug', 'kind', 'connection_id as connectionId', 'created_at as createdAt', eb('secret_sealed', 'is not', null).as('hasSecret')])
    .where('workspace_id', '=', workspaceId)
    .orderBy('slug')
    .limit(1000)
    .execute();
}

export type ShopConnection = NonNullable<Awaited<ReturnType<typeof findShopConnection>>>;

/** The shop behind a webhook's address, with its sealed secrets. */
export async function findShopConnection(db: Db, connectionId: string, kind: 'shopify' | 'woocommerce') {
  return await db
    .selectFrom('shop')
    .select(['workspace_id as workspaceId', 'slug', 'secret_sealed as secretSealed', 'previous_secret_sealed as previousSecretSealed'])
    .where('connection_id', '=', connectionId)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

/** A shop by its name, locked until the transaction ends. */
export async function lockShop(trx: Transaction<Database>, workspaceId: string, slug: string) {
  return await trx
    .selectFrom('shop')
    .select(['slug', 'kind', 'connection_id as connectionId', 'secret_sealed as secretSealed'])
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst();
}

/** Makes the named shops known; those that are keep what they are. Returns the new ones. */
export async function insertMissingShops(trx: Transaction<Database>, workspaceId: string, slugs: readonly string[], now: Date): Promise<string[]> {
  const known = await sql<{ slug: string }>`
    select slug from shop where workspace_id = ${workspaceId} and slug = any(${arrayLiteral(slugs)}::text[])`.execute(trx);
  const missing = slugs.filter((slug) => !known.rows.some((row) => row.slug === slug)).toSorted();
  if (missing.length === 0) return [];
  const inserted = await sql<{ slug: string }>`
    insert into shop (workspace_id, slug, kind, created_at)
    select ${workspaceId}, slug, 'manual', ${now} from unnest(${arrayLiteral(missing)}::text[]) as new_shop(slug)
    on conflict do nothing returning slug`.execute(trx);
  return inserted.rows.map((row) => row.slug);
}

export async function insertShop(
  trx: Transaction<Database>,
  shop: { workspaceId: string; slug: string; kind: 'shopify' | 'woocommerce'; connectionId: string; secretSealed: string; now: Date },
): Promise<void> {
  await trx
    .insertInto('shop')
    .values({
      workspace_id: shop.workspaceId, slug: shop.slug, kind: shop.kind, connection_id: shop.connectionId,
      secret_sealed: shop.secretSealed, previous_secret_sealed: null, created_at: shop.now,
    })
    .execute();
}

/** Connects a known shop, or gives a connected one a new secret; the secret it had stays accepted beside it. */
export async function updateShopConnection(
  trx: Transaction<Database>,
  shop: { workspaceId: string; slug: string; kind: 'shopify' | 'woocommerce'; connectionId: string; secretSealed: string; previousSecretSealed: string | null },
): Promise<void> {
  await trx
    .updateTable('shop')
    .set({ kind: shop.kind, connection_id: shop.connectionId, secret_sealed: shop.secretSealed, previous_secret_sealed: shop.previousSecretSealed })
    .where('workspace_id', '=', shop.workspaceId)
    .where('slug', '=', shop.slug)
    .execute();
}

/** Notes a webhook event; false when it was noted before, and then nothing of it is to be done again. */
export async function insertWebhookDelivery(
  trx: Transaction<Database>,
  delivery: { workspaceId: string; shop: string; eventId: string; topic: string; outcome: string; now: Date },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('webhook_delivery')
    .values({
      workspace_id: delivery.workspaceId, shop: delivery.shop, event_id: delivery.eventId, topic: delivery.topic,
      outcome: delivery.outcome, received_at: delivery.now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'shop', 'event_id', 'topic']).doNothing())
    .returning('event_id')
    .executeTakeFirst();
  return inserted !== undefined;
}
