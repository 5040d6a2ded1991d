import { download } from '#app/lib/authorize.server.ts';
import { writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { reportReview } from '#app/services/report-review.server.ts';
import { reviewTable } from '#app/services/review-table.ts';

/** The report of a review period as its page shows it. */
export const loader = download('costs:read', async ({ db, workspaceId, params, now }) => {
  const { slug = '', periodNumber } = params;
  const number = Number(periodNumber);
  const report = Number.isInteger(number) && number > 0 && number <= 1000 ? await reportReview(db, { workspaceId, campaignSlug: slug, periodNumber: number }, { now }) : null;
  if (!report) throw new Response('No such review period.', { status: 404 });
  const table = reviewTable(report);
  return new Response(new Uint8Array(await writeTable(table, 'xlsx')), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': `attachment; filename="review-${encodeURIComponent(slug)}-${number}.xlsx"`,
      'cache-control': 'no-store', 'x-row-count': String(table.rows.length),
    },
  });
});
