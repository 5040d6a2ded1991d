import type { DemoCampaign, DemoCollaboration } from './story.ts';
import { collaboration, sold, yuan } from './story.ts';

/** 常态种草: runs beside the summer campaign and began earlier, so that four review periods are complete. */
export const ALWAYS_ON_CAMPAIGN: DemoCampaign = {
  slug: 'always-on', name: '常态种草', status: 'active', startsInDays: -63, days: 90, budgetMinor: yuan(240_000), targets: null,
  plan: { top: { slots: 0, shareBasisPoints: 0 }, mid: { slots: 2, shareBasisPoints: 6_000 }, emerging: { slots: 4, shareBasisPoints: 4_000 } },
};

/** The partner whose fuse has tripped: the flight touches exactly three completed periods, each below 1.0. */
export const TRIPPED_KOL = 'xiaoran-ye';

const AGREED = [['agreement', 1]] as const;

export const ALWAYS_ON_COLLABORATIONS: readonly DemoCollaboration[] = [
  collaboration({
    handle: TRIPPED_KOL, flight: [15, 90], coupon: 'XIAORAN', feeMinor: yuan(48_000), paid: [['agreement', 15]], clicks: 300,
    posts: [{ campaignDay: 17, weight: 40, views: 96_000 }, { campaignDay: 30, weight: 30, views: 61_000 }, { campaignDay: 44, weight: 30, views: 52_000 }],
    sales: sold(42, yuan(13_860)),
  }),
  collaboration({
    handle: 'luoyibai', flight: [1, 90], coupon: 'YIBAI', feeMinor: yuan(52_000), paid: AGREED, clicks: 520,
    posts: [
      { campaignDay: 3, weight: 22, views: 210_000 }, { campaignDay: 16, weight: 22, views: 188_000 }, { campaignDay: 30, weight: 20, views: 176_000 },
      { campaignDay: 44, weight: 20, views: 201_000 }, { campaignDay: 57, weight: 16, views: 143_000 },
    ],
    sales: sold(292, yuan(119_720)),
  }),
  collaboration({
    handle: 'mumu-share', flight: [1, 90], coupon: 'MUMU', feeMinor: yuan(16_000), paid: AGREED, clicks: 340,
    posts: [
      { campaignDay: 4, weight: 30, views: 38_000 }, { campaignDay: 20, weight: 25, views: 31_000 }, { campaignDay: 34, weight: 25, views: 35_000 },
      { campaignDay: 50, weight: 20, views: 28_000 },
    ],
    sales: sold(118, yuan(34_220)),
  }),
  collaboration({
    handle: 'avalin-skincare', flight: [8, 90], coupon: 'AVALIN', feeMinor: 240_000, currency: 'USD', paid: [['agreement', 8]], clicks: 280,
    posts: [{ campaignDay: 10, weight: 35, views: 44_000 }, { campaignDay: 26, weight: 35, views: 39_000 }, { campaignDay: 45, weight: 30, views: 41_000 }],
    sales: sold(109, 523_200),
  }),
  collaboration({
    handle: 'soda-bubble', status: 'paused', flight: [22, 90], coupon: 'SODA', feeMinor: yuan(14_000), clicks: 120,
    posts: [{ campaignDay: 26, weight: 100, views: 21_000 }], sales: sold(66, yuan(19_140)),
  }),
  collaboration({ handle: 'hele-buwei', status: 'offered', flight: [70, 90], coupon: 'HELE', feeMinor: yuan(18_000) }),
];
