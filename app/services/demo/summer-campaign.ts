import { DEFAULT_MATRIX_PLAN } from '#app/domain/campaign.ts';
import type { DemoCampaign, DemoCollaboration, DemoCost } from './story.ts';
import { collaboration, sold, yuan } from './story.ts';

/** 夏日焕新: a flight of 46 days of which this is the 30th, so that two review periods are complete. */
export const SUMMER_CAMPAIGN: DemoCampaign = {
  slug: 'summer-refresh', name: '夏日焕新', status: 'active', startsInDays: -29, days: 46, budgetMinor: yuan(1_200_000), plan: DEFAULT_MATRIX_PLAN,
  targets: { searchUplift: 3_000_000, ugcItems: 2_000, interactions: 500_000, salesUpliftBasisPoints: 1_500 },
};

/** The head KOL of the plans: cost 83,333, net sales 100,000, a review video with 5,000,000 plays. */
export const HEAD_KOL = { handle: 'xinglan.shen', costMinor: 8_333_300, netSalesMinor: 10_000_000, orders: 277, plays: 5_000_000 };

/** The payment that waits for finance: the publication stage of this KOL. */
export const PAYMENT_WAITS_FOR = 'xiaoman-lin';

const seeding = (amount: number): DemoCost => ({ kind: 'seeding', amountMinor: yuan(amount), campaignDay: 2, cancellable: false, note: '产品寄送' });
const production = (amount: number): DemoCost => ({ kind: 'production', amountMinor: yuan(amount), campaignDay: null, cancellable: false, note: '拍摄制作' });
const boost = (amount: number, campaignDay: number): DemoCost => ({ kind: 'boost', amountMinor: yuan(amount), campaignDay, cancellable: false, note: '投流加热' });
const commission = (commissionBasisPoints: number): DemoCost => (
  { kind: 'commission', amountMinor: 0, campaignDay: null, commissionBasisPoints, cancellable: false, note: '销售佣金' }
);

const AGREED = [['agreement', 1]] as const;
const PUBLISHED = [['agreement', 1], ['publication', 12]] as const;

