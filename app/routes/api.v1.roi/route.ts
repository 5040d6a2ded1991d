import { roiQuery } from '#app/domain/api-queries.ts';
import { addDays, dayOf } from '#app/domain/period.ts';
import { readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { problem } from '#app/lib/problem.server.ts';
import { reportRoi } from '#app/services/report-roi.server.ts';

/** ROI so far and at close, with its certainty, as of the end of a day; or of a period, by what was credited and accrued in it. */
export const loader = api('costs:read', async ({ db, actor, url, workspaceId, now }) => {
  const read = readQuery(url, roiQuery);
  if (!read.ok) return read.response;
  const { campaign, by, as_of: asOf, from, through } = read.query;
  const lastDay = through ?? asOf ?? dayOf(now, actor.workspace.timeZone);
  const period = from === undefined && through === undefined ? undefined : { startDay: from ?? '1970-01-01', endDay: addDays(lastDay, 1) };
  if (period && period.startDay >= period.endDay) {
    return problem(422, 'A parameter is wrong', { errors: [{ field: 'through', code: 'before_from', value: lastDay, message: `a period that starts on ${period.startDay} ends on that day or later` }] });
  }
  return Response.json({ items: await reportRoi(db, { workspaceId, by, campaignSlug: campaign, asOf, period }, { now }), nextCursor: null });
});
