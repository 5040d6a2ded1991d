import type { Money } from '../money.ts';
import type { OrderStatus } from '../order.ts';
import type { Columns } from './columns.ts';
import { amount, buyer, codes, id, instant, name, rowCurrency, sameCurrency, word } from './field-readers.ts';
import type { LinedCells, OrderGrouping, ReadOrder } from './order-grouper.ts';
import { rejectsAtLine } from './rejects.ts';
import type { RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { ORDER_STATUS_WORDS } from './vocabularies.ts';

/**
 * Reads reports with one row an order whose paid amount holds the postage (Taobao, Youzan): merchandise is what was paid
 * without `postage`; where nothing was paid yet it is what is `payable` for the goods. Refunds count up to merchandise.
 */
export function oneRowOrders(columns: Columns, defaults: RowDefaults): OrderGrouping {
  return {
    keyOf: ({ cells }) => new RowReader(cells, columns).text('order_id'),
    keyHeading: columns.byField.get('order_id')?.heading ?? 'order_id',
    firstRowOnly: true,
    continues: () => false,
    read: ([row]) => readOrder(row, columns, defaults),
  };
}

function readOrder({ line, cells }: LinedCells, columns: Columns, defaults: RowDefaults): ReadOrder {
  const reader = new RowReader(cells, columns);
  const shop = reader.required('shop', name, defaults.shop);
  const orderId = reader.required('order_id', id);
  const status = reader.optional('status', word(ORDER_STATUS_WORDS)) ?? 'paid';
  // An order that was never paid has no time of payment.
  const placedAt = reader.optional('placed_at', instant(defaults)) ?? reader.optional('created_at', instant(defaults));
  if (!placedAt && reader.rejects.length === 0) reader.reject('placed_at', 'required', 'placed_at is required');
  const currency = rowCurrency(reader, defaults);
  const paid = reader.required('merchandise', amount(currency));
  const money = amount(sameCurrency(currency, paid));
  const goods = paid && merchandiseMinor(paid, reader.optional('postage', money) ?? null, reader.optional('payable', money) ?? null);
  const refunded = reader.optional('refunded', money)?.minor ?? 0;
  const discountCodes = reader.optional('discount_codes', codes) ?? [];
  const customer = reader.optional('customer', buyer) ?? null;
  if (reader.rejects.length > 0 || !shop || !orderId || !placedAt || !paid || goods === undefined) return { ok: false, rejects: rejectsAtLine(line, reader.rejects) };
  return {
    ok: true,
    row: {
      shop, orderId, placedAt, currency: paid.currency, merchandiseMinor: goods, refundedMinor: refundedMinor(status, goods, refunded), status, discountCodes,
      clickId: null, utmContent: null, customer,
    },
  };
}

function merchandiseMinor(paid: Money, postage: Money | null, payable: Money | null): number {
  return paid.minor === 0 && payable ? payable.minor : Math.max(0, paid.minor - (postage?.minor ?? 0));
}

/** A refund holds postage too, and nothing tells its part: it counts up to merchandise, so revenue is never overstated. */
export function refundedMinor(status: OrderStatus, merchandise: number, refunded: number): number {
  return status === 'refunded' ? merchandise : Math.min(refunded, merchandise);
}
