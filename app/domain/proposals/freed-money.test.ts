import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freedMoney, reduction } from './freed-money.ts';

describe('freed money', () => {
  it('is what is neither paid nor uncancellable', () => {
    const costs = [{ amountMinor: 100_000, cancellable: true }, { amountMinor: 10_000, cancellable: false }];
    expect(freedMoney(costs, 0)).toEqual({ committedMinor: 110_000, freedMinor: 100_000 });
    expect(freedMoney(costs, 30_000)).toEqual({ committedMinor: 110_000, freedMinor: 70_000 });
    expect(freedMoney(costs, 110_000)).toEqual({ committedMinor: 110_000, freedMinor: 0 });
    expect(freedMoney([], 5)).toEqual({ committedMinor: 0, freedMinor: 0 });
  });

  it('a reduction names the new amount: by default half of the freed money goes, to the minor unit', () => {
    expect(reduction({ committedMinor: 110_000, freedMinor: 70_000 }, 5000)).toEqual({ cutMinor: 35_000, newAmountMinor: 75_000 });
    expect(reduction({ committedMinor: 7, freedMinor: 5 }, 5000)).toEqual({ cutMinor: 2, newAmountMinor: 5 });
    expect(reduction({ committedMinor: 7, freedMinor: 5 }, 10_000)).toEqual({ cutMinor: 5, newAmountMinor: 2 });
  });

  it('never frees more than is committed and unpaid, and nothing is lost in a cut', () => {
    const costs = fc.array(fc.record({ amountMinor: fc.nat(10_000_000), cancellable: fc.boolean() }), { maxLength: 8 });
    fc.assert(
      fc.property(costs, fc.nat(20_000_000), fc.nat(10_000), (items, paidMinor, share) => {
        const money = freedMoney(items, paidMinor);
        expect(money.freedMinor).toBeGreaterThanOrEqual(0);
        expect(money.freedMinor).toBeLessThanOrEqual(Math.max(0, money.committedMinor - paidMinor));
        const { cutMinor, newAmountMinor } = reduction(money, share);
        expect(cutMinor + newAmountMinor).toBe(money.committedMinor);
        expect(cutMinor).toBeLessThanOrEqual(money.freedMinor);
      }),
    );
  });
});
