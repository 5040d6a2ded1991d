import type { Policy } from '../policy.ts';
import type { FuseState } from '../scoring/fuse.ts';
import type { RoiPosterior } from './posterior.ts';
import type { VerdictKind } from './proposal.ts';

export interface VerdictInput {
  /** Null without cost. */
  readonly posterior: Pick<RoiPosterior, 'probability'> | null;
  readonly tooEarly: boolean;
  readonly fuse: FuseState;
  /** Highest P(ROI_candidate > ROI_i) on the bench; null without a candidate. */
  readonly bestCandidateProbability: number | null;
  /** That candidate's price lies within the freed money. */
  readonly moneyFits: boolean;
}

/** Why: a code for the catalogue of texts, and the numbers in it. */
export type VerdictReason =
  | { readonly code: 'fuse_tripped' }
  | { readonly code: 'too_early' }
  | { readonly code: 'no_cost' }
  | {
      readonly code: 'roi_below_amber' | 'roi_below_green' | 'roi_at_least_star' | 'roi_seldom_below_green';
      readonly probability: number;
      /** The ROI in question, and the probability that the policy asks for. */
      readonly threshold: number;
      readonly level: number;
    }
  | { readonly code: 'better_candidate' | 'candidate_not_clearly_better' | 'candidate_beyond_money'; readonly probability: number; readonly level: number }
  | { readonly code: 'no_candidate' }
  | { readonly code: 'not_enough_orders'; readonly probability: number; readonly threshold: number; readonly keepBelow: number; readonly reduceFrom: number };

export interface Verdict {
  readonly kind: VerdictKind;
  readonly reasons: readonly VerdictReason[];
}

/**
 * The ladder of product.md section 10, first rung that holds: tripped fuse -> replace; too early -> countdown; surely below
 * amber -> replace; surely below green -> replace when a clearly better candidate fits the money, else reduce; surely a
 * star -> extend; seldom below green -> keep; otherwise wait.
 */
export function decideVerdict(input: VerdictInput, policy: Pick<Policy, 'proposals' | 'roi'>): Verdict {
  const { proposals: levels, roi } = policy;
  if (input.fuse === 'tripped') return { kind: 'replace', reasons: [{ code: 'fuse_tripped' }] };
  if (input.tooEarly) return { kind: 'countdown', reasons: [{ code: 'too_early' }] };
  if (input.posterior === null) return { kind: 'wait', reasons: [{ code: 'no_cost' }] };

  const { roiBelow1, roiBelow15, roiAtLeast3 } = input.posterior.probability;
  if (roiBelow1 >= levels.replaceProbability) {
    return { kind: 'replace', reasons: [{ code: 'roi_below_amber', probability: roiBelow1, threshold: roi.amberFrom, level: levels.replaceProbability }] };
  }
  if (roiBelow15 >= levels.reduceProbability) {
    const candidate = candidateReason(input, levels.candidateBetterProbability);
    return {
      kind: candidate.code === 'better_candidate' ? 'replace' : 'reduce',
      reasons: [{ code: 'roi_below_green', probability: roiBelow15, threshold: roi.greenFrom, level: levels.reduceProbability }, candidate],
    };
  }
  if (roiAtLeast3 >= levels.extendProbability) {
    return { kind: 'extend', reasons: [{ code: 'roi_at_least_star', probability: roiAtLeast3, threshold: roi.starFrom, level: levels.extendProbability }] };
  }
  if (roiBelow15 <= levels.keepBelow) {
    return { kind: 'keep', reasons: [{ code: 'roi_seldom_below_green', probability: roiBelow15, threshold: roi.greenFrom, level: levels.keepBelow }] };
  }
  return {
    kind: 'wait',
    reasons: [{ code: 'not_enough_orders', probability: roiBelow15, threshold: roi.greenFrom, keepBelow: levels.keepBelow, reduceFrom: levels.reduceProbability }],
  };
}

function candidateReason({ bestCandidateProbability: probability, moneyFits }: VerdictInput, level: number): VerdictReason {
  if (probability === null) return { code: 'no_candidate' };
  if (probability < level) return { code: 'candidate_not_clearly_better', probability, level };
  return { code: moneyFits ? 'better_candidate' : 'candidate_beyond_money', probability, level };
}
