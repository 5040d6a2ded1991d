import type { OrderFact } from '../order.ts';
import type { Cell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import { amount, buyer, codes, id, instant, name, rowCurrency, sameCurrency, word } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { ORDER_STATUS_WORDS } from './vocabularies.ts';

/** An order of a file. `customer` is the buyer as the file names them, to be hashed at once and never stored or logged. */
export interface OrderRow extends Omit<OrderFact, 'customerHash'> {
  readonly customer: string | null;
}

/**
 * Reads a row of orders in our own format or a mapped one: one row is one order with its present state, so an empty cell
 * is "none" here and not "unchanged". Amounts of a row share its currency.
 */
export function parseOrderRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<OrderRow> {
  const reader = new RowReader(cells, columns);
  const shop = reader.required('shop', name, defaults.shop);
  const orderId = reader.required('order_id', id);
  const placedAt = reader.required('placed_at', instant(defaults));
  const currency = rowCurrency(reader, defaults);
  const merchandise = reader.required('merchandise', amount(currency));
  const refunded = reader.optional('refunded', amount(sameCurrency(currency, merchandise)));
  const status = reader.optional('status', word(ORDER_STATUS_WORDS)) ?? 'paid';
  const discountCodes = reader.optional('discount_codes', codes) ?? [];
  const clickId = reader.optional('click_id', id) ?? null;
  const utmContent = reader.optional('utm_content', name) ?? null;
  const customer = reader.optional('customer', buyer) ?? null;
  if (reader.rejects.length > 0 || !shop || !orderId || !placedAt || !merchandise) return { ok: false, rejects: reader.rejects };
  return {
    ok: true,
    row: {
      shop, orderId, placedAt, currency: merchandise.currency, merchandiseMinor: merchandise.minor, refundedMinor: refunded?.minor ?? 0,
      status, discountCodes, clickId, utmContent, customer,
    },
  };
}
