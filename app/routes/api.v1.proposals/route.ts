import { listApiCandidates, listApiProposals } from '#db/queries/api-lists.server.ts';
import { proposalsQuery } from '#app/domain/api-queries.ts';
import { badCursor, idCursor, listResponse, readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { proposalItems } from '#app/services/list-proposals.ts';

/** Proposals with their candidates. They speak of money, hence the scope. */
export const loader = api('costs:read', async ({ db, url, workspaceId, actor }) => {
  const read = readQuery(url, proposalsQuery);
  if (!read.ok) return read.response;
  const { limit, cursor, ...filter } = read.query;
  const after = idCursor(cursor);
  if (after === undefined) return badCursor();
  const rows = await listApiProposals(db, workspaceId, { limit, after }, filter);
  const candidates = await listApiCandidates(db, workspaceId, rows.map((row) => row.id));
  const toItem = proposalItems(candidates, actor.workspace.currency);
  return listResponse(rows, limit, toItem, (row) => row.id);
});
