import { describe, expect, it } from 'vitest';
import type { CouponClaim } from './coupon-match.ts';
import { couponKey, matchCoupons } from './coupon-match.ts';

const ZONE = 'Asia/Shanghai';
const lily: CouponClaim = { collaborationId: 'c-lily', coupon: 'LILY15', startsOn: '2026-06-15', endsOn: '2026-06-30' };

function used(placedAt: string, codes: string[], claims: CouponClaim[] = [lily]) {
  const { inTime, outsideFlight } = matchCoupons({ placedAt: new Date(placedAt), discountCodes: codes }, claims, 30, ZONE);
  return [inTime.map((claim) => claim.collaborationId), outsideFlight.map((claim) => claim.collaborationId)];
}

describe('coupon matching', () => {
  it.each([
    ['2026-06-14T23:59:59.999+08:00', false],
    ['2026-06-15T00:00:00+08:00', true],
    ['2026-06-30T23:59:59.999+08:00', true],
    ['2026-07-30T23:59:59.999+08:00', true],
    ['2026-07-31T00:00:00+08:00', false],
  ])('an order at %s is in the flight and its 30 days of grace: %s', (placedAt, inTime) => {
    expect(used(placedAt, ['LILY15'])).toEqual(inTime ? [['c-lily'], []] : [[], ['c-lily']]);
  });

  it('compares codes trimmed and without case, and an empty code is no code', () => {
    expect(couponKey('  Lily15 ')).toBe('lily15');
    expect(used('2026-06-20T10:00:00Z', [' lily15'])).toEqual([['c-lily'], []]);
    expect(used('2026-06-20T10:00:00Z', ['', '  '], [{ ...lily, coupon: '' }])).toEqual([[], []]);
    expect(used('2026-06-20T10:00:00Z', ['OTHER'])).toEqual([[], []]);
  });

  it('two codes of one collaboration are one claim, whichever comes first', () => {
    const own: CouponClaim = { ...lily, coupon: 'AAAA0000' };
    const order = { placedAt: new Date('2026-06-20T10:00:00Z'), discountCodes: ['LILY15', 'aaaa0000'] };
    expect(matchCoupons(order, [lily, own], 30, ZONE).inTime).toEqual([own]);
    expect(matchCoupons(order, [own, lily], 30, ZONE).inTime).toEqual([own]);
  });

  it('several collaborations that match are listed by id', () => {
    const other: CouponClaim = { ...lily, collaborationId: 'c-amy' };
    expect(used('2026-06-20T10:00:00Z', ['LILY15'], [lily, other])).toEqual([['c-amy', 'c-lily'], []]);
    expect(used('2026-06-20T10:00:00Z', ['LILY15'], [other, lily])).toEqual([['c-amy', 'c-lily'], []]);
  });
});
