import * as z from 'zod';
import type { Tier } from './kol.ts';

/**
 * Every threshold of product.md sections 6-10 as one versioned document: a review names the version it used, so that
 * yesterday's card can be recomputed. Probabilities and ratios here are plain numbers: they steer decisions, they are not money.
 */
const probability = z.number().min(0.5).max(0.999);
const dimensionWeights = z
  .strictObject({ exposure: z.number().min(0), engagement: z.number().min(0), conversion: z.number().min(0), sentiment: z.number().min(0) })
  .refine((w) => Math.abs(w.exposure + w.engagement + w.conversion + w.sentiment - 100) < 1e-9, { message: 'weights must sum to 100' });

export const ATTRIBUTION_MODELS = ['last_click', 'first_click', 'linear', 'time_decay', 'position'] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];
export const attributionModelSchema = z.enum(ATTRIBUTION_MODELS);

/** When a coupon is suspected to have got around (product.md section 4); the workspace's own choice, as it says nowhere how sure is sure. */
const couponDefaults = { leakChanceBelow: 0.0001, leakJump: 3, leakMinimumOrders: 10, leakSiteClicks: 5 };

/** How a draft of the policy is put in force. */
const publishingDefaults = { twoPersons: true };

export const policySchema = z.strictObject({
  attribution: z.strictObject({
    model: attributionModelSchema,
    couponGraceDays: z.int().min(0).max(365),
    clickWindowDays: z.int().min(1).max(365),
    decayHalfLifeDays: z.number().min(0.5).max(90),
    countPendingOrders: z.boolean(),
    /** Whether clicks that look automated count all the same, by what they look like. Absent in policies published before there was a choice. */
    countCrawlers: z.boolean().default(false),
    countPreviews: z.boolean().default(false),
    countPrefetches: z.boolean().default(false),
    countHeads: z.boolean().default(false),
  }),
  roi: z.strictObject({
    /** Lights go by ROI expected at close: red < amber <= green < star. */
    amberFrom: z.number().min(0),
    greenFrom: z.number().min(0),
    starFrom: z.number().min(0),
    /** Gross margin in basis points for profit ROI; null hides it. */
    grossMarginBasisPoints: z.int().min(0).max(10_000).nullable(),
  }),
  scorecard: z.strictObject({
    weights: z.strictObject({ top: dimensionWeights, mid: dimensionWeights, emerging: dimensionWeights }),
    ageHours: z.array(z.int().min(1)).min(1),
    peerWindowDays: z.int().min(1),
    minimumPeers: z.int().min(1),
    priorPeers: z.number().min(0),
    minimumCoverage: z.number().min(0).max(1),
    grades: z.strictObject({ S: z.number(), A: z.number(), B: z.number(), C: z.number() }),
    longTermTopShare: z.number().min(0).max(1),
  }),
  review: z.strictObject({
    periodDays: z.int().min(1).max(90),
    fuseBelowRoi: z.number().min(0),
    fuseSteps: z.int().min(1).max(10),
    resetPilotBasisPoints: z.int().min(0).max(10_000),
    arrivalHalfLifeDays: z.number().min(0.5).max(90),
    tooEarlyBelow: z.number().min(0).max(1),
  }),
  proposals: z.strictObject({
    reduceProbability: probability,
    replaceProbability: probability,
    extendProbability: probability,
    candidateBetterProbability: probability,
    keepBelow: z.number().min(0).max(0.5),
    priorRoi: z.number().positive(),
    priorShape: z.number().positive(),
    minimumTierCollaborations: z.int().min(1),
    orderValueCv: z.number().positive(),
    orderValuePriorOrders: z.number().positive(),
    refundPriorRefunded: z.number().positive(),
    refundPriorKept: z.number().positive(),
    reduceByShareBasisPoints: z.int().min(0).max(10_000),
  }),
  money: z.strictObject({
    revisionCapBasisPoints: z.int().min(0),
    overspendCutBasisPoints: z.int().min(0),
    costOverrunReviewBasisPoints: z.int().min(0),
    revenueSwingBasisPoints: z.int().min(0),
    paymentSplitBasisPoints: z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)])
      .refine((parts) => parts[0] + parts[1] + parts[2] === 10_000, { message: 'stages must sum to 100 %' }),
    /** How long a password given again allows approving and paying; how long three people have to sign off. Absent in policies published before there was either. */
    stepUpMinutes: z.int().min(1).max(60).default(5),
    /** From how much above or below plan a reason is wanted; one that was given stands until the variance has moved by as much again. Absent in earlier policies. */
    varianceReasonBasisPoints: z.int().min(0).max(10_000).default(500),
    signOffHours: z.int().min(1).max(24 * 30).default(72),
  }),
  scripts: z.strictObject({
    similarityFrom: z.number().min(0).max(1),
    /** Days for each step of an approval, and the rounds it usually takes at most. Absent in policies published before there were approvals. */
    revisionDays: z.int().min(0).max(60).default(2),
    contentDays: z.int().min(0).max(60).default(2),
    legalDays: z.int().min(0).max(60).default(2),
    usualRounds: z.int().min(1).max(20).default(3),
  }),
  /** Absent in policies published before leaks were looked for. */
  coupons: z
    .strictObject({
      /** How unlikely its orders must be by chance, from 0 to 1. */
      leakChanceBelow: z.number().positive().max(0.05),
      /** How many times what was to be expected they must be. */
      leakJump: z.number().min(1.5).max(100),
      leakMinimumOrders: z.int().min(1).max(10_000),
      /** Clicks from known coupon sites that are a sign by themselves. */
      leakSiteClicks: z.int().min(1).max(10_000),
    })
    .default(couponDefaults),
  /** Absent in policies published before a second person was asked for. */
  publishing: z
    .strictObject({
      /** Whoever changed a draft last does not put it in force while another administrator could. */
      twoPersons: z.boolean(),
    })
    .default(publishingDefaults),
});

