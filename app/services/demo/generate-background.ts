import type { Random } from '#app/domain/proposals/random.ts';
import type { DemoOrder, Traffic } from './generate-sales.ts';
import { plainClick } from './generate-sales.ts';

const MS_PER_DAY = 86_400_000;
const ORDERS_A_DAY = 2.5;

/** A shop's other business: orders without a KOL's evidence (some with the shop's own codes), and today's clicks so far. */
export function generateBackground(
  when: { readonly from: Date; readonly today: Date; readonly now: Date; readonly codes: readonly string[] }, random: Random,
): Traffic {
  const days = (when.today.getTime() - when.from.getTime()) / MS_PER_DAY;
  const orders = Array.from({ length: Math.round(days * ORDERS_A_DAY) }, (_, index): DemoOrder => {
    const placedAt = new Date(when.from.getTime() + Math.floor(random.uniform() * days * MS_PER_DAY));
    const kind = random.uniform();
    return {
      shop: 'tmall', orderId: `tmall-${index + 1}`, placedAt, currency: 'CNY', merchandiseMinor: 9_900 + Math.floor(random.uniform() * 60_000), refundedMinor: 0,
      status: kind < 0.03 ? 'cancelled' : 'paid', discountCodes: kind > 0.8 ? ['WELCOME10'] : [], clickId: null, utmContent: kind > 0.7 && kind < 0.8 ? 'newsletter' : null,
      buyer: kind < 0.1 ? null : `tmall-buyer-${Math.floor(random.uniform() * days * 2)}`,
    };
  });
  const clicks = when.codes.flatMap((code) =>
    Array.from({ length: 2 + Math.floor(random.uniform() * 6) }, () => plainClick(code, new Date(when.today.getTime() + Math.floor(random.uniform() * MS_PER_DAY)), 'CN', random)),
  );
  return { orders, refunds: [], clicks: clicks.filter((click) => click.clickedAt < when.now) };
}
