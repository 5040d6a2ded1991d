import { listImportRejects } from '#db/queries/import.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { csvStream } from '#app/lib/file-writing/csv-stream.server.ts';
import { requireImportRun } from '../imports.$importId/require-import-run.server.ts';

const PART_ROWS = 2000;

/** Every reject of an import, as a file. */
export const loader = page('imports:run', async (context) => {
  const { db, workspaceId } = context;
  const run = await requireImportRun(context);
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
