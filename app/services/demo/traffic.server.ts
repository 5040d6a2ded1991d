import { gatherClickStatistics } from '#db/queries/click-intake.server.ts';
import { createRandom } from '#app/domain/proposals/random.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { takeInClicks } from '../take-in-clicks.server.ts';
import { takeInOrders } from '../take-in-orders.server.ts';
import { takeInRefunds } from '../take-in-refunds.server.ts';
import type { DemoOrder, Traffic } from './generate-sales.ts';
import { generateSales } from './generate-sales.ts';
import { generateBackground } from './generate-background.ts';
import { POSTED_AT_HOUR } from './record.server.ts';
import type { Launched, Stage } from './stage.ts';
import { known } from './stage.ts';

/** What came through the collaborations' links and coupons, up to yesterday. */
export function trafficOf({ timeline }: Stage, launched: readonly Launched[]): Traffic {
  const selling = launched.flatMap((one) => (one.story.sales === null ? [] : [{ ...one, sales: one.story.sales }]));
  const firstPosts = selling.map(({ code, story, campaign }) => ({
    code, from: timeline.at(campaign.offsetOf(Math.min(...story.posts.map((post) => post.campaignDay))), POSTED_AT_HOUR),
  }));
  const parts = selling.map(({ story, campaign, member, code, coupon, sales, endsInDays }) => {
    const key = `${campaign.slug}-${story.handle}`;
    const isAbroad = story.currency !== 'CNY';
    // Links and coupons work on after a flight; ten days later nobody remembers the post.
    const until = timeline.at(Math.min(0, endsInDays + 11), -0.01);
    const waves = story.posts.map(({ campaignDay, weight }) => ({ at: timeline.at(campaign.offsetOf(campaignDay), POSTED_AT_HOUR), weight }));
    return generateSales(
      {
        key, shop: isAbroad ? 'global' : member.platform === 'douyin' ? 'douyin-shop' : 'tmall', code, coupon, currency: story.currency,
        country: isAbroad ? 'US' : 'CN', waves, sales, clicks: story.clicks, until, seenBefore: firstPosts.filter((other) => other.code !== code),
        leaked: story.leakedOrders > 0 ? { orders: story.leakedOrders, from: timeline.at(-6, 0) } : null,
      },
      createRandom(`demo sales ${key}`),
    );
  });
  return joined(parts);
}

/** Orders that nobody's link or coupon brought, and today's first clicks on live links. */
export function backgroundOf({ timeline }: Stage, live: readonly Launched[]): Traffic {
  return generateBackground({ from: timeline.at(-126, 0), today: timeline.at(0, 0), now: timeline.now, codes: live.map(({ code }) => code) }, createRandom('demo background'));
}

export function joined(parts: readonly Traffic[]): Traffic {
  return { orders: parts.flatMap((part) => part.orders), refunds: parts.flatMap((part) => part.refunds), clicks: parts.flatMap((part) => part.clicks) };
}

/** Takes traffic in the way the API does: clicks, orders, refunds. */
export async function takeInTraffic({ db, workspaceId, timeline, doingAt }: Stage, traffic: Traffic): Promise<void> {
  const doing = doingAt(timeline.now);
  const clicks = await takeInClicks(db, { workspaceId, clicks: traffic.clicks, partial: false }, doing);
  if (clicks.rejected[0]) throw new Error(`demo: a click was refused: ${JSON.stringify(clicks.rejected[0])}`);
  await gatherClickStatistics(db);
  const orders = traffic.orders.map(({ buyer, ...order }) => ({ ...order, customerHash: buyer === null ? null : hashBuyer(workspaceId, buyer).toString('hex') }));
  await takeInOrders(db, { workspaceId, orders, source: 'demo' }, doing);
  const orderOf = new Map(traffic.orders.map((order): [string, DemoOrder] => [order.orderId, order]));
  const refunds = traffic.refunds.map((refund) => {
    const { shop, currency } = known(refund.orderId, orderOf.get(refund.orderId));
    return { ...refund, shop, currency, refundId: `${refund.orderId}-refund` };
  });
  const refunded = await takeInRefunds(db, { workspaceId, refunds, source: 'demo' }, doing);
  if (refunded.rejected[0]) throw new Error(`demo: a refund was refused: ${JSON.stringify(refunded.rejected[0])}`);
}
