import { findRejectFile } from '#db/queries/import-reject.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { rejectedXlsx } from '#app/lib/file-writing/reject-stream.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { requireImportRun } from '../imports.$importId/require-import-run.server.ts';
import { rejectedRows } from '../imports.$importId_.rejects[.]csv/rejected-rows.server.ts';

/** The rejected rows of a workbook, as a workbook; of any other file as text. */
export const loader = page('imports:run', async (context) => {
  const { db, workspaceId } = context;
  const run = await requireImportRun(context);
  const file = await findRejectFile(db, workspaceId, run.id);
  if (file?.container !== 'xlsx') return seeOther(paths.importRejects({ importId: run.id }));
  return await rejectedXlsx(`rejected-${run.id}.xlsx`, rejectedRows(db, workspaceId, run.id, file));
});
