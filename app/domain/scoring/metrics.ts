import * as z from 'zod';
import { divideHalfEven } from '#app/domain/ratio.ts';

/** The four dimensions of the scorecard (product.md section 8). */
export const DIMENSIONS = ['exposure', 'engagement', 'conversion', 'sentiment'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * What is known of a collaboration (or a post, or a sum of either) at one age. Counts are non-negative integers, amounts
 * minor units of the reporting currency; null means "not reported", which is never the same as 0.
 */
export interface MetricInputs {
  readonly views: number | null;
  readonly impressions: number | null;
  readonly likes: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly saves: number | null;
  readonly positiveComments: number | null;
  readonly neutralComments: number | null;
  readonly negativeComments: number | null;
  /** Clicks of people on the tracking link. */
  readonly clicks: number | null;
  readonly orders: number | null;
  /** Orders whose buyer is known by hash, and those of them whose buyer had not bought before. */
  readonly identifiedOrders: number | null;
  readonly newCustomers: number | null;
  readonly revenueMinor: number | null;
  readonly costMinor: number | null;
}

export type MetricInput = keyof MetricInputs;

export const METRIC_KEYS = [
  'views', 'impressions', 'cpm', 'cpm_views',
  'engagement_rate', 'engagement_rate_no_saves', 'engagement_rate_basic', 'save_share_rate', 'share_rate', 'save_rate', 'comment_rate',
  'click_through_rate', 'conversion_rate', 'roi',
  'positive_share', 'complaint_rate',
  'cpv', 'cpe', 'cpc', 'cpa', 'average_order_value', 'new_customer_share',
] as const;
export type MetricKey = (typeof METRIC_KEYS)[number];
export const metricKeySchema = z.enum(METRIC_KEYS);

/** A count; a share of 1; an amount in minor units; a plain ratio. Says how a value is written. */
export type MetricUnit = 'count' | 'share' | 'money' | 'ratio';

export interface MetricDefinition {
  readonly key: MetricKey;
  /** The dimension it is scored in; null for a figure that is shown but not scored. */
  readonly dimension: Dimension | null;
  readonly higherIsBetter: boolean;
  readonly unit: MetricUnit;
  /** Inputs that are added up; the value is their sum x `scale` / the sum of `per`. All of both must be reported. */
  readonly of: readonly MetricInput[];
  readonly per: readonly MetricInput[];
  readonly scale: number;
  /** Where lower is better: values below this count as this, since 1/value of (almost) nothing says nothing. */
  readonly smallest: number;
}

function count(key: MetricKey, dimension: Dimension, input: MetricInput): MetricDefinition {
  return { key, dimension, higherIsBetter: true, unit: 'count', of: [input], per: [], scale: 1, smallest: 0 };
}

function share(key: MetricKey, dimension: Dimension | null, of: readonly MetricInput[], per: readonly MetricInput[]): MetricDefinition {
  return { key, dimension, higherIsBetter: true, unit: 'share', of, per, scale: 1, smallest: 0 };
}

function costPer(key: MetricKey, dimension: Dimension | null, per: readonly MetricInput[], scale = 1): MetricDefinition {
  return { key, dimension, higherIsBetter: false, unit: 'money', of: ['costMinor'], per, scale, smallest: 1 };
}

const CLASSIFIED: readonly MetricInput[] = ['positiveComments', 'neutralComments', 'negativeComments'];
const ENGAGEMENTS: readonly MetricInput[] = ['likes', 'comments', 'shares', 'saves'];

/**
 * Every metric once. Variants of a metric are metrics of their own, because they must not be ranked together: platforms
 * that report no saves (Xingtu, TikTok) or neither shares nor saves (YouTube) have their own engagement rate, and CPM by
 * plays is not CPM by impressions.
 */
export const METRICS: Readonly<Record<MetricKey, MetricDefinition>> = {
  views: count('views', 'exposure', 'views'),
  impressions: count('impressions', 'exposure', 'impressions'),
  cpm: costPer('cpm', 'exposure', ['impressions'], 1000),
  cpm_views: costPer('cpm_views', 'exposure', ['views'], 1000),
  engagement_rate: share('engagement_rate', 'engagement', ENGAGEMENTS, ['views']),
  engagement_rate_no_saves: share('engagement_rate_no_saves', 'engagement', ['likes', 'comments', 'shares'], ['views']),
  engagement_rate_basic: share('engagement_rate_basic', 'engagement', ['likes', 'comments'], ['views']),
  save_share_rate: share('save_share_rate', 'engagement', ['saves', 'shares'], ['views']),
  share_rate: share('share_rate', 'engagement', ['shares'], ['views']),
  save_rate: share('save_rate', 'engagement', ['saves'], ['views']),
  comment_rate: share('comment_rate', 'engagement', ['comments'], ['views']),
  click_through_rate: share('click_through_rate', 'conversion', ['clicks'], ['views']),
  conversion_rate: share('conversion_rate', 'conversion', ['orders'], ['clicks']),
  roi: { key: 'roi', dimension: 'conversion', higherIsBetter: true, unit: 'ratio', of: ['revenueMinor'], per: ['costMinor'], scale: 1, smallest: 0 },
  positive_share: share('positive_share', 'sentiment', ['positiveComments'], CLASSIFIED),
  /** Comments are classified as positive, neutral or negative; a negative one counts as a complaint. */
  complaint_rate: { ...share('complaint_rate', 'sentiment', ['negativeComments'], CLASSIFIED), higherIsBetter: false, smallest: 0.005 },
  cpv: costPer('cpv', null, ['views']),
  cpe: costPer('cpe', null, ENGAGEMENTS),
  cpc: costPer('cpc', null, ['clicks']),
  /** Per new buyer, as the trade means it, not per order. */
  cpa: costPer('cpa', null, ['newCustomers']),
  average_order_value: {
    key: 'average_order_value', dimension: null, higherIsBetter: true, unit: 'money', of: ['revenueMinor'], per: ['orders'], scale: 1, smallest: 0,
  },
  new_customer_share: share('new_customer_share', null, ['newCustomers'], ['identifiedOrders']),
};

/**
 * What each dimension is made of. A slot is scored by the first of its variants that is reported; a slot with none has no
 * data. Slots of a dimension weigh the same.
 */
export const SCORED_SLOTS: Readonly<Record<Dimension, readonly (readonly [MetricKey, ...MetricKey[]])[]>> = {
  exposure: [['views'], ['impressions'], ['cpm', 'cpm_views']],
  engagement: [
    ['engagement_rate', 'engagement_rate_no_saves', 'engagement_rate_basic'],
    ['save_share_rate', 'share_rate', 'save_rate'],
    ['comment_rate'],
  ],
  conversion: [['click_through_rate'], ['conversion_rate'], ['roi']],
  sentiment: [['positive_share'], ['complaint_rate']],
};

interface MetricTerms {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function termsOf(key: MetricKey, inputs: MetricInputs): MetricTerms | null {
  const { of, per, scale } = METRICS[key];
  const above = sumReported(of, inputs);
  const below = per.length === 0 ? 1n : sumReported(per, inputs);
  if (above === null || below === null || below === 0n) return null;
  // No recorded cost is an unknown cost: a price per view of 0 would win every comparison (product.md section 7).
  if (of.includes('costMinor') && above === 0n) return null;
  return { numerator: above * BigInt(scale), denominator: below };
}

/** Null as soon as one part is missing; a negative or fractional count is a fault of the source and counts as missing. */
function sumReported(keys: readonly MetricInput[], inputs: MetricInputs): bigint | null {
  let sum = 0n;
  for (const key of keys) {
    const part = inputs[key];
    if (part === null || !Number.isSafeInteger(part) || part < 0) return null;
    sum += BigInt(part);
  }
  return sum;
}

/** A metric as a number for ranking and charts, money in minor units; null when a part is not reported or it would divide by 0. */
export function metricValue(key: MetricKey, inputs: MetricInputs): number | null {
  const terms = termsOf(key, inputs);
  return terms === null ? null : Number(terms.numerator) / Number(terms.denominator);
}

/** A money metric (CPM, CPC, order value ...) in whole minor units, rounded half to even, for showing; null like `metricValue`. */
export function metricMinor(key: MetricKey, inputs: MetricInputs): number | null {
  const terms = termsOf(key, inputs);
  return terms === null ? null : Number(divideHalfEven(terms.numerator, terms.denominator));
}

export type MetricValues = Readonly<Partial<Record<MetricKey, number>>>;

/** Every metric that has a value; the form in which collaborations are compared as peers. */
export function metricValues(inputs: MetricInputs): MetricValues {
  const values: Partial<Record<MetricKey, number>> = {};
  for (const key of METRIC_KEYS) {
    const value = metricValue(key, inputs);
    if (value !== null) values[key] = value;
  }
  return values;
}
