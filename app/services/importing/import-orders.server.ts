import { uuidOrNull } from '#db/queries/order-records.server.ts';
import { hashInToken } from '#app/domain/ingestion/buyer-token.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { OrderRow } from '#app/domain/ingestion/orders-row.ts';
import { parseOrderRow } from '#app/domain/ingestion/orders-row.ts';
import { buyerHashHex } from '#app/lib/secret.server.ts';
import { OrderIntake } from '../order-intake.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { OrderChanges } from './order-changes.server.ts';

/** Orders by (shop, order id), taken in with their attribution. The buyer is hashed before the row is passed on. */
export function ordersImporter(): Importer<OrderRow> {
  let intake: OrderIntake | null = null;
  return {
    parse: parseOrderRow,
    key: (row) => `${row.shop}\n${row.orderId}`,
    keyField: 'order_id',
    apply: async (rows, context) => {
      const { trx, books, importId, doing } = context;
      intake ??= await OrderIntake.begin(trx, { workspaceId: books.workspace.id, source: 'import', importId, isLarge: true }, doing);
      return await applyOrders(rows, context, intake);
    },
    finish: async () => await intake?.finish(),
  };
}

async function applyOrders(rows: readonly Lined<OrderRow>[], context: ImportContext, intake: OrderIntake): Promise<Applied> {
  const noted = new OrderChanges(context, rows);
  const part = await intake.take(rows.map(({ row }) => arrivalOf(context.books.workspace.id, row)), {
    beforeShops: async (slugs) => await noted.beforeShops(slugs),
    beforeUpdates: async (updates) => await noted.beforeUpdates(updates),
    afterWriting: async () => await context.changes.settle(),
  });
  noted.noteCreated(part.created);
  return { created: part.created.length, updated: part.updated, unchanged: part.unchanged, rejects: [] };
}

/** Written out, because a spread of every order of a file is a good part of its time. */
function arrivalOf(workspaceId: string, row: OrderRow): OrderArrival {
  return {
    shop: row.shop, orderId: row.orderId, placedAt: row.placedAt, currency: row.currency, merchandiseMinor: row.merchandiseMinor,
    refundedMinor: row.refundedMinor, status: row.status, discountCodes: row.discountCodes, clickId: uuidOrNull(row.clickId), utmContent: row.utmContent,
    sourceUpdatedAt: null,
    customerHash: row.customer === null ? null : (hashInToken(row.customer) ?? buyerHashHex(workspaceId, row.customer)),
  };
}
