import { roiQuery } from '#app/domain/api-queries.ts';
import { readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { reportRoi } from '#app/services/report-roi.server.ts';

/** ROI so far and at close, with its certainty, as of the end of a day. */
export const loader = api('costs:read', async ({ db, url, workspaceId, now }) => {
  const read = readQuery(url, roiQuery);
  if (!read.ok) return read.response;
  const { campaign, by, as_of: asOf } = read.query;
  return Response.json({ items: await reportRoi(db, { workspaceId, by, campaignSlug: campaign, asOf }, { now }), nextCursor: null });
});
