import { dayOf } from '#app/domain/period.ts';
import { download } from '#app/lib/authorize.server.ts';
import { csvDownload } from '#app/lib/csv-download.server.ts';
import { reportSwaps } from '#app/services/report-swaps.server.ts';
import { SWAP_HEADINGS, swapLine } from '#app/services/swap-table.ts';

/** The accepted moves as their page shows them. */
export const loader = download('costs:read', async ({ db, actor, workspaceId, now }) => {
  const { currency, timeZone } = actor.workspace;
  const swaps = await reportSwaps(db, { workspaceId, asOf: dayOf(now, timeZone) });
  return csvDownload({ name: 'predicted-and-actual', headings: SWAP_HEADINGS, rows: swaps.map((swap) => swapLine(swap, currency)) });
});
