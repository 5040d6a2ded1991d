/** How a coupon stands: its orders are left out of ROI, it is suspected to have got around, nothing speaks against it, or it has too few orders to tell. */
export const COUPON_STATES = ['excluded', 'suspected', 'clear', 'too_few'] as const;
export type CouponState = (typeof COUPON_STATES)[number];
