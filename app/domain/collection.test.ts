import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maySetVisibility, placedBefore, seesCollection, summariseRights } from './collection.ts';
import type { UsageGrant } from './usage-rights.ts';

describe('who sees a collection', () => {
  it.each([
    ['team', 'a', 'b', true, false], ['team', 'a', 'a', true, true], ['team', null, 'b', true, true], ['private', 'a', 'a', true, true], ['private', 'a', 'b', false, false],
    ['private', 'a', null, false, false], ['private', null, null, false, false],
  ] as const)('%s of %s for %s', (visibility, ownerId, viewerId, sees, sets) => {
    expect(seesCollection({ visibility, ownerId }, viewerId)).toBe(sees);
    expect(maySetVisibility({ visibility, ownerId }, viewerId)).toBe(sets);
  });
});

describe('a new order', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
  it('holds exactly what was there, whatever was wished, and the others stay as they stood', () => {
    const one = fc.constantFrom(...'abcdefghxyz');
    fc.assert(fc.property(ids, one, fc.option(one), (current, moved, before) => {
      const ordered = placedBefore(current, moved, before);
      expect(ordered.toSorted()).toEqual(current.toSorted());
      expect(ordered.filter((id) => id !== moved)).toEqual(current.filter((id) => id !== moved));
      if (before !== null && before !== moved && current.includes(moved) && current.includes(before)) expect(ordered.indexOf(moved)).toBe(ordered.indexOf(before) - 1);
    }));
  });
  it.each([['c', 'a', 'cabd'], ['a', 'c', 'bacd'], ['a', null, 'bcda'], ['a', 'gone', 'bcda'], ['gone', 'a', 'abcd'], ['b', 'b', 'abcd']])('%s before %s', (moved, before, order) => {
    expect(placedBefore([...'abcd'], moved, before).join('')).toBe(order);
  });
});

describe('rights of a collection', () => {
  const right = (untilDay: string | null): UsageGrant => ({ id: 'g', channels: ['email'], territories: ['CN'], fromDay: '2026-01-01', untilDay, isExclusive: false, creditLine: '', contractPage: '' });
  it('counts what may be used and names the clause of what may not, in their order', () => {
    const assets = [{ assetId: 'none', rights: [] }, { assetId: 'good', rights: [right(null)] }, { assetId: 'ended', rights: [right('2026-06-30')] }];
    expect(summariseRights(assets, { channel: 'email', territory: 'CN', on: '2026-07-01' })).toEqual({
      total: 3, allowed: 1, refused: [{ assetId: 'none', refusal: { clause: 'none' } }, { assetId: 'ended', refusal: { clause: 'ended', grantId: 'g', day: '2026-06-30' } }],
    });
    expect(summariseRights([], { channel: 'email', territory: 'CN', on: '2026-07-01' })).toEqual({ total: 0, allowed: 0, refused: [] });
  });
});
