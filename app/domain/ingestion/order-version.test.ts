import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderArrival } from './order-version.ts';
import { mergeVersions, sameEvidence, sameFacts, supersedes } from './order-version.ts';

const AT = Date.UTC(2026, 6, 10);

function version(change: Partial<OrderArrival> = {}): OrderArrival {
  return {
    shop: 'main', orderId: '1', placedAt: new Date(AT), currency: 'CNY', merchandiseMinor: 10_000, refundedMinor: 0, status: 'paid',
    discountCodes: [], clickId: null, utmContent: null, customerHash: null, sourceUpdatedAt: new Date(AT), ...change,
  };
}

describe('which version holds', () => {
  test('the later one; without a time the one that arrives', () => {
    expect(supersedes(version({ sourceUpdatedAt: new Date(AT + 1) }), version())).toBe(true);
    expect(supersedes(version({ sourceUpdatedAt: new Date(AT - 1), status: 'cancelled' }), version())).toBe(false);
    expect(supersedes(version({ sourceUpdatedAt: null }), version())).toBe(true);
    expect(supersedes(version(), version({ sourceUpdatedAt: null }))).toBe(true);
  });

  test('at equal times the one that has come further, then the larger refund', () => {
    expect(supersedes(version({ status: 'paid' }), version({ status: 'pending' }))).toBe(true);
    expect(supersedes(version({ status: 'pending' }), version({ status: 'paid' }))).toBe(false);
    expect(supersedes(version({ refundedMinor: 5 }), version())).toBe(true);
    expect(supersedes(version(), version({ refundedMinor: 5 }))).toBe(false);
    expect(supersedes(version(), version())).toBe(false);
  });

  test('of any two different versions of one time exactly one holds, whichever comes first', () => {
    const any = fc.record({
      status: fc.constantFrom('paid', 'pending', 'cancelled'), refundedMinor: fc.nat(2), merchandiseMinor: fc.nat(2), currency: fc.constantFrom('CNY', 'USD'),
    }).map((change) => version({ ...change, status: change.status as OrderArrival['status'] })); // constantFrom widens the words
    fc.assert(fc.property(any, any, (a, b) => {
      fc.pre(!sameFacts(a, b));
      expect(supersedes(a, b)).toBe(!supersedes(b, a));
      expect(mergeVersions(a, b)).toEqual(mergeVersions(b, a));
    }));
  });
});

test('evidence that the newer version does not know is kept from the older one', () => {
  const older = version({ clickId: 'c', utmContent: 'u', customerHash: 'h' });
  const newer = version({ sourceUpdatedAt: new Date(AT + 1), refundedMinor: 7 });
  const merged = version({ clickId: 'c', utmContent: 'u', customerHash: 'h', sourceUpdatedAt: new Date(AT + 1), refundedMinor: 7 });
  expect(mergeVersions(newer, older)).toEqual(merged);
  expect(mergeVersions(older, newer)).toEqual(merged);
  expect(mergeVersions(version({ sourceUpdatedAt: null, clickId: 'd' }), older)).toMatchObject({ clickId: 'd', sourceUpdatedAt: older.sourceUpdatedAt });
});

test('whichever clicks versions name, in whatever order they arrive, and however often, the order ends with the latest click and the newest facts', () => {
  const any = fc.record({
    at: fc.nat(4), clickId: fc.constantFrom(null, 'c1', 'c2', 'c3'), status: fc.constantFrom<OrderArrival['status']>('paid', 'pending', 'refunded'), refundedMinor: fc.nat(2),
  }).map(({ at, ...change }) => version({ ...change, sourceUpdatedAt: new Date(AT + at) }));
  const versions = fc.array(any, { minLength: 1, maxLength: 4 }).chain((list) => fc.tuple(fc.shuffledSubarray(list, { minLength: list.length }), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })));
  fc.assert(fc.property(versions, ([once, again]) => {
    const ended = (list: readonly OrderArrival[]) => list.reduce((known, arriving) => mergeVersions(arriving, known));
    const state = ended(once);
    expect(ended(again)).toEqual(state);
    expect(state.clickId).toBe(once.map(({ clickId }) => clickId).filter((id) => id !== null).sort().at(-1) ?? null);
  }));
});

test('a version made by hand names the click that counts', () => {
  expect(mergeVersions(version({ sourceUpdatedAt: null, clickId: 'a' }), version({ clickId: 'c' }))).toMatchObject({ clickId: 'a' });
  expect(mergeVersions(version({ clickId: 'a' }), version({ sourceUpdatedAt: null, clickId: 'c' }))).toMatchObject({ clickId: 'a' });
});

test.each([
  ['placedAt', { placedAt: new Date(AT + 1) }, true], ['clickId', { clickId: 'x' }, true], ['utmContent', { utmContent: 'x' }, true],
  ['another code', { discountCodes: ['B'] }, true], ['one code more', { discountCodes: ['A', 'B'] }, true],
  ['currency', { currency: 'USD' }, false], ['merchandise', { merchandiseMinor: 1 }, false], ['refunded', { refundedMinor: 1 }, false],
  ['status', { status: 'voided' as const }, false], ['buyer', { customerHash: 'x' }, false],
])('a change of %s is a change', (_what, change, ofEvidence) => {
  const known = version({ discountCodes: ['A'] });
  const changed = { ...known, ...change };
  expect(sameFacts(changed, known)).toBe(false);
  expect(sameEvidence(changed, known)).toBe(!ofEvidence);
  expect(sameFacts(version({ discountCodes: ['A'], sourceUpdatedAt: null }), known)).toBe(true);
});
