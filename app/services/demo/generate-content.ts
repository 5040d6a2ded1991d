import type { ContentMetrics } from '#app/domain/ingestion/content-row.ts';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Random } from '#app/domain/proposals/random.ts';

/** A snapshot of a post's counts. */
export interface DemoSnapshot {
  readonly capturedAt: Date;
  readonly metrics: ContentMetrics;
}

const MS_PER_HOUR = 3_600_000;
/** Reports come at these ages, and once more at the last look. */
const AGE_HOURS = [24, 7 * 24, 21 * 24, 45 * 24];
/** Views arrive faster than sales. */
const VIEWS_HALF_LIFE_HOURS = 48;

/** Which counts a platform's report has; the others stay "not reported". */
const UNREPORTED: Readonly<Partial<Record<Platform, readonly (keyof ContentMetrics)[]>>> = {
  taobao: ['saves', 'impressions'], tiktok: ['saves', 'impressions'], youtube: ['saves', 'shares'], weibo: ['saves'], bilibili: ['impressions'],
};

const LIKES_PER_VIEW: Readonly<Record<Tier, number>> = { top: 0.022, mid: 0.034, emerging: 0.052 };

/**
 * The reports of a post up to the last look; `views` are those of the last one. Counts grow with age, so that the ages of the
 * scorecard compare; the same generator state gives the same counts.
 */
export function generateSnapshots(
  post: { readonly publishedAt: Date; readonly views: number; readonly platform: Platform; readonly tier: Tier }, lastLookAt: Date, random: Random,
): DemoSnapshot[] {
  const ageAtLastLook = (lastLookAt.getTime() - post.publishedAt.getTime()) / MS_PER_HOUR;
  if (ageAtLastLook < 1) return [];
  const ages = [...AGE_HOURS.filter((age) => age + 1 < ageAtLastLook), ageAtLastLook];
  const rates = {
    likes: LIKES_PER_VIEW[post.tier] * Math.exp(0.25 * random.normal()), comments: 0.0028 * Math.exp(0.3 * random.normal()),
    shares: 0.0048 * Math.exp(0.3 * random.normal()), saves: 0.0062 * Math.exp(0.3 * random.normal()), follows: 0.0011,
    impressions: 1.9 + 0.4 * random.uniform(), positive: 0.58 + 0.25 * random.uniform(), negative: 0.02 + 0.05 * random.uniform(),
  };
  return ages.map((age) => {
    const views = Math.round((post.views * arrived(age)) / arrived(ageAtLastLook));
    return { capturedAt: new Date(post.publishedAt.getTime() + Math.floor(age * MS_PER_HOUR)), metrics: countsOf(views, rates, post.platform) };
  });
}

function arrived(ageHours: number): number {
  return 1 - 2 ** (-ageHours / VIEWS_HALF_LIFE_HOURS);
}

type Rates = Record<'likes' | 'comments' | 'shares' | 'saves' | 'follows' | 'impressions' | 'positive' | 'negative', number>;

function countsOf(views: number, rates: Rates, platform: Platform): ContentMetrics {
  const comments = Math.round(views * rates.comments);
  const positiveComments = Math.round(comments * 0.8 * rates.positive);
  const negativeComments = Math.round(comments * 0.8 * rates.negative);
  const counts: ContentMetrics = {
    views, impressions: Math.round(views * rates.impressions), likes: Math.round(views * rates.likes), comments, shares: Math.round(views * rates.shares),
    saves: Math.round(views * rates.saves), follows: Math.round(views * rates.follows), positiveComments, negativeComments,
    neutralComments: Math.max(0, Math.round(comments * 0.8) - positiveComments - negativeComments),
  };
  const unreported = UNREPORTED[platform] ?? [];
  return { ...counts, ...Object.fromEntries(unreported.map((key) => [key, null])) };
}
