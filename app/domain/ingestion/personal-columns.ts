import type { Columns } from './columns.ts';
import { foldHeading } from './columns.ts';
import type { ImportKind } from './import-run.ts';

/**
 * What may be kept of a column's cells when a row has to be kept for a person to correct it: all of it; nothing; the buyer as a keyed hash;
 * of free text only what tells where the order came from, or its discount codes; where a heading says nothing, only numbers and dates.
 */
export type CellKeeping = 'whole' | 'nothing' | 'buyer' | 'origin' | 'codes' | 'plain';

/** The fields that hold what names a buyer, of our own format and of those known by name. */
export const BUYER_FIELDS: ReadonlySet<string> = new Set(['customer', 'phone', 'billing_phone']);
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

/** For cells of any length: with `+` a cell of 100,000 letters takes half a minute. */
const HAS_EMAIL = /[^\s@]@[^\s@]/;
const PHONE = /(?<!\d)(?:\+\d[\d\s().-]{6,}\d|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?!\d)/;
/** Numbers, amounts, dates and times, with the signs that stand around them. */
const PLAIN = /^[\d\s.,:/+\-%¥￥$€£元年月日TZ]*$/u;

/** Text of a column that may be kept whole, unless it holds an address or a number that names somebody all the same. */
export function withoutContacts(text: string): string {
  return namesContact(text) ? '' : text;
}

/** Whether an e-mail address or a phone number stands in a text. */
export function namesContact(text: string): boolean {
  return HAS_EMAIL.test(text) || PHONE.test(text);
}

export function plainOnly(text: string): string {
  return PLAIN.test(text) && !PHONE.test(text) ? text : '';
}
