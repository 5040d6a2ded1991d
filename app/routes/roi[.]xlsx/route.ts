import { dayOf } from '#app/domain/period.ts';
import { download } from '#app/lib/authorize.server.ts';
import { writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { boardTable } from '#app/services/export-board.server.ts';
import { readAskedBoard } from '../roi/read-board.server.ts';

/** The board as it is shown: same grouping, filters, day or period, order; all rows, as a spreadsheet. */
export const loader = download('costs:read', async ({ db, actor, workspaceId, url, now }) => {
  const { currency, timeZone } = actor.workspace;
  const today = dayOf(now, timeZone);
  const asked = await readAskedBoard(db, { workspaceId, today, url, seesCosts: true });
  const { policy, by, period, filter, sort } = asked;
  const table = await boardTable(db, workspaceId, { by, period, filter, sort, asOf: asked.asOf ?? today }, { policy, currency });
  return new Response(new Uint8Array(await writeTable(table, 'xlsx')), {
    headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': 'attachment; filename="roi.xlsx"', 'cache-control': 'no-store', 'x-row-count': String(table.rows.length) },
  });
});
