import { isCurrencyCode } from '../money.ts';
import { hashInToken } from './buyer-token.ts';
import type { Cell } from './cell-text.ts';
import { readWord } from './cell-word.ts';
import type { Columns } from './columns.ts';
import type { CellKeeping } from './personal-columns.ts';
import { BUYER_FIELDS, namesContact, namesPerson } from './personal-columns.ts';
import type { CellReject } from './rejects.ts';
import { cellReject } from './rejects.ts';
import { ORDER_STATUS_WORDS } from './vocabularies.ts';
import { isWithheld, WITHHELD } from './withheld.ts';

/** What is wrong with a row that came back with cells still withheld: an order without them would be another order. */
export function withheldRejects(columns: Columns, cells: readonly Cell[]): CellReject[] {
  return [...columns.byField.values()].flatMap(({ index, heading }) => (isWithheld(cells[index]) ? [cellReject(heading, WITHHELD, 'withheld', STILL_WITHHELD)] : []));
}

const STILL_WITHHELD = 'was withheld, as it could name a buyer; expected the value from your own file, or an empty cell';

/**
 * How a cell of a rejected row stands: in its column; in its column, but not like what that holds; or perhaps in another's, as the row may have
 * slipped.
 */
export type Standing = 'sure' | 'odd' | 'unsure';

/**
 * THE RULE of what is kept of the text of a rejected cell, buyers' columns apart (product.md section 5: nothing that names a buyer is ever kept):
 * - in its column: all, unless an e-mail address or a phone number stands in it;
 * - in its column, but unlike it ("abc" for an amount): what has the form of a number, date, id, code or known word, and one word in one case;
 * - perhaps of another column, or of none: only what has such a form, and nothing under the heading of a column that names buyers.
 * What is not kept is said to be withheld; an empty cell stays empty.
 */
export function keptCellText(text: string, standing: Standing, keeping: CellKeeping): string {
  if (text.trim() === '') return text;
  if (keeping === 'buyer' || keeping === 'nothing') return WITHHELD;
  if (standing === 'sure' && keeping === 'whole') return namesContact(text) ? WITHHELD : text;
  return isImpersonal(text) || (standing === 'odd' && ONE_WORD.test(text)) ? text : WITHHELD;
}

/** Numbers, dates, amounts, currencies, known states, ids and codes: what says nothing of anybody, wherever it stands. */
export function isImpersonal(text: string): boolean {
  const cell = text.trim();
  if (hashInToken(cell) !== null) return true;
  if (cell.length > LONGEST_FORM || namesContact(cell) || LOCAL_PHONE.test(cell)) return false;
  if (NUMBERS.test(cell) || (/\d/.test(cell) && (CURRENCY_WORDS.test(cell) || TIME_WORDS.test(cell)))) return true;
  return isCurrencyCode(cell) || CODE.test(cell) || readWord(cell, ORDER_STATUS_WORDS).ok;
}

/** How each cell of a row of orders stands, by place. */
export function standingOf(columns: Columns, cells: readonly string[]): (place: number) => Standing {
  const from = unsureFrom(columns, cells);
  const odd = new Set([...columns.byField].flatMap(([field, { index }]) => (hasForm(field, cells[index] ?? '') ? [] : [index])));
  return (place) => (place >= from || place >= columns.width ? 'unsure' : odd.has(place) ? 'odd' : 'sure');
}

/** The value of a rejected cell, or of the order that it names, as it may be kept and shown. */
export function keptRejectValue(
  columns: Columns, keeping: readonly CellKeeping[], standing: (place: number) => Standing, { column, value }: { readonly column: string; readonly value: string },
): string {
  if (value === '') return '';
  const [field, place] = [...columns.byField].find(([name, found]) => found.heading === column || name === column) ?? [];
  if (place === undefined) return keptCellText(value, 'sure', BUYER_FIELDS.has(column) || namesPerson(column) ? 'nothing' : 'whole');
  const kept = keeping[place.index] ?? 'plain';
  if (kept === 'origin' || kept === 'codes') return WITHHELD;
  // Two rows of one order are named by their shop and its number, which is more than the cell.
  if (field === 'order_id' && standing(place.index) !== 'unsure') return namesContact(value) ? WITHHELD : value;
  return keptCellText(value, standing(place.index), kept);
}

const LONGEST_FORM = 60;
const NUMBERS = /^[\d\s.,:/+\-%¥￥$€£元年月日TZ]*$/u;
/** Phone numbers without a country: 010-12345678, (555) 123-4567. */
const LOCAL_PHONE = /^0\d{2,3}[-\s]?\d{7,8}$|^\(?\d{3}\)?[-.\s]\d{3}[-.\s]\d{4}$/;
/** M-4, #1001, LILY15, UUIDs. Names of accounts are written small: lin1985 is none. */
const CODE = /^(?=[^\d]*\d)#?[A-Z0-9][A-Z0-9#_./-]{0,39}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^="[\w-]{1,64}"$/;
/** Names are written with a capital, or in Chinese. */
const ONE_WORD = /^\s*(?:[a-z][a-z_-]{0,19}|[A-Z][A-Z_-]{0,19})\s*$/;

