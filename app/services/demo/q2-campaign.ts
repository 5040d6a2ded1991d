import { DEFAULT_MATRIX_PLAN } from '#app/domain/campaign.ts';
import type { DemoCampaign, DemoCollaboration, DemoCost } from './story.ts';
import { collaboration, sold, yuan } from './story.ts';

/** The quarter before: 8,500,000 planned, 8,200,000 spent, 15 % of it on content (production and seeding). */
export const Q2_CAMPAIGN: DemoCampaign = {
  slug: 'q2-plan', name: 'Q2 推广计划', status: 'closed', startsInDays: -126, days: 90, budgetMinor: yuan(8_500_000), targets: null,
  plan: { ...DEFAULT_MATRIX_PLAN, top: { slots: 4, shareBasisPoints: 4_000 }, mid: { slots: 7, shareBasisPoints: 3_500 } },
};

/** The swap of the quarter: who went, who came, on which day of the campaign, for how much. */
export const SWAP = { outgoing: 'donglai-han', incoming: 'wenyan-care', campaignDay: 25 };

const production = (amount: number): DemoCost => ({ kind: 'production', amountMinor: yuan(amount), campaignDay: null, cancellable: false, note: '内容制作' });
const seeding = (amount: number, campaignDay: number): DemoCost => ({ kind: 'seeding', amountMinor: yuan(amount), campaignDay, cancellable: false, note: '产品寄送' });
const boost = (amount: number, campaignDay: number): DemoCost => ({ kind: 'boost', amountMinor: yuan(amount), campaignDay, cancellable: false, note: '投流加热' });

interface Partner {
  readonly handle: string;
  readonly coupon: string;
  /** Flights last two review periods, so that a burst of sales early in one cannot trip a fuse. */
  readonly from: 1 | 15 | 29 | 43 | 57;
  readonly fee: number;
  readonly production: number;
  readonly seeding: number;
  readonly boost: number;
  readonly views: number;
  readonly orders: number;
  readonly net: number;
}

function partner({ handle, coupon, from, fee, views, orders, net, ...costs }: Partner): DemoCollaboration {
  return collaboration({
    handle, coupon, flight: [from, from + 27], feeMinor: yuan(fee), clicks: Math.round(orders * 1.4), sales: sold(orders, yuan(net)),
    costs: [production(costs.production), seeding(costs.seeding, from), ...(costs.boost > 0 ? [boost(costs.boost, from + 3)] : [])],
    posts: [{ campaignDay: from + 2, weight: 60, views }, { campaignDay: from + 14, weight: 40, views: Math.round(views * 0.6) }],
    paid: [['agreement', from], ['publication', from + 6], ['review', from + 28]],
  });
}

/** Everybody but the one who came in by the swap. */
export const Q2_COLLABORATIONS: readonly DemoCollaboration[] = [
  partner({ handle: 'tangtang-show', coupon: 'TANGTANG', from: 1, fee: 660_000, production: 90_000, seeding: 30_000, boost: 100_000, views: 6_100_000, orders: 239, net: 1_055_700 }),
  partner({ handle: 'luchen-v', coupon: 'LUCHEN', from: 15, fee: 640_000, production: 90_000, seeding: 30_000, boost: 100_000, views: 4_700_000, orders: 231, net: 1_015_600 }),
  partner({ handle: 'yihuan-live', coupon: 'YIHUAN', from: 29, fee: 580_000, production: 90_000, seeding: 30_000, boost: 100_000, views: 3_900_000, orders: 224, net: 985_200 }),
  partner({ handle: 'yuan-live', coupon: 'YUAN618', from: 57, fee: 520_000, production: 90_000, seeding: 30_000, boost: 100_000, views: 3_300_000, orders: 215, net: 947_100 }),

  collaboration({
    handle: SWAP.outgoing, coupon: 'DONGLAI', flight: [1, 42], feeMinor: yuan(420_000), clicks: 160, costs: [],
    posts: [{ campaignDay: 3, weight: 70, views: 160_000 }, { campaignDay: 15, weight: 30, views: 88_000 }], sales: sold(22, yuan(77_900)),
    paid: [['agreement', 1]],
  }),
  partner({ handle: 'anke-beauty', coupon: 'ANKE', from: 1, fee: 380_000, production: 72_000, seeding: 24_000, boost: 50_000, views: 820_000, orders: 158, net: 694_500 }),
  partner({ handle: 'guxi-tech', coupon: 'GUXI', from: 15, fee: 360_000, production: 72_000, seeding: 24_000, boost: 50_000, views: 760_000, orders: 154, net: 676_300 }),
  partner({ handle: 'xiaoman-lin', coupon: 'MAN618', from: 29, fee: 340_000, production: 72_000, seeding: 24_000, boost: 50_000, views: 690_000, orders: 175, net: 773_900 }),
  partner({ handle: 'bailu-roam', coupon: 'BAILU', from: 43, fee: 320_000, production: 72_000, seeding: 24_000, boost: 50_000, views: 540_000, orders: 133, net: 586_800 }),
  partner({ handle: 'yizhou-lab', coupon: 'ZHOU618', from: 57, fee: 300_000, production: 72_000, seeding: 24_000, boost: 50_000, views: 610_000, orders: 171, net: 752_400 }),

  partner({ handle: 'alan-spf', coupon: 'ALAN618', from: 1, fee: 260_000, production: 20_000, seeding: 18_000, boost: 20_000, views: 96_000, orders: 137, net: 605_200 }),
  partner({ handle: 'xiaolu-offwork', coupon: 'LU618', from: 15, fee: 250_000, production: 20_000, seeding: 18_000, boost: 20_000, views: 88_000, orders: 123, net: 542_700 }),
  partner({ handle: 'coco-nococo', coupon: 'COCO', from: 29, fee: 250_000, production: 20_000, seeding: 18_000, boost: 20_000, views: 74_000, orders: 119, net: 524_100 }),
  partner({ handle: 'laoding-makeup', coupon: 'LAODING', from: 43, fee: 240_000, production: 20_000, seeding: 18_000, boost: 20_000, views: 81_000, orders: 107, net: 473_600 }),
  partner({ handle: 'qiqi-sleep', coupon: 'QIQI', from: 57, fee: 240_000, production: 20_000, seeding: 18_000, boost: 0, views: 92_000, orders: 101, net: 446_100 }),
  partner({ handle: 'taozi-soda', coupon: 'TAOZI', from: 29, fee: 230_000, production: 20_000, seeding: 18_000, boost: 0, views: 69_000, orders: 92, net: 407_800 }),
  partner({ handle: 'meimei-review', coupon: 'MEIMEI', from: 43, fee: 230_000, production: 20_000, seeding: 22_000, boost: 0, views: 77_000, orders: 114, net: 500_300 }),
];

/** What the replacement published, cost besides the fee, and sold; code, coupon, fee and flight come from accepting the proposal. */
export const SWAPPED_IN = {
  costs: [boost(34_000, 28)],
  posts: [{ campaignDay: 27, weight: 65, views: 470_000 }, { campaignDay: 34, weight: 35, views: 265_000 }],
  sales: sold(138, yuan(608_700)),
  clicks: 320,
  paid: [['agreement', 26], ['publication', 30], ['review', 44]],
} as const satisfies Pick<DemoCollaboration, 'costs' | 'posts' | 'sales' | 'clicks' | 'paid'>;
