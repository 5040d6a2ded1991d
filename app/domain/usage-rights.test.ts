import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from './period.ts';
import { addDays } from './period.ts';
import type { RightsChannel, Territory, UsageGrant } from './usage-rights.ts';
import { endingAlert, RIGHTS_CHANNELS, rightsAllow, rightsEnding, rightsStanding, TERRITORIES, usageGrantSchema } from './usage-rights.ts';

const grant = (wishes: Partial<UsageGrant> = {}): UsageGrant => ({
  id: 'g1', channels: ['own_social'], territories: ['CN'], fromDay: '2026-06-01', untilDay: '2026-12-31', isExclusive: false, creditLine: '', contractPage: '', ...wishes,
});
const asked = (channel: RightsChannel, territory: Territory, on: CalendarDay) => ({ channel, territory, on });

describe('whether a use is granted', () => {
  it.each([
    ['the first day', asked('own_social', 'CN', '2026-06-01'), 'allowed'],
    ['the last day', asked('own_social', 'CN', '2026-12-31'), 'allowed'],
    ['the day before', asked('own_social', 'CN', '2026-05-31'), 'not_yet'],
    ['the day after', asked('own_social', 'CN', '2027-01-01'), 'ended'],
    ['another channel', asked('paid_ads', 'CN', '2026-07-01'), 'channel'],
    ['another territory', asked('own_social', 'US', '2026-07-01'), 'territory'],
    ['the world', asked('own_social', 'WW', '2026-07-01'), 'territory'],
  ] as const)('%s', (_what, question, answer) => {
    const given = rightsAllow([grant()], question);
    expect(given.allowed ? 'allowed' : given.refusal.clause).toBe(answer);
  });

  it('is refused where nothing was granted', () => {
    expect(rightsAllow([], asked('own_social', 'CN', '2026-07-01'))).toEqual({ allowed: false, refusal: { clause: 'none' } });
  });

  it('worldwide covers a region, for good has no end', () => {
    expect(rightsAllow([grant({ territories: ['WW'], untilDay: null })], asked('own_social', 'JP', '2099-01-01')).allowed).toBe(true);
  });

  it('two halves make no right', () => {
    const halves = [grant({ id: 'a', channels: ['paid_ads'], untilDay: '2026-06-30' }), grant({ id: 'b' })];
    expect(rightsAllow(halves, asked('paid_ads', 'CN', '2026-07-01'))).toEqual({ allowed: false, refusal: { clause: 'ended', grantId: 'a', day: '2026-06-30' } });
  });

  it('of several that allow, the one that lasts longest speaks', () => {
    const grants = [grant({ id: 'short' }), grant({ id: 'long', untilDay: '2027-12-31' }), grant({ id: 'good', untilDay: null }), grant({ id: 'later', untilDay: '2029-01-01' })];
    const idOf = (list: UsageGrant[]) => {
      const answer = rightsAllow(list, asked('own_social', 'CN', '2026-07-01'));
      return answer.allowed ? answer.grant.id : null;
    };
    expect(idOf(grants)).toBe('good');
    expect(idOf(grants.slice(0, 2))).toBe('long');
    expect(idOf(grants.slice(0, 2).toReversed())).toBe('long');
  });

  it('of several that refuse, the closest speaks: the latest end, the earliest beginning', () => {
    const ended = [grant({ id: 'a', untilDay: '2026-06-30' }), grant({ id: 'b', untilDay: '2026-08-31' }), grant({ id: 'c', untilDay: '2026-07-31' })];
    expect(rightsAllow(ended, asked('own_social', 'CN', '2026-10-01'))).toMatchObject({ refusal: { grantId: 'b' } });
    const coming = [grant({ id: 'a', fromDay: '2026-09-01' }), grant({ id: 'b', fromDay: '2026-08-01' }), grant({ id: 'c', fromDay: '2026-10-01' })];
    expect(rightsAllow(coming, asked('own_social', 'CN', '2026-07-01'))).toMatchObject({ refusal: { clause: 'not_yet', grantId: 'b' } });
    const mixed = [grant({ id: 'a', channels: ['press'] }), grant({ id: 'b', territories: ['US'] }), grant({ id: 'c', channels: ['email'] })];
    expect(rightsAllow(mixed, asked('own_social', 'CN', '2026-07-01'))).toMatchObject({ refusal: { clause: 'territory', grantId: 'b' } });
    expect(rightsAllow(mixed.toReversed(), asked('own_social', 'CN', '2026-07-01'))).toMatchObject({ refusal: { clause: 'territory' } });
  });

  const days = fc.integer({ min: 0, max: 700 }).map((offset) => addDays('2026-01-01', offset));
  const anyGrant = fc.record({
    id: fc.uuid(), channels: fc.subarray([...RIGHTS_CHANNELS], { minLength: 1 }), territories: fc.subarray([...TERRITORIES], { minLength: 1 }), fromDay: days,
    untilDay: fc.option(days), isExclusive: fc.boolean(), creditLine: fc.constant(''), contractPage: fc.constant(''),
  });
  const anyQuestion = fc.record({ channel: fc.constantFrom(...RIGHTS_CHANNELS), territory: fc.constantFrom(...TERRITORIES), on: days });

  it('is allowed exactly when one grant alone allows it, in whatever order they stand', () => {
    fc.assert(fc.property(fc.array(anyGrant, { maxLength: 6 }), anyQuestion, (grants, question) => {
      const { allowed } = rightsAllow(grants, question);
      expect(allowed).toBe(grants.some((one) => rightsAllow([one], question).allowed));
      expect(rightsAllow(grants.toReversed(), question).allowed).toBe(allowed);
    }));
  });

  it('another grant never takes a right away', () => {
    fc.assert(fc.property(fc.array(anyGrant, { maxLength: 5 }), anyGrant, anyQuestion, (grants, more, question) => {
      if (rightsAllow(grants, question).allowed) expect(rightsAllow([...grants, more], question).allowed).toBe(true);
    }));
  });
});

