import { listApiKols } from '#db/queries/api-lists.server.ts';
import { kolsQuery } from '#app/domain/api-queries.ts';
import { amountText } from '#app/domain/money.ts';
import { badCursor, idCursor, listResponse, readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';

/** The roster. Prices need the scope costs:read; contacts are not given to tokens at all. */
export const loader = api('read', async ({ db, url, workspaceId, can }) => {
  const read = readQuery(url, kolsQuery);
  if (!read.ok) return read.response;
  const { limit, cursor, ...filter } = read.query;
  const after = idCursor(cursor);
  if (after === undefined) return badCursor();
  const rows = await listApiKols(db, workspaceId, { limit, after }, filter);
  return listResponse(rows, limit, ({ priceMinor, priceCurrency, contactEmail: _contact, ...kol }) => ({
    ...kol,
    ...(can('costs:read') ? { price: priceMinor === null || priceCurrency === null ? null : amountText(priceMinor, priceCurrency), currency: priceCurrency } : {}),
  }), (row) => row.id);
});