/** The matrix of 2 + 5 + 10. Sales are what has come in by yesterday. */
export const SUMMER_COLLABORATIONS: readonly DemoCollaboration[] = [
  collaboration({
    handle: HEAD_KOL.handle, flight: [1, 26], coupon: 'XINGLAN12', feeMinor: HEAD_KOL.costMinor, paid: AGREED, clicks: 1_900,
    posts: [{ campaignDay: 4, weight: 62, views: HEAD_KOL.plays }, { campaignDay: 16, weight: 38, views: 1_240_000 }],
    sales: { orders: HEAD_KOL.orders, netMinor: HEAD_KOL.netSalesMinor, refunded: 9, cancelled: 5, pending: 4 },
  }),
  collaboration({
    handle: 'yuan-live', flight: [1, 46], coupon: 'YUAN88', feeMinor: yuan(320_000), paid: PUBLISHED, clicks: 2_100, costs: [boost(12_000, 8)],
    posts: [{ campaignDay: 5, weight: 55, views: 2_860_000 }, { campaignDay: 18, weight: 45, views: 2_310_000 }], sales: sold(505, yuan(655_480)),
  }),
  collaboration({
    handle: 'xiaoman-lin', flight: [1, 46], coupon: 'XIAOMAN10', feeMinor: yuan(72_000), paid: AGREED, requested: 'publication', clicks: 820,
    costs: [seeding(1_200), production(3_000)],
    posts: [{ campaignDay: 5, weight: 60, views: 386_000 }, { campaignDay: 17, weight: 40, views: 254_000 }], sales: sold(372, yuan(156_240)),
  }),
  collaboration({
    handle: 'yizhou-lab', flight: [3, 46], coupon: 'YIZHOU10', feeMinor: yuan(70_000), paid: PUBLISHED, clicks: 760, costs: [production(5_000)],
    posts: [{ campaignDay: 8, weight: 100, views: 512_000 }], sales: sold(351, yuan(161_460)),
  }),
  collaboration({
    handle: 'zhixia-skin', flight: [1, 46], coupon: 'ZHIXIA15', feeMinor: yuan(68_000), paid: PUBLISHED, clicks: 980, costs: [seeding(800)],
    posts: [{ campaignDay: 4, weight: 45, views: 498_000 }, { campaignDay: 15, weight: 55, views: 640_000 }], sales: sold(590, yuan(253_700)),
  }),
  collaboration({
    handle: 'mia.torres.glow', flight: [2, 46], coupon: 'MIAGLOW', feeMinor: 980_000, currency: 'USD', paid: PUBLISHED, clicks: 640,
    posts: [{ campaignDay: 6, weight: 100, views: 318_000 }], sales: sold(322, 1_996_400),
  }),
  collaboration({
    handle: 'jiangye-outdoor', flight: [1, 46], coupon: 'JIANGYE', feeMinor: yuan(70_000), paid: AGREED, clicks: 700, costs: [boost(4_000, 9)],
    posts: [{ campaignDay: 4, weight: 60, views: 121_000 }, { campaignDay: 16, weight: 40, views: 74_000 }], sales: sold(112, yuan(41_440)),
  }),
  collaboration({
    handle: 'alan-spf', flight: [1, 46], coupon: 'ALANSPF', feeMinor: yuan(22_000), paid: PUBLISHED, clicks: 420, costs: [seeding(400)],
    posts: [{ campaignDay: 5, weight: 60, views: 64_000 }, { campaignDay: 15, weight: 40, views: 48_000 }], sales: sold(176, yuan(52_620)),
  }),
  collaboration({
    handle: 'xiaolu-offwork', flight: [1, 46], coupon: 'XIAOLU', feeMinor: yuan(21_000), paid: PUBLISHED, clicks: 380, costs: [seeding(400)],
    posts: [{ campaignDay: 6, weight: 100, views: 57_500 }], sales: sold(149, yuan(44_550)),
  }),
  collaboration({
    handle: 'nanfeng-notes', flight: [4, 46], coupon: 'NANFENG', feeMinor: yuan(20_000), paid: AGREED, clicks: 330,
    posts: [{ campaignDay: 9, weight: 100, views: 39_000 }], sales: sold(99, yuan(29_400)),
  }),
  collaboration({
    handle: 'xiaxia-bath', flight: [2, 46], coupon: 'XIAXIA8', feeMinor: yuan(24_000), paid: PUBLISHED, clicks: 400, costs: [commission(500)],
    posts: [{ campaignDay: 7, weight: 100, views: 71_000 }], sales: sold(205, yuan(61_290)),
  }),
  collaboration({
    handle: 'youzi-lab', flight: [2, 46], coupon: 'YOUZI', feeMinor: yuan(23_000), paid: PUBLISHED, clicks: 360, costs: [production(1_500)],
    posts: [{ campaignDay: 8, weight: 100, views: 52_000 }], sales: sold(182, yuan(54_420)),
  }),
  collaboration({
    handle: 'kenji.walks', flight: [2, 46], coupon: 'KENJI', feeMinor: 310_000, currency: 'USD', paid: AGREED, clicks: 300,
    posts: [{ campaignDay: 8, weight: 100, views: 83_000 }], sales: sold(152, 638_400),
  }),
  collaboration({
    handle: 'manman-deals', flight: [1, 46], coupon: 'MANMAN20', feeMinor: yuan(20_000), paid: PUBLISHED, clicks: 350, leakedOrders: 84,
    posts: [{ campaignDay: 6, weight: 100, views: 46_000 }], sales: sold(96, yuan(26_880)),
  }),
  collaboration({
    handle: 'lizi-campus', flight: [2, 46], coupon: 'LIZI', feeMinor: yuan(19_000), paid: AGREED, clicks: 340, costs: [seeding(300)],
    posts: [{ campaignDay: 10, weight: 100, views: 61_000 }], sales: sold(151, yuan(43_790)),
  }),
  collaboration({
    handle: 'bantang-diary', flight: [12, 46], coupon: 'BANTANG', feeMinor: yuan(2_800), clicks: 90,
    posts: [{ campaignDay: 17, weight: 100, views: 9_800 }], sales: { orders: 11, netMinor: yuan(4_092), refunded: 0, cancelled: 0, pending: 0 },
  }),
  collaboration({
    handle: 'chengzi-runaway', flight: [22, 46], coupon: 'CHENGZI', feeMinor: yuan(22_000), paid: [['agreement', 22]], clicks: 130,
    posts: [{ campaignDay: 27, weight: 100, views: 33_000 }], sales: { orders: 31, netMinor: yuan(9_114), refunded: 0, cancelled: 1, pending: 1 },
  }),
];
