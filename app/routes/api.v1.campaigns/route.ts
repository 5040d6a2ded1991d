import { listApiCampaigns } from '#db/queries/api-lists.server.ts';
import { campaignsQuery } from '#app/domain/api-queries.ts';
import { amountText } from '#app/domain/money.ts';
import { badCursor, idCursor, listResponse, readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';

/** Campaigns; budgets need the scope costs:read. */
export const loader = api('read', async ({ db, url, workspaceId, can }) => {
  const read = readQuery(url, campaignsQuery);
  if (!read.ok) return read.response;
  const { limit, cursor, ...filter } = read.query;
  const after = idCursor(cursor);
  if (after === undefined) return badCursor();
  const rows = await listApiCampaigns(db, workspaceId, { limit, after }, filter);
  return listResponse(rows, limit, ({ budgetMinor, currency, reserveBasisPoints, ...campaign }) => ({
    ...campaign,
    ...(can('costs:read') ? { budget: amountText(budgetMinor, currency), currency, reservePct: reserveBasisPoints / 100 } : {}),
  }), (row) => row.id);
});
