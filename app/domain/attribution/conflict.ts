/**
 * Why an order that several collaborations claimed went as it did (product.md sections 4 and 6): a coupon goes before clicks, clicks before the
 * link's tag, several coupons share, and a coupon used outside its flight and grace claims in vain.
 */
export const CONFLICT_RULES = ['coupon_over_click', 'coupon_over_utm', 'click_over_utm', 'coupons_shared', 'coupon_outside_flight'] as const;
export type ConflictRule = (typeof CONFLICT_RULES)[number];
