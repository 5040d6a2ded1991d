import type { CollaborationStatus } from './collaboration.ts';
import { canTakeStep, isPencilled } from './collaboration.ts';
import { exceedsTierShare } from './finance/budget-forecast.ts';
import type { BudgetRow } from './finance/campaign-budget.ts';
import { isPromised } from './finance/ledger-plan.ts';
import { mayCommit } from './finance/spending-stop.ts';
import type { KolStatus, Tier } from './kol.ts';
import { TIERS } from './kol.ts';
import type { Candidate, MatrixBoard, Seat, SlotAddress } from './matrix-board.ts';
import { allocatedMinor, boardMoney, countTier, plannedMinor, reportingMinor, seatAt } from './matrix-board.ts';
import type { Move } from './matrix-move.ts';
import { applyMove, changesTier, feeGrowthMinor } from './matrix-move.ts';
import type { CalendarDay } from './period.ts';
import { daysBetween, laterDay } from './period.ts';
import { locksMove } from './tier-lock.ts';

/** `forbids` the move is not made; `draft` it is made once somebody has confirmed it; `fine` the rule holds, with its numbers. */
export type Severity = 'forbids' | 'draft' | 'fine';

/** What a rule says of a move, with the numbers that decided. Amounts in the reporting currency unless a currency stands beside them. */
export type Finding = { readonly severity: Severity } & (
  | { readonly code: 'campaign_closed' | 'no_change' | 'price_unknown' | 'no_rate' }
  | { readonly code: 'blocked'; readonly name: string; readonly status: KolStatus }
  | { readonly code: 'flight_over'; readonly endsOn: CalendarDay }
  | { readonly code: 'no_such_slot'; readonly tier: Tier; readonly slot: number; readonly slots: number }
  | { readonly code: 'slot_taken' | 'already_in_campaign'; readonly name: string; readonly tier: Tier; readonly slot: number | null }
  | { readonly code: 'exclusive'; readonly brand: string }
  | { readonly code: 'available'; readonly from: CalendarDay; readonly endsOn: CalendarDay; readonly daysLeft: number; readonly flightDays: number }
  | { readonly code: 'other_tier'; readonly name: string; readonly own: Tier; readonly tier: Tier }
  /** The state does not allow it; what leads on from there is named by `status`. */
  | { readonly code: 'state'; readonly name: string; readonly status: CollaborationStatus }
  | { readonly code: 'spending_stopped'; readonly name: string; readonly addedMinor: number | null; readonly leftMinor: number | null }
  | { readonly code: 'fee_bound'; readonly feeMinor: number; readonly boundMinor: number; readonly currency: string }
  | { readonly code: 'tier_locked'; readonly tier: Tier; readonly by: string; readonly reason: string; readonly changeMinor: number }
  | { readonly code: 'slot_count'; readonly tier: Tier; readonly slots: number; readonly takenBefore: number; readonly takenAfter: number }
  | { readonly code: 'tier_share'; readonly tier: Tier; readonly shareBasisPoints: number; readonly plannedMinor: number; readonly beforeMinor: number; readonly afterMinor: number }
  | { readonly code: 'price'; readonly priceMinor: number; readonly leftMinor: number }
  | { readonly code: 'reserve'; readonly afterMinor: number; readonly withoutReserveMinor: number; readonly reserveMinor: number }
  | { readonly code: 'sign_off'; readonly name: string; readonly collaborationId: string; readonly tier: Tier; readonly plannedMinor: number; readonly committedMinor: number; readonly amountMinor: number; readonly signedOffMinor: number | null }
);

export type FindingCode = Finding['code'];

/** What the findings come to. */
export type Judgement = 'forbidden' | 'draft' | 'fine';

export function judgementOf(findings: readonly Finding[]): Judgement {
  if (findings.some((finding) => finding.severity === 'forbids')) return 'forbidden';
  return findings.some((finding) => finding.severity === 'draft') ? 'draft' : 'fine';
}

/** Codes that a person has to confirm before such a move is made. */
export function codesToConfirm(findings: readonly Finding[]): FindingCode[] {
  return [...new Set(findings.filter((finding) => finding.severity === 'draft').map((finding) => finding.code))];
}

/**
 * Every rule of the board on a move (product.md sections 3, 4 and 9), those that forbid it first. The browser shows them before a move,
 * the service decides by them.
 */
