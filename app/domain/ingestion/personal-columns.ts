import { hashInToken } from './buyer-token.ts';
import { readWord } from './cell-word.ts';
import type { Columns } from './columns.ts';
import { foldHeading } from './columns.ts';
import type { ImportKind } from './import-run.ts';
import { ORDER_STATUS_WORDS } from './vocabularies.ts';

/**
 * What may be kept of a column's cells when a row has to be kept for a person to correct it: all of it; nothing; the buyer as a keyed hash;
 * of free text only what tells where the order came from, or its discount codes; where a heading says nothing, only numbers and dates.
 */
export type CellKeeping = 'whole' | 'nothing' | 'buyer' | 'origin' | 'codes' | 'plain';

/** The fields that hold what names a buyer, of our own format and of those known by name. */
const BUYER_FIELDS: ReadonlySet<string> = new Set(['customer', 'phone', 'billing_phone']);
/** Free text in which shops put where an order came from, beside whatever buyers and sellers write. */
const ORIGIN_FIELDS: ReadonlySet<string> = new Set(['note_attributes', 'tags']);
/** Shopify's `Name` is the order's number. */
const ORDER_NUMBER = 'name';

/**
 * How much of each column may be kept, by place; cells beyond the headings count as `plain`. Buyers stand in files of orders only; what else
 * is imported is about KOLs. Errs on the side of keeping too little: what is blank in a kept row stands in the person's own file.
 */
export function cellKeeping(kind: ImportKind, headings: readonly string[], columns: Columns): CellKeeping[] {
  if (kind !== 'orders') return headings.map(() => 'whole');
  const fields = new Map([...columns.byField].map(([field, { index }]) => [index, field]));
  return headings.map((heading, index) => keepingOf(heading, fields.get(index)));
}

function keepingOf(heading: string, field: string | undefined): CellKeeping {
  if (field !== undefined && BUYER_FIELDS.has(field)) return 'buyer';
  if (field !== undefined && ORIGIN_FIELDS.has(field)) return 'origin';
  if (field === ORDER_NUMBER) return 'whole';
  if (heading.trim() === '') return 'plain';
  if (field === 'discount_codes' && namesPerson(heading)) return 'codes';
  return namesPerson(heading) ? 'nothing' : 'whole';
}

/** Whether a column with this heading, in a file of orders, may hold something about its buyer: names, addresses, numbers, free text. */
export function namesPerson(heading: string): boolean {
  const folded = foldHeading(heading);
  if (ABOUT_GOODS.test(folded)) return false;
  return ENGLISH.test(folded) || PARTS_OF_ADDRESS.test(folded) || CHINESE.test(folded);
}

/** Amounts, times and counts that carry a buyer's word in their heading: 买家付款时间, 买家实际支付金额, Shipping Method. */
const ABOUT_GOODS = /金额|货款|邮费|运费|费用|积分|时间|日期|状态|数量|件数|优惠|商品|店铺|达人|作者|method$|total$|^shipping$|^shippingtax|lineitem|^tax\dname$|^paymenttermsname$|^accepts|productname$|shopname$|storename$/u;
const ENGLISH =
  /^name$|(first|last|full|middle|family|given|nick|user|sur)name|e?mail|phone|mobile|^tel|whatsapp|wechat|^fax|customer|buyer|recipient|receiver|consignee|contact|billing|payer|cardholder|passport|idcard|taxid|vatnumber|birth|gender|^notes?$|comment|message|remark|memo|^employee$|ipaddress|useragent/;
const PARTS_OF_ADDRESS = /address|street|zip|postcode|postal|^city$|^company$|^province$|^county$|^(shipping|shipto|ship|delivery).*(name|company|city|province|state|county|country|code|district)/;
const CHINESE = /收货|收件|提货|买家|客户|顾客|会员|用户|姓名|昵称|手机|电话|联系|地址|省|城市|^市|区|县|街道|邮编|邮箱|邮件|旺旺|微信|身份证|支付宝|账号|备注|留言|抬头|税号|发票/u;

