import { currencyExponent } from '../money.ts';
import type { OrderStatus } from '../order.ts';
import { plainCents } from './cell-money.ts';
import type { Cell } from './cell-text.ts';
import { isPlainCell } from './cell-text.ts';
import { readInstant } from './cell-time.ts';
import type { Column, Columns } from './columns.ts';
import { codes, MAX_ID, MAX_NAME, name, rowCurrency, word } from './field-readers.ts';
import type { FieldOf } from './import-fields.ts';
import type { OrderRow } from './orders-row.ts';
import { parseOrderRow } from './orders-row.ts';
import { ownText } from './own-text.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { ORDER_STATUS_WORDS } from './vocabularies.ts';

/**
 * Reads the rows of one file of orders as `parseOrderRow` does, at a third of its cost: cells that repeat from row to row (shop, currency, status,
 * codes, tags) are read once, and what is written plainly is taken as it stands. Every other row goes to `parseOrderRow` as a whole, which
 * also tells what is wrong with it.
 */
export class OrderRows {
  readonly #columns: Columns;
  readonly #defaults: RowDefaults;
  readonly #shop: RepeatedCell<string>;
  readonly #currency: RepeatedCell<string>;
  readonly #status: RepeatedCell<OrderStatus>;
  readonly #codes: RepeatedCell<readonly string[]>;
  readonly #tag: RepeatedCell<string | null>;
  readonly #orderId: number;
  readonly #placedAt: number;
  readonly #merchandise: number;
  readonly #refunded: number;
  readonly #clickId: number;
  readonly #customer: number;
  /** The headings leave amounts as they are written, and a dot stands before the cents. */
  readonly #areAmountsPlain: boolean;

