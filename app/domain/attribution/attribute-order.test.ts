import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTION_MODELS, DEFAULT_POLICY } from '#app/domain/policy.ts';
import type { AttributableOrder, Attribution, AttributionEvidence } from './attribute-order.ts';
import { attributeOrder } from './attribute-order.ts';
import type { CouponClaim } from './coupon-match.ts';
import type { Touch } from './touches.ts';

const ZONE = 'Asia/Shanghai';
const policy = DEFAULT_POLICY.attribution;
const DAY = 86_400_000;
const placedAt = new Date('2026-07-02T10:00:00+08:00');

const anOrder = (more: Partial<AttributableOrder> = {}): AttributableOrder => ({
  placedAt, discountCodes: [], clickId: null, utmContent: null, netMinor: 100_00, ...more,
});
const noEvidence: AttributionEvidence = { couponMatches: [], touches: [], utmCollaborationId: null };
const aClick = (clickId: string, collaborationId: string, daysBefore: number): Touch => ({
  clickId, collaborationId, clickedAt: new Date(placedAt.getTime() - daysBefore * DAY),
});
const aCoupon = (collaborationId: string, coupon = 'LILY15'): CouponClaim => ({
  collaborationId, coupon, startsOn: '2026-06-15', endsOn: '2026-07-30',
});
const attribute = (order: Partial<AttributableOrder>, evidence: Partial<AttributionEvidence>) =>
  attributeOrder(anOrder(order), { ...noEvidence, ...evidence }, policy, ZONE);
const amountsOf = (attribution: Attribution, model: (typeof ATTRIBUTION_MODELS)[number]) =>
  Object.fromEntries(attribution.credits.map((credit) => [credit.collaborationId, credit.amounts[model]]));

describe('attribution of an order', () => {
  it('a coupon takes all of it, under every model, over another\'s clicks and utm', () => {
    const result = attribute(
      { discountCodes: ['lily15 '], clickId: 'k1', utmContent: 'CODE' },
      { couponMatches: [aCoupon('c-lily')], touches: [aClick('k1', 'c-amy', 1), aClick('k2', 'c-lily', 2)], utmCollaborationId: 'c-zoe' },
    );
    expect(result.method).toBe('coupon');
    expect(result.credits).toHaveLength(1);
    expect(result.credits[0]).toMatchObject({ collaborationId: 'c-lily', coupon: 'LILY15', amounts: { last_click: 100_00, position: 100_00 } });
    expect(result.losingClaims).toEqual([
      { collaborationId: 'c-amy', method: 'click', reason: 'outranked', coupon: null, clickIds: ['k1'] },
      { collaborationId: 'c-zoe', method: 'utm', reason: 'outranked', coupon: null, clickIds: [] },
    ]);
  });

  it('several coupons share equally, to the last minor unit', () => {
    const result = attribute(
      { discountCodes: ['A', 'B', 'C'], netMinor: 100 },
      { couponMatches: [aCoupon('c3', 'C'), aCoupon('c1', 'A'), aCoupon('c2', 'B')] },
    );
    expect(amountsOf(result, 'last_click')).toEqual({ c1: 34, c2: 33, c3: 33 });
    expect(result.losingClaims).toEqual([]);
  });

  it('a coupon used after its grace loses to a click and stays on record', () => {
    const late: CouponClaim = { ...aCoupon('c-lily'), startsOn: '2026-01-01', endsOn: '2026-01-31' };
    const result = attribute({ discountCodes: ['LILY15'], clickId: 'k1' }, { couponMatches: [late], touches: [aClick('k1', 'c-amy', 1)] });
    expect(result.method).toBe('click');
    expect(amountsOf(result, 'last_click')).toEqual({ 'c-amy': 100_00 });
    expect(result.losingClaims).toEqual([
      { collaborationId: 'c-lily', method: 'coupon', reason: 'outside_flight', coupon: 'LILY15', clickIds: [] },
    ]);
  });

  it('clicks divide the credit under each model, and touches of one collaboration add up', () => {
    const touches = [aClick('k1', 'c-a', 14), aClick('k2', 'c-b', 7), aClick('k3', 'c-a', 7), aClick('k4', 'c-c', 0)];
    const result = attribute({ clickId: 'k4' }, { touches });
    expect(amountsOf(result, 'last_click')).toEqual({ 'c-a': 0, 'c-b': 0, 'c-c': 100_00 });
    expect(amountsOf(result, 'first_click')).toEqual({ 'c-a': 100_00, 'c-b': 0, 'c-c': 0 });
    expect(amountsOf(result, 'linear')).toEqual({ 'c-a': 50_00, 'c-b': 25_00, 'c-c': 25_00 });
    expect(amountsOf(result, 'time_decay')).toEqual({ 'c-a': 33_33, 'c-b': 22_22, 'c-c': 44_45 });
    expect(amountsOf(result, 'position')).toEqual({ 'c-a': 50_00, 'c-b': 10_00, 'c-c': 40_00 });
    expect(result.credits[0]?.clickIds).toEqual(['k1', 'k3']);
  });

  it('two touches share 50/50 by position, one takes all', () => {
    expect(amountsOf(attribute({ clickId: 'k1' }, { touches: [aClick('k1', 'a', 1), aClick('k2', 'b', 2)] }), 'position')).toEqual({ a: 50_00, b: 50_00 });
    expect(amountsOf(attribute({ clickId: 'k1' }, { touches: [aClick('k1', 'a', 1)] }), 'position')).toEqual({ a: 100_00 });
  });

  it('utm counts when no click is left in the window; without any evidence nobody is credited', () => {
    const byUtm = attribute(
      { clickId: 'k1', utmContent: 'CODE' },
      { touches: [aClick('k1', 'c-amy', 31)], utmCollaborationId: 'c-zoe' },
    );
    expect(byUtm.method).toBe('utm');
    expect(amountsOf(byUtm, 'time_decay')).toEqual({ 'c-zoe': 100_00 });
    expect(attribute({ clickId: 'k1', utmContent: 'CODE' }, {})).toEqual({ method: 'none', credits: [], losingClaims: [] });
  });

  it('an order that carries no click id and no utm is credited to nobody, whatever the evidence says', () => {
    const result = attribute({}, { touches: [aClick('k1', 'c-amy', 1)], utmCollaborationId: 'c-zoe' });
    expect(result).toEqual({ method: 'none', credits: [], losingClaims: [] });
  });

  it('a click wins over the utm of another collaboration, which stays on record', () => {
    const result = attribute({ clickId: 'k1', utmContent: 'CODE' }, { touches: [aClick('k1', 'c-amy', 1)], utmCollaborationId: 'c-zoe' });
    expect(result.losingClaims).toEqual([{ collaborationId: 'c-zoe', method: 'utm', reason: 'outranked', coupon: null, clickIds: [] }]);
  });

  it.each([-1, 0.5, Number.NaN])('refuses a net revenue of %s', (netMinor) => {
    expect(() => attribute({ netMinor }, {})).toThrow(`net revenue ${netMinor}`);
  });
});

