import type { OrderRow } from '#app/domain/ingestion/orders-row.ts';
import { parseOrderRow } from '#app/domain/ingestion/orders-row.ts';
import type { OrderFact } from '#app/domain/order.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import type { OrderContext } from '../order-context.server.ts';
import { loadOrderContext } from '../order-context.server.ts';
import { takeInOrders } from '../take-in-orders.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';

/** Orders by (shop, order id), taken in with their attribution. The buyer is hashed before the row is passed on. */
export function ordersImporter(): Importer<OrderRow> {
  let order: OrderContext | null = null;
  return {
    parse: parseOrderRow,
    key: (row) => `${row.shop}\n${row.orderId}`,
    keyField: 'order_id',
    apply: async (rows, context) => {
      order ??= await loadOrderContext(context.trx, context.books.workspace.id);
      return await applyOrders(rows, context, order);
    },
  };
}

async function applyOrders(rows: readonly Lined<OrderRow>[], { trx, books, importId, doing }: ImportContext, context: OrderContext): Promise<Applied> {
  const orders = rows.map(({ row }) => orderFact(books.workspace.id, row));
  const outcome = await takeInOrders(trx, { workspaceId: books.workspace.id, orders, source: 'import', importId, context }, doing);
  return { ...outcome, rejects: [] };
}

/** Written out, because a spread of every order of a file is a good part of its time. */
function orderFact(workspaceId: string, row: OrderRow): OrderFact {
  return {
    shop: row.shop, orderId: row.orderId, placedAt: row.placedAt, currency: row.currency, merchandiseMinor: row.merchandiseMinor,
    refundedMinor: row.refundedMinor, status: row.status, discountCodes: row.discountCodes, clickId: row.clickId, utmContent: row.utmContent,
    customerHash: row.customer === null ? null : hashBuyer(workspaceId, row.customer).toString('hex'),
  };
}
