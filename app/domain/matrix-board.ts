import type { CampaignStatus, MatrixPlan } from './campaign.ts';
import { splitBudget } from './campaign.ts';
import type { CollaborationStatus } from './collaboration.ts';
import { isPencilled } from './collaboration.ts';
import { toReportingMinor } from './exchange-rate.ts';
import type { BudgetRow } from './finance/campaign-budget.ts';
import { campaignBudget } from './finance/campaign-budget.ts';
import type { SpendingStop } from './finance/spending-stop.ts';
import type { KolStatus, Tier } from './kol.ts';
import type { CalendarDay } from './period.ts';

/** A place of the matrix; slots of a tier are counted from 1. */
export interface SlotAddress {
  readonly tier: Tier;
  readonly slot: number;
}

/** An amount with the rate that leads to the reporting currency; null without one, and then it is counted nowhere. */
export interface RatedMoney {
  readonly minor: number;
  readonly currency: string;
  readonly rate: string | null;
}

/** A collaboration on the board. Sums are in the reporting currency. */
export interface Seat {
  readonly collaborationId: string;
  readonly version: number;
  readonly kolId: string;
  readonly kolName: string;
  readonly tier: Tier;
  /** Null for one that ended and whose successor has taken the slot; above the plan's slots for those who are too many. */
  readonly slot: number | null;
  readonly status: CollaborationStatus;
  readonly fee: RatedMoney | null;
  /** Of the fee, in its currency: what was requested, approved, paid or released already. A fee cannot go below. */
  readonly boundMinor: number;
  /** What stands for it: all costs, commission on what was credited included. */
  readonly standingMinor: number;
  readonly accruedMinor: number;
  /** What was committed by cost items alone: what the rule on tier shares adds up. */
  readonly costMinor: number;
  readonly stop: SpendingStop;
  /** What three people have allowed it above its tier's share and nobody has used yet. */
  readonly signedOffMinor: number | null;
  /** The collaboration that it replaces, and what that one gave back. */
  readonly replaces: { readonly tier: Tier; readonly releasedMinor: number } | null;
}

/** Finance keeps the money of a tier as it is. */
export interface TierLock {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

/** Somebody who might take a slot. */
export interface Candidate {
  readonly kolId: string;
  readonly name: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  readonly price: RatedMoney | null;
  /** Brand to which the KOL is bound. */
  readonly exclusiveWith: string | null;
  readonly availableFrom: CalendarDay | null;
}

/** A campaign as a board: all that the rules of a move ask for (product.md section 3). */
export interface MatrixBoard {
  readonly campaign: { readonly status: CampaignStatus; readonly startsOn: CalendarDay; readonly endsOn: CalendarDay };
  readonly today: CalendarDay;
  /** Reporting currency. */
  readonly currency: string;
  /** The workspace's own name: being bound to it is no conflict. */
  readonly brandName: string;
  /** Reporting currency; null where the budget's currency has no rate. */
  readonly budgetMinor: number | null;
  readonly reserveBasisPoints: number;
  readonly plan: MatrixPlan;
  readonly locks: Readonly<Partial<Record<Tier, TierLock>>>;
  readonly seats: readonly Seat[];
}

/** The money of each tier and of the reserve; null without a rate, or for a plan whose shares are no whole. */
export function boardMoney(board: Pick<MatrixBoard, 'budgetMinor' | 'reserveBasisPoints' | 'plan' | 'seats'>): BudgetRow[] | null {
  const { budgetMinor, reserveBasisPoints, plan, seats } = board;
  if (budgetMinor === null || !isWhole(plan)) return null;
  return campaignBudget({ budgetMinor, reserveBasisPoints, plan }, seats);
}

/** Whether the shares of a plan sum to 100.00 %; a tier that is planned nothing has 0. */
export function isWhole(plan: MatrixPlan): boolean {
  return plan.top.shareBasisPoints + plan.mid.shareBasisPoints + plan.emerging.shareBasisPoints === 10_000;
}

/** What a tier is planned; null as `boardMoney`. */
export function plannedMinor({ budgetMinor, reserveBasisPoints, plan }: Pick<MatrixBoard, 'budgetMinor' | 'reserveBasisPoints' | 'plan'>, tier: Tier): number | null {
  return budgetMinor === null || !isWhole(plan) ? null : splitBudget(budgetMinor, reserveBasisPoints, plan).tierMinor[tier];
}

/** Money that stands for a tier, promised or pencilled in. */
export function allocatedMinor(seats: readonly Seat[], tier: Tier): number {
  return seats.reduce((sum, seat) => sum + (seat.tier === tier ? seat.standingMinor : 0), 0);
}

export function seatAt(seats: readonly Seat[], { tier, slot }: SlotAddress): Seat | undefined {
  return seats.find((seat) => seat.tier === tier && seat.slot === slot);
}

export interface TierCount {
  readonly slots: number;
  /** Agreed, live, paused or ended. */
  readonly filled: number;
  /** Drafted or offered. */
  readonly offered: number;
  readonly empty: number;
  /** People beyond the planned slots. */
  readonly beyond: number;
}

/** How the slots of a tier stand; who ended and was succeeded takes none. */
export function countTier(board: Pick<MatrixBoard, 'plan' | 'seats'>, tier: Tier): TierCount {
  const seated = board.seats.flatMap(({ tier: of, slot, status }) => (of === tier && slot !== null ? [{ slot, status }] : []));
  const offered = seated.filter((seat) => isPencilled(seat.status)).length;
  const { slots } = board.plan[tier];
  const taken = seated.filter((seat) => seat.slot <= slots).length;
  return { slots, filled: seated.length - offered, offered, empty: slots - taken, beyond: seated.length - taken };
}

export function reportingMinor(money: RatedMoney | null, currency: string): number | null {
  return money === null ? null : toReportingMinor(money.minor, money.currency, currency, money.rate);
}