describe('attribution, whatever the evidence', () => {
  const collaboration = fc.constantFrom('c1', 'c2', 'c3', 'c4');
  const click = fc.record({
    clickId: fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7'), collaborationId: collaboration,
    clickedAt: fc.integer({ min: -2, max: 40 * 24 }).map((hours) => new Date(placedAt.getTime() - hours * 3_600_000)),
    automated: fc.boolean(),
  });
  const coupon = fc.record({
    collaborationId: collaboration, coupon: fc.constantFrom('A', 'B', 'a '),
    startsOn: fc.constantFrom('2026-01-01', '2026-06-15', '2026-07-02', '2026-07-03'), endsOn: fc.constantFrom('2026-05-01', '2026-07-03'),
  });
  const evidence = fc.record({
    couponMatches: fc.array(coupon, { maxLength: 5 }), touches: fc.array(click, { maxLength: 12 }),
    utmCollaborationId: fc.option(collaboration),
  });
  const order = fc.record({
    placedAt: fc.constant(placedAt), discountCodes: fc.subarray(['a', 'B', 'X']), clickId: fc.option(fc.constant('k1')),
    utmContent: fc.option(fc.constant('CODE')), netMinor: fc.maxSafeNat(),
  });

  it('credits sum to the net revenue under every model, also after a refund, which keeps the weights', () => {
    fc.assert(
      fc.property(order, evidence, fc.maxSafeNat(), (sold, given, lower) => {
        const refunded = { ...sold, netMinor: Math.min(sold.netMinor, lower) };
        const before = attributeOrder(sold, given, policy, ZONE);
        const after = attributeOrder(refunded, given, policy, ZONE);
        expect(after.credits.map(({ collaborationId, weights }) => [collaborationId, weights])).toEqual(
          before.credits.map(({ collaborationId, weights }) => [collaborationId, weights]),
        );
        expect(after.losingClaims).toEqual(before.losingClaims);
        expect(after.method === 'none').toBe(after.credits.length === 0);
        for (const [attribution, net] of [[before, sold.netMinor], [after, refunded.netMinor]] as const) {
          if (attribution.method === 'none') continue;
          for (const model of ATTRIBUTION_MODELS) {
            expect(attribution.credits.reduce((sum, credit) => sum + BigInt(credit.amounts[model]), 0n)).toBe(BigInt(net));
            expect(attribution.credits.every((credit) => credit.amounts[model] >= 0)).toBe(true);
          }
        }
      }),
    );
  });

  it('the order in which evidence arrived does not matter: same facts, same bytes', () => {
    fc.assert(
      fc.property(order, evidence, fc.infiniteStream(fc.nat()), (sold, given, random) => {
        const shuffled = <Item>(items: readonly Item[]) =>
          items.map((item) => ({ item, key: random.next().value })).sort((a, b) => a.key - b.key).map(({ item }) => item);
        const again = attributeOrder(
          { ...sold, discountCodes: shuffled(sold.discountCodes) },
          { ...given, couponMatches: shuffled(given.couponMatches), touches: shuffled(given.touches) },
          policy,
          ZONE,
        );
        expect(JSON.stringify(again)).toBe(JSON.stringify(attributeOrder(sold, given, policy, ZONE)));
      }),
    );
  });

  it('a collaboration is either credited or losing, never both', () => {
    fc.assert(
      fc.property(order, evidence, (sold, given) => {
        const result = attributeOrder(sold, given, policy, ZONE);
        const ids = result.credits.map((credit) => credit.collaborationId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(result.losingClaims.filter((claim) => ids.includes(claim.collaborationId))).toEqual([]);
      }),
    );
  });
});
