import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

export interface ShopRow {
  readonly slug: string;
  readonly kind: 'manual' | ConnectionKind;
  readonly connectionId: string | null;
  readonly createdAt: Date;
  readonly secretChangedAt: Date | null;
  readonly disconnectedAt: Date | null;
  readonly hasSecret: boolean;
  readonly hasPreviousSecret: boolean;
  readonly lastDeliveryAt: Date | null;
  /** Deliveries since the instant asked for. */
  readonly recentDeliveries: number;
  /** Kept deliveries that could not be read, or still wait. */
  readonly openDeliveries: number;
}

/** The shops of a workspace by name, with how their webhooks fare; secrets stay where they are. */
export async function listShops(db: Db, workspaceId: string, recentFrom: Date): Promise<ShopRow[]> {
  const { rows } = await sql<ShopRow>`
    select s.slug, s.kind, s.connection_id as "connectionId", s.created_at as "createdAt", s.secret_changed_at as "secretChangedAt",
      s.disconnected_at as "disconnectedAt", s.secret_sealed is not null as "hasSecret", s.previous_secret_sealed is not null as "hasPreviousSecret",
      d.last_at as "lastDeliveryAt", coalesce(d.recent, 0) as "recentDeliveries", coalesce(d.open, 0) as "openDeliveries"
    from shop s left join (
      select shop, max(received_at) as last_at, count(*) filter (where received_at >= ${recentFrom}) as recent,
        count(*) filter (where outcome in ('waiting', 'unreadable')) as open
      from webhook_delivery where workspace_id = ${workspaceId} group by shop
    ) d on d.shop = s.slug
    where s.workspace_id = ${workspaceId} order by s.slug limit 1000`.execute(db);
  return rows;
}

export type ShopConnection = NonNullable<Awaited<ReturnType<typeof findShopConnection>>>;

/** The shop behind a webhook's address, with its sealed secrets. */
export async function findShopConnection(db: Db, connectionId: string, kind: ConnectionKind) {
  return await db
    .selectFrom('shop')
    .select(['workspace_id as workspaceId', 'slug', 'secret_sealed as secretSealed', 'previous_secret_sealed as previousSecretSealed', 'secret_changed_at as secretChangedAt'])
    .where('connection_id', '=', connectionId)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

/** A shop by its name, locked until the transaction ends. */
export async function lockShop(trx: Transaction<Database>, workspaceId: string, slug: string) {
  return await trx
    .selectFrom('shop')
    .select(['slug', 'kind', 'connection_id as connectionId', 'secret_sealed as secretSealed', 'disconnected_at as disconnectedAt'])
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst();
}

/** Which of the named shops are known. They stay until the transaction ends: orders have no foreign key that would look their shop up for each of them. */
export async function lockKnownShops(trx: Transaction<Database>, workspaceId: string, slugs: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from shop where workspace_id = ${workspaceId} and slug = any(${arrayLiteral(slugs)}::text[])
    order by slug for key share`.execute(trx);
  return rows.map(({ slug }) => slug);
}

/** Makes the named shops known; those that are keep what they are. Returns the new ones. All of them stay until the transaction ends. */
export async function insertMissingShops(trx: Transaction<Database>, workspaceId: string, slugs: readonly string[], now: Date): Promise<string[]> {
  const known = await lockKnownShops(trx, workspaceId, slugs);
  const missing = slugs.filter((slug) => !known.includes(slug)).toSorted();
  if (missing.length === 0) return [];
  const inserted = await sql<{ slug: string }>`
    insert into shop (workspace_id, slug, kind, created_at)
    select ${workspaceId}, slug, 'manual', ${now} from unnest(${arrayLiteral(missing)}::text[]) as new_shop(slug)
    on conflict do nothing returning slug`.execute(trx);
  return inserted.rows.map((row) => row.slug);
}

export interface NewConnection {
  readonly workspaceId: string;
  readonly slug: string;
  readonly kind: ConnectionKind;
  readonly connectionId: string;
  readonly secretSealed: string;
  /** Stays accepted for a while (ROTATION_OVERLAP_HOURS). */
  readonly previousSecretSealed: string | null;
  readonly now: Date;
}

/** Makes a shop that is connected from the start. */
export async function insertShop(trx: Transaction<Database>, shop: NewConnection): Promise<void> {
  await trx
    .insertInto('shop')
    .values({
      workspace_id: shop.workspaceId, slug: shop.slug, kind: shop.kind, connection_id: shop.connectionId, secret_sealed: shop.secretSealed,
      previous_secret_sealed: shop.previousSecretSealed, created_at: shop.now, secret_changed_at: shop.now, disconnected_at: null,
    })
    .execute();
}

/** Connects a known shop, or gives a connected one a new secret. */
export async function updateShopConnection(trx: Transaction<Database>, shop: NewConnection): Promise<void> {
  await trx
    .updateTable('shop')
    .set({
      kind: shop.kind, connection_id: shop.connectionId, secret_sealed: shop.secretSealed, previous_secret_sealed: shop.previousSecretSealed,
      secret_changed_at: shop.now, disconnected_at: null,
    })
    .where('workspace_id', '=', shop.workspaceId)
    .where('slug', '=', shop.slug)
    .execute();
}

/** Marks shops as disconnected; `forgetSecrets` also ends that anything signed for them is accepted. Their addresses stay for a new connection. */
export async function updateShopsDisconnected(
  trx: Transaction<Database>, workspaceId: string, at: { readonly slugs: readonly string[]; readonly forgetSecrets: boolean; readonly now: Date },
): Promise<void> {
  if (at.slugs.length === 0) return;
  await trx
    .updateTable('shop')
    .set({ disconnected_at: at.now, ...(at.forgetSecrets ? { secret_sealed: null, previous_secret_sealed: null } : {}) })
    .where('workspace_id', '=', workspaceId)
    .where('slug', 'in', [...at.slugs])
    .execute();
}
