import type { Kysely } from 'kysely';
import type { findRejectFile } from '#db/queries/import-reject.server.ts';
import { listRejectRows } from '#db/queries/import-reject.server.ts';
import type { Database } from '#db/schema.ts';
import { rejectedCells, rejectHeaderRows } from '#app/domain/ingestion/reject-file.ts';

type RejectFile = NonNullable<Awaited<ReturnType<typeof findRejectFile>>>;

const PART_ROWS = 1000;

/** The rows of a file of rejects, the headings first, part by part. Where there were more than are kept the last row says so. */
export async function* rejectedRows(db: Kysely<Database>, workspaceId: string, importId: string, file: RejectFile): AsyncGenerator<string[][]> {
  yield rejectHeaderRows(file.headerRows);
  const rowsAfter = async (afterLine: number) => await listRejectRows(db, workspaceId, importId, { afterLine, limit: PART_ROWS });
  let written = 0;
  let rows = await rowsAfter(0);
  while (rows.length > 0) {
    const following = await rowsAfter(rows.at(-1)?.line ?? 0);
    written += rows.length;
    const cells = rows.map((row) => rejectedCells(row, file.headerRows));
    const last = cells.at(-1);
    if (following.length === 0 && last && file.rowCount > written) last.push(`${last.pop() ?? ''}; only the first ${written} of ${file.rowCount} rejected rows are in this file`);
    yield cells;
    rows = following;
  }
}
