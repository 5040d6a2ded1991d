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
  return new Response(`\uFEFF${(await writeTable(table, 'csv')).toString('utf8')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="review-${encodeURIComponent(slug)}-${number}.csv"`,
      'cache-control': 'no-store', 'x-row-count': String(table.rows.length),
    },
  });
});
