import type { CampaignStatus } from '#app/domain/campaign.ts';
import type { MatrixPlan } from '#app/domain/campaign.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { CostKind, PaymentStage } from '#app/domain/cost.ts';

/** A campaign of the story. */
export interface DemoCampaign {
  readonly slug: string;
  readonly name: string;
  readonly status: CampaignStatus;
  /** First day, in days from today; day 1 of the campaign. */
  readonly startsInDays: number;
  readonly days: number;
  readonly budgetMinor: number;
  readonly plan: MatrixPlan;
  readonly targets: { readonly searchUplift: number; readonly ugcItems: number; readonly interactions: number; readonly salesUpliftBasisPoints: number } | null;
}

/** A post on a day of its campaign (day 1 is the first), and what it had reached by the last report. */
export interface DemoPost {
  readonly campaignDay: number;
  /** Share of the collaboration's sales and clicks that it brings; posts' shares are weighed against each other. */
  readonly weight: number;
  readonly views: number;
}

/** What a collaboration has sold up to yesterday: counted orders and their net revenue, exactly. */
export interface DemoSales {
  readonly orders: number;
  /** In the currency of the fee. */
  readonly netMinor: number;
  /** Besides the counted ones: wholly refunded, cancelled and unpaid orders. */
  readonly refunded: number;
  readonly cancelled: number;
  readonly pending: number;
}

export interface DemoCost {
  readonly kind: CostKind;
  readonly amountMinor: number;
  readonly campaignDay: number | null;
  readonly commissionBasisPoints?: number;
  readonly cancellable: boolean;
  readonly note: string;
}

/** One KOL in one campaign. */
export interface DemoCollaboration {
  readonly handle: string;
  readonly status: CollaborationStatus;
  /** First and last day of the flight, as days of the campaign. */
  readonly flight: readonly [from: number, to: number];
  readonly coupon: string;
  readonly feeMinor: number;
  readonly currency: string;
  readonly costs: readonly DemoCost[];
  readonly posts: readonly DemoPost[];
  readonly sales: DemoSales | null;
  /** Clicks besides those that orders name. */
  readonly clicks: number;
  /** Stages that were paid, each on a day of the campaign. */
  readonly paid: readonly (readonly [stage: PaymentStage, campaignDay: number])[];
  /** The stage that waits for finance. */
  readonly requested: PaymentStage | null;
  /** Orders with the coupon and nothing else in the last days: a coupon that got around. */
  readonly leakedOrders: number;
}

type Wishes = Partial<DemoCollaboration> & Pick<DemoCollaboration, 'handle' | 'flight' | 'coupon' | 'feeMinor'>;

/** A live collaboration in yuan without posts, sales or payments, unless told otherwise. */
export function collaboration(wishes: Wishes): DemoCollaboration {
  return {
    status: 'live', currency: 'CNY', costs: [], posts: [], sales: null, clicks: 0, paid: [], requested: null, leakedOrders: 0, ...wishes,
  };
}

/** Counted orders at an average value, with the few that come back or are never paid. */
export function sold(orders: number, netMinor: number): DemoSales {
  return { orders, netMinor, refunded: Math.round(orders * 0.035), cancelled: Math.round(orders * 0.02), pending: Math.round(orders * 0.015) };
}

/** Yuan in fen. */
export const yuan = (amount: number) => Math.round(amount * 100);
