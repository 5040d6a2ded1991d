import type { FuseStepInsert, ReviewInsert, ScorecardInsert, StandingInsert } from '#db/queries/review.server.ts';
import type { CouponFinding } from '#app/domain/attribution/coupon-leak.ts';
import { isPencilled } from '#app/domain/collaboration.ts';
import { groupBy } from '#app/domain/group.ts';
import { sumMinor } from '#app/domain/money.ts';
import type { Assessment } from '#app/domain/proposals/assess.ts';
import type { ModelVerdict } from '#app/domain/proposals/model-verdicts.ts';
import type { ReviewFacts } from '#app/domain/proposals/review-facts.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { divideHalfEven } from '#app/domain/ratio.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import { longTermPartners } from '#app/domain/scoring/long-term.ts';
import { rollUpScores } from '#app/domain/scoring/roll-up.ts';
import type { Scorecard } from '#app/domain/scoring/scorecard.ts';

/** A review's findings as rows. Probabilities and ratios are rounded to what is shown, so that the same review writes the same bytes. */
export interface ReviewKey {
  readonly workspaceId: string;
  readonly asOf: string;
  readonly policyVersion: number;
  /** The attribution model in force. */
  readonly attributionModel: AttributionModel;
}

/** What a review keeps of a ratio or probability. */
export const sixDecimals = (value: number) => Math.round(value * 1e6) / 1e6;
const orNull = (value: number | undefined) => (value === undefined ? null : sixDecimals(value));

export function reviewRow(key: ReviewKey, one: Assessment, coupon: CouponFinding | null): ReviewInsert {
  const { posterior, sales, verdict } = one;
  return {
    workspace_id: key.workspaceId, collaboration_id: one.facts.id, as_of: key.asOf, policy_version: key.policyVersion,
    revenue_minor: sales.revenueMinor, cost_minor: sales.committedMinor, orders: sales.orders, too_early: one.tooEarly,
    roi_at_close: orNull(posterior?.median), interval_low: orNull(posterior?.interval90.low), interval_high: orNull(posterior?.interval90.high),
    probability_below_1: orNull(posterior?.probability.roiBelow1), probability_below_15: orNull(posterior?.probability.roiBelow15),
    probability_at_least_3: orNull(posterior?.probability.roiAtLeast3),
    light: one.light, fuse: one.fuse.state, verdict: verdict.kind,
    detail: JSON.stringify({
      reasons: verdict.reasons, moreOrders: one.moreOrders, daysUntilDecidable: one.daysUntilDecidable, uncountedCosts: one.facts.uncountedCosts,
      committedMinor: sales.committedMinor, arrivedShare: sixDecimals(one.model.arrivedShare),
      halfLifeDays: sixDecimals(one.curve.halfLifeDays), halfLifeSource: one.curve.source, interval80: posterior?.interval80 ?? null,
      coupon: coupon && shownFinding(coupon), attributionModel: key.attributionModel, otherModels: one.otherModels?.map(shownModel) ?? null,
    }),
  };
}

/** Expected orders to the thousandth, chances to their first three digits. */
function shownFinding(finding: CouponFinding): CouponFinding {
  if (finding.status !== 'suspected') return finding;
  const reasons = finding.reasons.map((reason) =>
    reason.code === 'coupon_site' ? reason : { ...reason, expected: Math.round(reason.expected * 1000) / 1000, probability: Number(reason.probability.toPrecision(3)) });
  return { ...finding, reasons };
}

function shownModel(one: ModelVerdict): ModelVerdict {
  const { atClose } = one;
  if (atClose === null) return one;
  const { median, interval90, probability } = atClose;
  return {
    ...one,
    atClose: {
      median: sixDecimals(median), interval90: { low: sixDecimals(interval90.low), high: sixDecimals(interval90.high) },
      probability: { roiBelow1: sixDecimals(probability.roiBelow1), roiBelow15: sixDecimals(probability.roiBelow15), roiAtLeast3: sixDecimals(probability.roiAtLeast3) },
    },
  };
}

export function scorecardRow(key: ReviewKey, card: Scorecard): ScorecardInsert {
  return {
    workspace_id: key.workspaceId, collaboration_id: card.collaborationId, as_of: key.asOf, policy_version: key.policyVersion,
    score_tenths: card.score === null ? null : Math.round(card.score * 10), grade: card.grade,
    coverage_basis_points: Math.round(card.coverage * 10_000), card: JSON.stringify(card),
  };
}

export function fuseStepRows(key: ReviewKey, { facts, fuse }: Assessment): FuseStepInsert[] {
  return fuse.steps.map((step, index) => ({
    workspace_id: key.workspaceId, collaboration_id: facts.id, period_number: index + 1,
    start_day: step.period.startDay, end_day: step.period.endDay, revenue_minor: step.revenueMinor, cost_minor: step.costMinor,
    state_after: step.stateAfter, policy_version: key.policyVersion,
  }));
}

/** A KOL's standing: sums of their collaborations, scores weighted by cost, the worst of their lights. */
export function standingRows(key: ReviewKey, assessments: readonly Pick<Assessment, 'facts' | 'sales' | 'light'>[], cards: readonly Scorecard[], facts: ReviewFacts): StandingInsert[] {
  const cardOf = new Map(cards.map((card) => [card.collaborationId, card]));
  const standings = [...groupBy(assessments.filter((one) => !isPencilled(one.facts.status)), (one) => one.facts.kolId)].map(([kolId, own]) => {
    const weighted = own.flatMap((one) => {
      const card = cardOf.get(one.facts.id);
      return card ? [{ card, weight: one.sales.committedMinor }] : [];
    });
    return {
      kolId, rollUp: rollUpScores(weighted, facts.policy.scorecard),
      revenueMinor: sumMinor(own.map((one) => one.sales.revenueMinor)), costMinor: sumMinor(own.map((one) => one.sales.committedMinor)),
      light: LIGHTS.find((light) => own.some((one) => one.light === light)) ?? 'grey',
    };
  });
  const longTerm = new Set(
    longTermPartners(standings.map(({ kolId, rollUp }) => ({ kolId, score: rollUp.score, dataAt: facts.dataAt })), facts.dataAt, facts.policy.scorecard),
  );
  return standings.map(({ kolId, rollUp, revenueMinor, costMinor, light }) => ({
    workspace_id: key.workspaceId, kol_id: kolId, as_of: key.asOf, score_tenths: rollUp.score === null ? null : Math.round(rollUp.score * 10),
    grade: rollUp.grade, revenue_minor: revenueMinor, cost_minor: costMinor,
    roi_hundredths: costMinor > 0 ? Number(divideHalfEven(BigInt(revenueMinor) * 100n, BigInt(costMinor))) : null,
    light, long_term: longTerm.has(kolId),
  }));
}
