import type { Kysely, Transaction } from 'kysely';
import type { DateOrder } from '#app/domain/ingestion/civil-time.ts';
import type { Mapping } from '#app/domain/ingestion/columns.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { NumberStyle } from '#app/domain/ingestion/number-style.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

interface Source {
  readonly workspaceId: string;
  readonly kind: ImportKind;
  /** Of the headings. */
  readonly signature: string;
}

/** How files of this kind with these headings were read the last time; the mapping is empty where the format alone told. */
export async function findImportAnswers(db: Db, { workspaceId, kind, signature }: Source) {
  return await db
    .selectFrom('import_mapping')
    .select(['mapping', 'date_order as dateOrder', 'number_style as numberStyle'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('signature', '=', signature)
    .executeTakeFirst();
}

export type ImportAnswers = NonNullable<Awaited<ReturnType<typeof findImportAnswers>>>;

/** The mapping last used for files of this kind with these headings. */
export async function findImportMapping(db: Db, workspaceId: string, kind: ImportKind, signature: string): Promise<Mapping | null> {
  return (await findImportAnswers(db, { workspaceId, kind, signature }))?.mapping ?? null;
}

export async function upsertImportMapping(
  trx: Transaction<Database>,
  { workspaceId, kind, signature, mapping, dateOrder, numberStyle, now }: Source & { mapping: Mapping; dateOrder: DateOrder | null; numberStyle: NumberStyle | null; now: Date },
): Promise<void> {
  const remembered = { mapping: JSON.stringify(mapping), date_order: dateOrder, number_style: numberStyle, updated_at: now };
  await trx
    .insertInto('import_mapping')
    .values({ workspace_id: workspaceId, kind, signature, ...remembered })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind', 'signature']).doUpdateSet(remembered))
    .execute();
}

/** The next file with these headings is read as if it were the first. */
export async function deleteImportMapping(db: Db, { workspaceId, kind, signature }: Source): Promise<void> {
  await db.deleteFrom('import_mapping').where('workspace_id', '=', workspaceId).where('kind', '=', kind).where('signature', '=', signature).execute();
}
