import { dayOf } from '#app/domain/period.ts';
import { download } from '#app/lib/authorize.server.ts';
import { writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { boardTable } from '#app/services/export-board.server.ts';
import { readAskedBoard } from '../roi/read-board.server.ts';

/** The board as it is shown: same grouping, filters, day or period, order; all rows. */
export const loader = download('costs:read', async ({ db, actor, workspaceId, url, now }) => {
  const { currency, timeZone } = actor.workspace;
  const today = dayOf(now, timeZone);
  const asked = await readAskedBoard(db, { workspaceId, today, url, seesCosts: true });
  const { policy, by, period, filter, sort } = asked;
  const table = await boardTable(db, workspaceId, { by, period, filter, sort, asOf: asked.asOf ?? today }, { policy, currency });
  return new Response(Buffer.concat([Buffer.from('\uFEFF'), await writeTable(table, 'csv')]), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="roi.csv"', 'cache-control': 'no-store', 'x-row-count': String(table.rows.length) },
  });
});
