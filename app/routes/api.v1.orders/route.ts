import { listApiOrders } from '#db/queries/api-lists.server.ts';
import { ordersQuery } from '#app/domain/api-queries.ts';
import { apiOrderSchema } from '#app/domain/ingestion/api-order.ts';
import { amountText } from '#app/domain/money.ts';
import { answerBatch } from '#app/lib/api-batch.server.ts';
import { badCursor, listResponse, orderCursor, readQuery } from '#app/lib/api-list.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { settleSoon } from '#app/services/settle-soon.server.ts';
import { takeInTogether } from '#app/services/take-in-together.server.ts';

export const action = api('orders:write', (context) =>
  answerBatch(context, 'orders', apiOrderSchema, async (items) => {
    const { db, workspaceId, now, actor } = context;
    const orders = items.map(({ value: { customer, ...order } }) => (
      { ...order, customerHash: customer === null ? null : hashBuyer(workspaceId, customer).toString('hex') }
    ));
    const result = await takeInTogether(db, { workspaceId, orders, source: 'api' }, { now, actor });
    settleSoon(db, { workspaceId, now });
    return { result: { ...result }, rejected: [] };
  }),
);

/** Orders as they stand, with their net revenue and how they were attributed; no personal data. */
export const loader = api('read', async ({ db, url, workspaceId }) => {
  const read = readQuery(url, ordersQuery);
  if (!read.ok) return read.response;
  const { limit, cursor, ...filter } = read.query;
  const after = orderCursor(cursor);
  if (after === undefined) return badCursor();
  const rows = await listApiOrders(db, workspaceId, { limit, after }, filter);
  return listResponse(rows, limit, ({ orderId, merchandiseMinor, refundedMinor, netMinor, netReportingMinor, ...row }) => ({
    ...row, id: orderId, merchandise: amountText(merchandiseMinor, row.currency), refunded: amountText(refundedMinor, row.currency),
    net: amountText(netMinor, row.currency), counted: netReportingMinor !== null,
  }), (row) => [row.shop, row.orderId] as const);
});
