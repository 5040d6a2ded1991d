import type { Columns } from './columns.ts';
import type { CellReader, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import type { FileFormat } from './file-format.ts';
import { amount, buyer, id, instant, list, name, rowCurrency, sameCurrency, word } from './field-readers.ts';
import { refundedMinor } from './one-row-orders.ts';
import type { LinedCells, OrderGrouping, ReadOrder } from './order-grouper.ts';
import { read } from './reading.ts';
import { rejectsAtLine } from './rejects.ts';
import { ORDER_STATUS_WORDS } from './vocabularies.ts';

/**
 * WooCommerce orders as the usual export plugins write them, one row an order or one row an item (metrics-and-formats.md section
 * 5b): every row repeats its order's totals, so the first one says all. Merchandise is the total without shipping and tax.
 */
export const WOOCOMMERCE_EXPORT: FileFormat = {
  id: 'woocommerce',
  kind: 'orders',
  origin: 'woocommerce',
  signature: ['order_id', 'order_number', 'order_date', 'status', 'order_total'],
  columns: {
    order_id: ['order_id'], placed_at: ['order_date'], status: ['status'], currency: ['order_currency', 'currency'], merchandise: ['order_total'], shipping: ['shipping_total'],
    tax: ['tax_total'], refunded: ['refunded_total'], discount_codes: ['coupon_items'], customer: ['billing_email', 'customer_email'],
  },
  defaults: {},
  orders: woocommerceOrders,
};

function woocommerceOrders(columns: Columns, defaults: RowDefaults): OrderGrouping {
  const text = ({ cells }: LinedCells, field: string) => new RowReader(cells, columns).text(field);
  const isSame = (first: LinedCells, next: LinedCells, fields: readonly string[]) => fields.every((field) => text(first, field) === text(next, field));
  return {
    keyOf: (row) => text(row, 'order_id'),
    keyHeading: 'order_id',
    firstRowOnly: true,
    // Two versions of an order are no rows of one: the second is rejected as named twice.
    continues: (first, next) => text(first, 'order_id') !== '' && isSame(first, next, ['order_id', 'placed_at', 'status', 'merchandise']),
    read: ([row]) => readOrder(row, columns, defaults),
  };
}

function readOrder({ line, cells }: LinedCells, columns: Columns, defaults: RowDefaults): ReadOrder {
  const reader = new RowReader(cells, columns);
  const shop = reader.required('shop', name, defaults.shop);
  const orderId = reader.required('order_id', id);
  const placedAt = reader.required('placed_at', instant(defaults));
  const status = reader.required('status', word(ORDER_STATUS_WORDS));
  const currency = rowCurrency(reader, defaults);
  const total = reader.required('merchandise', amount(currency));
  const money = amount(sameCurrency(currency, total));
  const besides = (reader.optional('shipping', money)?.minor ?? 0) + (reader.optional('tax', money)?.minor ?? 0);
  const refunded = reader.optional('refunded', money)?.minor ?? 0;
  const discountCodes = reader.optional('discount_codes', couponItems) ?? [];
  const clickId = reader.optional('click_id', id) ?? null;
  const utmContent = reader.optional('utm_content', name) ?? null;
  const customer = reader.optional('customer', buyer) ?? null;
  if (reader.rejects.length > 0 || !shop || !orderId || !placedAt || !status || !total) return { ok: false, rejects: rejectsAtLine(line, reader.rejects) };
  const merchandiseMinor = Math.max(0, total.minor - besides);
  return {
    ok: true,
    row: {
      shop, orderId, placedAt, currency: total.currency, merchandiseMinor, refundedMinor: refundedMinor(status, merchandiseMinor, refunded), status, discountCodes,
      clickId, utmContent, customer,
    },
  };
}

const CODE = /(?:^|[;|])\s*code:\s*([^|;]+)/gi;

/** `code:LILY15|amount:10.00;code:SUMMER|...`, or plain codes. */
const couponItems: CellReader<string[]> = (cell, column) => {
  const codes = typeof cell === 'string' ? Array.from(cell.matchAll(CODE), (match) => (match[1] ?? '').trim()) : [];
  return codes.length > 0 ? list(codes.join(';'), column) : typeof cell === 'string' && cell.includes(':') ? read([]) : list(cell, column);
};
