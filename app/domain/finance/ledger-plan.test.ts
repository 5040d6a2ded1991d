import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLLABORATION_STATUSES } from '../collaboration.ts';
import { COST_KINDS, PAYMENT_STATUSES } from '../cost.ts';
import { toReportingMinor } from '../exchange-rate.ts';
import type { EntryDraft } from './ledger.ts';
import { EXPENSE_ACCOUNTS, LEDGER_ACCOUNTS, unbalanced } from './ledger.ts';
import type { CostFacts, LiveEntry, MoneyFacts, PaymentFacts } from './ledger-plan.ts';
import { isPromised, planEntries } from './ledger-plan.ts';

const place = { kolId: 'k', collaborationId: 'c', campaignId: 'ca', tier: 'top' } as const;
const cost = (change: Partial<CostFacts> = {}): CostFacts => ({
  sourceKind: 'cost', sourceId: 'i', place, collaborationStatus: 'live', kind: 'fee', amountMinor: 1000, releasedMinor: 0, currency: 'CNY', rate: '1', ...change,
});
const payment = (change: Partial<PaymentFacts> = {}): PaymentFacts => ({ sourceKind: 'payment', sourceId: 'p', place, status: 'paid', amountMinor: 300, currency: 'CNY', rate: '1', ...change });

/** A ledger of one source: what was planned is appended, as the service does. */
class Book {
  readonly all: (EntryDraft & { sequence: number })[] = [];

  take(facts: MoneyFacts | null, source = { kind: facts?.sourceKind ?? ('cost' as const), id: 'x' }): EntryDraft[] {
    const drafts = planEntries(source, this.live(), facts, 'CNY');
    for (const draft of drafts) this.all.push({ ...draft, sequence: this.all.length + 1 });
    return drafts;
  }

  live(): LiveEntry[] {
    return this.all.filter((entry) => entry.kind !== 'reversal' && !this.all.some((other) => other.reverses === entry.sequence));
  }

  sum(account: string, field: 'amountMinor' | 'reportingMinor' = 'amountMinor'): number {
    return this.all.flatMap((entry) => entry.postings).filter((posting) => posting.account === account).reduce((sum, posting) => sum + (posting[field] ?? 0), 0);
  }
}

const kinds = (drafts: readonly EntryDraft[]) => drafts.map((draft) => draft.kind);
const lines = (draft: EntryDraft | undefined) => draft?.postings.map((posting) => [posting.account, posting.amountMinor, posting.reportingMinor]);

describe('a cost', () => {
  test('is committed as an expense of its kind against what has accrued; the same facts again add nothing', () => {
    const book = new Book();
    const [entry] = book.take(cost({ kind: 'boost' }));
    expect(entry).toMatchObject({ kind: 'commitment', reverses: null, sourceId: 'x' });
    expect(lines(entry)).toEqual([['expense_boost', 1000, 1000], ['accrued', -1000, -1000]]);
    expect(book.take(cost({ kind: 'boost' }))).toEqual([]);
  });

  test('that is released is released by what was added; a smaller release replaces the larger ones', () => {
    const book = new Book();
    book.take(cost());
    expect(lines(book.take(cost({ releasedMinor: 300 }))[0])).toEqual([['accrued', 300, 300], ['expense_fee', -300, -300]]);
    expect(lines(book.take(cost({ releasedMinor: 700 }))[0])).toEqual([['accrued', 400, 400], ['expense_fee', -400, -400]]);
    expect(book.sum('expense_fee')).toBe(300);
    expect(kinds(book.take(cost({ releasedMinor: 300 })))).toEqual(['reversal']);
    expect(kinds(book.take(cost({ releasedMinor: 100 })))).toEqual(['reversal', 'release']);
    expect(book.sum('expense_fee')).toBe(900);
  });

  test('that is corrected is reversed at its frozen rate, then committed anew', () => {
    const book = new Book();
    book.take(cost({ currency: 'USD', rate: '7.1' }));
    const drafts = book.take(cost({ currency: 'USD', rate: '7.3', amountMinor: 1200 }));
    expect(kinds(drafts)).toEqual(['reversal', 'commitment']);
    expect(drafts[0]).toMatchObject({ reverses: 1 });
    expect(lines(drafts[0])).toEqual([['expense_fee', -1000, -7100], ['accrued', 1000, 7100]]);
    expect(book.sum('expense_fee', 'reportingMinor')).toBe(8760);
  });

  test('whose rate alone is corrected is taken back at the old one and committed at the new', () => {
    const book = new Book();
    book.take(cost({ currency: 'USD', rate: '7.1' }));
    expect(kinds(book.take(cost({ currency: 'USD', rate: '7.2' })))).toEqual(['reversal', 'commitment']);
    expect([book.sum('expense_fee'), book.sum('expense_fee', 'reportingMinor')]).toEqual([1000, 7200]);
  });

  test('of a draft, an offer or a cancelled collaboration is on no ledger; agreeing posts it, cancelling takes it back', () => {
    const book = new Book();
    expect(book.take(cost({ collaborationStatus: 'draft' }))).toEqual([]);
    expect(kinds(book.take(cost({ collaborationStatus: 'agreed' })))).toEqual(['commitment']);
    expect(kinds(book.take(cost({ collaborationStatus: 'cancelled', releasedMinor: 5 })))).toEqual(['reversal']);
    expect(COLLABORATION_STATUSES.filter(isPromised)).toEqual(['agreed', 'live', 'ended', 'paused']);
  });

  test('without a rate stands in its own currency alone; a commission by share posts nothing', () => {
    const [entry] = new Book().take(cost({ currency: 'USD', rate: null, releasedMinor: 1 }));
    expect(lines(entry)).toEqual([['expense_fee', 1000, null], ['accrued', -1000, null]]);
    expect(new Book().take(cost({ kind: 'commission', amountMinor: 0 }))).toEqual([]);
  });

  test('that is gone is reversed, newest entry first', () => {
    const book = new Book();
    book.take(cost());
    book.take(cost({ releasedMinor: 10 }));
    expect(book.take(null).map((draft) => draft.reverses)).toEqual([2, 1]);
    expect(LEDGER_ACCOUNTS.map((account) => book.sum(account)).every((sum) => sum === 0)).toBe(true);
  });

  test('whose ledger holds a release of nothing known starts its releases over', () => {
    const strange: LiveEntry = { sequence: 2, kind: 'release', postings: [] };
    const [commitment] = new Book().take(cost());
    const live = [{ sequence: 1, kind: 'commitment', postings: commitment?.postings ?? [] } as const, strange];
    expect(kinds(planEntries({ kind: 'cost', id: 'x' }, live, cost({ releasedMinor: 5 }), 'CNY'))).toEqual(['reversal', 'release']);
  });
});

