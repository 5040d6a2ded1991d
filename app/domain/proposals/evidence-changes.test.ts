import { expect, test } from 'vitest';
import type { ProposalEvidence } from './evidence.ts';
import { evidenceText } from './evidence.ts';
import type { EvidenceField, StoredEvidence } from './evidence-changes.ts';
import { COST_FIELDS, evidenceChanges } from './evidence-changes.ts';

const evidence: ProposalEvidence = {
  collaborationId: 'c1', kind: 'replace', facts: { orders: 20, netRevenueMinor: 368_000, refundedMinor: 32_000, costMinor: 306_666, arrivedShare: 0.87 }, currency: 'CNY',
  fuse: 'warned_1', attributionModel: 'last_click', policyVersion: 3, freedMinor: 50_000, candidates: [{ kolIds: ['k2'], priceMinor: 40_000 }], flips: [],
};
/** As it comes back from the database. */
const stored = (wishes: Partial<ProposalEvidence> = {}): StoredEvidence => JSON.parse(evidenceText({ ...evidence, ...wishes }));

test('the same evidence has no changes, however long a quiet day was', () => {
  expect(evidenceChanges(stored(), stored())).toEqual([]);
  expect(evidenceChanges(stored(), stored({ facts: { ...evidence.facts, arrivedShare: 0.89 } }))).toEqual([]);
});

test.each<[EvidenceField, Partial<ProposalEvidence>, number | string, number | string]>([
  ['kind', { kind: 'reduce' }, 'replace', 'reduce'],
  ['orders', { facts: { ...evidence.facts, orders: 21 } }, 20, 21],
  ['revenue', { facts: { ...evidence.facts, netRevenueMinor: 378_000 } }, 368_000, 378_000],
  ['refunds', { facts: { ...evidence.facts, refundedMinor: 42_000 } }, 32_000, 42_000],
  ['cost', { facts: { ...evidence.facts, costMinor: 300_000 } }, 306_666, 300_000],
  ['freed', { freedMinor: 10_000 }, 50_000, 10_000],
  ['arrived', { facts: { ...evidence.facts, arrivedShare: 0.93 } }, 8, 9],
  ['fuse', { fuse: 'tripped' }, 'warned_1', 'tripped'],
  ['model', { attributionModel: 'linear' }, 'last_click', 'linear'],
  ['policy', { policyVersion: 4 }, 3, 4],
  ['candidates', { candidates: [{ kolIds: ['k9'], priceMinor: 40_000 }] }, 1, 1],
  ['flips', { flips: [{ model: 'linear', verdict: 'keep' }] }, 0, 1],
])('%s is named with what it was and what it is', (field, wishes, before, now) => {
  expect(evidenceChanges(stored(), stored(wishes))).toEqual([{ field, before, now }]);
});

test('where nothing would be proposed any more, that is the change', () => {
  expect(evidenceChanges(stored({ flips: [{ model: 'linear', verdict: 'keep' }] }), null)).toEqual([{ field: 'kind', before: 'replace', now: null }]);
});

test('what tells a cost is known as such', () => {
  expect(COST_FIELDS).toEqual(['cost', 'freed', 'candidates']);
});
