import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MATRIX_PLAN } from './campaign.ts';
import type { CollaborationStatus } from './collaboration.ts';
import type { Tier } from './kol.ts';
import { TIERS } from './kol.ts';
import type { Candidate, MatrixBoard, Seat, SlotAddress } from './matrix-board.ts';
import { allocatedMinor, boardMoney, countTier, plannedMinor } from './matrix-board.ts';
import type { Move } from './matrix-move.ts';
import { applyMove, feeGrowthMinor } from './matrix-move.ts';
import { judgePlan } from './matrix-plan.ts';
import type { Finding, FindingCode } from './matrix-rules.ts';
import { codesToConfirm, judgementOf, judgeMove } from './matrix-rules.ts';

/** 1,000,000 yuan: 100,000 reserve, 360,000 top, 315,000 mid, 225,000 emerging. */
const board: MatrixBoard = {
  campaign: { status: 'active', startsOn: '2026-06-15', endsOn: '2026-07-30' }, today: '2026-07-10', currency: 'CNY', brandName: 'Lanxia', budgetMinor: 100_000_000,
  reserveBasisPoints: 1000, plan: DEFAULT_MATRIX_PLAN, locks: {}, seats: [],
};

const aSeat = (collaborationId: string, at: SlotAddress, changes: Partial<Seat> = {}): Seat => {
  const feeMinor = changes.fee?.minor ?? 10_000_000;
  return {
    collaborationId, version: 1, kolId: `kol-${collaborationId}`, kolName: collaborationId.toUpperCase(), ...at, status: 'live', fee: { minor: feeMinor, currency: 'CNY', rate: '1' }, boundMinor: 0,
    standingMinor: feeMinor, accruedMinor: 0, costMinor: feeMinor, stop: { kind: 'none' }, signedOffMinor: null, replaces: null, ...changes,
  };
};

const mei: Candidate = { kolId: 'mei', name: 'Mei', tier: 'mid', status: 'bench', price: { minor: 5_000_000, currency: 'CNY', rate: '1' }, exclusiveWith: null, availableFrom: null };
const place = (to: SlotAddress = { tier: 'mid', slot: 1 }, changes: Partial<Candidate> = {}): Move => {
  const candidate = { ...mei, ...changes };
  return { kind: 'place', candidate, to, fee: candidate.price };
};
const mid = (slot: number): SlotAddress => ({ tier: 'mid', slot });
const on = (...seats: Seat[]): MatrixBoard => ({ ...board, seats });
const lock = { by: 'Finn', at: new Date(0), reason: 'quarter closed' };
const said = (findings: readonly Finding[]) => findings.filter((one) => one.severity !== 'fine').map((one) => `${one.severity} ${one.code}`);
const find = <Code extends FindingCode>(findings: readonly Finding[], code: Code) => findings.find((one): one is Extract<Finding, { code: Code }> => one.code === code);

