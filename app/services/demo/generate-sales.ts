import type { ClickFact } from '#app/domain/ingestion/api-click.ts';
import type { OrderFact, OrderStatus } from '#app/domain/order.ts';
import type { Random } from '#app/domain/proposals/random.ts';
import { splitByLargestRemainder } from '#app/domain/ratio.ts';
import type { DemoSales } from './story.ts';

/** A post as the generator sees it. */
export interface SalesWave {
  readonly at: Date;
  readonly weight: number;
}

/** An order before its buyer is hashed. */
export type DemoOrder = Omit<OrderFact, 'customerHash'> & { readonly buyer: string | null };

export interface DemoRefund {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly refundedAt: Date;
}

export interface Traffic {
  readonly orders: DemoOrder[];
  readonly refunds: DemoRefund[];
  readonly clicks: ClickFact[];
}

export interface SellerFacts {
  /** Marks ids, such as `summer-refresh-alan-spf`. */
  readonly key: string;
  readonly shop: string;
  readonly code: string;
  readonly coupon: string;
  readonly currency: string;
  readonly country: string;
  readonly waves: readonly SalesWave[];
  readonly sales: DemoSales;
  /** Clicks besides those that orders name. */
  readonly clicks: number;
  readonly leaked: { readonly orders: number; readonly from: Date } | null;
  /** Nothing happens from then on. */
  readonly until: Date;
  /** Codes of other collaborations that the same buyers saw first, each from its first post on. */
  readonly seenBefore: readonly { readonly code: string; readonly from: Date }[];
}

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;
/** Sales of a post fall by half in this many days, as product.md section 9 expects. */
const HALF_LIFE_DAYS = 5;

/**
 * The orders, refunds and clicks of a collaboration. The counted orders' net revenue sums to `sales.netMinor` exactly, whatever is
 * refunded in part; refunded, cancelled and unpaid orders come on top and count nothing. Same generator state, same traffic.
 */
export function generateSales(seller: SellerFacts, random: Random): Traffic {
  const traffic: Traffic = { orders: [], refunds: [], clicks: [] };
  const { sales } = seller;
  const nets = splitByLargestRemainder(sales.netMinor, Array.from({ length: sales.orders }, () => Math.round(1_000 * Math.exp(0.35 * random.normal()))));
  const mean = Math.round(sales.netMinor / sales.orders);
  nets.forEach((netMinor) => addCounted(traffic, seller, netMinor, random));
  addUncounted(traffic, seller, mean, 'refunded', sales.refunded, random);
  addUncounted(traffic, seller, mean, 'cancelled', sales.cancelled, random);
  addUncounted(traffic, seller, mean, 'pending', sales.pending, random);
  for (let i = 0; i < seller.clicks; i += 1) traffic.clicks.push(click(seller.code, timeInWave(seller, random), newVisitor(random), seller, random, 0.04));
  addLeaked(traffic, seller, mean, random);
  return traffic;
}

/** A moment after a post, likelier the sooner after it, never after the end. */
function timeInWave({ waves, until }: Pick<SellerFacts, 'waves' | 'until'>, random: Random): Date {
  const total = waves.reduce((sum, wave) => sum + wave.weight, 0);
  let left = random.uniform() * total;
  const wave = waves.find((one) => (left -= one.weight) < 0) ?? waves[0];
  if (!wave) throw new Error('a collaboration that sells needs a post');
  const days = (until.getTime() - wave.at.getTime()) / MS_PER_DAY;
  const delay = -HALF_LIFE_DAYS * Math.log2(1 - random.uniform() * (1 - 2 ** (-days / HALF_LIFE_DAYS)));
  return new Date(wave.at.getTime() + Math.floor(delay * MS_PER_DAY));
}

function addCounted(traffic: Traffic, seller: SellerFacts, netMinor: number, random: Random): void {
  const order = orderOf(traffic, seller, netMinor, 'paid', random);
  // One in twenty-five sends part of it back; half of those are told by the shop's refund event, half by the order itself.
  const partial = random.uniform();
  if (partial >= 0.04) {
    traffic.orders.push(order);
    return;
  }
  const refundMinor = Math.max(1, Math.round(netMinor * (0.2 + 0.3 * random.uniform())));
  const merchandiseMinor = netMinor + refundMinor;
  if (partial < 0.02) {
    traffic.orders.push({ ...order, merchandiseMinor });
    traffic.refunds.push({ orderId: order.orderId, amountMinor: refundMinor, refundedAt: soonAfter(order.placedAt, seller.until, 4, random) });
  } else {
    traffic.orders.push({ ...order, merchandiseMinor, refundedMinor: refundMinor, status: 'partially_refunded' });
  }
}

function addUncounted(traffic: Traffic, seller: SellerFacts, meanMinor: number, status: 'refunded' | 'cancelled' | 'pending', count: number, random: Random): void {
  for (let i = 0; i < count; i += 1) {
    const merchandiseMinor = Math.round(meanMinor * (0.7 + 0.6 * random.uniform()));
    const order = orderOf(traffic, seller, merchandiseMinor, status, random);
    traffic.orders.push({ ...order, refundedMinor: status === 'refunded' ? merchandiseMinor : 0 });
  }
}

/** Orders with the coupon and nothing else: the code stands on a coupon site. */
function addLeaked(traffic: Traffic, seller: SellerFacts, meanMinor: number, random: Random): void {
  const { leaked, until } = seller;
  for (let i = 0; i < (leaked?.orders ?? 0); i += 1) {
    const from = leaked?.from ?? until;
    const placedAt = new Date(from.getTime() + Math.floor(random.uniform() * (until.getTime() - from.getTime())));
    traffic.orders.push({
      ...blankOrder(seller, `${seller.key}-leak-${i + 1}`, placedAt, Math.round(meanMinor * (0.8 + 0.4 * random.uniform()))),
      discountCodes: [seller.coupon], buyer: `${seller.key}-leak-buyer-${i + 1}`,
    });
  }
}

