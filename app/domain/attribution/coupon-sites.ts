/**
 * Sites that collect coupons and pass them on: a visit from one of them is a buyer whom the KOL did not bring. Names of public sites, from the
 * usual lists of affiliate networks; subdomains count too.
 */
const COUPON_SITES = [
  'smzdm.com', 'manmanbuy.com', 'guangdiu.com', '55haitao.com', 'dealmoon.com', 'extrabux.com', 'coupert.com', 'joinhoney.com', 'retailmenot.com', 'couponfollow.com',
  'couponbirds.com', 'couponcabin.com', 'coupons.com', 'simplycodes.com', 'slickdeals.net', 'dealspotr.com', 'dealabs.com', 'hotukdeals.com', 'mydealz.de', 'pepper.com',
  'vouchercodes.co.uk', 'vouchercloud.com', 'promocodes.com', 'wethrift.com', 'groupon.com', 'offers.com', 'savings.com', 'knoji.com', 'gutscheine.de', 'ma-reduc.com',
] as const;

/** Whether a referrer's host is a known coupon site or a part of one. */
export function isCouponSite(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return COUPON_SITES.some((site) => name === site || name.endsWith(`.${site}`));
}
