import type { AttributionLine } from '#db/queries/attribution-models.server.ts';
import type { ReviewFinding } from '#db/queries/review-findings.server.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { flipsFrom } from '#app/components/model-rows.ts';
import { paths } from '#app/lib/paths.ts';
import type { DaySpan } from './period.ts';

interface Frame {
  readonly inForce: AttributionModel;
  readonly period: DaySpan;
  readonly seesCosts: boolean;
  readonly reviewed: ReadonlyMap<string, ReviewFinding>;
}

export type AttributionRow = ReturnType<typeof attributionRow>;

/** A collaboration as the page gets it: each model's revenue with the address of its orders; ROI only for those who see costs. */
export function attributionRow(line: AttributionLine, { inForce, period, seesCosts, reviewed }: Frame) {
  const { collaborationId, revenueMinor } = line;
  const review = reviewed.get(collaborationId);
  const amounts = ATTRIBUTION_MODELS.map((model) => revenueMinor[model]);
  return {
    collaborationId, kolName: line.kolName, campaignName: line.campaignName, tier: line.tier,
    models: ATTRIBUTION_MODELS.map((model) => ({
      model, minor: revenueMinor[model], differenceMinor: model === inForce ? null : revenueMinor[model] - revenueMinor[inForce],
      to: paths.collaborationOrders({ collaborationId, model, ...period }),
    })),
    spreadMinor: Math.max(...amounts) - Math.min(...amounts),
    orders: line.orders, excluded: line.excluded, ordersTo: paths.collaborationOrders({ collaborationId, model: inForce, ...period }),
    verdict: review?.own.verdict ?? null,
    flips: review ? flipsFrom(review) : null,
    roiRange: seesCosts && review ? rangeOf(review) : null,
  };
}

/** The lowest and the highest ROI at close among the models. */
function rangeOf({ own, otherModels }: ReviewFinding): { low: number; high: number } | null {
  const medians = [own, ...(otherModels ?? [])].flatMap(({ atClose }) => (atClose ? [atClose.median] : []));
  return medians.length === 0 ? null : { low: Math.min(...medians), high: Math.max(...medians) };
}
