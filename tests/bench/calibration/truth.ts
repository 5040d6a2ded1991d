import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Random } from '#app/domain/proposals/random.ts';

/** How much a simulated brand spends on a collaboration: a handful of orders each, or hundreds. */
export const THICKNESSES = ['thin', 'thick'] as const;
export type Thickness = (typeof THICKNESSES)[number];

/** What nobody in the simulated world can see: what a collaboration is really worth, and how its sales really come in. */
export interface Truth {
  /** Expected net revenue at close over cost: what every statement is judged against. */
  readonly roi: number;
  readonly costMinor: number;
  readonly platform: Platform;
  readonly tier: Tier;
  /** Days in which half of what is still to come comes. */
  readonly halfLifeDays: number;
  readonly expectedOrders: number;
  readonly meanOrderMinor: number;
  readonly refundedShare: number;
}

/** What a brand's collaborations have in common. */
export interface Brand {
  readonly thickness: Thickness;
  readonly roiOfTier: Readonly<Record<Tier, number>>;
  readonly orderValueOfTier: Readonly<Record<Tier, number>>;
}

/** A video on Douyin is over in days, a note on Xiaohongshu is found by search for weeks; the review's default is 5 days for all. */
const HALF_LIFE_DAYS = { douyin: 3, xiaohongshu: 8, bilibili: 11, weibo: 2.5, youtube: 13 } as const;
const PLATFORMS = Object.keys(HALF_LIFE_DAYS) as (keyof typeof HALF_LIFE_DAYS)[];

const FEES_YUAN: Readonly<Record<Thickness, Readonly<Record<Tier, readonly [number, number]>>>> = {
  thin: { top: [4_000, 8_000], mid: [2_500, 6_000], emerging: [1_500, 4_000] },
  thick: { top: [120_000, 400_000], mid: [40_000, 120_000], emerging: [15_000, 40_000] },
};

export function makeBrand(random: Random, thickness: Thickness): Brand {
  const roi = () => 1.5 * logNormal(random, 0.25);
  const orderValue = () => 22_000 * logNormal(random, 0.3);
  return {
    thickness,
    roiOfTier: { top: roi(), mid: roi(), emerging: roi() },
    orderValueOfTier: { top: orderValue(), mid: orderValue(), emerging: orderValue() },
  };
}

/** One collaboration's truth: half of them worth less than their tier's median, a few worth a multiple. */
export function drawTruth(random: Random, brand: Brand, tier: Tier): Truth {
  const platform = PLATFORMS[Math.floor(random.uniform() * PLATFORMS.length)] ?? 'douyin';
  const [least, most] = FEES_YUAN[brand.thickness][tier];
  const costMinor = Math.round((least + (most - least) * random.uniform()) * 100);
  const roi = brand.roiOfTier[tier] * logNormal(random, 0.55);
  const meanOrderMinor = brand.orderValueOfTier[tier] * logNormal(random, 0.2);
  const refundedShare = random.beta(4, 46);
  return {
    roi, costMinor, platform, tier, meanOrderMinor, refundedShare,
    halfLifeDays: HALF_LIFE_DAYS[platform] * logNormal(random, 0.15),
    expectedOrders: (roi * costMinor) / (meanOrderMinor * (1 - refundedShare)),
  };
}

/** Log-normal with median 1. */
function logNormal(random: Random, logSd: number): number {
  return Math.exp(logSd * random.normal());
}