export type Policy = z.infer<typeof policySchema>;
export type DimensionWeights = Policy['scorecard']['weights'][Tier];

/** The defaults of product.md, section by section. */
export const DEFAULT_POLICY: Policy = {
  attribution: {
    model: 'last_click', couponGraceDays: 30, clickWindowDays: 30, decayHalfLifeDays: 7, countPendingOrders: false,
    countCrawlers: false, countPreviews: false, countPrefetches: false, countHeads: false,
  },
  roi: { amberFrom: 1, greenFrom: 1.5, starFrom: 3, grossMarginBasisPoints: null },
  scorecard: {
    weights: {
      top: { exposure: 35, engagement: 20, conversion: 30, sentiment: 15 },
      mid: { exposure: 20, engagement: 30, conversion: 35, sentiment: 15 },
      emerging: { exposure: 10, engagement: 40, conversion: 30, sentiment: 20 },
    },
    ageHours: [24, 168, 504, 1080],
    peerWindowDays: 180,
    minimumPeers: 10,
    priorPeers: 20,
    minimumCoverage: 0.5,
    grades: { S: 85, A: 70, B: 55, C: 40 },
    longTermTopShare: 0.05,
  },
  review: { periodDays: 14, fuseBelowRoi: 1, fuseSteps: 3, resetPilotBasisPoints: 500, arrivalHalfLifeDays: 5, tooEarlyBelow: 0.5 },
  proposals: {
    reduceProbability: 0.8, replaceProbability: 0.8, extendProbability: 0.8, candidateBetterProbability: 0.75, keepBelow: 0.2,
    priorRoi: 1.5, priorShape: 2, minimumTierCollaborations: 8, orderValueCv: 0.8, orderValuePriorOrders: 10,
    refundPriorRefunded: 2, refundPriorKept: 23, reduceByShareBasisPoints: 5000,
  },
  money: {
    revisionCapBasisPoints: 1500, overspendCutBasisPoints: 1500, costOverrunReviewBasisPoints: 1500, revenueSwingBasisPoints: 1000,
    paymentSplitBasisPoints: [3000, 4000, 3000], stepUpMinutes: 5, signOffHours: 72, varianceReasonBasisPoints: 500,
  },
  scripts: { similarityFrom: 0.6, revisionDays: 2, contentDays: 2, legalDays: 2, usualRounds: 3 },
  coupons: couponDefaults,
  publishing: publishingDefaults,
};

/** Working days in which a disputed figure is answered. */
export const DISPUTE_WORKING_DAYS = 3;
