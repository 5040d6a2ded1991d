import type { MatrixPlan } from '../campaign.ts';
import type { CollaborationStatus } from '../collaboration.ts';
import { canTakeStep, COLLABORATION_STEPS } from '../collaboration.ts';
import type { BoardSlot } from '../finance/campaign-budget.ts';
import { budgetTotal, campaignBudget, slotCounts } from '../finance/campaign-budget.ts';
import type { Tier } from '../kol.ts';
import { TIERS } from '../kol.ts';

/** How a collaboration ends when it is replaced: a running one ends, one that has not begun is cancelled, one that is over stays. */
export function endingStep(status: CollaborationStatus): 'end' | 'cancel' | null {
  return (['end', 'cancel'] as const).find((step) => canTakeStep(status, step)) ?? null;
}

export interface PlannedMove {
  readonly collaborationId: string;
  /** Whether the collaboration ends, or goes on with less. */
  readonly ends: boolean;
  /** Minor units of the reporting currency. */
  readonly releasedMinor: number;
  /** Who would be drafted, in their tier at their price. */
  readonly drafts: readonly { readonly tier: Tier; readonly priceMinor: number }[];
}

/** Money and places of a tier; `takenMinor` is committed and drafted together. */
export interface TierState {
  readonly takenMinor: number;
  readonly filled: number;
  readonly offered: number;
}

export interface TierEffect {
  readonly tier: Tier;
  readonly plannedMinor: number;
  readonly slots: number;
  readonly before: TierState;
  readonly after: TierState;
}

export interface MoveEffects {
  /** Tiers that the move touches. */
  readonly tiers: readonly TierEffect[];
  readonly budgetMinor: number;
  readonly takenBeforeMinor: number;
  readonly takenAfterMinor: number;
}

type Campaign = Parameters<typeof campaignBudget>[0] & { readonly plan: MatrixPlan };

/** What accepting a proposal does to the money and the slots of its campaign, worked out before anybody decides. */
export function moveEffects(campaign: Campaign, board: readonly (BoardSlot & { readonly id: string })[], move: PlannedMove): MoveEffects {
  const moved = board.map((slot): BoardSlot => (slot.id === move.collaborationId ? leave(slot, move) : slot));
  const drafted = move.drafts.map(({ tier, priceMinor }): BoardSlot => ({ tier, status: 'draft', standingMinor: priceMinor, accruedMinor: 0 }));
  const [before, after] = [stateOf(campaign, board), stateOf(campaign, [...moved, ...drafted])];
  const touched = new Set([...board.filter((slot) => slot.id === move.collaborationId), ...move.drafts].map(({ tier }) => tier));
  return {
    tiers: TIERS.filter((tier) => touched.has(tier)).map((tier) => ({
      tier, plannedMinor: before.plannedOf(tier), slots: campaign.plan[tier].slots, before: before.of(tier), after: after.of(tier),
    })),
    budgetMinor: campaign.budgetMinor, takenBeforeMinor: before.takenMinor, takenAfterMinor: after.takenMinor,
  };
}

function leave(slot: BoardSlot, { ends, releasedMinor }: PlannedMove): BoardSlot {
  const step = ends ? endingStep(slot.status) : null;
  return { ...slot, status: step === null ? slot.status : COLLABORATION_STEPS[step].to, standingMinor: slot.standingMinor - releasedMinor };
}

function stateOf(campaign: Campaign, board: readonly BoardSlot[]) {
  const rows = campaignBudget(campaign, board);
  const counts = slotCounts(campaign.plan, board);
  const total = budgetTotal(rows);
  const rowOf = (tier: Tier) => rows.filter(({ row }) => row === tier);
  const sum = (tier: Tier, value: (row: (typeof rows)[number]) => number) => rowOf(tier).reduce((all, row) => all + value(row), 0);
  const count = (tier: Tier, value: (count: (typeof counts)[number]) => number) => counts.reduce((all, one) => (one.tier === tier ? all + value(one) : all), 0);
  return {
    takenMinor: total.committedMinor + total.draftedMinor,
    plannedOf: (tier: Tier) => sum(tier, (row) => row.plannedMinor),
    of: (tier: Tier): TierState => ({
      takenMinor: sum(tier, (row) => row.committedMinor + row.draftedMinor), filled: count(tier, (one) => one.filled), offered: count(tier, (one) => one.offered),
    }),
  };
}
