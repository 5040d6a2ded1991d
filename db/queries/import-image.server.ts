import type { RawBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '#db/schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Trx = Transaction<Database>;

/** The tables that imports write, each with how a key names a row: the columns after `workspace_id`, blanks between them (orders: lines). */
export const IMAGE_TABLES = [
  'kol', 'kol_account', 'campaign', 'campaign_tier', 'collaboration', 'collaboration_event', 'cost_item', 'payment', 'content', 'content_metric', 'shop', 'shop_order',
] as const;
export type ImageTable = (typeof IMAGE_TABLES)[number];

/** `t` is the table's row and `k.key` the key's text. Casts stand on the key, so that the table's index is used. */
export function keyMatches(table: ImageTable): RawBuilder<boolean> {
  switch (table) {
    case 'campaign_tier':
      return sql`t.campaign_id = split_part(k.key, ' ', 1)::uuid and t.tier = split_part(k.key, ' ', 2)`;
    case 'content_metric':
      return sql`t.content_id = split_part(k.key, ' ', 1)::uuid and t.captured_at = split_part(k.key, ' ', 2)::timestamptz and t.source = split_part(k.key, ' ', 3)`;
    case 'shop':
      return sql`t.slug = k.key`;
    case 'shop_order':
      return sql`t.shop = split_part(k.key, E'\n', 1) and t.order_id = split_part(k.key, E'\n', 2)`;
    default:
      return sql`t.id = k.key::uuid`;
  }
}

/** The whole row as stored. An order is nothing without its credits, touches and claims. */
export function imageOf(table: ImageTable): RawBuilder<string> {
  if (table !== 'shop_order') return sql`to_jsonb(t)`;
  return sql`to_jsonb(t) || jsonb_build_object('credits', ${ofOrder('order_credit')}, 'touches', ${ofOrder('order_touch')}, 'claims', ${ofOrder('order_claim')})`;
}

function ofOrder(table: 'order_credit' | 'order_touch' | 'order_claim'): RawBuilder<string> {
  return sql`coalesce((select jsonb_agg(x) from ${sql.table(table)} x where x.workspace_id = t.workspace_id and x.shop = t.shop and x.order_id = t.order_id), '[]')`;
}

/**
 * What tells whether a row is still as it was left. The count of changes is no content, and is never set back, as open forms rely on it. Of
 * an order it is what its shop says: all else is worked out from that and from what is known besides, and changes by itself.
 */
export function hashOf(table: ImageTable): RawBuilder<string> {
  if (table !== 'shop_order') return sql`md5((to_jsonb(t) - 'version')::text)`;
  return sql`md5(row(t.placed_at, t.currency, t.merchandise_minor, t.stated_refunded_minor, t.refunded_minor, t.status, t.discount_codes, t.click_id, t.utm_content,
    t.customer_hash, t.source_updated_at)::text)`;
}

/** What was worked out of an order as far as its row says it; stands behind a colon in its hash. */
export const hashOfDecision = sql<string>`md5(row(t.placed_day, t.net_minor, t.rate, t.net_reporting_minor, t.method)::text)`;

/** The images of those of the rows that exist, as JSON text by key. The lateral limit makes it one look-up a key; a join may read the whole table. */
export async function readImages(trx: Trx, workspaceId: string, table: ImageTable, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: string; image: string }>`
    select k.key, r.image
    from unnest(${arrayLiteral(keys)}::text[]) as k(key)
    cross join lateral (
      select (${imageOf(table)})::text as image from ${sql.table(table)} t where t.workspace_id = ${workspaceId} and ${keyMatches(table)} limit 1
    ) r`.execute(trx);
  return new Map(rows.map((row) => [row.key, row.image]));
}

/**
 * Keeps what rows were before an import, beside a hash of what they are now; rows that did not change are left out. A row that the same
 * import wrote before keeps its first image.
 * @param before images by key, null for rows that were not there
 */
export async function storeImages(trx: Trx, place: { readonly workspaceId: string; readonly importId: string }, table: ImageTable, before: ReadonlyMap<string, string | null>): Promise<void> {
  if (before.size === 0) return;
  const leftHash = table === 'shop_order' ? sql`${hashOf(table)} || ':' || ${hashOfDecision}` : hashOf(table);
  // Whoever says that orders change has compared them; other rows are written again as they are.
  const isChanged = table === 'shop_order' ? sql`true` : sql`(k.before is null or k.before::jsonb <> to_jsonb(t))`;
  await sql`
    insert into import_image (workspace_id, import_id, table_name, key, before, left_hash)
    select ${place.workspaceId}::uuid, ${place.importId}::uuid, ${table}::text, k.key, k.before::jsonb, r.left_hash
    from unnest(${arrayLiteral([...before.keys()])}::text[], ${arrayLiteral([...before.values()])}::text[]) as k(key, before)
    cross join lateral (
      select ${leftHash} as left_hash from ${sql.table(table)} t where t.workspace_id = ${place.workspaceId} and ${keyMatches(table)} and ${isChanged} limit 1
    ) r
    on conflict (workspace_id, import_id, table_name, key) do update set left_hash = excluded.left_hash`.execute(trx);
}

/** The history, costs and payments of collaborations that were made just now. */
export async function listRowsOfCollaborations(trx: Trx, workspaceId: string, collaborationIds: readonly string[]): Promise<{ table: ImageTable; keys: string[] }[]> {
  const { rows } = await sql<{ table: ImageTable; id: string }>`
    select c."table", c.id from unnest(${arrayLiteral(collaborationIds)}::uuid[]) as made(id) cross join lateral (
      select 'collaboration_event' as "table", e.id from collaboration_event e where e.workspace_id = ${workspaceId} and e.collaboration_id = made.id
      union all select 'cost_item', i.id from cost_item i where i.workspace_id = ${workspaceId} and i.collaboration_id = made.id
      union all select 'payment', p.id from payment p where p.workspace_id = ${workspaceId} and p.collaboration_id = made.id
    ) c`.execute(trx);
  return (['collaboration_event', 'cost_item', 'payment'] as const).map((table) => ({ table, keys: rows.filter((row) => row.table === table).map((row) => row.id) }));
}

/** Keeps something by its name alone: hosts that an import allowed. */
export async function storeNames(trx: Trx, place: { readonly workspaceId: string; readonly importId: string }, tableName: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await sql`
    insert into import_image (workspace_id, import_id, table_name, key, before, left_hash)
    select ${place.workspaceId}::uuid, ${place.importId}::uuid, ${tableName}::text, name, null, '' from unnest(${arrayLiteral([...names])}::text[]) as name
    on conflict do nothing`.execute(trx);
}
