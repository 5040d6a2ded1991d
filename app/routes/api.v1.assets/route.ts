import { listApiAssets } from '#db/queries/asset-api.server.ts';
import { assetsQuery } from '#app/domain/api-queries.ts';
import { dayOf } from '#app/domain/period.ts';
import { badCursor, idCursor, listResponse, readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';

/** The library: what each asset is, comes from and may be used for, without links to files. `channel`, `territory` and `on` leave only what may be used so. */
export const loader = api('read', async ({ db, url, workspaceId, actor, now }) => {
  const read = readQuery(url, assetsQuery);
  if (!read.ok) return read.response;
  const { limit, cursor, kind, campaign, kol, q, channel, territory, on } = read.query;
  const after = idCursor(cursor);
  if (after === undefined) return badCursor();
  const today = dayOf(now, actor.workspace.timeZone);
  const filters = { ...(kind && { kind: [kind] }), ...(campaign && { campaign: [campaign] }), ...(kol && { kol: [kol] }) };
  const usable = channel === undefined ? null : { channel, territory, on: on ?? today };
  const rows = await listApiAssets(db, workspaceId, { limit, after }, { search: q ?? '', filters, usable, isDeleted: false, today });
  return listResponse(rows, limit, ({ engagementBasisPoints, createdAt, ...asset }) => ({
    ...asset, engagementRate: engagementBasisPoints === null ? null : engagementBasisPoints / 10_000, createdAt: createdAt.toISOString(),
  }), (row) => row.id);
});
