/** How a threshold is typed: `percent` is kept in basis points, `share` as 0 to 1; both are typed as percent. */
export type PolicyFieldKind = 'number' | 'percent' | 'share' | 'flag' | 'model' | 'hours';
export type PolicyUnit = 'days' | 'hours' | 'roi' | 'percent' | 'posts' | 'periods' | 'points' | 'orders' | 'times' | 'none';

export interface PolicyField {
  readonly path: string;
  readonly kind: PolicyFieldKind;
  readonly unit: PolicyUnit;
  readonly optional?: boolean;
}

/** What is wrong with a threshold: what was typed, and the limit or the other threshold that it breaks, in the unit it is typed in. */
export interface PolicyProblem {
  readonly code: 'number' | 'missing' | 'min' | 'max' | 'sum' | 'above' | 'at_most' | 'distinct' | 'invalid';
  readonly value: string;
  readonly limit: number | null;
  /** Path of the other threshold. */
  readonly other: string | null;
}

const number = (path: string, unit: PolicyUnit): PolicyField => ({ path, kind: 'number', unit });
const percent = (path: string): PolicyField => ({ path, kind: 'percent', unit: 'percent' });
const share = (path: string): PolicyField => ({ path, kind: 'share', unit: 'percent' });
const weights = (tier: string) => ['exposure', 'engagement', 'conversion', 'sentiment'].map((dimension) => number(`scorecard.weights.${tier}.${dimension}`, 'percent'));

/** Every threshold of the policy document, section by section (product.md sections 6 to 12). */
export const POLICY_SECTIONS = [
  {
    key: 'attribution',
    fields: [
      { path: 'attribution.model', kind: 'model', unit: 'none' }, number('attribution.clickWindowDays', 'days'), number('attribution.couponGraceDays', 'days'),
      number('attribution.decayHalfLifeDays', 'days'), { path: 'attribution.countPendingOrders', kind: 'flag', unit: 'none' },
      ...['countCrawlers', 'countPreviews', 'countPrefetches', 'countHeads'].map((name): PolicyField => ({ path: `attribution.${name}`, kind: 'flag', unit: 'none' })),
    ],
  },
  {
    key: 'roi',
    fields: [
      number('roi.amberFrom', 'roi'), number('roi.greenFrom', 'roi'), number('roi.starFrom', 'roi'),
      { path: 'roi.grossMarginBasisPoints', kind: 'percent', unit: 'percent', optional: true },
    ],
  },
  {
    key: 'review',
    fields: [
      number('review.periodDays', 'days'), number('review.fuseBelowRoi', 'roi'), number('review.fuseSteps', 'periods'), percent('review.resetPilotBasisPoints'),
      number('review.arrivalHalfLifeDays', 'days'), share('review.tooEarlyBelow'),
    ],
  },
  {
    key: 'proposals',
    fields: [
      share('proposals.reduceProbability'), share('proposals.replaceProbability'), share('proposals.extendProbability'), share('proposals.candidateBetterProbability'),
      share('proposals.keepBelow'), percent('proposals.reduceByShareBasisPoints'),
    ],
  },
  {
    key: 'prior',
    fields: [
      number('proposals.priorRoi', 'roi'), number('proposals.priorShape', 'none'), number('proposals.minimumTierCollaborations', 'none'), number('proposals.orderValueCv', 'none'),
      number('proposals.orderValuePriorOrders', 'orders'), number('proposals.refundPriorRefunded', 'orders'), number('proposals.refundPriorKept', 'orders'),
    ],
  },
  { key: 'weightsTop', fields: weights('top') },
  { key: 'weightsMid', fields: weights('mid') },
  { key: 'weightsEmerging', fields: weights('emerging') },
  {
    key: 'scorecard',
    fields: [
      { path: 'scorecard.ageHours', kind: 'hours', unit: 'hours' }, number('scorecard.peerWindowDays', 'days'), number('scorecard.minimumPeers', 'posts'),
      number('scorecard.priorPeers', 'posts'), share('scorecard.minimumCoverage'), number('scorecard.grades.S', 'points'), number('scorecard.grades.A', 'points'),
      number('scorecard.grades.B', 'points'), number('scorecard.grades.C', 'points'), share('scorecard.longTermTopShare'),
    ],
  },
  {
    key: 'scripts',
    fields: [
      share('scripts.similarityFrom'), number('scripts.revisionDays', 'days'), number('scripts.contentDays', 'days'), number('scripts.legalDays', 'days'),
      number('scripts.usualRounds', 'none'),
    ],
  },
  {
    key: 'coupons',
    fields: [share('coupons.leakChanceBelow'), number('coupons.leakJump', 'times'), number('coupons.leakMinimumOrders', 'orders'), number('coupons.leakSiteClicks', 'none')],
  },
  {
    key: 'money',
    fields: [
      percent('money.revisionCapBasisPoints'), percent('money.overspendCutBasisPoints'), percent('money.costOverrunReviewBasisPoints'), percent('money.revenueSwingBasisPoints'),
      percent('money.varianceReasonBasisPoints'),
      percent('money.paymentSplitBasisPoints.0'), percent('money.paymentSplitBasisPoints.1'), percent('money.paymentSplitBasisPoints.2'),
      number('money.signOffHours', 'hours'), number('money.stepUpMinutes', 'none'),
    ],
  },
  { key: 'publishing', fields: [{ path: 'publishing.twoPersons', kind: 'flag', unit: 'none' }] },
] as const satisfies readonly { readonly key: string; readonly fields: readonly PolicyField[] }[];

/** A kept number in the unit it is typed in: basis points and shares of one as percent. */
export function typedNumber(value: number, { kind }: PolicyField): number {
  return kind === 'percent' ? value / 100 : kind === 'share' ? Math.round(value * 1e6) / 1e4 : value;
}

export type PolicySectionKey = (typeof POLICY_SECTIONS)[number]['key'];
