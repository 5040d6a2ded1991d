import { expect, it } from 'vitest';
import { isAgreedFee } from './cost.ts';

it.each([
  ['came with the collaboration', 'fee', null, '', true],
  ['is of a day', 'fee', '2026-03-01', '', false],
  ['has a note', 'fee', null, 'a second video', false],
  ['is no fee', 'commission', null, '', false],
] as const)('a cost that %s', (_, kind, incurredOn, note, isAgreed) => {
  expect(isAgreedFee({ kind, incurredOn, note })).toBe(isAgreed);
});