describe('putting somebody into a slot', () => {
  it.each<[string, MatrixBoard, Move, string[]]>([
    ['an empty slot of their tier, within the money', board, place(), []],
    ['free from an earlier day', board, place(mid(1), { availableFrom: '2026-01-01' }), []],
    ['bound to the brand itself', board, place(mid(1), { exclusiveWith: ' lanxia ' }), []],
    ['a closed campaign', { ...board, campaign: { ...board.campaign, status: 'closed' } }, place(), ['forbids campaign_closed']],
    ['a campaign whose flight is over', { ...board, today: '2026-07-31' }, place(), ['forbids flight_over']],
    ['a slot that the plan does not have', board, place(mid(6)), ['forbids no_such_slot']],
    ['slot 0', board, place(mid(0)), ['forbids no_such_slot']],
    ['half a slot', board, place(mid(1.5)), ['forbids no_such_slot']],
    ['a slot that somebody has', on(aSeat('a', mid(1))), place(), ['forbids slot_taken']],
    ['somebody who is in the campaign', on(aSeat('a', mid(2), { kolId: 'mei' })), place(), ['forbids already_in_campaign']],
    ['somebody blocked', board, place(mid(1), { status: 'blocked' }), ['forbids blocked']],
    ['somebody archived', board, place(mid(1), { status: 'archived' }), ['forbids blocked']],
    ['somebody bound to another brand', board, place(mid(1), { exclusiveWith: 'Rival' }), ['forbids exclusive']],
    ['free only after the flight', board, place(mid(1), { availableFrom: '2026-07-31' }), ['forbids available']],
    ['free for the last day', board, place(mid(1), { availableFrom: '2026-07-30' }), ['draft available']],
    ['of another tier', board, place(mid(1), { tier: 'emerging' }), ['draft other_tier']],
    ['without a price', board, place(mid(1), { price: null }), ['draft price_unknown']],
    ['with a price without a rate', board, place(mid(1), { price: { minor: 1, currency: 'USD', rate: null } }), ['draft no_rate']],
    ['dearer than what the tier has', board, place(mid(1), { price: { minor: 31_500_001, currency: 'CNY', rate: '1' } }), ['draft tier_share', 'draft price']],
    ['exactly what the tier has', board, place(mid(1), { price: { minor: 31_500_000, currency: 'CNY', rate: '1' } }), []],
    ['into the reserve', on(aSeat('a', { tier: 'top', slot: 1 }, { standingMinor: 60_000_000 })), place(mid(1), { price: { minor: 31_000_000, currency: 'CNY', rate: '1' } }), ['draft reserve']],
    ['into a tier that finance has locked', { ...board, locks: { mid: lock } }, place(), ['forbids tier_locked']],
    ['into a locked tier without money', { ...board, locks: { mid: lock } }, place(mid(1), { price: null }), ['draft price_unknown']],
    ['beside a locked tier', { ...board, locks: { top: lock } }, place(), []],
    ['blocked and too dear: every rule is said, what forbids first', board, place(mid(1), { status: 'blocked', price: { minor: 99_000_000, currency: 'CNY', rate: '1' } }), ['forbids blocked', 'draft tier_share', 'draft price', 'draft reserve']],
  ])('%s', (_, on, move, expected) => {
    expect(said(judgeMove(on, move))).toEqual(expected);
  });

  it('says its numbers', () => {
    const full = on(aSeat('a', mid(2), { standingMinor: 30_000_000 }));
    const findings = judgeMove(full, place());
    expect(find(findings, 'tier_share')).toEqual({ code: 'tier_share', severity: 'draft', tier: 'mid', shareBasisPoints: 3500, plannedMinor: 31_500_000, beforeMinor: 30_000_000, afterMinor: 35_000_000 });
    expect(find(findings, 'price')).toEqual({ code: 'price', severity: 'draft', priceMinor: 5_000_000, leftMinor: 1_500_000 });
    expect(find(findings, 'slot_count')).toEqual({ code: 'slot_count', severity: 'fine', tier: 'mid', slots: 5, takenBefore: 1, takenAfter: 2 });
    expect(codesToConfirm(findings)).toEqual(['tier_share', 'price']);
    expect([judgementOf(findings), judgementOf(judgeMove(board, place())), judgementOf(judgeMove(board, place(mid(6))))]).toEqual(['draft', 'fine', 'forbidden']);
    expect(find(judgeMove(board, place(mid(1), { availableFrom: '2026-07-20' })), 'available')).toMatchObject({ from: '2026-07-20', daysLeft: 11, flightDays: 21 });
    expect(find(judgeMove({ ...board, locks: { mid: lock } }, place()), 'tier_locked')).toMatchObject({ by: 'Finn', reason: 'quarter closed', changeMinor: 5_000_000 });
  });

  it('cannot compare money without a rate for the budget, or shares that are no whole', () => {
    const noRate = { ...board, budgetMinor: null };
    expect(judgeMove(noRate, place()).map((one) => one.code)).toEqual(['slot_count', 'no_rate']);
    const broken = { ...board, plan: { ...board.plan, mid: { slots: 5, shareBasisPoints: 3400 } } };
    expect([boardMoney(broken), plannedMinor(broken, 'mid'), boardMoney(noRate), plannedMinor(noRate, 'mid')]).toEqual([null, null, null, null]);
    expect(judgementOf(judgeMove(broken, place()))).toBe('fine');
  });
});