export function judgeMove(board: MatrixBoard, move: Move): Finding[] {
  const after = applyMove(board, move);
  const findings = [
    ...campaignRules(board, move), ...subjectRules(board, move), ...slotRules(board, move), ...feeRules(board, move),
    ...lockRules(board, after), ...signOffRules(board, after, move), ...moneyRules(board, after, move),
  ];
  return findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

const SEVERITIES: readonly Severity[] = ['forbids', 'draft', 'fine'];

function campaignRules({ campaign, today }: MatrixBoard, move: Move): Finding[] {
  if (campaign.status === 'closed') return [{ code: 'campaign_closed', severity: 'forbids' }];
  return move.kind === 'place' && campaign.endsOn < today ? [{ code: 'flight_over', severity: 'forbids', endsOn: campaign.endsOn }] : [];
}

function subjectRules(board: MatrixBoard, move: Move): Finding[] {
  switch (move.kind) {
    case 'place':
      return candidateRules(board, move.candidate, move.to);
    case 'bench':
      // Agreed ones can be cancelled, but not by the way: somebody has been promised money.
      return isPencilled(move.seat.status) && canTakeStep(move.seat.status, 'cancel') ? [] : [stateFinding(move.seat)];
    case 'shift':
      return changesTier(board, move).filter((seat) => isOver(seat.status)).map(stateFinding);
    case 'fee':
      return isOver(move.seat.status) ? [stateFinding(move.seat)] : [];
  }
}

const isOver = (status: CollaborationStatus) => status === 'ended' || status === 'cancelled';
const stateFinding = ({ kolName, status }: Seat): Finding => ({ code: 'state', severity: 'forbids', name: kolName, status });

function candidateRules(board: MatrixBoard, candidate: Candidate, to: SlotAddress): Finding[] {
  const { campaign, today, seats, brandName } = board;
  const { name, tier, status, exclusiveWith, availableFrom } = candidate;
  const there = seats.find((seat) => seat.kolId === candidate.kolId);
  const startsOn = laterDay(campaign.startsOn, today);
  const from = availableFrom === null ? null : laterDay(availableFrom, startsOn);
  const found: (Finding | false)[] = [
    (status === 'blocked' || status === 'archived') && { code: 'blocked', severity: 'forbids', name, status },
    there !== undefined && { code: 'already_in_campaign', severity: 'forbids', name, tier: there.tier, slot: there.slot },
    exclusiveWith !== null && !isSameName(exclusiveWith, brandName) && { code: 'exclusive', severity: 'forbids', brand: exclusiveWith },
    from !== null && from > startsOn && campaign.endsOn >= today && {
      code: 'available', severity: from > campaign.endsOn ? 'forbids' : 'draft', from, endsOn: campaign.endsOn,
      daysLeft: Math.max(0, daysBetween(from, campaign.endsOn) + 1), flightDays: daysBetween(startsOn, campaign.endsOn) + 1,
    },
    tier !== to.tier && { code: 'other_tier', severity: 'draft', name, own: tier, tier: to.tier },
  ];
  return found.filter((finding) => finding !== false);
}

const isSameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

function slotRules(board: MatrixBoard, move: Move): Finding[] {
  if (move.kind === 'fee') return [];
  if (move.kind === 'bench') return [countFinding(board, applyMove(board, move), move.seat.tier)];
  const { tier, slot } = move.to;
  const { slots } = board.plan[tier];
  if (!Number.isSafeInteger(slot) || slot < 1 || slot > slots) return [{ code: 'no_such_slot', severity: 'forbids', tier, slot, slots }];
  const other = seatAt(board.seats, move.to);
  if (move.kind === 'place' && other) return [{ code: 'slot_taken', severity: 'forbids', name: other.kolName, tier, slot }];
  if (move.kind === 'shift' && (other?.collaborationId === move.seat.collaborationId || move.seat.slot === null)) return [{ code: 'no_change', severity: 'forbids' }];
  const tiers = move.kind === 'shift' && move.seat.tier !== tier ? [tier, move.seat.tier] : [tier];
  return tiers.map((one) => countFinding(board, applyMove(board, move), one));
}

function countFinding(board: MatrixBoard, after: MatrixBoard, tier: Tier): Finding {
  const [before, then] = [countTier(board, tier), countTier(after, tier)];
  return { code: 'slot_count', severity: 'fine', tier, slots: before.slots, takenBefore: before.filled + before.offered, takenAfter: then.filled + then.offered };
}

function feeRules({ currency }: MatrixBoard, move: Move): Finding[] {
  if (move.kind === 'place') return move.fee === null ? [{ code: 'price_unknown', severity: 'draft' }] : rateRule(reportingMinor(move.fee, currency));
  if (move.kind !== 'fee') return [];
  const { seat, fee } = move;
  if (seat.fee === null ? fee.minor === 0 : seat.fee.minor === fee.minor && seat.fee.currency === fee.currency) return [{ code: 'no_change', severity: 'forbids' }];
  const grown = feeGrowthMinor(seat, fee, currency);
  const stopped = (grown === null || grown > 0) && !mayCommit(seat.stop, grown);
  return [
    ...(fee.minor < seat.boundMinor ? [{ code: 'fee_bound', severity: 'forbids', feeMinor: fee.minor, boundMinor: seat.boundMinor, currency: fee.currency } as const] : []),
    ...(stopped ? [{ code: 'spending_stopped', severity: 'forbids', name: seat.kolName, addedMinor: grown, leftMinor: seat.stop.kind === 'pilot' ? seat.stop.leftMinor : null } as const] : []),
    ...rateRule(grown),
  ];
}

const rateRule = (minor: number | null): Finding[] => (minor === null ? [{ code: 'no_rate', severity: 'draft' }] : []);

/** A tier that finance has locked keeps what stands for it, to the minor unit. */
function lockRules(board: MatrixBoard, after: MatrixBoard): Finding[] {
  return TIERS.flatMap((tier): Finding[] => {
    const lock = board.locks[tier];
    const changeMinor = allocatedMinor(after.seats, tier) - allocatedMinor(board.seats, tier);
    return locksMove(lock, changeMinor) ? [{ code: 'tier_locked', severity: 'forbids', tier, by: lock.by, reason: lock.reason, changeMinor }] : [];
  });
}

/** Money that is promised may exceed a tier's share only with the sign-off of section 9: where it comes into the tier, or grows there. */
function signOffRules(board: MatrixBoard, after: MatrixBoard, move: Move): Finding[] {
  const grows = move.kind === 'fee' && (feeGrowthMinor(move.seat, move.fee, board.currency) ?? 0) > 0 ? [move.seat] : [];
  return [...changesTier(board, move), ...grows].filter((seat) => isPromised(seat.status)).flatMap(({ collaborationId }): Finding[] => {
    const seat = after.seats.find((one) => one.collaborationId === collaborationId)!; // Whoever is moved is there still.
    const planned = plannedMinor(board, seat.tier);
    if (planned === null) return [];
    const others = after.seats.filter((one) => one.tier === seat.tier && one.collaborationId !== collaborationId && isPromised(one.status));
    const committedMinor = others.reduce((sum, one) => sum + one.costMinor, 0);
    const givenBack = seat.replaces?.tier === seat.tier ? seat.replaces.releasedMinor : 0;
    if (!exceedsTierShare({ plannedMinor: planned, committedMinor }, seat.costMinor - givenBack)) return [];
    const { signedOffMinor } = seat;
    const severity = signedOffMinor !== null && signedOffMinor >= seat.costMinor ? 'fine' : 'forbids';
    return [{ code: 'sign_off', severity, name: seat.kolName, collaborationId, tier: seat.tier, plannedMinor: planned, committedMinor, amountMinor: seat.costMinor, signedOffMinor }];
  });
}

/** What the move does to each tier's share, to what the price leaves, and to the reserve. Over-allocating is allowed to be drafted (section 3). */
function moneyRules(board: MatrixBoard, after: MatrixBoard, move: Move): Finding[] {
  const rows = boardMoney(board);
  if (rows === null) return [{ code: 'no_rate', severity: 'fine' }];
  const shares = TIERS.flatMap((tier): Finding[] => {
    const [was, is] = [allocatedMinor(board.seats, tier), allocatedMinor(after.seats, tier)];
    const planned = plannedIn(rows, tier);
    if (was === is && !touches(board, move, tier)) return [];
    return [{
      code: 'tier_share', severity: is > planned && is > was ? 'draft' : 'fine', tier, shareBasisPoints: board.plan[tier].shareBasisPoints, plannedMinor: planned,
      beforeMinor: was, afterMinor: is,
    }];
  });
  return [...shares, ...priceRule(rows, board, after, move), ...reserveRule(rows, board, after)];
}

const plannedIn = (rows: readonly BudgetRow[], row: BudgetRow['row']) => rows.find((one) => one.row === row)!.plannedMinor; // One for each tier and the reserve.

const touches = (board: MatrixBoard, move: Move, tier: Tier) =>
  (move.kind === 'place' && move.to.tier === tier) || changesTier(board, move).some((seat) => seat.tier === tier);

function priceRule(rows: readonly BudgetRow[], board: MatrixBoard, after: MatrixBoard, move: Move): Finding[] {
  if (move.kind !== 'place' || move.fee === null) return [];
  const { tier } = move.to;
  const priceMinor = allocatedMinor(after.seats, tier) - allocatedMinor(board.seats, tier);
  const leftMinor = plannedIn(rows, tier) - allocatedMinor(board.seats, tier);
  return [{ code: 'price', severity: priceMinor > leftMinor ? 'draft' : 'fine', priceMinor, leftMinor }];
}

function reserveRule(rows: readonly BudgetRow[], board: MatrixBoard, after: MatrixBoard): Finding[] {
  const sum = (seats: readonly Seat[]) => seats.reduce((total, seat) => total + seat.standingMinor, 0);
  const planned = TIERS.reduce((total, tier) => total + plannedIn(rows, tier), 0);
  const afterMinor = sum(after.seats);
  if (afterMinor <= planned || afterMinor <= sum(board.seats)) return [];
  return [{ code: 'reserve', severity: 'draft', afterMinor, withoutReserveMinor: planned, reserveMinor: plannedIn(rows, 'reserve') }];
}
