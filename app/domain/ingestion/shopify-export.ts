import { parseAmountMinor } from '../money.ts';
import type { OrderStatus } from '../order.ts';
import { splitByLargestRemainder } from '../ratio.ts';
import type { Cell } from './cell-text.ts';
import { cellAsText, cleanCell, isEmptyCell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import { foldHeading } from './columns.ts';
import { amount, buyer, id, instant, list, rowCurrency, word } from './field-readers.ts';
import type { OrderRow } from './orders-row.ts';
import type { RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import type { Reject } from './rejects.ts';
import { rejectsAtLine } from './rejects.ts';
import { readShopifyAttribution } from './shopify-attribution.ts';
import { SHOPIFY_STATUS_WORDS } from './vocabularies.ts';

/** A row of the file with the line it starts on, as CsvSplitter gives it. */
export interface ShopifyRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** One order of the export, or what is wrong with it, at the line of its first row. */
export type ShopifyOrder =
  | { readonly ok: true; readonly line: number; readonly row: OrderRow }
  | { readonly ok: false; readonly line: number; readonly rejects: readonly Reject[] };

/**
 * Reads Shopify's order export (metrics-and-formats.md section 5a) row by row. An order takes as many rows as it has line
 * items; all repeat its `Name`, only the first carries totals, status, dates and codes. An order is finished when the next
 * one begins: `push` then returns it; `end` returns the last.
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
export class ShopifyOrderGrouper {
  readonly #columns: Columns;
  readonly #defaults: RowDefaults;
  #first: ShopifyRow | null = null;

  constructor(headings: readonly string[], defaults: RowDefaults) {
    this.#columns = shopifyColumns(headings);
    this.#defaults = defaults;
  }

  /** Takes the next row and returns the order before it, when this row begins another. */
  push(row: ShopifyRow): ShopifyOrder | null {
    if (this.#first !== null && this.#continues(this.#first, row)) return null;
    const finished = this.end();
    this.#first = row;
    return finished;
  }

  end(): ShopifyOrder | null {
    const first = this.#first;
    this.#first = null;
    return first === null ? null : parseOrder(first, this.#columns, this.#defaults);
  }

  /** Same name and no other order's id: two orders of one name (an imported one and its copy) differ in `Id`. */
  #continues(first: ShopifyRow, next: ShopifyRow): boolean {
    const text = (row: ShopifyRow, field: string) => cellText(row.cells, this.#columns, field);
    const nextId = text(next, 'id');
    return text(next, 'name') === text(first, 'name') && (nextId === '' || nextId === text(first, 'id'));
  }
}

const SHOPIFY_HEADINGS: ReadonlyMap<string, string> = new Map(
  [
    'Name', 'Id', 'Email', 'Phone', 'Billing Phone', 'Financial Status', 'Created at', 'Cancelled at', 'Currency', 'Subtotal', 'Shipping',
    'Taxes', 'Total', 'Discount Code', 'Refunded Amount', 'Note Attributes', 'Tags',
  ].map((heading) => [foldHeading(heading), heading.toLowerCase().replace(/ /g, '_')]),
);

function shopifyColumns(headings: readonly string[]): Columns {
  const byField = new Map<string, { index: number; heading: string; power: number; minor: boolean }>();
  headings.forEach((heading, index) => {
    const field = SHOPIFY_HEADINGS.get(foldHeading(heading));
    if (field !== undefined && !byField.has(field)) byField.set(field, { index, heading: heading.trim(), power: 0, minor: false });
  });
  return { width: headings.length, byField };
}

function cellText(cells: readonly Cell[], columns: Columns, field: string): string {
  const column = columns.byField.get(field);
  return column === undefined ? '' : cellAsText(cleanCell(cells[column.index]));
}

function parseOrder({ line, cells }: ShopifyRow, columns: Columns, defaults: RowDefaults): ShopifyOrder {
  const reader = new RowReader(cells, columns);
  const text = (field: string) => cellText(cells, columns, field);
  if (text('financial_status') === '' && text('created_at') === '' && text('subtotal') === '') {
    reader.reject('name', 'line_without_order', 'a further line item without the row that carries its order: is the file cut, or sorted anew?');
    return { ok: false, line, rejects: rejectsAtLine(line, reader.rejects) };
  }
  const orderId = reader.optionalName('id', id) || reader.required('name', id);
  const placedAt = reader.required('created_at', instant(defaults));
  const currency = { ...rowCurrency(reader, defaults), named: true };
  const subtotal = reader.required('subtotal', amount(currency));
  const refunded = reader.optional('refunded_amount', amount(currency));
  const paid = reader.required('financial_status', word(SHOPIFY_STATUS_WORDS));
  const discountCodes = reader.optional('discount_code', list) ?? [];
  const customer = reader.optional('email', buyer) || reader.optional('phone', buyer) || reader.optional('billing_phone', buyer) || null;
  const shop = defaults.shop;
  if (!shop) reader.reject('shop', 'required', 'the import must name the shop');
  if (reader.rejects.length > 0 || !shop || !orderId || !placedAt || !subtotal || !paid) {
    return { ok: false, line, rejects: rejectsAtLine(line, reader.rejects) };
  }
  const merchandiseMinor = subtotal.minor - includedTaxMinor(text, subtotal.minor, subtotal.currency);
  const status: OrderStatus = isEmptyCell(text('cancelled_at')) ? paid : 'cancelled';
  return {
    ok: true,
    line,
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