describe('taking somebody off the board', () => {
  it.each<[CollaborationStatus, string[]]>([
    ['draft', []], ['offered', []], ['agreed', ['forbids state']], ['live', ['forbids state']], ['paused', ['forbids state']], ['ended', ['forbids state']],
  ])('%s', (status, expected) => {
    const seat = aSeat('a', mid(1), { status });
    expect(said(judgeMove(on(seat), { kind: 'bench', seat }))).toEqual(expected);
  });

  it('a locked tier keeps its drafts too', () => {
    const seat = aSeat('a', mid(1), { status: 'draft' });
    expect(said(judgeMove({ ...on(seat), locks: { mid: lock } }, { kind: 'bench', seat }))).toEqual(['forbids tier_locked']);
  });
});

describe('moving somebody', () => {
  const a = aSeat('a', mid(1));
  const b = aSeat('b', { tier: 'top', slot: 1 }, { standingMinor: 20_000_000, costMinor: 20_000_000 });

  it.each<[string, MatrixBoard, Move, string[]]>([
    ['to another slot of the tier', on(a), { kind: 'shift', seat: a, to: mid(3) }, []],
    ['where they are', on(a), { kind: 'shift', seat: a, to: mid(1) }, ['forbids no_change']],
    ['who has given the slot up', on({ ...a, slot: null }), { kind: 'shift', seat: { ...a, slot: null }, to: mid(2) }, ['forbids no_change']],
    ['to another tier with room', on(a), { kind: 'shift', seat: a, to: { tier: 'top', slot: 2 } }, []],
    ['who is over, to another tier', on({ ...a, status: 'ended' }), { kind: 'shift', seat: { ...a, status: 'ended' }, to: { tier: 'top', slot: 2 } }, ['forbids state']],
    ['who is over, within the tier', on({ ...a, status: 'ended' }), { kind: 'shift', seat: { ...a, status: 'ended' }, to: mid(2) }, []],
    ['out of a locked tier', { ...on(a), locks: { mid: lock } }, { kind: 'shift', seat: a, to: { tier: 'top', slot: 2 } }, ['forbids tier_locked']],
    ['within a locked tier', { ...on(a), locks: { mid: lock } }, { kind: 'shift', seat: a, to: mid(2) }, []],
    ['changing places with somebody of another tier', on(a, b), { kind: 'shift', seat: a, to: { tier: 'top', slot: 1 } }, []],
  ])('%s', (_, on, move, expected) => {
    expect(said(judgeMove(on, move))).toEqual(expected);
  });

  it('a draft may go above the share of its new tier, a promise only with the sign-off of three', () => {
    const there = aSeat('c', { tier: 'emerging', slot: 1 }, { standingMinor: 20_000_000, costMinor: 20_000_000 });
    const to = { tier: 'emerging' as const, slot: 2 };
    const draft = { ...a, status: 'draft' as const };
    expect(said(judgeMove(on(draft, there), { kind: 'shift', seat: draft, to }))).toEqual(['draft tier_share']);
    const findings = judgeMove(on(a, there), { kind: 'shift', seat: a, to });
    expect(said(findings)).toEqual(['forbids sign_off', 'draft tier_share']);
    expect(find(findings, 'sign_off')).toMatchObject({ plannedMinor: 22_500_000, committedMinor: 20_000_000, amountMinor: 10_000_000, signedOffMinor: null, collaborationId: 'a' });
    const [enough, little] = [{ ...a, signedOffMinor: 10_000_000 }, { ...a, signedOffMinor: 9_999_999 }];
    expect(said(judgeMove(on(enough, there), { kind: 'shift', seat: enough, to }))).toEqual(['draft tier_share']);
    expect(said(judgeMove(on(little, there), { kind: 'shift', seat: little, to }))).toEqual(['forbids sign_off', 'draft tier_share']);
  });

  it('what the partner that it replaces gave back in the tier is no further money', () => {
    const there = aSeat('c', { tier: 'emerging', slot: 1 }, { standingMinor: 20_000_000, costMinor: 20_000_000 });
    const to = { tier: 'emerging' as const, slot: 2 };
    const follower = { ...a, replaces: { tier: 'emerging' as const, releasedMinor: 8_000_000 } };
    expect(find(judgeMove(on(follower, there), { kind: 'shift', seat: follower, to }), 'sign_off')).toBeUndefined();
    const other = { ...a, replaces: { tier: 'top' as const, releasedMinor: 8_000_000 } };
    expect(find(judgeMove(on(other, there), { kind: 'shift', seat: other, to }), 'sign_off')).toBeDefined();
  });

  it('without a rate for the budget nothing is held up', () => {
    expect(said(judgeMove({ ...on(a), budgetMinor: null }, { kind: 'shift', seat: a, to: { tier: 'emerging', slot: 2 } }))).toEqual([]);
  });
});

