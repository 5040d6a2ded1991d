import { uuidOrNull } from '#db/queries/order-records.server.ts';
import { hashInToken } from '#app/domain/ingestion/buyer-token.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { OrderRows } from '#app/domain/ingestion/order-rows.ts';
import type { OrderRow } from '#app/domain/ingestion/orders-row.ts';
import type { ParsedRow } from '#app/domain/ingestion/row-reader.ts';
import { buyerHashHex } from '#app/lib/secret.server.ts';
import { OrderIntake } from '../order-intake.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { OrderChanges } from './order-changes.server.ts';

/**
 * Orders by (shop, order id), taken in with their attribution. A row is an arrival, its buyer hashed, before the next one is read: thousands wait
 * to be written at any time, and one object each is what memory is spent on.
 */
export function ordersImporter(workspaceId: string): Importer<OrderArrival> {
  let intake: OrderIntake | null = null;
  let rows: OrderRows | null = null;
  return {
    parse: (cells, columns, defaults) => arrivalOfParsed(workspaceId, (rows ??= new OrderRows(columns, defaults)).read(cells)),
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

function arrivalOfParsed(workspaceId: string, parsed: ParsedRow<OrderRow>): ParsedRow<OrderArrival> {
  return parsed.ok ? { ok: true, row: arrivalOf(workspaceId, parsed.row) } : parsed;
}

async function applyOrders(rows: readonly Lined<OrderArrival>[], context: ImportContext, intake: OrderIntake): Promise<Applied> {
  const noted = new OrderChanges(context, rows);
  const part = await intake.take(rows.map(({ row }) => row), {
    beforeShops: async (slugs) => await noted.beforeShops(slugs),
    beforeUpdates: async (updates) => await noted.beforeUpdates(updates),
    afterWriting: settling(context),
  });
  noted.noteCreated(part.created);
  return { created: part.created.length, updated: part.updated, unchanged: part.unchanged, rejects: [] };
}

/** Apart from the part's other hooks, so that what waits to be written does not hold its rows. */
function settling({ changes }: ImportContext): () => Promise<void> {
  return async () => await changes.settle();
}

/** The order of a row, its buyer hashed. Written out, because a spread of every order of a file is a good part of its time. */
export function arrivalOf(workspaceId: string, row: OrderRow): OrderArrival {
  return {
    shop: row.shop, orderId: row.orderId, placedAt: row.placedAt, currency: row.currency, merchandiseMinor: row.merchandiseMinor,
    refundedMinor: row.refundedMinor, status: row.status, discountCodes: row.discountCodes, clickId: uuidOrNull(row.clickId), utmContent: row.utmContent,
    sourceUpdatedAt: null,
    customerHash: row.customer === null ? null : (hashInToken(row.customer) ?? buyerHashHex(workspaceId, row.customer)),
  };
}
