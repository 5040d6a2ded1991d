import { describe, expect, it } from 'vitest';
import type { SlotAddress } from './matrix-board.ts';
import type { ToSeat } from './matrix-slots.ts';
import { arrangeSlots } from './matrix-slots.ts';

const one = (id: string, changes: Partial<ToSeat> = {}): ToSeat => ({ id, tier: 'mid', status: 'live', replacesId: null, ...changes });
const at = (slot: number, tier: SlotAddress['tier'] = 'mid'): SlotAddress => ({ tier, slot });
const arranged = (people: readonly ToSeat[], placed: readonly (readonly [string, SlotAddress])[] = []) => Object.fromEntries(arrangeSlots(people, new Map(placed)));

describe('who has which slot', () => {
  it('without anybody\'s choice the lowest that is free, in the order in which they came, each tier for itself', () => {
    expect(arranged([one('a'), one('b'), one('c', { tier: 'top' })])).toEqual({ a: 1, b: 2, c: 1 });
  });

  it('a chosen slot is kept, and the others are put around it', () => {
    expect(arranged([one('a'), one('b'), one('c')], [['b', at(1)]])).toEqual({ a: 2, b: 1, c: 3 });
  });

  it('a choice made for another tier counts no more', () => {
    expect(arranged([one('a')], [['a', at(4, 'top')]])).toEqual({ a: 1 });
  });

  it('of two who were put into one slot the first keeps it', () => {
    expect(arranged([one('a'), one('b')], [['a', at(3)], ['b', at(3)]])).toEqual({ a: 3, b: 1 });
  });

  it('who ended and was replaced leaves the slot to the successor', () => {
    expect(arranged([one('old', { status: 'ended' }), one('b'), one('new', { status: 'draft', replacesId: 'old' })], [['old', at(4)], ['b', at(1)]])).toEqual({ old: null, b: 1, new: 4 });
  });

  it('who was replaced and works on keeps the slot', () => {
    expect(arranged([one('old'), one('new', { replacesId: 'old' })], [['old', at(2)]])).toEqual({ old: 2, new: 1 });
  });

  it('who ended without a successor keeps the slot', () => {
    expect(arranged([one('a', { status: 'ended' })])).toEqual({ a: 1 });
  });
});
