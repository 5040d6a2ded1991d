import { listApiCollaborations } from '#db/queries/api-lists.server.ts';
import { collaborationsQuery } from '#app/domain/api-queries.ts';
import { badCursor, idCursor, listResponse, readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { paths } from '#app/lib/paths.ts';
import { publicOrigin } from '#app/lib/public-origin.server.ts';

/** Collaborations with their tracking code, link and coupon. */
export const loader = api('read', async ({ db, url, workspaceId }) => {
  const read = readQuery(url, collaborationsQuery);
  if (!read.ok) return read.response;
  const { limit, cursor, ...filter } = read.query;
  const after = idCursor(cursor);
  if (after === undefined) return badCursor();
  const rows = await listApiCollaborations(db, workspaceId, { limit, after }, filter);
  const origin = publicOrigin(url);
  return listResponse(rows, limit, (row) => ({ ...row, link: origin + paths.trackingLink({ code: row.trackingCode }) }), (row) => row.id);
});
