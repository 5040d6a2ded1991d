import { addDays } from '../period.ts';
import type { Assessment } from './assess.ts';
import type { RankedCandidate } from './candidates.ts';
import type { ReviewFacts } from './review-facts.ts';
import type { MoneyEstimate } from './regret.ts';
import { costOfWaiting, roiMoney, swapGain, swapRegret } from './regret.ts';
import { expectedExcessOver } from './roi-comparison.ts';
import type { RoiDistribution } from './roi-distribution.ts';
import { roiQuantile } from './roi-distribution.ts';
import { costAccrued } from './sales.ts';

/** An estimate with the share of the outcomes that its interval holds. Minor units of the reporting currency. */
export interface LevelledEstimate extends MoneyEstimate {
  readonly level: number;
}

/** What one more review period of the same costs. */
export interface WaitingTerms extends LevelledEstimate {
  readonly days: number;
  /** What is spent in the period and could still have been moved. */
  readonly spendMinor: number;
}

/**
 * What moving a proposal's money is expected to bring, stored beside the proposal as the review computed it: against a candidate's ROI, or,
 * where nobody takes over, against the ROI that the brand asks of its money (green).
 */
export interface MoveTerms {
  readonly moneyMinor: number;
  /** The ROI that money is asked to bring; null where a candidate's ROI is compared with. */
  readonly targetRoi: number | null;
  readonly gain: LevelledEstimate;
  /** Average revenue lost by moving although staying were better, and by staying although moving were; their difference is the expected gain. */
  readonly regret: { readonly ofMovingMinor: number; readonly ofStayingMinor: number };
  /** Null where waiting spends nothing that could be moved. */
  readonly waiting: WaitingTerms | null;
}

/** Intervals of ROI hold 90 %, the cost of waiting 80 % (`costOfWaiting`). */
const GAIN_LEVEL = 0.9;
const WAITING_LEVEL = 0.8;

/** The terms of handing a partner's place to a candidate. */
export function swapTerms(one: Assessment, candidate: Pick<RankedCandidate, 'priceMinor' | 'outlook'>, incumbent: RoiDistribution, review: ReviewFacts): MoveTerms {
  const { priceMinor, outlook } = candidate;
  const spendMinor = Math.min(priceMinor, nextPeriodSpend(one, review));
  const { ofSwappingMinor, ofKeepingMinor } = swapRegret(priceMinor, outlook, incumbent);
  return {
    moneyMinor: priceMinor, targetRoi: null,
    gain: { ...swapGain(priceMinor, outlook, incumbent, GAIN_LEVEL), level: GAIN_LEVEL },
    regret: { ofMovingMinor: ofSwappingMinor, ofStayingMinor: ofKeepingMinor },
    waiting: spendMinor > 0 ? { days: review.policy.review.periodDays, spendMinor, ...costOfWaiting(spendMinor, outlook, incumbent), level: WAITING_LEVEL } : null,
  };
}

/**
 * The terms of a proposal by itself, without a candidate: what is cut (or, of a replacement, freed) could bring the asked ROI elsewhere; what
 * an extension adds, as much again as is committed, takes money that could bring it. Null for `keep`, which moves nothing.
 */
export function ownTerms(one: Assessment, own: RoiDistribution, review: ReviewFacts): MoveTerms | null {
  const { greenFrom } = review.policy.roi;
  switch (one.verdict.kind) {
    case 'keep':
    case 'countdown':
      return null;
    case 'extend':
      return termsAgainst(own, greenFrom, { moneyMinor: one.sales.committedMinor, into: true, waiting: null });
    case 'wait':
    case 'reduce':
    case 'replace': {
      const moneyMinor = one.verdict.kind === 'reduce' ? one.reduction.cutMinor : one.freed.freedMinor;
      const spendMinor = Math.min(moneyMinor, nextPeriodSpend(one, review));
      return termsAgainst(own, greenFrom, { moneyMinor, into: false, waiting: spendMinor > 0 ? { days: review.policy.review.periodDays, spendMinor } : null });
    }
  }
}

interface Move {
  readonly moneyMinor: number;
  /** Towards the partner; away from them otherwise. */
  readonly into: boolean;
  readonly waiting: Pick<WaitingTerms, 'days' | 'spendMinor'> | null;
}

function termsAgainst(own: RoiDistribution, targetRoi: number, { moneyMinor, into, waiting }: Move): MoveTerms {
  const above = roiMoney(moneyMinor, expectedExcessOver(own, targetRoi));
  const below = roiMoney(moneyMinor, expectedExcessOver(own, targetRoi) - (own.mean - targetRoi));
  return {
    moneyMinor, targetRoi,
    gain: targetEstimate(own, targetRoi, { moneyMinor, into, level: GAIN_LEVEL }),
    regret: into ? { ofMovingMinor: below, ofStayingMinor: above } : { ofMovingMinor: above, ofStayingMinor: below },
    waiting: waiting && { ...waiting, ...targetEstimate(own, targetRoi, { moneyMinor: waiting.spendMinor, into, level: WAITING_LEVEL }) },
  };
}

interface TargetQuestion {
  readonly moneyMinor: number;
  /** Whether the money goes to the ROI in question, or away from it. */
  readonly into: boolean;
  readonly level: number;
}

/** What money gains by an ROI beyond the one that is asked of it (`into`), or by the asked one beyond it. */
export function targetEstimate(own: RoiDistribution, targetRoi: number, { moneyMinor, into, level }: TargetQuestion): LevelledEstimate {
  const sign = into ? 1 : -1;
  const at = (roi: number) => roiMoney(moneyMinor, sign * (roi - targetRoi));
  const tail = (1 - level) / 2;
  const [low, high] = into ? [tail, 1 - tail] : [1 - tail, tail];
  return { expectedMinor: at(own.mean), lowMinor: at(roiQuantile(own, low)), highMinor: at(roiQuantile(own, high)), level };
}

/** What the next review period would use up of the money that can still be moved. */
function nextPeriodSpend({ facts, freed }: Assessment, review: ReviewFacts): number {
  const startDay = addDays(review.asOf, 1);
  const accruingMinor = costAccrued(facts, { startDay, endDay: addDays(startDay, review.policy.review.periodDays) });
  return Math.max(0, Math.min(accruingMinor, freed.freedMinor));
}
