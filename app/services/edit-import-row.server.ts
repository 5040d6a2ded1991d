import type { Kysely, Transaction } from 'kysely';
import { lockWaitingImport, noteUncheckedEdits } from '#db/queries/import-queue.server.ts';
import { findRejectRow, listLinesOfOrders, listLinesRejectedFor } from '#db/queries/import-reject-group.server.ts';
import { setRowCells, setRowsSkipped } from '#db/queries/import-reject.server.ts';
import type { Database } from '#db/schema.ts';
import type { ImportLook } from '#app/domain/ingestion/import-options.ts';
import { columnsOfFormat, fileFormatOf } from '#app/domain/ingestion/known-formats.ts';

export type RowEditOutcome = { readonly status: 'done'; readonly rows: number } | { readonly status: 'not-waiting' } | { readonly status: 'not-found' };

interface ImportKey {
  readonly workspaceId: string;
  readonly importId: string;
}

/** Corrects cells of a rejected row, by their places; none given gives the row its own cells again. The file itself is never changed. */
export async function correctRow(db: Kysely<Database>, { workspaceId, importId, line, cells }: ImportKey & { readonly line: number; readonly cells: ReadonlyMap<number, string> | null }): Promise<RowEditOutcome> {
  return await whileWaiting(db, { workspaceId, importId }, async (trx) => {
    const row = await findRejectRow(trx, { workspaceId, importId }, line);
    if (!row) return null;
    const corrected = cells && row.cells.map((cell, place) => cells.get(place) ?? row.editedCells?.[place] ?? cell);
    const isChanged = corrected?.some((cell, place) => cell !== row.cells[place]) ?? false;
    return (await setRowCells(trx, workspaceId, importId, line, isChanged ? corrected : null)) ? 1 : null;
  });
}

/** Leaves a rejected row out, with the rows of its order where an order takes several; or takes it in again. */
export async function skipRow(db: Kysely<Database>, { workspaceId, importId, line, isSkipped }: ImportKey & { readonly line: number; readonly isSkipped: boolean }): Promise<RowEditOutcome> {
  return await whileWaiting(db, { workspaceId, importId }, async (trx, look) => {
    const lines = await listLinesOfOrders(trx, { workspaceId, importId }, [line], orderPlace(look));
    return lines.length === 0 ? null : await setRowsSkipped(trx, workspaceId, importId, lines, isSkipped);
  });
}

/** Leaves out every rejected row that has this problem. */
export async function skipRowsWith(db: Kysely<Database>, { workspaceId, importId, code }: ImportKey & { readonly code: string }): Promise<RowEditOutcome> {
  return await whileWaiting(db, { workspaceId, importId }, async (trx, look) => {
    const lines = await listLinesOfOrders(trx, { workspaceId, importId }, await listLinesRejectedFor(trx, { workspaceId, importId }, code), orderPlace(look));
    return lines.length === 0 ? null : await setRowsSkipped(trx, workspaceId, importId, lines, true);
  });
}

/** The column that tells orders apart in formats whose orders take several rows; null in others. */
function orderPlace(look: ImportLook | null): number | null {
  const format = look && fileFormatOf(look.format);
  if (!format?.orders) return null;
  const resolved = columnsOfFormat(format, look?.headings ?? [], {});
  if (!resolved.ok) return null;
  const { keyHeading } = format.orders(resolved.columns, { zone: 'UTC', currency: 'CNY' });
  const place = (look?.headings ?? []).findIndex((heading) => heading.trim() === keyHeading);
  return place < 0 ? null : place;
}

/** An edit is taken only while the import waits for a person; the import then knows that it was not checked since. */
async function whileWaiting(
  db: Kysely<Database>, { workspaceId, importId }: ImportKey, edit: (trx: Transaction<Database>, look: ImportLook | null) => Promise<number | null>,
): Promise<RowEditOutcome> {
  return await db.transaction().execute(async (trx) => {
    const run = await lockWaitingImport(trx, { workspaceId, importId });
    if (!run) return { status: 'not-waiting' };
    const rows = await edit(trx, run.look);
    if (rows === null) return { status: 'not-found' };
    await noteUncheckedEdits(trx, { workspaceId, importId });
    return { status: 'done', rows };
  });
}
