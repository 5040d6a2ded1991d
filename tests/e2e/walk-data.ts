import { createHmac } from 'node:crypto';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, dayOf } from '#app/domain/period.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { shopifyCsv } from '#tests/factories/shopify-export.ts';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;

/** What a new user brings along: files as people write them, for a campaign that is running today. */
export interface WalkData {
  readonly campaign: { readonly slug: string; readonly name: string };
  readonly star: { readonly name: string; readonly handle: string };
  /** Invented, and not of the demo's story, so that the two walks and the story do not meet. */
  readonly partner: { readonly name: string; readonly handle: string };
  readonly coupon: string;
  readonly shop: string;
  readonly rosterCsv: string;
  readonly campaignsCsv: string;
  readonly collaborationsCsv: string;
  readonly feeMinor: number;
}

export const FOLLOWERS = { star: 475_800_000, partner: 125_000 } as const;

export function walkData(locale: Locale, now: Date): WalkData {
  const mark = locale === 'en' ? 'en' : 'zh';
  const day = (offset: number): CalendarDay => addDays(dayOf(now, ZONE), offset);
  const campaign = { slug: `walk-${mark}`, name: locale === 'en' ? 'Walk in spring' : '春日漫步' };
  const star = { name: `Star ${mark}`, handle: `walk_star_${mark}` };
  const partner = { name: locale === 'en' ? 'Poppy Walker' : '步小满', handle: `walk_partner_${mark}` };
  const coupon = `WALK${mark.toUpperCase()}`;
  const headings = locale === 'en' ? 'name,tier,status,platform,handle,followers,engagement_rate,verticals,price,currency' : '姓名,层级,状态,平台,账号,粉丝数,互动率,垂类,报价,币种';
  const rows = locale === 'en'
    ? [`${star.name},top,bench,instagram,${star.handle},475.8m,1.39%,sports,"500,000",CNY`, `${partner.name},mid,active,douyin,${partner.handle},12.5万,3.2%,beauty;skincare,1000,CNY`]
    : [`${star.name},头部,候补,instagram,${star.handle},475.8m,1.39%,运动,"500,000",CNY`, `${partner.name},腰部,合作中,抖音,${partner.handle},12.5万,3.2%,美妆;护肤,1000,CNY`];
  return {
    campaign, star, partner, coupon, shop: `walk-shop-${mark}`, feeMinor: 100_000,
    rosterCsv: `\uFEFF${[headings, ...rows].join('\r\n')}\r\n`,
    campaignsCsv: [
      'slug,name,starts_on,ends_on,budget,currency,reserve_pct,top_pct,mid_pct,emerging_pct,landing_url',
      `${campaign.slug},${campaign.name},${day(-10)},${day(30)},"10,000",CNY,10,40,35,25,https://shop.example.com/spring?ref=poster`,
    ].join('\n'),
    collaborationsCsv: [
      'campaign,platform,handle,tier,fee,currency,starts_on,ends_on,coupon,landing_url,published_at,content_url,status',
      `${campaign.slug},douyin,${partner.handle},mid,1000,CNY,${day(-10)},${day(20)},${coupon},,${day(-9)}T10:00:00+08:00,https://douyin.example/${partner.handle}/1,live`,
    ].join('\n'),
  };
}

/** Net revenue of the export in the reporting currency: 300.00 by coupon, 100.00 dollars at 7.1, 50.00 by link, 200.00 less 80.00; the unpaid one counts 0. */
export const EXPORT = { orders: 5, netMinor: 30_000 + 71_000 + 5_000 + 12_000 } as const;

/** An export of the walk's shop, with what trips up careless readers: orders over several rows, line breaks in notes, cash on delivery, offsets, dollars. */
export function shopifyExport({ coupon, shop }: WalkData, code: string, now: Date): string {
  const order = (number: number, hoursAgo: number, offsetHours: number) => ({
    'Id': `${shop.length}900000${number}`, 'Name': `#${number}`, 'Email': `buyer${number}@${shop}.test`, 'Created at': shopifyTime(now.getTime() - hoursAgo * HOUR_MS, offsetHours),
    'Shipping': '0.00', 'Taxes': '0.00',
  });
  const money = (amount: string) => ({ 'Subtotal': amount, 'Total': amount });
  return shopifyCsv([
    { order: { ...order(1, 100, 8), ...money('300.00'), 'Discount Code': coupon.toLowerCase(), 'Notes': 'for my sister,\r\nplease wrap it\n"nicely"' }, items: [{}, {}, {}] },
    { order: { ...order(2, 90, 8), ...money('500.00'), 'Discount Code': coupon, 'Financial Status': 'pending', 'Paid at': '', 'Payment Method': 'Cash on Delivery (COD)' } },
    { order: { ...order(3, 80, -5), ...money('100.00'), 'Currency': 'USD', 'Discount Code': coupon } },
    { order: { ...order(4, 70, 0), ...money('50.00'), 'Note Attributes': `utm_content: ${code}\ngift: yes` }, items: [{}, {}] },
    { order: { ...order(5, 60, 8), ...money('200.00'), 'Discount Code': coupon, 'Financial Status': 'partially_refunded', 'Refunded Amount': '80.00' } },
  ]);
}

/** '2026-07-02 10:00:00 +0800' */
function shopifyTime(at: number, offsetHours: number): string {
  const wall = new Date(at + offsetHours * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
  return `${wall} ${offsetHours < 0 ? '-' : '+'}${String(Math.abs(offsetHours)).padStart(2, '0')}00`;
}

export const API_ORDER_MINOR = 19_900;
export const WEBHOOK_ORDER_MINOR = 8_880;

/** Sends an order as a program with a key does. */
export async function sendOrder(origin: string, token: string, { shop }: WalkData, clickId: string): Promise<unknown> {
  const item = { shop, id: 'api-1', placedAt: new Date().toISOString(), currency: 'CNY', merchandise: '199.00', clickId, customer: `visitor@${shop}.test` };
  const answer = await fetch(`${origin}/api/v1/orders`, { method: 'POST', headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ items: [item] }) });
  return { status: answer.status, ...await answer.json() };
}

/** Delivers an order as Shopify does, signed with the shop's secret. */
export async function deliverOrder(address: string, secret: string, { coupon, shop }: WalkData): Promise<number> {
  const at = new Date().toISOString();
  const body = JSON.stringify({
    id: 77_000 + shop.length, name: '#77', created_at: at, updated_at: at, processed_at: at, cancelled_at: null, currency: 'CNY', financial_status: 'paid', test: false, subtotal_price: '88.80',
    total_price: '98.80', total_tax: '0.00', taxes_included: false, landing_site: null, email: `hook@${shop}.test`, discount_codes: [{ code: coupon, amount: '10.00', type: 'percentage' }],
    note_attributes: [], line_items: [], refunds: [],
  });
  const answer = await fetch(address, {
    method: 'POST', body,
    headers: {
      'content-type': 'application/json', 'x-shopify-topic': 'orders/create', 'x-shopify-event-id': `event-${shop}`, 'x-shopify-webhook-id': `hook-${shop}`,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
  });
  return answer.status;
}
