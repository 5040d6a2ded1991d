import type { Kysely, RawBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { EditSubject } from '#app/domain/edit-run.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { columnsOf } from './import-undo.server.ts';

type Trx = Transaction<Database>;

/** What is written of a collaboration before it leaves draft: it goes into the bin with it. A table before those that refer to it. */
const COLLABORATION_PARTS = ['collaboration_event', 'cost_item', 'payment', 'collaboration_contract', 'brief_version', 'script', 'script_version', 'script_event', 'matrix_place'] as const;

interface Part {
  readonly table: string;
  /** Joins `t`, a row of the table, with `o`, the thing that it belongs to. */
  readonly owned: RawBuilder<boolean>;
}

const own = (table: string): Part => ({ table, owned: sql`t.id = o.subject_id` });
const by = (column: string) => (table: string): Part => ({ table, owned: sql`${sql.ref(`t.${column}`)} = o.subject_id` });
const ofDrafts = (table: string): Part => ({
  table, owned: sql`t.collaboration_id in (select c.id from collaboration c where c.workspace_id = t.workspace_id and c.kol_id = o.subject_id)`,
});

/**
 * The tables whose rows make up a thing in the bin. Whatever else refers to it keeps it out of the bin (`bin-obstacles`); a test compares both
 * with the references that the database knows.
 */
export const BIN_PARTS: Readonly<Record<EditSubject, readonly Part[]>> = {
  kol: [own('kol'), by('kol_id')('kol_account'), by('kol_id')('kol_standing'), by('kol_id')('kol_search'), by('kol_id')('collaboration'), ...COLLABORATION_PARTS.map(ofDrafts)],
  collaboration: [own('collaboration'), ...COLLABORATION_PARTS.map(by('collaboration_id'))],
  campaign: [own('campaign'), by('campaign_id')('campaign_tier'), by('campaign_id')('brief_template'), by('campaign_id')('matrix_lock'), by('campaign_id')('matrix_snapshot'), by('campaign_id')('target_actual')],
};

export interface BinEntry {
  readonly itemId: string;
  readonly subjectId: string;
  readonly label: string;
  readonly detail: string;
}

export interface Binning {
  readonly workspaceId: string;
  readonly kind: EditSubject;
  readonly runId: string;
  readonly now: Date;
  readonly by: { readonly id: string | null; readonly name: string };
}

/** Takes things out of their tables and lays them into the bin, whole, in three statements a table whatever their number. */
export async function moveToBin(trx: Trx, { workspaceId, kind, runId, now, by: person }: Binning, entries: readonly BinEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const column = (value: (entry: BinEntry) => string) => arrayLiteral(entries.map(value));
  await sql`
    insert into bin_item (workspace_id, id, kind, subject_id, label, detail, run_id, deleted_at, deleted_by, deleted_by_name)
    select ${workspaceId}::uuid, e.id, ${kind}::text, e.subject_id, e.label, e.detail, ${runId}::uuid, ${now}::timestamptz, ${person.id}::uuid, ${person.name}::text
    from unnest(${column((e) => e.itemId)}::uuid[], ${column((e) => e.subjectId)}::uuid[], ${column((e) => e.label)}::text[], ${column((e) => e.detail)}::text[])
      as e(id, subject_id, label, detail)`.execute(trx);
  const owners = sql`unnest(${column((e) => e.itemId)}::uuid[], ${column((e) => e.subjectId)}::uuid[]) as o(item_id, subject_id)`;
  for (const { table, owned } of BIN_PARTS[kind]) {
    await sql`
      insert into bin_row (workspace_id, item_id, table_name, number, image)
      select ${workspaceId}::uuid, o.item_id, ${table}::text, row_number() over (partition by o.item_id), to_jsonb(t)
      from ${owners} join ${sql.table(table)} t on t.workspace_id = ${workspaceId} and ${owned}`.execute(trx);
  }
  for (const { table, owned } of BIN_PARTS[kind].toReversed()) {
    await sql`delete from ${sql.table(table)} t using ${owners} where t.workspace_id = ${workspaceId} and ${owned}`.execute(trx);
  }
}

export type BinItem = Awaited<ReturnType<typeof lockBinItems>>[number];

/** Things in the bin, held until the transaction ends. */
export async function lockBinItems(trx: Trx, workspaceId: string, wanted: { readonly itemIds: readonly string[] } | { readonly runId: string }) {
  return await trx
    .selectFrom('bin_item')
    .select(['id', 'kind', 'subject_id as subjectId', 'label', 'detail', 'run_id as runId', 'deleted_at as deletedAt'])
    .where('workspace_id', '=', workspaceId)
    .$if('itemIds' in wanted, (query) => query.where('id', '=', sql<string>`any(${'itemIds' in wanted ? [...wanted.itemIds] : []}::uuid[])`))
    .$if('runId' in wanted, (query) => query.where('run_id', '=', 'runId' in wanted ? wanted.runId : ''))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Puts things of one kind back where they were, row for row, and takes them out of the bin. A column younger than the image gets its default. */
export async function moveOutOfBin(trx: Trx, workspaceId: string, kind: EditSubject, itemIds: readonly string[]): Promise<void> {
  const items = sql`any(${[...itemIds]}::uuid[])`;
  for (const { table } of BIN_PARTS[kind]) {
    const known = await imageColumns(trx, workspaceId, table, itemIds);
    if (known.size === 0) continue;
    const columns = (await columnsOf(trx, table)).filter((column) => known.has(column));
    await sql`
      insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      select ${sql.join(columns.map((column) => sql.ref(`image.${column}`)))} from bin_row b cross join lateral jsonb_populate_record(null::${sql.table(table)}, b.image) as image
      where b.workspace_id = ${workspaceId} and b.item_id = ${items} and b.table_name = ${table}`.execute(trx);
  }
  await sql`delete from bin_item where workspace_id = ${workspaceId} and id = ${items}`.execute(trx);
}

async function imageColumns(trx: Trx, workspaceId: string, table: string, itemIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select distinct jsonb_object_keys(image) as name from bin_row
    where workspace_id = ${workspaceId} and item_id = any(${[...itemIds]}::uuid[]) and table_name = ${table}`.execute(trx);
  return new Set(rows.map((row) => row.name));
}

/** Flights of the collaborations among things in the bin: orders within them are decided anew when they come back. */
export async function listBinFlights(db: Kysely<Database>, workspaceId: string, itemIds: readonly string[]): Promise<{ starts_on: string; ends_on: string }[]> {
  const { rows } = await sql<{ starts_on: string; ends_on: string }>`
    select image ->> 'starts_on' as starts_on, image ->> 'ends_on' as ends_on from bin_row
    where workspace_id = ${workspaceId} and item_id = any(${[...itemIds]}::uuid[]) and table_name = 'collaboration'`.execute(db);
  return rows;
}

/** Removes for good what was deleted before an instant, in every workspace. Returns how many things. */
export async function deleteBinItemsBefore(db: Kysely<Database>, before: Date): Promise<number> {
  const result = await db.deleteFrom('bin_item').where('deleted_at', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}
