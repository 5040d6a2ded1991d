import type { LevelledEstimate, MoveTerms } from './move-terms.ts';
import { targetEstimate } from './move-terms.ts';
import { outlookMoments, poolMoments } from './pooled-roi.ts';
import { roiMoney, swapGain } from './regret.ts';
import type { RoiDistribution } from './roi-distribution.ts';
import { gammaRoi } from './roi-distribution.ts';

/** A collaboration as a review found it. Minor units of the reporting currency. */
export interface ReviewedSide {
  readonly revenueMinor: number;
  readonly costMinor: number;
  /** ROI expected at close with its 90 % interval; null without cost. */
  readonly atClose: { readonly median: number; readonly low: number; readonly high: number } | null;
  readonly tooEarly: boolean;
  /** Share of the final sales expected to have arrived, 0..1. */
  readonly arrivedShare: number;
  readonly isOver: boolean;
}

/** `planned`: whoever takes over has not begun. `too_early`: nothing can be said yet. `finished`: over, and nearly all of its sales are in. */
export const SWAP_STATES = ['planned', 'too_early', 'running', 'finished'] as const;
export type SwapState = (typeof SWAP_STATES)[number];

export interface SwapOutcome {
  readonly state: SwapState;
  /** Gain by what was sold up to now, over the predicted money; null while a side has no cost. */
  readonly soFarMinor: number | null;
  /** Gain expected at close as things stand; null while it cannot be said. */
  readonly atClose: LevelledEstimate | null;
  /** Whether the gain expected at close lies within what was predicted; null while either is not known. */
  readonly withinPrediction: boolean | null;
}

export interface AcceptedMove {
  /** An extension measures whoever followed; a reduction the partner who stayed, against the asked ROI; a replacement both against each other. */
  readonly kind: 'replace' | 'reduce' | 'extend';
  readonly moneyMinor: number;
  /** What was predicted; null of proposals made before it was stored. */
  readonly terms: MoveTerms | null;
  /** The ROI that money was asked to bring, where nobody's ROI is compared with. */
  readonly targetRoi: number;
}

const GAIN_LEVEL = 0.9;
/** From here on hardly an order is outstanding. */
const NEARLY_ALL = 0.95;

/**
 * What an accepted proposal has brought, over the same money and by the same sums as its prediction (product.md section 10).
 * @param fresh the collaborations that took over, or followed an extension; none of a reduction
 * @param old the partner whom the proposal was about; null where no review has looked at them
 */
export function swapOutcome(move: AcceptedMove, fresh: readonly ReviewedSide[], old: ReviewedSide | null): SwapOutcome {
  const measured = measuredSides(move, fresh, old);
  if (measured === null) return { state: 'planned', soFarMinor: null, atClose: null, withinPrediction: null };
  const state = stateOf(measured.side);
  const soFar = differenceSoFar(measured);
  const atClose = state === 'too_early' ? null : gainAtClose(move, measured);
  const predicted = move.terms?.gain ?? null;
  return {
    state, soFarMinor: soFar === null ? null : roiMoney(move.moneyMinor, soFar), atClose,
    withinPrediction: atClose && predicted && atClose.expectedMinor >= predicted.lowMinor && atClose.expectedMinor <= predicted.highMinor,
  };
}

/** What is compared: two sides, or one side and the ROI that money is asked to bring (`into`: the side should lie above it). */
type Measured =
  | { readonly against: 'side'; readonly side: readonly ReviewedSide[]; readonly other: readonly ReviewedSide[] }
  | { readonly against: 'target'; readonly side: readonly ReviewedSide[]; readonly into: boolean; readonly targetRoi: number };

function measuredSides({ kind, targetRoi, terms }: AcceptedMove, fresh: readonly ReviewedSide[], old: ReviewedSide | null): Measured | null {
  switch (kind) {
    case 'extend':
      return fresh.length === 0 ? null : { against: 'target', side: fresh, into: true, targetRoi };
    case 'reduce':
      return old === null ? null : { against: 'target', side: [old], into: false, targetRoi };
    case 'replace': {
      if (old === null) return null;
      // Nobody was there to take over: what was freed is measured by the ROI asked of it, as it was predicted.
      if (fresh.length === 0 && terms !== null && terms.targetRoi !== null) return { against: 'target', side: [old], into: false, targetRoi };
      return fresh.length === 0 ? null : { against: 'side', side: fresh, other: [old] };
    }
  }
}

function stateOf(sides: readonly ReviewedSide[]): SwapState {
  if (sides.some((side) => side.tooEarly || side.atClose === null)) return 'too_early';
  return sides.every((side) => side.isOver && side.arrivedShare >= NEARLY_ALL) ? 'finished' : 'running';
}

function differenceSoFar(measured: Measured): number | null {
  const own = soFarOf(measured.side);
  if (own === null) return null;
  if (measured.against === 'target') return measured.into ? own - measured.targetRoi : measured.targetRoi - own;
  const other = soFarOf(measured.other);
  return other === null ? null : own - other;
}

function soFarOf(side: readonly ReviewedSide[]): number | null {
  const costMinor = side.reduce((sum, one) => sum + one.costMinor, 0);
  return costMinor > 0 ? side.reduce((sum, one) => sum + one.revenueMinor, 0) / costMinor : null;
}

function gainAtClose({ moneyMinor }: AcceptedMove, measured: Measured): LevelledEstimate | null {
  const own = distributionOf(measured.side);
  if (own === null) return null;
  if (measured.against === 'target') return targetEstimate(own, measured.targetRoi, { moneyMinor, into: measured.into, level: GAIN_LEVEL });
  const other = distributionOf(measured.other);
  return other && { ...swapGain(moneyMinor, own, other, GAIN_LEVEL), level: GAIN_LEVEL };
}

/** What is believed of a side, several weighed by their cost; null where nothing is believed of one, or nothing can vary. */
function distributionOf(side: readonly ReviewedSide[]): RoiDistribution | null {
  const known = side.flatMap(({ atClose, costMinor }) => (atClose === null || costMinor <= 0 ? [] : [{ weight: costMinor, ...outlookMoments(atClose) }]));
  const pooled = known.length === side.length ? poolMoments(known) : null;
  return pooled !== null && pooled.mean > 0 && pooled.variance > 0 ? gammaRoi(pooled.mean, pooled.variance) : null;
}
