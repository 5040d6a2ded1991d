import type { ReviewFinding } from '#db/queries/review-findings.server.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Flip } from '#app/domain/proposals/model-verdicts.ts';
import { flipsOf, sideBySide } from '#app/domain/proposals/model-verdicts.ts';
import type { ModelRow } from './model-table.tsx';

export interface ReviewedModelRows {
  /** The model in force when the review was made. */
  readonly inForce: AttributionModel;
  readonly rows: readonly ModelRow[];
  readonly flips: readonly Flip[] | null;
}

/** The five models as a page gets them, without ROI for those who may not see costs; null where a review looked at one only. */
export function modelRows(review: ReviewFinding, seesCosts: boolean): ReviewedModelRows | null {
  if (review.otherModels === null) return null;
  const rows = sideBySide(review.own, review.otherModels).map(({ model, orders, revenueMinor, verdict, roi, atClose }) => ({
    model, orders, revenueMinor, verdict, cost: seesCosts ? { roi, atClose } : null,
  }));
  return { inForce: review.own.model, rows, flips: flipsFrom(review) };
}

/** Under which models a reviewed verdict flips; null while it is too early for a verdict, or the other models were not looked at. */
export function flipsFrom({ own, otherModels }: ReviewFinding): Flip[] | null {
  return otherModels === null || own.verdict === 'countdown' ? null : flipsOf(own.verdict, otherModels);
}