describe('what rights come to on a day', () => {
  it.each([
    [[], { state: 'none', untilDay: null, daysLeft: null }],
    [[grant({ untilDay: null })], { state: 'ok', untilDay: null, daysLeft: null }],
    [[grant({ untilDay: '2026-07-10' })], { state: 'ends', untilDay: '2026-07-10', daysLeft: 0 }],
    [[grant({ untilDay: '2026-08-09' })], { state: 'ends', untilDay: '2026-08-09', daysLeft: 30 }],
    [[grant({ untilDay: '2026-08-10' })], { state: 'ok', untilDay: '2026-08-10', daysLeft: 31 }],
    [[grant({ untilDay: '2026-07-09' })], { state: 'ended', untilDay: '2026-07-09', daysLeft: null }],
    [[grant({ fromDay: '2026-07-11' })], { state: 'not_yet', untilDay: null, daysLeft: null }],
    [[grant({ untilDay: '2026-07-20' }), grant({ untilDay: '2026-07-15' })], { state: 'ends', untilDay: '2026-07-20', daysLeft: 10 }],
  ] as const)('%j', (grants, standing) => {
    expect(rightsStanding(grants, '2026-07-10')).toEqual(standing);
  });

  it.each([[null, null], [-1, null], [0, 1], [1, 1], [2, 7], [7, 7], [8, 30], [30, 30], [31, null]] as const)('with %s days left the alert of %s is due', (left, alert) => {
    expect(endingAlert(left)).toBe(alert);
  });
});

describe('rights that end', () => {
  const asset = (assetId: string, ...rights: UsageGrant[]) => ({ assetId, rights });
  it('names each asset with the alert that is due, soonest first', () => {
    const assets = [
      asset('c', grant({ untilDay: '2026-08-09' })), asset('b', grant({ untilDay: '2026-07-11' })), asset('a', grant({ untilDay: '2026-07-11' })), asset('d', grant({ untilDay: '2026-07-17' })),
      asset('e', grant({ untilDay: '2026-07-10' })),
    ];
    expect(rightsEnding(assets, '2026-07-10')).toEqual([
      { assetId: 'e', untilDay: '2026-07-10', daysLeft: 0, step: 1 }, { assetId: 'a', untilDay: '2026-07-11', daysLeft: 1, step: 1 }, { assetId: 'b', untilDay: '2026-07-11', daysLeft: 1, step: 1 },
      { assetId: 'd', untilDay: '2026-07-17', daysLeft: 7, step: 7 }, { assetId: 'c', untilDay: '2026-08-09', daysLeft: 30, step: 30 },
    ]);
  });

  it('leaves out what lasts longer, has ended, has not begun or was never granted', () => {
    const assets = [
      asset('longer', grant({ untilDay: '2026-07-12' }), grant({ untilDay: null })), asset('later', grant({ untilDay: '2026-08-10' })), asset('ended', grant({ untilDay: '2026-07-09' })),
      asset('begins', grant({ fromDay: '2026-07-11', untilDay: '2026-07-12' })), asset('none'),
    ];
    expect(rightsEnding(assets, '2026-07-10')).toEqual([]);
  });
});

describe('a grant as it is typed', () => {
  const typed = { channels: ['own_social'], territories: ['CN'], fromDay: '2026-06-01', untilDay: '2026-06-01', isExclusive: false, creditLine: ' by Lily ', contractPage: '' };
  it('may end on the day it begins, or never', () => {
    expect(usageGrantSchema.parse(typed).creditLine).toBe('by Lily');
    expect(usageGrantSchema.safeParse({ ...typed, untilDay: null }).success).toBe(true);
  });
  it.each([[{ channels: [] }, 'channels'], [{ territories: ['XX'] }, 'Invalid'], [{ fromDay: '2026-02-30' }, 'day'], [{ untilDay: '2026-05-31' }, 'before'], [{ creditLine: 'x'.repeat(201) }, 'long']])('%j is refused', (change, code) => {
    expect(usageGrantSchema.safeParse({ ...typed, ...change }).error?.issues[0]?.message).toContain(code);
  });
});
