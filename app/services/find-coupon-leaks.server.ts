import type { Kysely } from 'kysely';
import { listCouponDays } from '#db/queries/coupon-day.server.ts';
import { listReferredClicks } from '#db/queries/coupon-site-click.server.ts';
import type { Database } from '#db/schema.ts';
import type { CouponBaseline, CouponFinding } from '#app/domain/attribution/coupon-leak.ts';
import { findCouponLeak, usualOf } from '#app/domain/attribution/coupon-leak.ts';
import { isCouponSite } from '#app/domain/attribution/coupon-sites.ts';
import { groupBy } from '#app/domain/group.ts';
import { addDays, startOfDay } from '#app/domain/period.ts';
import type { ReviewFacts } from '#app/domain/proposals/review-facts.ts';

/** How far back visits from coupon sites are looked for: referrers stand in the clicks alone, which nothing rolls up. */
const SITE_DAYS = 14;

/** Looks at the coupon of every reviewed collaboration as of a day, each beside the others of its campaign; by collaboration id. */
export async function findCouponLeaks(db: Kysely<Database>, workspaceId: string, facts: ReviewFacts): Promise<ReadonlyMap<string, CouponFinding>> {
  const { asOf, dataAt, timeZone, policy } = facts;
  const [couponDays, referred] = await Promise.all([
    listCouponDays(db, workspaceId, asOf),
    listReferredClicks(db, workspaceId, { from: startOfDay(addDays(asOf, 1 - SITE_DAYS), timeZone), until: dataAt, timeZone }),
  ]);
  const daysOf = groupBy(couponDays, (day) => day.collaborationId);
  const sitesOf = groupBy(referred.filter(({ host }) => isCouponSite(host)), (one) => one.collaborationId);
  const known = facts.collaborations.map((one) => {
    const days = daysOf.get(one.id) ?? [];
    const own: CouponBaseline = { clicklessOrders: days.reduce((sum, day) => sum + day.clicklessOrders, 0), clicks: one.clicks.reduce((sum, day) => sum + day.clicks, 0) };
    return { one, days, own };
  });
  const sumOf = (all: typeof known) => all.reduce((sum, { own }) => ({ clicklessOrders: sum.clicklessOrders + own.clicklessOrders, clicks: sum.clicks + own.clicks }), NOTHING);
  const brand = sumOf(known);
  const campaigns = new Map([...groupBy(known, ({ one }) => one.campaignId)].map(([id, all]) => [id, sumOf(all)]));
  return new Map(known.map(({ one, days, own }) => {
    const coupon = { endsOn: one.endsOn, days, clicks: one.clicks, siteClicks: sitesOf.get(one.id) ?? [] };
    const usual = usualOf(without(campaigns.get(one.campaignId) ?? own, own), without(brand, own));
    return [one.id, findCouponLeak(coupon, usual, policy.coupons, policy.review.arrivalHalfLifeDays)];
  }));
}

const NOTHING: CouponBaseline = { clicklessOrders: 0, clicks: 0 };

function without(all: CouponBaseline, own: CouponBaseline): CouponBaseline {
  return { clicklessOrders: all.clicklessOrders - own.clicklessOrders, clicks: all.clicks - own.clicks };
}
