import type { CollaborationStatus } from './collaboration.ts';
import type { CampaignTarget } from './campaign-targets.ts';
import type { Tier } from './kol.ts';
import { TIERS } from './kol.ts';
import { compareNames } from './name-order.ts';
import type { CalendarDay } from './period.ts';
import { addDays, daysBetween } from './period.ts';
import type { Light } from './scoring/light.ts';

/** Somebody in the matrix as it stood. Amounts in the snapshot's currency. */
export interface SnapshotSeat {
  readonly collaborationId: string;
  readonly kolId: string;
  readonly kolName: string;
  readonly tier: Tier;
  readonly slot: number | null;
  readonly status: CollaborationStatus;
  readonly feeMinor: number | null;
  readonly standingMinor: number;
  readonly light: Light | null;
  readonly scoreTenths: number | null;
}

export interface SnapshotTier {
  readonly tier: Tier;
  readonly slots: number;
  readonly shareBasisPoints: number;
  /** Null without a rate for the budget. */
  readonly plannedMinor: number | null;
  readonly committedMinor: number;
  readonly draftedMinor: number;
  readonly accruedMinor: number;
}

/** A campaign's matrix at an instant, as it is kept for good. */
export interface MatrixSnapshot {
  readonly currency: string;
  readonly reserveMinor: number | null;
  readonly revenueMinor: number;
  readonly tiers: readonly SnapshotTier[];
  readonly seats: readonly SnapshotSeat[];
  readonly targets: readonly { readonly target: CampaignTarget; readonly goal: number | null; readonly actual: number | null }[];
}

/** The Monday of a day's week: one weekly snapshot stands for each. */
export function weekOf(day: CalendarDay): CalendarDay {
  const sinceMonday = daysBetween('1970-01-05', day) % 7;
  return addDays(day, -(sinceMonday < 0 ? sinceMonday + 7 : sinceMonday));
}

/** Somebody of two snapshots; `before` null for who came, `after` null for who left. */
export interface SeatChange {
  readonly kind: 'came' | 'left' | 'moved' | 'changed';
  readonly kolId: string;
  readonly kolName: string;
  readonly before: SnapshotSeat | null;
  readonly after: SnapshotSeat | null;
}

export interface TierChange {
  readonly tier: Tier;
  readonly before: SnapshotTier;
  readonly after: SnapshotTier;
}

export interface SnapshotComparison {
  /** Who came, who left, who moved, whose state or fee changed; in that order, by name. */
  readonly seats: readonly SeatChange[];
  readonly unchanged: number;
  readonly tiers: readonly TierChange[];
  readonly targets: readonly { readonly target: CampaignTarget; readonly goal: number | null; readonly before: number | null; readonly after: number | null }[];
  readonly revenue: { readonly beforeMinor: number; readonly afterMinor: number };
}

const KINDS: readonly SeatChange['kind'][] = ['came', 'left', 'moved', 'changed'];

/** What lies between two snapshots of one campaign. A KOL is the same whatever the collaboration; those who were cancelled are in neither. */
export function compareSnapshots(before: MatrixSnapshot, after: MatrixSnapshot): SnapshotComparison {
  const [was, is] = [byKol(before), byKol(after)];
  const changes = [...new Set([...was.keys(), ...is.keys()])].map((kolId) => changeOf(kolId, was.get(kolId) ?? null, is.get(kolId) ?? null));
  const seats = changes.filter((change) => change !== null);
  return {
    seats: seats.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareNames(a.kolName, b.kolName)),
    unchanged: changes.length - seats.length,
    tiers: TIERS.flatMap((tier) => {
      const [a, b] = [before.tiers.find((one) => one.tier === tier), after.tiers.find((one) => one.tier === tier)];
      return a && b ? [{ tier, before: a, after: b }] : [];
    }),
    targets: after.targets.map(({ target, goal, actual }) => ({ target, goal, before: before.targets.find((one) => one.target === target)?.actual ?? null, after: actual })),
    revenue: { beforeMinor: before.revenueMinor, afterMinor: after.revenueMinor },
  };
}

/** A KOL with two collaborations in a campaign (two accounts) is shown by the one that has a slot, the first of them. */
function byKol({ seats }: MatrixSnapshot): Map<string, SnapshotSeat> {
  const found = new Map<string, SnapshotSeat>();
  for (const seat of seats) {
    const known = found.get(seat.kolId);
    if (!known || (known.slot === null && seat.slot !== null)) found.set(seat.kolId, seat);
  }
  return found;
}

function changeOf(kolId: string, before: SnapshotSeat | null, after: SnapshotSeat | null): SeatChange | null {
  const kolName = (after ?? before)?.kolName ?? '';
  if (before === null || after === null) return { kind: before === null ? 'came' : 'left', kolId, kolName, before, after };
  const moved = before.tier !== after.tier || before.slot !== after.slot;
  const changed = before.status !== after.status || before.standingMinor !== after.standingMinor || before.feeMinor !== after.feeMinor;
  return moved || changed ? { kind: moved ? 'moved' : 'changed', kolId, kolName, before, after } : null;
}
