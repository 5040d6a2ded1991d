import { collaborationExists, listApiCredits } from '#db/queries/api-lists.server.ts';
import { creditsQuery } from '#app/domain/api-queries.ts';
import { amountText } from '#app/domain/money.ts';
import { badCursor, listResponse, orderCursor, readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { problem } from '#app/lib/problem.server.ts';

/** The orders behind a collaboration's revenue, with what each credits to it under one model. */
export const loader = api('read', async ({ db, url, params, workspaceId, actor }) => {
  const read = readQuery(url, creditsQuery);
  if (!read.ok) return read.response;
  const { limit, cursor, model } = read.query;
  const after = orderCursor(cursor);
  if (after === undefined) return badCursor();
  if (!isId(params['id']) || !(await collaborationExists(db, workspaceId, params['id']))) return problem(404, 'There is no such collaboration');
  const rows = await listApiCredits(db, workspaceId, params['id'], model, { limit, after });
  const { currency } = actor.workspace;
  return listResponse(rows, limit, ({ netMinor, creditMinor, ...row }) => ({
    ...row, model, currency, net: netMinor === null ? null : amountText(netMinor, currency), credit: amountText(creditMinor, currency),
  }), (row) => [row.shop, row.orderId] as const);
});