/** The columns of an order that hold numbers and dates: where a row has slipped, a name may stand in them. */
const PLAIN_FIELDS: ReadonlySet<string> = new Set([
  'placed_at', 'created_at', 'cancelled_at', 'merchandise', 'refunded', 'shipping', 'tax', 'taxes', 'total', 'payable', 'postage',
]);
const WORDS = /\p{L}{2,}/u;
const CURRENCY_WORDS = /^[\d\s.,+-]*(?:[A-Z]{3}|RMB|元)?[\d\s.,+-]*$/u;
const TIME_WORDS = /^(?:[\d\s.,:/+\-年月日时分秒]|上午|下午|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|am|pm|utc|gmt|[tz])*$/iu;
const CURRENCY_FIELD = /^\s*(?:[a-z]{1,4}|[¥￥$€£]|元|人民币)?\s*$/iu;
/** One word, or what shops in Chinese say of an order. */
const STATUS_FIELD = /^\s*[a-z_-]{0,20}\s*$|[付款发货收退关闭取消交易待审]/iu;
const STATUS_FIELDS: ReadonlySet<string> = new Set(['status', 'fulfillment_status', 'refund_status']);

/** Whether a cell looks like what its field holds, so that it says nothing of anybody. */
function hasForm(field: string, text: string): boolean {
  if (PLAIN_FIELDS.has(field)) return !namesContact(text) && (!WORDS.test(text) || CURRENCY_WORDS.test(text) || TIME_WORDS.test(text));
  if (field === 'currency') return CURRENCY_FIELD.test(text);
  return !STATUS_FIELDS.has(field) || STATUS_FIELD.test(text);
}

const FEWEST_SURE = 2;

/**
 * From which place on the cells of a row of orders may stand in other columns than their own; beyond all of them where nothing speaks for it. A cell
 * more than the headings speaks for it, words where an amount or a date belongs, and two cells that do not look like their fields. Cells that can only
 * be what their columns hold (two at least) speak against it for all up to the last of them: a row that has slipped before would have moved these
 * too. Where one cell alone is wrong in a row of the right length and amounts follow it in theirs, so are the states, amounts and buyers behind.
 */
export function unsureFrom(columns: Columns, cells: readonly string[]): number {
  const fields = [...columns.byField].map(([field, { index }]) => ({ field, index, text: cells[index] ?? '' }));
  const wrong = fields.filter(({ field, text }) => !hasForm(field, text));
  const isWide = cells.slice(columns.width).some((text) => text.trim() !== '');
  if (!isWide && wrong.length < 2 && !wrong.some(({ field }) => PLAIN_FIELDS.has(field))) return Number.POSITIVE_INFINITY;
  const firstWrong = Math.min(Number.POSITIVE_INFINITY, ...wrong.map(({ index }) => index));
  const isSlip = isWide || wrong.length > 1;
  const sure = fields.filter(({ field, text, index }) => isUnmistakable(field, text) && (!isSlip || index < firstWrong)).map(({ index }) => index);
  if (sure.length < FEWEST_SURE) return 0;
  const following = isSlip || cells.length !== columns.width ? [] : fields.filter(({ index, text }) => index > firstWrong && text.trim() !== '');
  const settled = following.some(({ field, text }) => PLAIN_FIELDS.has(field) && hasForm(field, text)) ? following.filter(({ field }) => PLAIN_FIELDS.has(field) || STATUS_FIELDS.has(field) || BUYER_FIELDS.has(field)) : [];
  return Math.max(...sure, ...settled.map(({ index }) => index)) + 1;
}

const TIME_FIELDS: ReadonlySet<string> = new Set(['placed_at', 'created_at']);
const DATED = /\d{4}\D\d{1,2}\D\d{1,2}/;
const CURRENCY_CODE = /^\s*[A-Z]{3}\s*$/;
const HAS_EMAIL = /[^\s@]@[^\s@]/;

/** Whether a cell is what its field holds and hardly any other field: a known state, a currency's code, a date, a buyer's address. Amounts may be each other's. */
function isUnmistakable(field: string, text: string): boolean {
  if (field === 'status') return text.trim() !== '' && readWord(text.trim(), ORDER_STATUS_WORDS).ok;
  if (field === 'currency') return CURRENCY_CODE.test(text);
  if (TIME_FIELDS.has(field)) return DATED.test(text) && hasForm(field, text);
  return field === 'customer' && (HAS_EMAIL.test(text) || hashInToken(text) !== null);
}