  constructor(columns: Columns, defaults: RowDefaults) {
    this.#columns = columns;
    this.#defaults = defaults;
    const repeated = <T>(field: FieldOf<'orders'>, read: (reader: RowReader) => T | undefined) => new RepeatedCell(columns, field, read);
    this.#shop = repeated('shop', (reader) => reader.required('shop', name, defaults.shop));
    this.#currency = repeated('currency', (reader) => rowCurrency(reader, defaults).currency);
    this.#status = repeated('status', (reader) => reader.optional('status', word(ORDER_STATUS_WORDS)) ?? 'paid');
    this.#codes = repeated('discount_codes', (reader) => reader.optional('discount_codes', codes) ?? []);
    this.#tag = repeated('utm_content', (reader) => reader.optional('utm_content', name) ?? null);
    const place = (field: FieldOf<'orders'>) => columns.byField.get(field)?.index ?? ABSENT;
    [this.#orderId, this.#placedAt, this.#merchandise] = [place('order_id'), place('placed_at'), place('merchandise')];
    [this.#refunded, this.#clickId, this.#customer] = [place('refunded'), place('click_id'), place('customer')];
    this.#areAmountsPlain = defaults.numberStyle !== 'comma' && [columns.byField.get('merchandise'), columns.byField.get('refunded')].every(isPlainAmount);
  }

  read(cells: readonly Cell[]): ParsedRow<OrderRow> {
    const row = cells.length === this.#columns.width ? this.#plainRow(cells) : null;
    return row === null ? parseOrderRow(cells, this.#columns, this.#defaults) : { ok: true, row };
  }

  /** The order of a row in which nothing is out of the ordinary; null for every other. */
  #plainRow(cells: readonly Cell[]): OrderRow | null {
    const orderId = cells[this.#orderId];
    const placed = cells[this.#placedAt];
    if (typeof orderId !== 'string' || !PLAIN_ID.test(orderId) || orderId.length > MAX_ID || typeof placed !== 'string' || !isPlainCell(placed)) return null;
    const shop = this.#shop.of(cells);
    const currency = this.#currency.of(cells);
    const status = this.#status.of(cells);
    const discountCodes = this.#codes.of(cells);
    const utmContent = this.#tag.of(cells);
    if (shop === undefined || currency === undefined || status === undefined || discountCodes === undefined || utmContent === undefined) return null;
    if (!this.#areAmountsPlain || currencyExponent(currency) !== 2) return null;
    const merchandiseMinor = centsOf(cells[this.#merchandise]);
    const refundedMinor = isLeftOut(cells, this.#refunded) ? 0 : centsOf(cells[this.#refunded]);
    const clickId = isLeftOut(cells, this.#clickId) ? null : cells[this.#clickId];
    const customer = isLeftOut(cells, this.#customer) ? null : cells[this.#customer];
    if (merchandiseMinor === null || refundedMinor === null || !isMatch(clickId, UUID) || !isMatch(customer, PLAIN_BUYER)) return null;
    const placedAt = readInstant(placed, this.#defaults);
    if (!placedAt.ok) return null;
    return { shop, orderId, placedAt: placedAt.value, currency, merchandiseMinor, refundedMinor, status, discountCodes, clickId, utmContent, customer };
  }
}

const ABSENT = -1;
/** An id that is neither a rounded number nor dashes for nothing. */
const PLAIN_ID = /^[A-Za-z0-9#][\w#-]*$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** An e-mail address or a phone number, not masked; no word for nothing, such as `unknown`. */
const PLAIN_BUYER = /^(?:[A-Za-z][\w.+-]*@[\w.-]+|\+?\d{5,20})$/;

function isPlainAmount(column: Column | undefined): boolean {
  return column === undefined || (column.power === 0 && !column.minor);
}

function centsOf(cell: Cell): number | null {
  return typeof cell === 'string' ? plainCents(cell) : null;
}

/** The file has no such column, or nothing stands in it. */
function isLeftOut(cells: readonly Cell[], place: number): boolean {
  return place === ABSENT || cells[place] === '';
}

function isMatch(cell: Cell, form: RegExp): cell is string | null {
  return cell === null || (typeof cell === 'string' && cell.length <= MAX_NAME && form.test(cell));
}

/** Different cells of one column that are remembered: bounds memory in files where they do not repeat. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 40;

/** A column of few different cells: what was read of a cell holds for every row that has the same. */
class RepeatedCell<T> {
  readonly #columns: Columns;
  readonly #place: number;
  readonly #read: (reader: RowReader) => T | undefined;
  readonly #known = new Map<string, T>();
  #lastCell: Cell = undefined;
  #lastValue: T | undefined = undefined;

  /** @param read takes the field from a row; what it reads may follow from this cell alone */
  constructor(columns: Columns, field: string, read: (reader: RowReader) => T | undefined) {
    this.#columns = columns;
    this.#place = columns.byField.get(field)?.index ?? ABSENT;
    this.#read = read;
    if (this.#place === ABSENT) this.#lastValue = this.#readAlone([]);
  }

  /** The field of a row; undefined when its cell cannot be read. */
  of(cells: readonly Cell[]): T | undefined {
    const cell = this.#place === ABSENT ? undefined : cells[this.#place];
    if (cell === this.#lastCell) return this.#lastValue;
    if (typeof cell !== 'string') return undefined;
    const known = this.#known.get(cell);
    const value = known === undefined ? this.#learn(cell) : known;
    this.#lastCell = cell;
    this.#lastValue = value;
    return value;
  }

  #learn(cell: string): T | undefined {
    const own = cell.length <= LONGEST_REMEMBERED ? ownText(cell) : cell;
    const cells: Cell[] = [];
    cells[this.#place] = own;
    const value = this.#readAlone(cells);
    if (value !== undefined && own.length <= LONGEST_REMEMBERED && this.#known.size < MOST_REMEMBERED) this.#known.set(own, value);
    return value;
  }

  #readAlone(cells: readonly Cell[]): T | undefined {
    const reader = new RowReader(cells, this.#columns);
    const value = this.#read(reader);
    return reader.rejects.length === 0 ? value : undefined;
  }
}
