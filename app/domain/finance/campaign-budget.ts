import type { MatrixPlan } from '../campaign.ts';
import { splitBudget } from '../campaign.ts';
import type { CollaborationStatus } from '../collaboration.ts';
import { isPencilled } from '../collaboration.ts';
import type { Tier } from '../kol.ts';
import { TIERS } from '../kol.ts';

/** A collaboration on the board: its place and the money that stands for it, in the campaign's currency. */
export interface BoardSlot {
  readonly tier: Tier;
  readonly status: CollaborationStatus;
  readonly standingMinor: number;
  readonly accruedMinor: number;
}

/** A row of the budget: a tier or the reserve. */
export interface BudgetRow {
  readonly row: Tier | 'reserve';
  /** Share of what is left after the reserve; of the whole budget for the reserve itself. */
  readonly shareBasisPoints: number;
  readonly plannedMinor: number;
  /** Promised: agreed, live, paused and ended collaborations. */
  readonly committedMinor: number;
  /** Drafted or offered, not promised yet. */
  readonly draftedMinor: number;
  readonly accruedMinor: number;
  /** Planned less committed and drafted; below 0 the row is over-allocated (product.md section 3). */
  readonly leftMinor: number;
}

export interface SlotCount {
  readonly tier: Tier;
  readonly slots: number;
  /** Agreed, live, paused or ended. */
  readonly filled: number;
  /** Drafted or offered. */
  readonly offered: number;
  readonly empty: number;
}

/**
 * The budget of a campaign by row: tiers by their share, then the reserve. Planned money sums to the budget to the minor unit
 * (product.md section 3); cancelled collaborations count nowhere.
 * @throws RangeError when the shares do not sum to 100 %
 */
export function campaignBudget(
  campaign: { readonly budgetMinor: number; readonly reserveBasisPoints: number; readonly plan: MatrixPlan }, collaborations: readonly BoardSlot[],
): BudgetRow[] {
  const split = splitBudget(campaign.budgetMinor, campaign.reserveBasisPoints, campaign.plan);
  const rows = TIERS.map((tier): BudgetRow => {
    const own = collaborations.filter((one) => one.tier === tier && one.status !== 'cancelled');
    const sum = (value: (one: BoardSlot) => number) => own.reduce((total, one) => total + value(one), 0);
    const draftedMinor = sum((one) => (isPencilled(one.status) ? one.standingMinor : 0));
    const committedMinor = sum((one) => one.standingMinor) - draftedMinor;
    const plannedMinor = split.tierMinor[tier];
    return {
      row: tier, shareBasisPoints: campaign.plan[tier].shareBasisPoints, plannedMinor, committedMinor, draftedMinor,
      accruedMinor: sum((one) => one.accruedMinor), leftMinor: plannedMinor - committedMinor - draftedMinor,
    };
  });
  const reserve: BudgetRow = {
    row: 'reserve', shareBasisPoints: campaign.reserveBasisPoints, plannedMinor: split.reserveMinor,
    committedMinor: 0, draftedMinor: 0, accruedMinor: 0, leftMinor: split.reserveMinor,
  };
  return [...rows, reserve];
}

/** The row under the budget rows: their sums. */
export function budgetTotal(rows: readonly BudgetRow[]): Omit<BudgetRow, 'row' | 'shareBasisPoints'> {
  const sum = (value: (row: BudgetRow) => number) => rows.reduce((total, row) => total + value(row), 0);
  return {
    plannedMinor: sum((row) => row.plannedMinor), committedMinor: sum((row) => row.committedMinor), draftedMinor: sum((row) => row.draftedMinor),
    accruedMinor: sum((row) => row.accruedMinor), leftMinor: sum((row) => row.leftMinor),
  };
}

/** How many slots of each tier are filled, offered and empty. More people than slots leave none empty. */
export function slotCounts(plan: MatrixPlan, collaborations: readonly Pick<BoardSlot, 'tier' | 'status'>[]): SlotCount[] {
  return TIERS.map((tier) => {
    const own = collaborations.filter((one) => one.tier === tier && one.status !== 'cancelled');
    const offered = own.filter((one) => isPencilled(one.status)).length;
    const { slots } = plan[tier];
    return { tier, slots, filled: own.length - offered, offered, empty: Math.max(0, slots - own.length) };
  });
}
