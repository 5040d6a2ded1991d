import { parseAmountMinor } from '../money.ts';
import type { OrderStatus } from '../order.ts';
import { splitByLargestRemainder } from '../ratio.ts';
import type { Cell } from './cell-text.ts';
import { cellAsText, cleanCell, isEmptyCell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import type { FileFormat } from './file-format.ts';
import { amount, buyer, id, instant, list, rowCurrency, word } from './field-readers.ts';
import type { LinedCells, OrderGrouping } from './order-grouper.ts';
import type { OrderRow } from './orders-row.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { rejectsAtLine } from './rejects.ts';
import { readShopifyAttribution } from './shopify-attribution.ts';
import { SHOPIFY_STATUS_WORDS } from './vocabularies.ts';

/** Shopify's order export; the columns behind the first 80 vary from shop to shop. */
export const SHOPIFY_EXPORT: FileFormat = {
  id: 'shopify',
  kind: 'orders',
  origin: 'shopify',
  signature: ['Name', 'Financial Status', 'Subtotal', 'Created at', 'Lineitem name', 'Lineitem quantity'],
  columns: {
    order_id: ['Id'], name: ['Name'], placed_at: ['Created at'], currency: ['Currency'], merchandise: ['Subtotal'], shipping: ['Shipping'], taxes: ['Taxes'], total: ['Total'],
    refunded: ['Refunded Amount'], status: ['Financial Status'], cancelled_at: ['Cancelled at'], discount_codes: ['Discount Code'], note_attributes: ['Note Attributes'],
    tags: ['Tags'], customer: ['Email'], phone: ['Phone'], billing_phone: ['Billing Phone'],
  },
  defaults: {},
  orders: shopifyOrders,
};

/**
 * Reads Shopify's order export (metrics-and-formats.md section 5a). An order takes as many rows as it has line items; all
 * repeat its `Name`, only the first carries totals, status, dates and codes.
 *
 * - Identity: the `Id` column, which webhooks carry too, else `Name`.
 * - Merchandise: `Subtotal`, which is after discounts and without shipping. In shops whose prices include tax it holds the
 *   tax: the export has no column that says so, but then Subtotal + Shipping = Total although `Taxes` is not 0, and the
 *   tax is taken off, divided between merchandise and shipping by their amounts. Where tips or duties hide that, it stays in.
 * - Refunds: `Refunded Amount` is the money given back, shipping and tax included, and nothing tells its parts. It counts
 *   against merchandise in full and up to merchandise, so revenue is never overstated; webhooks are exact.
 * - Status: `Cancelled at` makes an order cancelled, whatever was paid; `authorized` and `partially_paid` are not paid yet.
 * - `kclid` and `utm_content` come from Note Attributes or Tags, as the export has no landing page.
 * Names, addresses and items are not read. The buyer is the e-mail, else a phone number, as `customer`, to be hashed at once.
 */
function shopifyOrders(columns: Columns, defaults: RowDefaults): OrderGrouping {
  const text = (row: LinedCells, field: string) => cellText(row.cells, columns, field);
  return {
    keyOf: (row) => text(row, 'order_id') || text(row, 'name'),
    keyHeading: 'Name',
    firstRowOnly: true,
    // Same name and no other order's id: two orders of one name (an imported one and its copy) differ in `Id`.
    continues: (first, next) => {
      const nextId = text(next, 'order_id');
      return text(next, 'name') === text(first, 'name') && (nextId === '' || nextId === text(first, 'order_id'));
    },
    read: ([first]) => {
      const parsed = parseOrder(first.cells, columns, defaults);
      return parsed.ok ? parsed : { ok: false, rejects: rejectsAtLine(first.line, parsed.rejects) };
    },
  };
}

function cellText(cells: readonly Cell[], columns: Columns, field: string): string {
  const column = columns.byField.get(field);
  return column === undefined ? '' : cellAsText(cleanCell(cells[column.index]));
}

function parseOrder(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<OrderRow> {
  const reader = new RowReader(cells, columns);
  const text = (field: string) => cellText(cells, columns, field);
  if (text('status') === '' && text('placed_at') === '' && text('merchandise') === '') {
    reader.reject('name', 'line_without_order', 'a further line item without the row that carries its order: is the file cut, or sorted anew?');
    return { ok: false, rejects: reader.rejects };
  }
  const orderId = reader.optionalName('order_id', id) || reader.required('name', id);
  const placedAt = reader.required('placed_at', instant(defaults));
  const currency = { ...rowCurrency(reader, defaults), named: true };
  const subtotal = reader.required('merchandise', amount(currency));
  const refunded = reader.optional('refunded', amount(currency));
  const paid = reader.required('status', word(SHOPIFY_STATUS_WORDS));
  const discountCodes = reader.optional('discount_codes', list) ?? [];
  const customer = reader.optional('customer', buyer) || reader.optional('phone', buyer) || reader.optional('billing_phone', buyer) || null;
  const shop = defaults.shop;
  if (!shop) reader.reject('shop', 'required', 'the import must name the shop');
  if (reader.rejects.length > 0 || !shop || !orderId || !placedAt || !subtotal || !paid) {
    return { ok: false, rejects: reader.rejects };
  }
  const merchandiseMinor = subtotal.minor - includedTaxMinor(text, subtotal.minor, subtotal.currency);
  const status: OrderStatus = isEmptyCell(text('cancelled_at')) ? paid : 'cancelled';
  return {
    ok: true,
    row: {
      shop, orderId, placedAt, currency: subtotal.currency, merchandiseMinor,
      refundedMinor: status === 'refunded' ? merchandiseMinor : Math.min(refunded?.minor ?? 0, merchandiseMinor),
      status, discountCodes, ...readShopifyAttribution(text('note_attributes'), text('tags')), customer,
    },
  };
}

/** The part of the tax that is inside `Subtotal`; 0 when tax comes on top, and when the totals do not tell. */
function includedTaxMinor(text: (field: string) => string, subtotalMinor: number, currency: string): number {
  const minor = (field: string) => (text(field) === '' ? 0 : parseAmountMinor(text(field), currency));
  const [shipping, taxes, total] = [minor('shipping'), minor('taxes'), minor('total')];
  if (shipping === null || taxes === null || total === null || shipping < 0 || taxes <= 0) return 0;
  const gross = subtotalMinor + shipping;
  if (total !== gross || taxes >= gross) return 0;
  return splitByLargestRemainder(taxes, [subtotalMinor, shipping])[0] ?? 0;
}