describe('changing a fee', () => {
  const seat = aSeat('a', mid(1));
  const fee = (minor: number, of = seat, currency = 'CNY', rate: string | null = '1'): Move => ({ kind: 'fee', seat: of, fee: { minor, currency, rate } });

  it.each<[string, Seat, Move, string[]]>([
    ['up within the share', seat, fee(12_000_000), []],
    ['down', seat, fee(8_000_000), []],
    ['to what it is', seat, fee(10_000_000), ['forbids no_change']],
    ['none to nothing', { ...seat, fee: null }, fee(0, { ...seat, fee: null }), ['forbids no_change']],
    ['below what is under way', { ...seat, boundMinor: 3_000_000 }, fee(2_999_999, { ...seat, boundMinor: 3_000_000 }), ['forbids fee_bound']],
    ['of somebody who is over', { ...seat, status: 'ended' }, fee(12_000_000, { ...seat, status: 'ended' }), ['forbids state']],
    ['up after the fuse has tripped', { ...seat, stop: { kind: 'tripped' } }, fee(10_000_001, { ...seat, stop: { kind: 'tripped' } }), ['forbids spending_stopped']],
    ['down after the fuse has tripped', { ...seat, stop: { kind: 'tripped' } }, fee(9_000_000, { ...seat, stop: { kind: 'tripped' } }), []],
    ['up within a pilot', { ...seat, stop: { kind: 'pilot', leftMinor: 100 } }, fee(10_000_100, { ...seat, stop: { kind: 'pilot', leftMinor: 100 } }), []],
    ['up beyond a pilot', { ...seat, stop: { kind: 'pilot', leftMinor: 100 } }, fee(10_000_101, { ...seat, stop: { kind: 'pilot', leftMinor: 100 } }), ['forbids spending_stopped']],
    ['in a currency without a rate', seat, fee(100, seat, 'USD', null), ['draft no_rate']],
    ['in a currency without a rate, tripped', { ...seat, stop: { kind: 'tripped' } }, fee(100, { ...seat, stop: { kind: 'tripped' } }, 'USD', null), ['forbids spending_stopped', 'draft no_rate']],
    ['up above the share, promised', seat, fee(31_500_001), ['forbids sign_off', 'draft tier_share']],
    ['up above the share, offered', { ...seat, status: 'offered' }, fee(31_500_001, { ...seat, status: 'offered' }), ['draft tier_share']],
  ])('%s', (_, of, move, expected) => {
    expect(said(judgeMove(on(of), move))).toEqual(expected);
  });

  it('says what is left of a pilot, and counts another currency at its rate', () => {
    const pilot = { ...seat, stop: { kind: 'pilot' as const, leftMinor: 100 } };
    expect(find(judgeMove(on(pilot), fee(10_000_101, pilot)), 'spending_stopped')).toMatchObject({ addedMinor: 101, leftMinor: 100 });
    expect(feeGrowthMinor(seat, { minor: 2_000_000, currency: 'USD', rate: '7' }, 'CNY')).toBe(4_000_000);
    expect(feeGrowthMinor({ ...seat, fee: { minor: 1, currency: 'USD', rate: null } }, { minor: 1, currency: 'CNY', rate: '1' }, 'CNY')).toBeNull();
  });

  it('a fall in a tier that is above its share is not held against anybody', () => {
    const over = { ...seat, standingMinor: 40_000_000, costMinor: 40_000_000, fee: { minor: 40_000_000, currency: 'CNY', rate: '1' } };
    expect(said(judgeMove(on(over), fee(35_000_000, over)))).toEqual([]);
  });
});

