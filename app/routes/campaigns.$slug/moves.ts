import { TIERS } from '#app/domain/kol.ts';
import type { Candidate, MatrixBoard, RatedMoney, Seat, SlotAddress } from '#app/domain/matrix-board.ts';
import { seatAt } from '#app/domain/matrix-board.ts';
import type { Move } from '#app/domain/matrix-move.ts';
import { amountText, parseAmountMinor } from '#app/domain/money.ts';

/** Who is moved: somebody on the board, or somebody who might come. */
export type Subject = { readonly kind: 'seat'; readonly seat: Seat } | { readonly kind: 'candidate'; readonly candidate: Candidate };

/** Where to: a slot, or off the board. */
export type Target = 'bench' | SlotAddress;

export const nameOf = (subject: Subject) => (subject.kind === 'seat' ? subject.seat.kolName : subject.candidate.name);

/** A target as a form and the drag and drop carry it: `bench`, `mid.3`. */
export const targetText = (target: Target) => (target === 'bench' ? target : `${target.tier}.${target.slot}`);

export function readTarget(text: string): Target | null {
  if (text === 'bench') return text;
  const [tierText, slotText = ''] = text.split('.');
  const tier = TIERS.find((one) => one === tierText);
  return tier && /^\d{1,5}$/.test(slotText) ? { tier, slot: Number(slotText) } : null;
}

export interface TargetChoice {
  readonly target: Target;
  /** Whom the two would change places with; null for an empty slot. */
  readonly occupant: Seat | null;
}

/** Every place that a subject might go to: empty slots; for somebody on the board also other people's, and the bench. */
export function targetsFor(board: MatrixBoard, subject: Subject): TargetChoice[] {
  const slots = TIERS.flatMap((tier) => Array.from({ length: board.plan[tier].slots }, (_, index): SlotAddress => ({ tier, slot: index + 1 })));
  const choices = slots.flatMap((target): TargetChoice[] => {
    const occupant = seatAt(board.seats, target) ?? null;
    if (subject.kind === 'candidate') return occupant ? [] : [{ target, occupant }];
    return occupant?.collaborationId === subject.seat.collaborationId ? [] : [{ target, occupant }];
  });
  // A candidate's own tier first: that is where they belong.
  const own = subject.kind === 'seat' ? subject.seat.tier : subject.candidate.tier;
  const ordered = choices.toSorted((a, b) => Number(isOf(b.target, own)) - Number(isOf(a.target, own)));
  return subject.kind === 'seat' ? [...ordered, { target: 'bench', occupant: null }] : ordered;
}

const isOf = (target: Target, tier: string) => target !== 'bench' && target.tier === tier;

/** The move that takes a subject to a target; null where a candidate is sent to the bench, where they are. */
export function moveTo(subject: Subject, target: Target, fee: RatedMoney | null): Move | null {
  if (subject.kind === 'candidate') return target === 'bench' ? null : { kind: 'place', candidate: subject.candidate, to: target, fee };
  return target === 'bench' ? { kind: 'bench', seat: subject.seat } : { kind: 'shift', seat: subject.seat, to: target };
}

/** What was typed as a fee, in the currency of what stands there; null for nothing, `bad` for no amount. */
export function readFee(text: string, currency: string, rate: string | null): RatedMoney | null | 'bad' {
  const typed = text.replace(/[,，\s]/g, '');
  if (typed === '') return null;
  const minor = parseAmountMinor(typed, currency);
  return minor === null || minor < 0 ? 'bad' : { minor, currency, rate };
}

export const feeText = (fee: RatedMoney | null) => (fee === null ? '' : amountText(fee.minor, fee.currency));

/** The form of a move, as app/routes/campaigns.$slug_.move reads it: what the person saw goes along. */
export function formOf(board: MatrixBoard, move: Move, confirmed: readonly string[], reason: string): Record<string, string> {
  const common = { confirmed: confirmed.join(' ') };
  switch (move.kind) {
    case 'place':
      return { ...common, kind: 'place', kolId: move.candidate.kolId, target: targetText(move.to), fee: feeText(move.fee), currency: move.fee?.currency ?? '' };
    case 'bench':
      return { ...common, kind: 'bench', ...seen(move.seat), reason };
    case 'shift':
      return {
        ...common, kind: 'shift', ...seen(move.seat), fromSlot: String(move.seat.slot ?? ''), target: targetText(move.to), occupantId: seatAt(board.seats, move.to)?.collaborationId ?? '',
      };
    case 'fee':
      return { ...common, kind: 'fee', ...seen(move.seat), fee: feeText(move.fee), currency: move.fee.currency };
  }
}

const seen = ({ collaborationId, version }: Seat) => ({ collaborationId, version: String(version) });
