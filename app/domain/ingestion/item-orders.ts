import type { OrderStatus } from '../order.ts';
import type { Columns } from './columns.ts';
import type { RowCurrency } from './field-readers.ts';
import { buyer, codes, id, instant, name, rowCurrency, word } from './field-readers.ts';
import type { LinedCells, OrderGrouping, ReadOrder } from './order-grouper.ts';
import type { Reject } from './rejects.ts';
import { rejectsAtLine } from './rejects.ts';
import type { RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { ORDER_STATUS_WORDS } from './vocabularies.ts';

/** What one row adds to its order, in minor units. */
export interface ItemMoney {
  /** After discounts, without postage. */
  readonly merchandiseMinor: number;
  readonly refundedMinor: number;
  readonly currency: string;
}

export type ItemReader = (reader: RowReader, currency: RowCurrency) => ItemMoney | null;

/**
 * Reads files with one row an item (Douyin, Taobao): rows of one `order_id` are one order, each with its own `item_id`, amount
 * and state. What was cancelled adds nothing; what was refunded adds merchandise and refund.
 */
export function itemOrders(readMoney: ItemReader): (columns: Columns, defaults: RowDefaults) => OrderGrouping {
  return (columns, defaults) => {
    const keyOf = ({ cells }: LinedCells) => new RowReader(cells, columns).text('order_id');
    return {
      keyOf,
      keyHeading: columns.byField.get('order_id')?.heading ?? 'order_id',
      firstRowOnly: false,
      continues: (first, next) => keyOf(first) !== '' && keyOf(first) === keyOf(next),
      read: (rows) => readOrder(rows, columns, defaults, readMoney),
    };
  };
}

interface Item {
  readonly money: ItemMoney;
  readonly status: OrderStatus;
}

function readOrder(rows: readonly [LinedCells, ...LinedCells[]], columns: Columns, defaults: RowDefaults, readMoney: ItemReader): ReadOrder {
  const rejects: Reject[] = [];
  const items: Item[] = [];
  const seen = new Map<string, number>();
  let currency: RowCurrency | null = null;
  for (const { line, cells } of rows) {
    const reader = new RowReader(cells, columns);
    currency ??= rowCurrency(reader, defaults);
    noteItem(reader, seen, line);
    const status = reader.optional('status', word(ORDER_STATUS_WORDS)) ?? 'paid';
    const money = readMoney(reader, currency);
    if (money) items.push({ money, status });
    // Items are summed, so all are in the currency of the first.
    if (money) currency = { ...currency, currency: money.currency, named: true };
    rejects.push(...rejectsAtLine(line, reader.rejects));
  }
  const [first] = rows;
  const head = readHead(first, columns, defaults);
  rejects.push(...rejectsAtLine(first.line, head.rejects));
  if (rejects.length > 0 || !head.order || !currency) return { ok: false, rejects };
  return { ok: true, row: { ...head.order, currency: currency.currency, ...sumOfItems(items) } };
}

/** An item that comes twice would be counted twice. */
function noteItem(reader: RowReader, seen: Map<string, number>, line: number): void {
  const itemId = reader.text('item_id');
  const before = seen.get(itemId);
  if (itemId !== '' && before !== undefined) reader.reject('item_id', 'item_twice', `line ${line} names the same item as line ${before}`);
  seen.set(itemId, line);
}

function readHead({ cells }: LinedCells, columns: Columns, defaults: RowDefaults) {
  const reader = new RowReader(cells, columns);
  const wide = reader.rejects.length;
  const shop = reader.required('shop', name, defaults.shop);
  const orderId = reader.required('order_id', id);
  const placedAt = reader.required('placed_at', instant(defaults));
  const discountCodes = reader.optional('discount_codes', codes) ?? [];
  const customer = reader.optional('customer', buyer) ?? null;
  const order = shop && orderId && placedAt ? { shop, orderId, placedAt, discountCodes, customer, clickId: null, utmContent: null } : null;
  // What is wrong with the width of the row is told once, with its item.
  return { order, rejects: reader.rejects.slice(wide) };
}

/** The order that items make together: cancelled only when all of them are, waiting for payment when none is paid. */
export function sumOfItems(items: readonly Item[]): { merchandiseMinor: number; refundedMinor: number; status: OrderStatus } {
  const sum = (of: readonly Item[], field: 'merchandiseMinor' | 'refundedMinor') => of.reduce((total, { money }) => total + money[field], 0);
  const standing = items.filter(({ status, money }) => (status !== 'cancelled' && status !== 'voided') || money.refundedMinor > 0);
  if (standing.length === 0) return { merchandiseMinor: sum(items, 'merchandiseMinor'), refundedMinor: 0, status: 'cancelled' };
  const merchandiseMinor = sum(standing, 'merchandiseMinor');
  if (standing.every(({ status }) => status === 'pending')) return { merchandiseMinor, refundedMinor: 0, status: 'pending' };
  const refundedMinor = sum(standing, 'refundedMinor');
  if (refundedMinor === 0) return { merchandiseMinor, refundedMinor, status: 'paid' };
  return { merchandiseMinor, refundedMinor, status: refundedMinor === merchandiseMinor ? 'refunded' : 'partially_refunded' };
}
