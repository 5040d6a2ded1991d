import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChainProgress, StoredEntry } from './ledger-chain.ts';
import { CHAIN_START, checkEntries, checkTail } from './ledger-chain.ts';
import { canonicalEntry, GENESIS_HASH, unbalanced } from './ledger.ts';

const workspaceId = '0197f1a0-0000-7000-8000-000000000001';
const mac = (text: string) => createHmac('sha256', 'the ledger key').update(text).digest('hex');
const plain = (text: string) => createHash('sha256').update(text).digest('hex');
const uuid = (last: number) => `0197f1a0-0000-7000-8000-${String(last).padStart(12, '0')}`;

function seal(entry: StoredEntry, previousHash: string, code: (text: string) => string): StoredEntry {
  const linked = { ...entry, previousHash };
  return { ...linked, hash: code(canonicalEntry(workspaceId, linked)) };
}

function chain(length: number): StoredEntry[] {
  const entries: StoredEntry[] = [];
  let previous = GENESIS_HASH;
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const place = { kolId: uuid(3), collaborationId: uuid(4), campaignId: uuid(5), tier: 'mid' as const, currency: 'USD', rate: '7.1000000000' };
    const isReversal = sequence % 5 === 0;
    const sign = isReversal ? -1 : 1;
    const entry: StoredEntry = {
      kind: isReversal ? 'reversal' : 'commitment', sourceKind: 'cost', sourceId: uuid(100 + sequence), reverses: isReversal ? sequence - 1 : null, sequence,
      atMicros: `17837000000000${String(sequence).padStart(2, '0')}`, actorKind: 'user', actorId: uuid(9), actorName: '周衡', reason: isReversal ? 'wrong' : '', previousHash: '', hash: '',
      postings: [
        { ...place, account: 'expense_fee', amountMinor: sign * 1000 * sequence, reportingMinor: sign * 7100 * sequence },
        { ...place, account: 'accrued', amountMinor: sign * -1000 * sequence, reportingMinor: sign * -7100 * sequence },
      ],
      lines: [1, 2],
    };
    const sealed = seal(entry, previous, mac);
    entries.push(sealed);
    previous = sealed.hash;
  }
  return entries;
}

const WHOLE = chain(40);
const ANCHORS = new Map([[40, WHOLE[39]?.hash ?? '']]);

function verify(entries: readonly StoredEntry[], anchors: ReadonlyMap<number, string> = ANCHORS): ChainProgress {
  let progress = CHAIN_START;
  for (let start = 0; start < entries.length; start += 7) progress = checkEntries(progress, entries.slice(start, start + 7), { workspaceId, mac, anchors });
  return checkTail(progress, anchors);
}

test('a chain as it was written holds, slice by slice, with anchors and without', () => {
  expect(verify(WHOLE)).toEqual({ checked: 40, headHash: WHOLE[39]?.hash, firstBroken: null });
  expect(verify(WHOLE, new Map()).firstBroken).toBeNull();
  expect(verify([], new Map())).toEqual(CHAIN_START);
});

test('a rate is the same however many zeros it is written with; one that is none is still signed', () => {
  const [first] = WHOLE;
  const withRate = (rate: string | null) => canonicalEntry(workspaceId, { ...first!, postings: first!.postings.map((posting) => ({ ...posting, rate })) });
  expect(withRate('7.1')).toBe(withRate('7.10000'));
  expect(new Set([withRate('7.1'), withRate('7.2'), withRate(null), withRate('x')]).size).toBe(4);
});

test('postings balance in every currency and in the reporting currency', () => {
  const line = (currency: string, amountMinor: number, reportingMinor: number | null) => ({ currency, amountMinor, reportingMinor });
  expect(unbalanced([line('USD', 1, 7), line('USD', -1, -7), line('CNY', 5, null), line('CNY', -5, null)])).toEqual([]);
  expect(unbalanced([line('USD', 1, 7), line('CNY', -1, -7)])).toEqual(['USD', 'CNY']);
  expect(unbalanced([line('USD', 1, 7), line('USD', -1, -8)])).toEqual(['reporting']);
});

/** Changes one field to something that it is not. */
const COLUMNS: readonly ((entry: StoredEntry) => StoredEntry)[] = [
  (e) => ({ ...e, atMicros: `${Number(e.atMicros) + 1}` }), (e) => ({ ...e, kind: 'payment', reverses: null }), (e) => ({ ...e, sourceKind: 'payment' }), (e) => ({ ...e, sourceId: uuid(7) }),
  (e) => ({ ...e, actorKind: 'system' }), (e) => ({ ...e, actorId: null }), (e) => ({ ...e, actorName: '周恒' }), (e) => ({ ...e, reason: `${e.reason}.` }),
  (e) => ({ ...e, previousHash: e.previousHash.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }), (e) => ({ ...e, hash: e.hash.replace(/^./, (first) => (first === '0' ? '1' : '0')) }),
  (e) => ({ ...e, reverses: (e.reverses ?? 0) + 1 }),
  ...(['account', 'kolId', 'collaborationId', 'campaignId', 'tier', 'amountMinor', 'currency', 'rate', 'reportingMinor'] as const).map((column) => (e: StoredEntry): StoredEntry => {
    const other = { account: 'bank', kolId: uuid(1), collaborationId: uuid(1), campaignId: uuid(1), tier: 'top', amountMinor: 1, currency: 'EUR', rate: null, reportingMinor: null } as const;
    return { ...e, postings: e.postings.map((posting, index) => (index === 0 ? { ...posting, [column]: other[column] } : posting)) };
  }),
  // Both sides at once, so that it still balances.
  (e) => ({ ...e, postings: e.postings.map((posting) => ({ ...posting, amountMinor: posting.amountMinor * 2 })) }),
  (e) => ({ ...e, postings: [], lines: [] }), (e) => ({ ...e, postings: e.postings.toReversed() }), (e) => ({ ...e, lines: [1, 3] }),
  (e) => ({ ...e, postings: [...e.postings, ...e.postings], lines: [1, 2, 3, 4] }),
];