describe('planning slots and shares', () => {
  const wanted = (changes: Partial<Record<Tier, { slots: number; shareBasisPoints: number }>>, reserveBasisPoints = 1000) => ({ plan: { ...board.plan, ...changes }, reserveBasisPoints });

  it.each<[string, MatrixBoard, ReturnType<typeof wanted>, string[]]>([
    ['as it is', board, wanted({}), []],
    ['shares of 99.99 %', board, wanted({ mid: { slots: 5, shareBasisPoints: 3499 } }), ['shares_not_whole']],
    ['a slot fewer where it is empty', board, wanted({ mid: { slots: 4, shareBasisPoints: 3500 } }), []],
    ['a slot fewer than people', on(aSeat('a', mid(1)), aSeat('b', mid(2))), wanted({ mid: { slots: 1, shareBasisPoints: 3500 } }), ['slots_taken']],
    ['as few slots as there were, with people too many', { ...on(aSeat('a', mid(1)), aSeat('b', mid(2))), plan: { ...board.plan, mid: { slots: 1, shareBasisPoints: 3500 } } }, wanted({ mid: { slots: 1, shareBasisPoints: 3500 } }), []],
    ['another share of a locked tier', { ...board, locks: { mid: lock } }, wanted({ top: { slots: 2, shareBasisPoints: 4100 }, mid: { slots: 5, shareBasisPoints: 3400 } }), ['tier_locked']],
    ['another reserve beside a locked tier', { ...board, locks: { mid: lock } }, wanted({}, 1200), ['tier_locked']],
    ['more slots of a locked tier', { ...board, locks: { mid: lock } }, wanted({ mid: { slots: 9, shareBasisPoints: 3500 } }), []],
    ['a locked tier without a rate', { ...board, budgetMinor: null, locks: { mid: lock } }, wanted({}, 1200), []],
  ])('%s', (_, on, plan, expected) => {
    expect(judgePlan(on, plan).map((problem) => problem.code)).toEqual(expected);
  });
});

