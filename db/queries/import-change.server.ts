import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { ChangeAction, ChangeSubject, ShownFields } from '#app/domain/ingestion/import-change.ts';
import { arrayLiteral } from './array-literal.server.ts';

/** A thing that an import makes or changes, as it is shown. */
export interface ShownChange {
  readonly line: number;
  readonly action: ChangeAction;
  readonly subjectKind: ChangeSubject;
  readonly subjectId: string;
  readonly label: string;
  readonly before: ShownFields | null;
  readonly after: ShownFields;
}

/** Replaces what is shown of an import: a check is followed by another, and by the import itself. */
export async function replaceImportChanges(trx: Transaction<Database>, workspaceId: string, importId: string, changes: readonly ShownChange[]): Promise<void> {
  await trx.deleteFrom('import_change').where('workspace_id', '=', workspaceId).where('import_id', '=', importId).execute();
  if (changes.length === 0) return;
  const column = (value: (change: ShownChange) => string | number | null) => arrayLiteral(changes.map(value));
  await sql`
    insert into import_change (workspace_id, import_id, number, line, action, subject_kind, subject_id, label, before, after)
    select ${workspaceId}::uuid, ${importId}::uuid, c.number, c.line, c.action, c.subject_kind, c.subject_id, c.label, c.before::jsonb, c.after::jsonb
    from unnest(${column((c) => c.line)}::integer[], ${column((c) => c.action)}::text[], ${column((c) => c.subjectKind)}::text[], ${column((c) => c.subjectId)}::text[],
      ${column((c) => c.label)}::text[], ${column((c) => c.before && JSON.stringify(c.before))}::text[], ${column((c) => JSON.stringify(c.after))}::text[])
      with ordinality as c(line, action, subject_kind, subject_id, label, before, after, number)`.execute(trx);
}

export type ImportChangeRow = Awaited<ReturnType<typeof listImportChanges>>[number];

/** What is shown of an import, in the order of the file: created or updated things, a page at a time. */
export async function listImportChanges(
  db: Kysely<Database>, workspaceId: string, importId: string, page: { readonly action: ChangeAction; readonly after: number; readonly limit: number },
) {
  return await db
    .selectFrom('import_change')
    .select(['number', 'line', 'action', 'subject_kind as subjectKind', 'subject_id as subjectId', 'label', 'before', 'after'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('action', '=', page.action)
    .where('number', '>', page.after)
    .orderBy('number')
    .limit(Math.min(page.limit, 500))
    .execute();
}

/** How many created and updated things are kept to be shown. */
export async function countImportChanges(db: Kysely<Database>, workspaceId: string, importId: string): Promise<Record<ChangeAction, number>> {
  const rows = await db
    .selectFrom('import_change')
    .select((eb) => ['action', eb.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .groupBy('action')
    .execute();
  const of = (action: ChangeAction) => Number(rows.find((row) => row.action === action)?.count ?? 0);
  return { created: of('created'), updated: of('updated') };
}