type Tamper = readonly [name: string, damage: (at: number) => readonly [entries: StoredEntry[], firstBroken: number]];
const TAMPERS: readonly Tamper[] = [
  ...COLUMNS.map((change, index): Tamper => [`column ${index}`, (at) => [WHOLE.map((entry, place) => (place === at ? change(entry) : entry)), at + 1]]),
  ['column with its code made anew without the key', (at) => [WHOLE.map((entry, place) => (place === at ? seal({ ...entry, reason: 'x' }, entry.previousHash, plain) : entry)), at + 1]],
  ['delete', (at) => [WHOLE.toSpliced(at, 1), at + 1]],
  ['delete and renumber', (at) => [WHOLE.toSpliced(at, 1).map((entry, place) => ({ ...entry, sequence: place + 1 })), at + 1]],
  ['swap', (at) => {
    const [a, b] = [WHOLE[at]!, WHOLE[at + 1]!];
    return [WHOLE.toSpliced(at, 2, { ...b, sequence: a.sequence }, { ...a, sequence: b.sequence }), at + 1];
  }],
  ['swap in place', (at) => [WHOLE.toSpliced(at, 2, WHOLE[at + 1]!, WHOLE[at]!), at + 1]],
  ['insert with a plain hash, all that follows chained anew', (at) => {
    let previous = at === 0 ? GENESIS_HASH : WHOLE[at - 1]!.hash;
    return [WHOLE.toSpliced(at, 0, WHOLE[at]!).map((entry, place) => {
      if (place < at) return entry;
      const sealed = seal({ ...entry, sequence: place + 1 }, previous, plain);
      previous = sealed.hash;
      return sealed;
    }), at + 1];
  }],
  ['twice', (at) => [WHOLE.toSpliced(at, 0, WHOLE[at]!), at + 1]],
  ['cut the tail', (at) => [WHOLE.slice(0, at), at + 1]],
];

test('1,000 tampered ledgers: every one is found, and the first broken entry is named', () => {
  let found = 0;
  fc.assert(fc.property(fc.integer({ min: 0, max: 38 }), fc.constantFrom(...TAMPERS), (at, [name, damage]) => {
    const [entries, firstBroken] = damage(at);
    expect(verify(entries).firstBroken?.sequence, `${name} at ${at + 1}`).toBe(firstBroken);
    found += 1;
  }), { numRuns: 1000 });
  expect(found).toBeGreaterThanOrEqual(1000);
});

describe('whoever has the key', () => {
  const rewritten = (change: (entry: StoredEntry) => StoredEntry) => {
    let previous = GENESIS_HASH;
    return WHOLE.map((entry) => {
      const sealed = seal(entry.sequence === 39 ? change(entry) : entry, previous, mac);
      previous = sealed.hash;
      return sealed;
    });
  };

  test('is found by the anchor of what stood there', () => {
    expect(verify(rewritten((entry) => ({ ...entry, reason: 'x' }))).firstBroken).toEqual({ sequence: 40, fault: 'anchor' });
  });

  test('cannot write what does not balance or takes nothing back', () => {
    const unequal = rewritten((entry) => ({ ...entry, postings: entry.postings.map((posting) => ({ ...posting, reportingMinor: 1 })) }));
    expect(verify(unequal).firstBroken).toEqual({ sequence: 39, fault: 'balance' });
    expect(verify(rewritten((entry) => ({ ...entry, kind: 'reversal' }))).firstBroken).toEqual({ sequence: 39, fault: 'reversal' });
    expect(verify(rewritten((entry) => ({ ...entry, kind: 'reversal', reverses: 39 }))).firstBroken).toEqual({ sequence: 39, fault: 'reversal' });
    expect(verify(rewritten((entry) => ({ ...entry, reverses: 3 }))).firstBroken).toEqual({ sequence: 39, fault: 'reversal' });
  });
});

test('entries of two lives of a ledger, both written with the key, do not make one chain', () => {
  const other = seal({ ...WHOLE[30]!, reason: 'after the restore' }, WHOLE[29]!.hash, mac);
  expect(verify(WHOLE.with(30, other), new Map()).firstBroken).toEqual({ sequence: 32, fault: 'link' });
});

test('an older table put back, which holds by itself, does not reach the anchored head', () => {
  expect(verify(WHOLE.slice(0, 30)).firstBroken).toEqual({ sequence: 31, fault: 'missing' });
  expect(verify(WHOLE.slice(0, 39)).firstBroken).toEqual({ sequence: 40, fault: 'missing' });
  expect(checkTail({ checked: 3, headHash: '', firstBroken: { sequence: 4, fault: 'seal' } }, ANCHORS).firstBroken).toEqual({ sequence: 4, fault: 'seal' });
});