const EMAIL = /[^\s@]+@[^\s@]+/;
/** As `EMAIL`, for cells of any length: with `+` a cell of 100,000 letters takes half a minute. */
const HAS_EMAIL = /[^\s@]@[^\s@]/;
const PHONE = /(?<!\d)(?:\+\d[\d\s().-]{6,}\d|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?!\d)/;
/** Numbers, amounts, dates and times, with the signs that stand around them. */
const PLAIN = /^[\d\s.,:/+\-%¥￥$€£元年月日TZ]*$/u;

/** Text of a column that may be kept whole, unless it holds an address or a number that names somebody all the same. */
export function withoutContacts(text: string): string {
  return HAS_EMAIL.test(text) || PHONE.test(text) ? '' : text;
}

export function plainOnly(text: string): string {
  return PLAIN.test(text) && !PHONE.test(text) ? text : '';
}

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
  if (PLAIN_FIELDS.has(field)) return !WORDS.test(text) || CURRENCY_WORDS.test(text) || TIME_WORDS.test(text);
  if (field === 'currency') return CURRENCY_FIELD.test(text);
  return !STATUS_FIELDS.has(field) || STATUS_FIELD.test(text);
}

/**
 * From which place on the cells of a row of orders may stand in other columns than their own; beyond all of them where nothing speaks for it. Words where
 * an amount or a date belongs speak for it, and so do two cells of any field that do not look like it. Words alone are a slip of the pen
 * when the cells around them are what their columns hold: a row that has slipped would have moved these too, so everything up to the last of
 * them is in its place.
 */
export function unsureFrom(columns: Columns, cells: readonly string[]): number {
  const wrong = [...columns.byField].filter(([field, { index }]) => !hasForm(field, cells[index] ?? '')).map(([field]) => field);
  if (wrong.length < 2 && !wrong.some((field) => PLAIN_FIELDS.has(field))) return Number.POSITIVE_INFINITY;
  const sure = wrong.length === 1 ? [...columns.byField].filter(([field, { index }]) => isUnmistakable(field, cells[index] ?? '')) : [];
  return sure.length < FEWEST_SURE ? 0 : Math.max(...sure.map(([, { index }]) => index)) + 1;
}

const FEWEST_SURE = 2;
const TIME_FIELDS: ReadonlySet<string> = new Set(['placed_at', 'created_at']);
const DATED = /\d{4}\D\d{1,2}\D\d{1,2}/;
const CURRENCY_CODE = /^\s*[A-Z]{3}\s*$/;

/** Whether a cell is what its field holds and hardly any other field: a known state, a currency's code, a date, a buyer's address. Amounts may be each other's. */
function isUnmistakable(field: string, text: string): boolean {
  if (field === 'status') return text.trim() !== '' && readWord(text.trim(), ORDER_STATUS_WORDS).ok;
  if (field === 'currency') return CURRENCY_CODE.test(text);
  if (TIME_FIELDS.has(field)) return DATED.test(text) && hasForm(field, text);
  return field === 'customer' && (HAS_EMAIL.test(text) || hashInToken(text) !== null);
}

/** The places of a row of orders whose cells do not look like what their columns hold. */
export function formlessPlaces(columns: Columns, cells: readonly string[]): ReadonlySet<number> {
  return new Set([...columns.byField].flatMap(([field, { index }]) => (hasForm(field, cells[index] ?? '') ? [] : [index])));
}

/** The value of a rejected cell as it may be kept and shown; '' where it may be about a person. */
export function keptRejectValue(kind: ImportKind, columns: Columns, { column, value }: { readonly column: string; readonly value: string }): string {
  if (kind !== 'orders') return value;
  const place = [...columns.byField].find(([field, found]) => found.heading === column || field === column);
  const field = place?.[0];
  if (field !== undefined && (BUYER_FIELDS.has(field) || ORIGIN_FIELDS.has(field))) return '';
  if (field !== ORDER_NUMBER && field !== 'order_id' && namesPerson(column)) return '';
  if (field !== undefined && !hasForm(field, value)) return '';
  return field === 'order_id' ? value.replace(EMAIL, '') : withoutContacts(value);
}
