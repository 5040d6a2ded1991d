import { findRejectFile } from '#db/queries/import-reject.server.ts';
import { listImportRejects } from '#db/queries/import.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { csvStream } from '#app/lib/file-writing/csv-stream.server.ts';
import { rejectedCsv } from '#app/lib/file-writing/reject-stream.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { requireImportRun } from '../imports.$importId/require-import-run.server.ts';
import { rejectedRows } from './rejected-rows.server.ts';

const PART_ROWS = 2000;

/** The rejected rows of an import as their file has them, to be corrected and taken in again; of imports that kept no rows, a list of their cells. */
export const loader = page('imports:run', async (context) => {
  const { db, workspaceId } = context;
  const run = await requireImportRun(context);
  const file = await findRejectFile(db, workspaceId, run.id);
  if (file?.container === 'xlsx') return seeOther(paths.importRejectsWorkbook({ importId: run.id }));
  if (file) return rejectedCsv(`rejected-${run.id}.csv`, file.delimiter, rejectedRows(db, workspaceId, run.id, file));
  async function* parts() {
    yield [['line', 'column', 'value', 'code', 'message']];
    let afterNumber = 0;
    for (let more = true; more; ) {
      const rejects = await listImportRejects(db, workspaceId, run.id, { afterNumber, limit: PART_ROWS });
      yield rejects.map(({ line, column, value, code, message }) => [line, column, value, code, message]);
      afterNumber = rejects.at(-1)?.number ?? afterNumber;
      more = rejects.length === PART_ROWS;
    }
  }
  return csvStream(`rejects-${run.id}.csv`, parts());
});
