import { describe, expect, test } from 'vitest';
import { noticeFactsSchema, noticeKey } from './notice-facts.ts';
import { concerningKinds, concerns, NOTICE_KINDS, readKinds } from './notice.ts';
import type { Role } from './permission.ts';
import { permissionsOfPerson } from './permission.ts';
import { suspicionOf } from './suspicious-clicks.ts';

const rightsOf = (role: Role, reviewsLegal = false) => new Set(permissionsOfPerson({ role, reviewsLegal }));

describe('whom it concerns', () => {
  test('each role hears of what it can do something about', () => {
    expect(concerningKinds(rightsOf('viewer'))).toEqual([]);
    expect(concerningKinds(rightsOf('content'))).toEqual(['dispute_open', 'approval_overdue', 'rights_ending']);
    expect(concerningKinds(rightsOf('operations'))).toEqual(['coupon_leaked', 'suspicious_clicks', 'sign_off_due', 'sign_off_asked', 'import_failed', 'deliveries_failing']);
    expect(concerningKinds(rightsOf('finance'))).toContain('payment_waiting');
    expect(concerningKinds(rightsOf('manager'))).not.toContain('payment_waiting');
    expect(concerningKinds(rightsOf('admin'))).toContain('channel_paused');
    expect(concerningKinds(rightsOf('viewer', true))).toEqual(['approval_overdue']);
  });

  test('what a person muted is not read of', () => {
    expect(readKinds({ permissions: rightsOf('content'), mutedKinds: ['rights_ending', 'fuse_tripped'] })).toEqual(['dispute_open', 'approval_overdue']);
  });

  test('what waits for seats is for whoever sits in one of them', () => {
    const asked = { kind: 'sign_off_asked' as const, seats: ['finance' as const] };
    const reader = { permissions: rightsOf('finance'), mutedKinds: [] };
    expect(concerns(asked, { ...reader, seat: 'finance' })).toBe(true);
    expect(concerns(asked, { ...reader, seat: 'marketing' })).toBe(false);
    expect(concerns(asked, { ...reader, seat: null })).toBe(false);
    expect(concerns({ ...asked, seats: null }, { ...reader, seat: null })).toBe(true);
    expect(concerns({ kind: 'channel_paused', seats: null }, { ...reader, seat: 'finance' })).toBe(false);
  });
});

test('every kind has its facts, and the same thing the same key', () => {
  expect(noticeFactsSchema.options.map((option) => option.shape.kind.value).toSorted()).toEqual(NOTICE_KINDS.toSorted());
  expect(noticeKey('light_red', 'a', '2026-07-01', 3)).toBe('light_red:a:2026-07-01:3');
});

describe('suspicious clicks', () => {
  test.each([
    ['a usual day with its crawlers', { clicks: 40, visitors: 38, automated: 60, automatedBefore: 700 }, null],
    ['five times the crawlers of a usual day', { clicks: 40, visitors: 38, automated: 250, automatedBefore: 700 }, { sign: 'automated', clicks: 250, usual: 50 }],
    ['one less', { clicks: 40, visitors: 38, automated: 249, automatedBefore: 700 }, null],
    ['crawlers of a link that had none', { clicks: 0, visitors: 0, automated: 50, automatedBefore: 0 }, { sign: 'automated', clicks: 50, usual: 0 }],
    ['too few to tell', { clicks: 99, visitors: 1, automated: 49, automatedBefore: 0 }, null],
    ['many clicks of few browsers', { clicks: 100, visitors: 20, automated: 0, automatedBefore: 0 }, { sign: 'repeated', clicks: 100, usual: 20 }],
    ['many clicks of many browsers', { clicks: 100, visitors: 21, automated: 0, automatedBefore: 0 }, null],
  ] as const)('%s', (_name, facts, expected) => {
    expect(suspicionOf(facts)).toEqual(expected);
  });
});
