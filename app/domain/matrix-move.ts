import type { Candidate, MatrixBoard, RatedMoney, Seat, SlotAddress } from './matrix-board.ts';
import { reportingMinor, seatAt } from './matrix-board.ts';

/** A move on the board; the collaboration of a move stands on it. */
export type Move =
  /** Somebody from the bench or the roster takes an empty slot: a collaboration is drafted. Without a fee none is agreed yet. */
  | { readonly kind: 'place'; readonly candidate: Candidate; readonly to: SlotAddress; readonly fee: RatedMoney | null }
  /** Back to the bench: the draft or offer is cancelled. */
  | { readonly kind: 'bench'; readonly seat: Seat }
  /** To another slot, of the same or another tier; onto somebody the two change places. */
  | { readonly kind: 'shift'; readonly seat: Seat; readonly to: SlotAddress }
  | { readonly kind: 'fee'; readonly seat: Seat; readonly fee: RatedMoney };

export const MOVE_KINDS = ['place', 'bench', 'shift', 'fee'] as const satisfies readonly Move['kind'][];

/** What a collaboration that is not made yet is called on the board that a move would lead to. */
export const DRAFTED_ID = 'drafted';

/** The board after a move, whether or not the rules allow it: what its figures are worked out from. */
export function applyMove(board: MatrixBoard, move: Move): MatrixBoard {
  return { ...board, seats: seatsAfter(board, move) };
}

function seatsAfter({ seats, currency }: MatrixBoard, move: Move): readonly Seat[] {
  switch (move.kind) {
    case 'place':
      return [...seats, draftedSeat(move.candidate, move.to, move.fee, currency)];
    case 'bench':
      return seats.filter((seat) => seat.collaborationId !== move.seat.collaborationId);
    case 'shift': {
      const other = seatAt(seats, move.to);
      return seats.map((seat) => {
        if (seat.collaborationId === move.seat.collaborationId) return { ...seat, ...move.to };
        return other && seat.collaborationId === other.collaborationId ? { ...seat, tier: move.seat.tier, slot: move.seat.slot } : seat;
      });
    }
    case 'fee':
      return seats.map((seat) => (seat.collaborationId === move.seat.collaborationId ? withFee(seat, move.fee, currency) : seat));
  }
}

/** Who changes the tier by a move: the one that is moved, and who changes places with them. */
export function changesTier(board: MatrixBoard, move: Move): readonly Seat[] {
  if (move.kind !== 'shift' || move.seat.tier === move.to.tier) return [];
  const other = seatAt(board.seats, move.to);
  return other ? [move.seat, other] : [move.seat];
}

/** By how much a fee grows, reporting currency, below 0 where it falls; null where a rate is missing. */
export function feeGrowthMinor(seat: Seat, fee: RatedMoney, currency: string): number | null {
  const [before, after] = [seat.fee === null ? 0 : reportingMinor(seat.fee, currency), reportingMinor(fee, currency)];
  return before === null || after === null ? null : after - before;
}

function draftedSeat({ kolId, name }: Candidate, to: SlotAddress, fee: RatedMoney | null, currency: string): Seat {
  const costMinor = reportingMinor(fee, currency) ?? 0;
  return {
    collaborationId: DRAFTED_ID, version: 1, kolId, kolName: name, ...to, status: 'draft', fee, boundMinor: 0, standingMinor: costMinor, accruedMinor: 0, costMinor,
    stop: { kind: 'none' }, signedOffMinor: null, replaces: null,
  };
}

function withFee(seat: Seat, fee: RatedMoney, currency: string): Seat {
  const growth = feeGrowthMinor(seat, fee, currency) ?? 0;
  return { ...seat, fee, standingMinor: seat.standingMinor + growth, costMinor: seat.costMinor + growth };
}