/** An order with what speaks for the collaboration: its coupon, a click of the buyer's, or the link's tag. */
function orderOf(traffic: Traffic, seller: SellerFacts, merchandiseMinor: number, status: OrderStatus, random: Random): DemoOrder {
  const placedAt = timeInWave(seller, random);
  const order = { ...blankOrder(seller, `${seller.key}-${traffic.orders.length + 1}`, placedAt, merchandiseMinor), status, buyer: buyerOf(seller.key, traffic, random) };
  const evidence = random.uniform();
  if (evidence < 0.36) {
    // A few of them came by somebody else's link: two claims for one order, of which the coupon wins.
    const rival = evidence < 0.02 ? rivalClick(traffic, seller, placedAt, random) : null;
    return { ...order, discountCodes: [random.uniform() < 0.3 ? seller.coupon.toLowerCase() : seller.coupon], clickId: rival };
  }
  if (evidence < 0.86) return { ...order, clickId: journey(traffic, seller, placedAt, random), utmContent: seller.code };
  return { ...order, utmContent: seller.code };
}

function blankOrder({ shop, currency }: SellerFacts, orderId: string, placedAt: Date, merchandiseMinor: number): DemoOrder {
  return {
    shop, orderId, placedAt, currency, merchandiseMinor, refundedMinor: 0, status: 'paid', discountCodes: [], clickId: null, utmContent: null, buyer: null,
  };
}

/** Three in four buyers are new to their KOL; some shops name nobody. */
function buyerOf(key: string, { orders }: Traffic, random: Random): string | null {
  const kind = random.uniform();
  if (kind < 0.06) return null;
  const known = kind < 0.24 ? orders[Math.floor(random.uniform() * orders.length)] : undefined;
  return known?.buyer ?? `${key}-buyer-${orders.length + 1}`;
}

/** The clicks of a buyer up to the order, the last of them on this collaboration's link; returns its id. */
function journey(traffic: Traffic, seller: SellerFacts, placedAt: Date, random: Random): string {
  const visitor = newVisitor(random);
  const start = seller.waves[0]?.at ?? placedAt;
  const last = click(seller.code, beforeOrder(placedAt, start, 0.4, random), visitor, seller, random, 0);
  if (random.uniform() < 0.25) traffic.clicks.push(click(seller.code, beforeOrder(last.clickedAt, start, 3, random), visitor, seller, random, 0));
  const rival = random.uniform() < 0.18 ? seenBefore(seller, last.clickedAt, random) : null;
  if (rival) traffic.clicks.push(click(rival.code, beforeOrder(last.clickedAt, rival.from, 6, random), visitor, seller, random, 0));
  traffic.clicks.push(last);
  return last.id;
}

function rivalClick(traffic: Traffic, seller: SellerFacts, placedAt: Date, random: Random): string | null {
  const rival = seenBefore(seller, placedAt, random);
  if (!rival) return null;
  const seen = click(rival.code, beforeOrder(placedAt, rival.from, 2, random), newVisitor(random), seller, random, 0);
  traffic.clicks.push(seen);
  return seen.id;
}

function seenBefore({ seenBefore: others }: SellerFacts, at: Date, random: Random): { code: string; from: Date } | null {
  const known = others.filter((other) => other.from.getTime() < at.getTime() - MS_PER_HOUR);
  return known[Math.floor(random.uniform() * known.length)] ?? null;
}

/** A moment up to `withinDays` before an instant, not before the link existed. */
function beforeOrder(at: Date, start: Date, withinDays: number, random: Random): Date {
  const span = Math.min(withinDays * MS_PER_DAY, Math.max(2_000, at.getTime() - start.getTime()));
  return new Date(at.getTime() - 1_000 - Math.floor(random.uniform() * (span - 1_000)));
}

function soonAfter(at: Date, until: Date, withinDays: number, random: Random): Date {
  const span = Math.min(withinDays * MS_PER_DAY, until.getTime() - at.getTime());
  return new Date(at.getTime() + Math.floor(random.uniform() * span));
}

const REFERRERS = ['v.douyin.com', 'xhslink.com', 'b23.tv', 'weibo.cn', null];

function click(code: string, clickedAt: Date, visitor: string, seller: Pick<SellerFacts, 'country'>, random: Random, automatedShare: number): ClickFact {
  const device = random.uniform();
  return {
    id: uuid(clickedAt.getTime(), random), code, clickedAt, visitor, referrerHost: REFERRERS[Math.floor(random.uniform() * REFERRERS.length)] ?? null,
    device: device < 0.86 ? 'mobile' : device < 0.97 ? 'desktop' : 'tablet', country: seller.country,
    automation: random.uniform() < automatedShare ? 'preview' : null,
  };
}

/** A click of somebody who bought nothing. */
export function plainClick(code: string, clickedAt: Date, country: string, random: Random): ClickFact {
  return click(code, clickedAt, newVisitor(random), { country }, random, 0.04);
}

function newVisitor(random: Random): string {
  return uuid(Math.floor(random.uniform() * 2 ** 40), random);
}

/** A UUIDv7 from the story's own generator, so that the same story has the same ids. */
function uuid(epochMs: number, random: Random): string {
  const time = epochMs.toString(16).padStart(12, '0');
  const word = () => Math.floor(random.uniform() * 2 ** 32).toString(16).padStart(8, '0');
  const [a, b, c] = [word(), word(), word()];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-8${a.slice(3, 6)}-${b}${c.slice(0, 4)}`;
}
