import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EditableKol, KolChange } from './kol-edit.ts';
import { isSameField, KOL_EDIT_FIELDS, kolFieldText, planKolEdits, readKolField } from './kol-edit.ts';
import { KOL_STATUSES, TIERS } from './kol.ts';

const CNY = { currency: 'CNY' };
const kol: EditableKol = { id: 'a', name: 'Lily', version: 3, tier: 'mid', status: 'active', price: { minor: 3_000_000, currency: 'CNY' }, verticals: ['beauty', '旅行'], notes: '' };
const plan = (change: KolChange, { version = 3, reason = '' }: { version?: number | null; reason?: string } = {}) =>
  planKolEdits(new Map([[kol.id, kol]]), [{ id: kol.id, version, change }], reason);

describe('what is typed into a cell is read as imports read it', () => {
  test.each([
    ['tier', '头部', { tier: 'top' }], ['tier', ' Mid tier ', { tier: 'mid' }], ['tier', '新星', { tier: 'emerging' }], ['status', '候补', { status: 'bench' }], ['status', '归档', { status: 'archived' }],
    ['price', '1.2万', { price: { minor: 1_200_000, currency: 'CNY' } }], ['price', 'US$500', { price: { minor: 50_000, currency: 'USD' } }], ['price', ' ', { price: null }],
    ['price', '0.1亿', { price: { minor: 1_000_000_000, currency: 'CNY' } }],
    ['verticals', '美妆；旅行, 美妆', { verticals: ['美妆', '旅行'] }], ['verticals', '', { verticals: [] }], ['notes', 'a\r\nb', { notes: 'a\nb' }],
  ] as const)('%s %j', (field, text, change) => {
    expect(readKolField(field, text, CNY)).toEqual({ ok: true, change });
  });

  test.each([['tier', ''], ['tier', '中'], ['status', 'gone'], ['price', '12 or so'], ['price', '-5'], ['price', '1.234'], ['verticals', 'x'.repeat(201)]] as const)('%s refuses %j and says what it was', (field, text) => {
    expect(readKolField(field, text, CNY)).toEqual({ ok: false, problem: 'unreadable', detail: text.slice(0, 200) });
  });

  test('notes have a length', () => {
    expect(readKolField('notes', 'x'.repeat(5001), CNY)).toEqual({ ok: false, problem: 'too-long', detail: '5000' });
  });
});

describe('what an edit does', () => {
  test('is told by the fields in which before and after differ', () => {
    expect(plan({ tier: 'top', status: 'active', price: null })).toMatchObject({ changes: [{ before: kol, after: { ...kol, tier: 'top', price: null }, fields: ['tier', 'price'] }], skipped: [] });
  });

  test.each([
    ['a KOL that somebody else changed', { tier: 'top' }, { version: 2 }, 'stale'],
    ['a change of nothing', { tier: 'mid' }, {}, 'unchanged'],
    ['a block without a reason', { status: 'blocked' }, { reason: ' ' }, 'reason-missing'],
    ['more verticals than a KOL may have', { addVerticals: Array.from({ length: 99 }, (_, index) => `v${index}`) }, {}, 'too-many-verticals'],
  ] as const)('%s is left out with its reason', (_name, change, how, problem) => {
    expect(plan(change, how)).toEqual({ changes: [], skipped: [{ id: 'a', label: 'Lily', problem }] });
  });

  test('a choice by a condition asks for no version, a block with a reason is done, and who is gone is told', () => {
    expect(plan({ status: 'blocked' }, { version: null, reason: 'fake followers' }).changes).toHaveLength(1);
    expect(planKolEdits(new Map(), [{ id: 'b', version: 1, change: { tier: 'top' } }], '').skipped).toEqual([{ id: 'b', label: '', problem: 'not-found' }]);
  });

  test('verticals are added and removed whatever their case', () => {
    expect(plan({ addVerticals: ['Beauty', 'food'], removeVerticals: ['旅行'] }).changes[0]?.after.verticals).toEqual(['beauty', 'food']);
  });
});

const change: fc.Arbitrary<KolChange> = fc.record(
  {
    tier: fc.constantFrom(...TIERS), status: fc.constantFrom(...KOL_STATUSES), price: fc.option(fc.record({ minor: fc.nat(), currency: fc.constantFrom('CNY', 'USD') })),
    verticals: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')), notes: fc.string({ maxLength: 5 }),
  },
  { requiredKeys: [] },
);

test('doing a planned edit again changes nothing, and doing its opposite gives the KOL back', () => {
  fc.assert(fc.property(change, (wanted) => {
    const [planned] = planKolEdits(new Map([[kol.id, kol]]), [{ id: kol.id, version: null, change: wanted }], 'why').changes;
    if (!planned) return;
    const { after, before, fields } = planned;
    expect(planKolEdits(new Map([[kol.id, after]]), [{ id: kol.id, version: null, change: wanted }], 'why').changes).toEqual([]);
    expect(KOL_EDIT_FIELDS.filter((field) => !isSameField(before, after, field))).toEqual(fields);
    const { tier, status, price, verticals, notes } = before;
    const [back] = planKolEdits(new Map([[kol.id, after]]), [{ id: kol.id, version: null, change: { tier, status, price, verticals, notes } }], 'why').changes;
    expect(back?.after).toEqual(kol);
  }));
});

test('the text of a field is read back to the same value', () => {
  for (const price of [kol.price, null, { minor: 1_234_567, currency: 'USD' }, { minor: 5, currency: 'JPY' }]) {
    const one = { ...kol, price };
    for (const field of KOL_EDIT_FIELDS) {
      const reading = readKolField(field, kolFieldText(one, field), CNY);
      expect(reading).toEqual({ ok: true, change: { [field]: one[field] } });
    }
  }
});
