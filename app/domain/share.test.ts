import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './period.ts';
import { shareState, sharedStanding } from './share.ts';
import type { UsageGrant } from './usage-rights.ts';
import { RIGHTS_CHANNELS, rightsAllow, TERRITORIES } from './usage-rights.ts';

const right = (wishes: Partial<UsageGrant> = {}): UsageGrant => ({
  id: 'g', channels: ['press', 'own_social'], territories: ['HK', 'CN'], fromDay: '2026-06-01', untilDay: '2026-06-30', isExclusive: true, creditLine: '@lily', contractPage: 'HT-1', ...wishes,
});

describe('whether a link opens', () => {
  const expiresAt = new Date('2026-07-01T00:00:00Z');
  it.each([
    ['before it expires', null, '2026-06-30T23:59:59.999Z', 'live'], ['at the instant it expires', null, '2026-07-01T00:00:00Z', 'expired'], ['revoked', '2026-06-01T00:00:00Z', '2026-06-30T00:00:00Z', 'revoked'],
    ['revoked and expired', '2026-06-01T00:00:00Z', '2026-08-01T00:00:00Z', 'revoked'],
  ] as const)('%s', (_, revokedAt, now, state) => {
    expect(shareState({ expiresAt, revokedAt: revokedAt === null ? null : new Date(revokedAt) }, new Date(now))).toBe(state);
  });
});

describe('what is told of an asset through a link', () => {
  it('each right in force by itself, without contract and exclusivity', () => {
    const standing = sharedStanding([right(), right({ id: 'h', channels: ['email'], territories: ['CN', 'WW'], untilDay: null, creditLine: '' }), right({ id: 'i', fromDay: '2026-07-01', untilDay: null })], '2026-06-30');
    expect(standing).toEqual({ shown: true, rights: [
      { channels: ['own_social', 'press'], territories: ['CN', 'HK'], untilDay: '2026-06-30', creditLine: '@lily' }, { channels: ['email'], territories: ['WW'], untilDay: null, creditLine: '' },
    ] });
  });

  it.each([
    ['never granted', [], { clause: 'none' }],
    ['ended: the latest end', [right({ id: 'a', untilDay: '2026-06-10' }), right({ id: 'b', untilDay: '2026-06-20' })], { clause: 'ended', grantId: 'b', day: '2026-06-20' }],
    ['not begun: the earliest beginning, whatever has ended', [right(), right({ id: 'b', fromDay: '2026-09-01', untilDay: null }), right({ id: 'c', fromDay: '2026-08-01', untilDay: null })], { clause: 'not_yet', grantId: 'c', day: '2026-08-01' }],
    ['same days', [right({ id: 'a' }), right({ id: 'b' })], { clause: 'ended', grantId: 'b', day: '2026-06-30' }],
  ] as const)('withheld where %s', (_, grants, refusal) => {
    expect(sharedStanding(grants, '2026-07-01')).toEqual({ shown: false, refusal });
  });

  it('is shown exactly when some use of it is allowed on that day, and says where', () => {
    const grants = fc.array(fc.record({ from: fc.integer({ min: -20, max: 20 }), days: fc.option(fc.integer({ min: 0, max: 20 })), channel: fc.constantFrom(...RIGHTS_CHANNELS), territory: fc.constantFrom(...TERRITORIES) }), { maxLength: 4 });
    fc.assert(fc.property(grants, (some) => {
      const made = some.map(({ from, days, channel, territory }, index) => {
        const fromDay = addDays('2026-07-01', from);
        return right({ id: String(index), channels: [channel], territories: [territory], fromDay, untilDay: days === null ? null : addDays(fromDay, days) });
      });
      const standing = sharedStanding(made, '2026-07-01');
      const uses = RIGHTS_CHANNELS.flatMap((channel) => TERRITORIES.map((territory) => ({ channel, territory, on: '2026-07-01' })));
      expect(standing.shown).toBe(uses.some((use) => rightsAllow(made, use).allowed));
      if (!standing.shown) return;
      for (const use of uses) {
        const told = standing.rights.some(({ channels, territories }) => channels.includes(use.channel) && (territories.includes('WW') || territories.includes(use.territory)));
        expect(told).toBe(rightsAllow(made, use).allowed);
      }
    }), { numRuns: 60 });
  });
});
