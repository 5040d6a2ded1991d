import type { AttributionModel } from '../policy.ts';
import { ATTRIBUTION_MODELS } from '../policy.ts';
import { roiOf } from '../scoring/roi.ts';
import type { FindCandidates } from './judge.ts';
import { judge } from './judge.ts';
import type { CurveOf } from './outlook.ts';
import { tierPriors } from './outlook.ts';
import type { Interval, RoiPosterior } from './posterior.ts';
import type { VerdictKind } from './proposal.ts';
import type { ReviewFacts } from './review-facts.ts';
import { QUICK_COARSENESS } from './roi-distribution.ts';

/** What a review would find for a collaboration if the workspace attributed by another model. Reporting currency. */
export interface ModelVerdict {
  readonly model: AttributionModel;
  readonly orders: number;
  readonly revenueMinor: number;
  /** ROI so far, two decimals; null without cost. */
  readonly roi: string | null;
  /** ROI expected at close; null without cost. */
  readonly atClose: { readonly median: number; readonly interval90: Interval; readonly probability: RoiPosterior['probability'] } | null;
  readonly verdict: VerdictKind;
}

/** A model under which the verdict is another. */
export interface Flip {
  readonly model: AttributionModel;
  readonly verdict: VerdictKind;
}

/**
 * Judges every collaboration under each of the models that credit it otherwise than the workspace's model, by the same rules: what a tier is
 * expected to sell is learned under that model too. Null where the facts hold no credits of other models. When sales arrive, and
 * who stands on the bench, is taken from the workspace's model: neither is a question of who gets the credit.
 *
 * @returns by collaboration id; a model that is missing gives the same verdict because it gives the same credits
 */
export function verdictsByModel(review: ReviewFacts, curveOf: CurveOf, findCandidates: FindCandidates): ReadonlyMap<string, readonly ModelVerdict[]> | null {
  if (!review.otherCredits) return null;
  const found = new Map<string, ModelVerdict[]>();
  for (const model of ATTRIBUTION_MODELS) {
    const credits = review.otherCredits.get(model);
    if (!credits || credits.size === 0) continue;
    const under = { ...review, collaborations: review.collaborations.map((facts) => ({ ...facts, credits: credits.get(facts.id) ?? facts.credits })) };
    const priors = tierPriors(under, curveOf);
    for (const facts of under.collaborations) {
      if (!credits.has(facts.id)) continue;
      const judged = judge(facts, under, { prior: priors.without(facts), curve: curveOf(facts.platform) }, findCandidates, QUICK_COARSENESS);
      const own = found.get(facts.id);
      const verdict = describe(model, judged);
      if (own) own.push(verdict);
      else found.set(facts.id, [verdict]);
    }
  }
  return found;
}

function describe(model: AttributionModel, { sales, posterior, verdict }: ReturnType<typeof judge>): ModelVerdict {
  return {
    model, orders: sales.orders, revenueMinor: sales.revenueMinor, roi: roiOf(sales.revenueMinor, sales.committedMinor).text,
    atClose: posterior && { median: posterior.median, interval90: posterior.interval90, probability: posterior.probability }, verdict: verdict.kind,
  };
}

/**
 * All five models side by side, in their usual order: the workspace's own as the review found it, the others as they differ from it.
 */
export function sideBySide(own: ModelVerdict, otherModels: readonly ModelVerdict[]): ModelVerdict[] {
  return ATTRIBUTION_MODELS.map((model) => otherModels.find((other) => other.model === model) ?? { ...own, model });
}

/** Under which models a verdict turns into another (product.md section 10): none means that it holds under every model. */
export function flipsOf(verdict: VerdictKind, otherModels: readonly Pick<ModelVerdict, 'model' | 'verdict'>[]): Flip[] {
  return otherModels.filter((other) => other.verdict !== verdict).map(({ model, verdict: under }) => ({ model, verdict: under }));
}
