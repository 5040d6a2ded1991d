import type { Kysely } from 'kysely';
import type { CampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { findMatrixSnapshot, listMatrixSnapshots } from '#db/queries/matrix-snapshot.server.ts';
import type { Database } from '#db/schema.ts';
import type { MatrixSnapshot, SnapshotSeat, SnapshotTier } from '#app/domain/matrix-snapshot.ts';
import { compareSnapshots } from '#app/domain/matrix-snapshot.ts';
import { openBooks } from '#app/services/books.server.ts';
import { describeMatrix } from '#app/services/take-matrix-snapshot.server.ts';

/** The board as it stands now, as one side of a comparison. */
export const NOW = 'now';

interface Question {
  readonly workspaceId: string;
  readonly campaign: CampaignDetail;
  /** Ids of snapshots, or `now`; what is not there falls back: the latest snapshot against now. */
  readonly from: string | null;
  readonly to: string | null;
  readonly seesCosts: boolean;
  readonly now: Date;
}

/** A campaign's snapshots and what lies between two of them; fees and what was committed only for those who may see costs. */
export async function loadComparison(db: Kysely<Database>, { workspaceId, campaign, from, to, seesCosts, now }: Question) {
  const snapshots = await listMatrixSnapshots(db, workspaceId, campaign.id);
  const known = (id: string | null) => snapshots.find((one) => one.id === id) ?? null;
  const [first, second] = [known(from) ?? snapshots[0] ?? null, known(to)];
  if (first === null) return { snapshots, from: null, to: NOW, comparison: null, currency: null, mixed: false };
  const sideOf = async (at: typeof first | null) => {
    if (at === null) return await describeMatrix(db, await openBooks(db, workspaceId, now), campaign, now);
    return (await findMatrixSnapshot(db, workspaceId, campaign.id, at.id))?.body ?? null;
  };
  const [before, after] = await Promise.all([sideOf(first), sideOf(second)]);
  if (before === null || after === null) return { snapshots, from: first.id, to: NOW, comparison: null, currency: null, mixed: false };
  return { snapshots, from: first.id, to: second?.id ?? NOW, comparison: shown(before, after, seesCosts), currency: after.currency, mixed: before.currency !== after.currency };
}

function shown(before: MatrixSnapshot, after: MatrixSnapshot, seesCosts: boolean) {
  const { seats, tiers, ...rest } = compareSnapshots(before, after);
  // A change of a fee alone would tell that there was one: it is left out where fees are.
  const told = seesCosts ? seats : seats.filter((change) => change.kind !== 'changed' || change.before?.status !== change.after?.status);
  return {
    ...rest,
    seats: told.map((change) => ({ ...change, before: change.before && seatOf(change.before, seesCosts), after: change.after && seatOf(change.after, seesCosts) })),
    tiers: tiers.map(({ tier, before: was, after: is }) => ({ tier, before: tierOf(was, seesCosts), after: tierOf(is, seesCosts) })),
  };
}

const seatOf = ({ collaborationId, tier, slot, status, light, feeMinor, standingMinor }: SnapshotSeat, seesCosts: boolean) => ({
  collaborationId, tier, slot, status, light, money: seesCosts ? { feeMinor, standingMinor } : null,
});

const tierOf = ({ slots, shareBasisPoints, plannedMinor, committedMinor, draftedMinor, accruedMinor }: SnapshotTier, seesCosts: boolean) => ({
  slots, shareBasisPoints, plannedMinor, spent: seesCosts ? { committedMinor, draftedMinor, accruedMinor } : null,
});

export type Comparison = NonNullable<Awaited<ReturnType<typeof loadComparison>>['comparison']>;