describe('a payment', () => {
  test.each(PAYMENT_STATUSES)('%s: what is approved is owed, what is paid has left the bank, nothing else is posted', (status) => {
    const book = new Book();
    book.take(payment({ status }));
    const amount = { approved: [-300, 0], paid: [0, -300], planned: [0, 0], requested: [0, 0], voided: [0, 0] }[status];
    expect([book.sum('payable'), book.sum('bank')]).toEqual(amount);
  });

  test('goes from owed to paid by one more entry, and back by reversals', () => {
    const book = new Book();
    expect(kinds(book.take(payment({ status: 'approved' })))).toEqual(['approval']);
    expect(kinds(book.take(payment()))).toEqual(['payment']);
    expect(kinds(book.take(payment({ status: 'planned', amountMinor: 200 })))).toEqual(['reversal', 'reversal']);
    expect(book.take(payment({ amountMinor: 0 }))).toEqual([]);
  });
});

const rate = fc.constantFrom('1', '7.1', '0.0466', '7.18000001', null);
const anyCost = fc.record({
  collaborationStatus: fc.constantFrom(...COLLABORATION_STATUSES), kind: fc.constantFrom(...COST_KINDS), amountMinor: fc.integer({ min: 0, max: 10_000_000 }),
  part: fc.double({ min: 0, max: 1, noNaN: true }), currency: fc.constantFrom('CNY', 'USD', 'JPY', 'KWD'), rate,
}).map(({ part, ...facts }) => cost({ ...facts, releasedMinor: Math.floor(facts.amountMinor * part), rate: facts.currency === 'CNY' ? '1' : facts.rate }));
const anyPayment = fc.record({ status: fc.constantFrom(...PAYMENT_STATUSES), amountMinor: fc.integer({ min: 0, max: 10_000_000 }), currency: fc.constantFrom('CNY', 'USD'), rate })
  .map((facts) => payment({ ...facts, rate: facts.currency === 'CNY' ? '1' : facts.rate }));
const RUNS = Number(process.env['LEDGER_HISTORIES'] ?? '2000');

test('whatever happens to a cost: every entry balances, nothing is taken back twice, and the accounts say what stands, to the minor unit', () => {
  fc.assert(fc.property(fc.array(fc.option(anyCost), { minLength: 1, maxLength: 8 }), (history) => {
    const book = new Book();
    for (const facts of history) {
      book.take(facts);
      const standing = facts !== null && isPromised(facts.collaborationStatus) ? facts.amountMinor - facts.releasedMinor : 0;
      const reporting = facts === null || standing === 0 ? 0 : (toReportingMinor(standing, facts.currency, 'CNY', facts.rate) ?? 0);
      const expenses = Object.values(EXPENSE_ACCOUNTS);
      expect(expenses.reduce((sum, account) => sum + book.sum(account), 0)).toBe(standing);
      expect(expenses.reduce((sum, account) => sum + book.sum(account, 'reportingMinor'), 0)).toBe(reporting);
      expect(book.sum('accrued') + standing).toBe(0);
    }
    for (const entry of book.all) expect(unbalanced(entry.postings)).toEqual([]);
    const taken = book.all.flatMap((entry) => (entry.reverses === null ? [] : [entry.reverses]));
    expect(new Set(taken).size).toBe(taken.length);
  }), { numRuns: RUNS });
}, 600_000);

test('whatever happens to a payment: every entry balances and the bank says what was paid', () => {
  fc.assert(fc.property(fc.array(fc.option(anyPayment), { minLength: 1, maxLength: 8 }), (history) => {
    const book = new Book();
    for (const facts of history) {
      book.take(facts, { kind: 'payment', id: 'p' });
      expect(book.sum('bank') + (facts?.status === 'paid' ? facts.amountMinor : 0)).toBe(0);
      expect(book.sum('payable') + (facts?.status === 'approved' ? facts.amountMinor : 0)).toBe(0);
    }
    for (const entry of book.all) expect(unbalanced(entry.postings)).toEqual([]);
  }), { numRuns: RUNS });
}, 600_000);