describe('whatever the board', () => {
  const address = fc.record({ tier: fc.constantFrom(...TIERS), slot: fc.integer({ min: 1, max: 10 }) });
  const boards = fc.record({
    seats: fc.uniqueArray(fc.record({ at: address, fee: fc.integer({ min: 0, max: 50_000_000 }), status: fc.constantFrom<CollaborationStatus>('draft', 'offered', 'agreed', 'live') }), {
      minLength: 1, maxLength: 12, selector: ({ at }) => `${at.tier}${at.slot}`,
    }),
    budgetMinor: fc.integer({ min: 0, max: 1_000_000_000 }), reserveBasisPoints: fc.integer({ min: 0, max: 10_000 }), topShare: fc.integer({ min: 0, max: 10_000 }), midPart: fc.integer({ min: 0, max: 10_000 }),
  }).map(({ seats, budgetMinor, reserveBasisPoints, topShare, midPart }): MatrixBoard => {
    const midShare = Math.floor(((10_000 - topShare) * midPart) / 10_000);
    const share = (shareBasisPoints: number) => ({ slots: 10, shareBasisPoints });
    return {
      ...board, budgetMinor, reserveBasisPoints, plan: { top: share(topShare), mid: share(midShare), emerging: share(10_000 - topShare - midShare) },
      seats: seats.map(({ at, fee, status }, index) => aSeat(`s${index}`, at, { status, fee: { minor: fee, currency: 'CNY', rate: '1' } })),
    };
  });
  const seatOf = (on: MatrixBoard, index: number) => on.seats[index % on.seats.length] ?? aSeat('none', mid(1));

  it('its rows and the reserve sum to the budget exactly', () => {
    fc.assert(fc.property(boards, (on) => {
      expect(boardMoney(on)?.reduce((sum, row) => sum + row.plannedMinor, 0)).toBe(on.budgetMinor);
    }));
  });

  it('moving there and back changes nothing, and no money is made or lost on the way', () => {
    fc.assert(fc.property(boards, fc.nat(), address, (on, index, to) => {
      const seat = seatOf(on, index);
      const there = applyMove(on, { kind: 'shift', seat, to });
      const moved = there.seats.find((one) => one.collaborationId === seat.collaborationId) ?? seat;
      expect(applyMove(there, { kind: 'shift', seat: moved, to: { tier: seat.tier, slot: seat.slot ?? 1 } })).toEqual(on);
      const all = (seats: readonly Seat[]) => TIERS.reduce((sum, tier) => sum + allocatedMinor(seats, tier), 0);
      expect(all(there.seats)).toBe(all(on.seats));
    }));
  });

  it('putting somebody in and taking them off, or a fee up and down again, changes nothing', () => {
    fc.assert(fc.property(boards, fc.nat(), fc.integer({ min: 0, max: 9_000_000 }), (on, index, minor) => {
      const placed = applyMove(on, place({ tier: 'mid', slot: 99 }));
      const drafted = placed.seats.at(-1) ?? aSeat('none', mid(1));
      expect(applyMove(placed, { kind: 'bench', seat: drafted })).toEqual(on);
      const seat = seatOf(on, index);
      const raised = applyMove(on, { kind: 'fee', seat, fee: { minor, currency: 'CNY', rate: '1' } });
      const now = raised.seats.find((one) => one.collaborationId === seat.collaborationId) ?? seat;
      expect(applyMove(raised, { kind: 'fee', seat: now, fee: seat.fee ?? { minor: 0, currency: 'CNY', rate: '1' } })).toEqual(on);
    }));
  });

  it('nobody comes into a locked tier or out of it with money', () => {
    fc.assert(fc.property(boards, fc.nat(), address, fc.constantFrom(...TIERS), (on, index, to, tier) => {
      const move: Move = { kind: 'shift', seat: seatOf(on, index), to };
      const locked = { ...on, locks: { [tier]: lock } };
      const changes = allocatedMinor(applyMove(on, move).seats, tier) !== allocatedMinor(on.seats, tier);
      expect(find(judgeMove(locked, move), 'tier_locked') !== undefined).toBe(changes);
    }));
  });

  it('slots are counted to the last one', () => {
    fc.assert(fc.property(boards, (on) => {
      for (const tier of TIERS) {
        const { slots, filled, offered, empty, beyond } = countTier(on, tier);
        expect(filled + offered - beyond + empty).toBe(slots);
      }
    }));
    const one = { ...on(aSeat('a', mid(7)), aSeat('b', mid(1), { slot: null, status: 'ended' })) };
    expect(countTier(one, 'mid')).toEqual({ slots: 5, filled: 1, offered: 0, empty: 5, beyond: 1 });
  });
});
