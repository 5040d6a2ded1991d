import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { attributeOrder } from './attribute-order.ts';
import { attributeFrozen } from './frozen-attribution.ts';

const policy = DEFAULT_POLICY.attribution;
const ZONE = 'Asia/Shanghai';
const placedAt = new Date('2026-07-10T04:00:00Z');
const order = { placedAt, discountCodes: ['GONE'], clickId: null, utmContent: null };
const touches = ['b', 'a', 'b'].map((collaborationId, index) => (
  { clickId: `c${index}`, collaborationId, clickedAt: new Date(placedAt.getTime() - (40 - 10 * index) * 86_400_000) }
));

describe('a changed amount is divided as the first was', () => {
  test('equal parts for coupons, whatever codes and flights say now', () => {
    const { method, credits } = attributeFrozen({ ...order, netMinor: 101 }, { method: 'coupon', collaborationIds: ['a', 'b'], touches }, policy, ZONE);
    expect([method, ...credits.map((credit) => credit.amounts.linear)]).toEqual(['coupon', 51, 50]);
  });

  test('all of it for a tag, nothing for nobody', () => {
    expect(attributeFrozen({ ...order, netMinor: 100 }, { method: 'utm', collaborationIds: ['a'], touches: [] }, policy, ZONE).credits).toMatchObject([{ collaborationId: 'a', amounts: { last_click: 100 } }]);
    expect(attributeFrozen({ ...order, netMinor: 100 }, { method: 'none', collaborationIds: [], touches: [] }, policy, ZONE)).toEqual({ method: 'none', credits: [], losingClaims: [] });
    expect(attributeFrozen({ ...order, netMinor: 100 }, { method: 'utm', collaborationIds: [], touches: [] }, policy, ZONE).method).toBe('none');
  });

  test('clicks outside a window that was made narrower since still count', () => {
    const { credits } = attributeFrozen({ ...order, netMinor: 90 }, { method: 'click', collaborationIds: ['a', 'b'], touches }, { ...policy, clickWindowDays: 1 }, ZONE);
    expect(credits.map(({ collaborationId, amounts }) => [collaborationId, amounts.first_click, amounts.linear])).toEqual([['a', 0, 30], ['b', 90, 60]]);
  });

  test('for clicks in the window it is exactly what attributeOrder gives', () => {
    fc.assert(fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 3 }), (netMinor, count) => {
      const some = touches.slice(0, count).map((touch) => ({ ...touch, clickedAt: new Date(touch.clickedAt.getTime() + 20 * 86_400_000) }));
      const first = attributeOrder({ ...order, discountCodes: [], clickId: 'x', netMinor }, { couponMatches: [], touches: some, utmCollaborationId: null }, policy, ZONE);
      const again = attributeFrozen({ ...order, netMinor }, { method: 'click', collaborationIds: [], touches: some }, policy, ZONE);
      expect(again.credits).toEqual(first.credits);
    }));
  });
});
