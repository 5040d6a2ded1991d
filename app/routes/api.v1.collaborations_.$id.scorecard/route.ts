import { findApiScorecard } from '#db/queries/api-lists.server.ts';
import { scorecardQuery } from '#app/domain/api-queries.ts';
import { readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { problem } from '#app/lib/problem.server.ts';
import { isId } from '#app/lib/ids.server.ts';

/** The card of the latest review, or of the day asked for, with every term. It holds unit costs, hence the scope. */
export const loader = api('costs:read', async ({ db, url, params, workspaceId }) => {
  const read = readQuery(url, scorecardQuery);
  if (!read.ok) return read.response;
  const found = isId(params['id']) ? await findApiScorecard(db, workspaceId, params['id'], read.query.as_of ?? null) : undefined;
  return found ? Response.json({ asOf: found.asOf, ...found.card }) : problem(404, 'There is no scorecard for this collaboration and day yet; run a review first');
});
