import type { Kysely, RawBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ImportStatus } from '#app/domain/ingestion/import-run.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import type { ImageTable } from './import-image.server.ts';
import { keyMatches } from './import-image.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** Lets the statements of this transaction take their time: each works on all rows of an import at once. */
export async function allowLongStatements(trx: Trx): Promise<void> {
  await sql`set local statement_timeout = '10min'`.execute(trx);
}

/** The import, held until the transaction ends. */
export async function lockImportRun(trx: Trx, workspaceId: string, importId: string) {
  return await trx
    .selectFrom('import_run')
    .select(['kind', 'file_name as fileName', 'status', 'created_count as created', 'updated_count as updated', 'started_at as startedAt', 'finished_at as finishedAt'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
}

/** How many rows are kept of each table that an import wrote. */
export async function countImages(db: Db, workspaceId: string, importId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('import_image')
    .select((eb) => ['table_name as table', eb.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .groupBy('table_name')
    .execute();
  return new Map(rows.map((row) => [row.table, Number(row.count)]));
}

/** Says that an import was undone. What it had found is not needed any more; what it changed stays to be read. */
export async function markImportUndone(trx: Trx, workspaceId: string, importId: string, { by, now }: { readonly by: string; readonly now: Date }): Promise<void> {
  const status: ImportStatus = 'undone';
  await trx.updateTable('import_run').set({ status, undone_at: now, undone_by: by }).where('workspace_id', '=', workspaceId).where('id', '=', importId).execute();
  await trx.deleteFrom('import_image').where('workspace_id', '=', workspaceId).where('import_id', '=', importId).execute();
}

/** Deletes the rows of a table that the import made. Returns how many. */
export async function deleteMadeRows(trx: Trx, workspaceId: string, importId: string, table: ImageTable): Promise<number> {
  const result = await sql`
    delete from ${sql.table(table)} t using import_image k
    where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = ${table} and k.before is null
      and t.workspace_id = ${workspaceId} and ${keyMatches(table)}`.execute(trx);
  return Number(result.numAffectedRows ?? 0);
}

/** Gives rows that the import changed everything they held before. Returns how many. */
export async function restoreRows(trx: Trx, workspaceId: string, importId: string, table: ImageTable): Promise<number> {
  return await restoreImages(trx, workspaceId, table, sql`
    select key, before from import_image where workspace_id = ${workspaceId} and import_id = ${importId} and table_name = ${table} and before is not null`);
}

/**
 * Gives rows everything that their images hold, but for the count of changes, which goes on. A column that is younger than the image keeps what
 * it holds. Returns how many.
 * @param images a query of `key` and `before`
 */
export async function restoreImages(trx: Trx, workspaceId: string, table: ImageTable, images: RawBuilder<unknown>): Promise<number> {
  const columns = await columnsOf(trx, table);
  const kept = columns.filter((column) => column !== 'workspace_id' && column !== 'version');
  const version = columns.includes('version') ? sql`, version = t.version + 1` : sql``;
  const result = await sql`
    update ${sql.table(table)} t set (${sql.join(kept.map((column) => sql.ref(column)))}) = (
      select ${sql.join(kept.map((column) => sql.ref(`image.${column}`)))} from jsonb_populate_record(t, k.before) as image)${version}
    from (${images}) k where t.workspace_id = ${workspaceId} and ${keyMatches(table)}`.execute(trx);
  return Number(result.numAffectedRows ?? 0);
}

/** The columns of a table that can be written, in their order. */
export async function columnsOf(trx: Trx, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`.execute(trx);
  return rows.map((row) => row.name);
}

/** Frees the coupons that are about to be given back, so that two collaborations may give each other theirs. */
export async function freeCoupons(trx: Trx, workspaceId: string, importId: string): Promise<void> {
  await sql`
    update collaboration t set coupon = 'FREED ' || t.tracking_code from import_image k
    where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = 'collaboration' and k.before ->> 'coupon' <> t.coupon
      and t.workspace_id = ${workspaceId} and ${keyMatches('collaboration')}`.execute(trx);
}

/** The flights of the collaborations that an import changed, as they are now. */
export async function listTouchedFlights(trx: Trx, workspaceId: string, importId: string): Promise<{ starts_on: CalendarDay; ends_on: CalendarDay }[]> {
  const { rows } = await sql<{ starts_on: string; ends_on: string }>`
    select t.starts_on, t.ends_on from import_image k join collaboration t on t.workspace_id = k.workspace_id and ${keyMatches('collaboration')}
    where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = 'collaboration'`.execute(trx);
  return rows;
}

/** The costs and payments that an import made or changed, and the collaborations. */
export async function listTouchedMoney(trx: Trx, workspaceId: string, importId: string): Promise<{ costIds: string[]; paymentIds: string[]; collaborationIds: string[] }> {
  const { rows } = await sql<{ table: string; key: string }>`
    select table_name as "table", key from import_image
    where workspace_id = ${workspaceId} and import_id = ${importId} and table_name in ('cost_item', 'payment', 'collaboration')`.execute(trx);
  const of = (table: string) => rows.filter((row) => row.table === table).map((row) => row.key);
  return { costIds: of('cost_item'), paymentIds: of('payment'), collaborationIds: of('collaboration') };
}

/** The KOLs whose row or accounts an import made or changed. */
export async function listTouchedKols(trx: Trx, workspaceId: string, importId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select key::uuid as id from import_image where workspace_id = ${workspaceId} and import_id = ${importId} and table_name = 'kol'
    union
    select a.kol_id from import_image k join kol_account a on a.workspace_id = k.workspace_id and a.id = k.key::uuid
    where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = 'kol_account'`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Takes away the hosts that were allowed for an import's landing pages, where no landing page uses them. Returns those taken away. */
export async function withdrawHosts(trx: Trx, workspaceId: string, importId: string): Promise<string[]> {
  const { rows } = await sql<{ host: string }>`
    with idle as (
      select k.key as host from import_image k
      where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = 'allowed_host' and not exists (
        select 1 from (
          select landing_url from collaboration where workspace_id = ${workspaceId} union all select landing_url from campaign where workspace_id = ${workspaceId}
        ) l where lower(substring(l.landing_url from '^[a-zA-Z]+://([^/:?#]+)')) = k.key)
    ), changed as (
      update workspace w set allowed_hosts = array(
        select h.host from unnest(w.allowed_hosts) with ordinality as h(host, place) where h.host not in (select host from idle) order by h.place)
      where w.id = ${workspaceId} and w.allowed_hosts && array(select host from idle) returning 1
    )
    select host from idle where exists (select 1 from changed) order by host`.execute(trx);
  return rows.map((row) => row.host);
}

/** Deletes the shops that became known by an import and that nothing is known of otherwise. */
export async function deleteIdleShops(trx: Trx, workspaceId: string, importId: string): Promise<void> {
  await sql`
    delete from shop t using import_image k
    where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = 'shop' and k.before is null
      and t.workspace_id = ${workspaceId} and t.slug = k.key and t.kind = 'manual' and t.connection_id is null
      and not exists (select 1 from shop_order o where o.workspace_id = t.workspace_id and o.shop = t.slug)
      and not exists (select 1 from order_refund r where r.workspace_id = t.workspace_id and r.shop = t.slug)`.execute(trx);
}
