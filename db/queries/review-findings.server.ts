import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { CouponFinding } from '#app/domain/attribution/coupon-leak.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { ModelVerdict } from '#app/domain/proposals/model-verdicts.ts';
import type { VerdictKind } from '#app/domain/proposals/proposal.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

/** What a review found for a collaboration besides what stands in columns: each model's verdict, and the state of its coupon. */
export interface ReviewFinding {
  readonly collaborationId: string;
  /** Under the model that was in force. */
  readonly own: ModelVerdict;
  /** Those that differ; null where the review was made before they were looked at. */
  readonly otherModels: readonly ModelVerdict[] | null;
  /** Null where the review was made before coupons were looked at. */
  readonly coupon: CouponFinding | null;
}

interface Row {
  model: AttributionModel | null; collaborationId: string; verdict: VerdictKind; orders: number; revenueMinor: number; costMinor: number; median: number | null; low: number | null; high: number | null;
  below1: number | null; below15: number | null; atLeast3: number | null; otherModels: ModelVerdict[] | null; coupon: CouponFinding | null;
}

/** What the review of a day found for some collaborations, by id. */
export async function findReviewFindings(
  db: Kysely<Database>, workspaceId: string, asOf: CalendarDay, collaborationIds: readonly string[],
): Promise<Map<string, ReviewFinding>> {
  if (collaborationIds.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select collaboration_id as "collaborationId", verdict, orders, revenue_minor as "revenueMinor", cost_minor as "costMinor", roi_at_close as median, interval_low as low, interval_high as high,
      probability_below_1 as below1, probability_below_15 as below15, probability_at_least_3 as "atLeast3", 
      nullif(detail -> 'otherModels', 'null') as "otherModels", detail ->> 'attributionModel' as model, nullif(detail -> 'coupon', 'null') as coupon
    from collaboration_review
    where workspace_id = ${workspaceId} and as_of = ${asOf}::date and collaboration_id = any(${arrayLiteral(collaborationIds)}::uuid[])`.execute(db);
  return new Map(rows.map(({ collaborationId, model, verdict, otherModels, coupon, orders, revenueMinor, costMinor, ...close }) => {
    // A review without its model's name was made before the others were looked at.
    const own = { model: model ?? 'last_click', orders, revenueMinor, roi: roiOf(revenueMinor, costMinor).text, atClose: atClose(close), verdict };
    return [collaborationId, { collaborationId, own, otherModels, coupon }];
  }));
}

function atClose({ median, low, high, below1, below15, atLeast3 }: Pick<Row, 'median' | 'low' | 'high' | 'below1' | 'below15' | 'atLeast3'>): ModelVerdict['atClose'] {
  if (median === null || low === null || high === null) return null;
  return { median, interval90: { low, high }, probability: { roiBelow1: below1 ?? 0, roiBelow15: below15 ?? 0, roiAtLeast3: atLeast3 ?? 0 } };
}
