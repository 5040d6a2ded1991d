import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { CampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { insertMatrixSnapshot, listCampaignsToSnapshot } from '#db/queries/matrix-snapshot.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { TIERS } from '#app/domain/kol.ts';
import { boardMoney, plannedMinor, reportingMinor } from '#app/domain/matrix-board.ts';
import type { MatrixSnapshot } from '#app/domain/matrix-snapshot.ts';
import { weekOf } from '#app/domain/matrix-snapshot.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { PORTAL_ACTOR } from './doing.ts';
import { eachInTurn } from './each-in-turn.server.ts';
import { readMatrixBoard } from './read-matrix-board.server.ts';
import { readTargets } from './read-targets.server.ts';
import { settleRollups } from './settle-rollups.server.ts';

export type TakeSnapshotOutcome =
  | { readonly status: 'taken'; readonly snapshotId: string }
  /** The week has its snapshot; it is kept as it is. */
  | { readonly status: 'already-there' }
  | { readonly status: 'campaign-unknown' };

/**
 * Keeps a campaign's matrix as it stands: who sits where, fees, money by tier, targets with actuals.
 * @param input.weekly stands for the week of `now`, once; otherwise one more that somebody wanted, with a note
 */
export async function takeMatrixSnapshot(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly slug: string; readonly weekly: boolean; readonly note: string }, { now, actor }: Doing,
): Promise<TakeSnapshotOutcome> {
  const { workspaceId, slug, weekly, note } = input;
  return await inTransaction(db, async (trx) => {
    const campaign = await findCampaignDetail(trx, workspaceId, slug);
    if (!campaign) return { status: 'campaign-unknown' };
    const books = await openBooks(trx, workspaceId, now);
    const body = await describeMatrix(trx, books, campaign, now);
    const snapshotId = newId();
    const week = weekly ? weekOf(books.today) : null;
    if (!(await insertMatrixSnapshot(trx, workspaceId, { id: snapshotId, campaignId: campaign.id, week, takenAt: now, takenBy: actor.name, note, body }))) return { status: 'already-there' };
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'matrix.snapshot', subjectKind: 'campaign', subjectId: campaign.id, after: { snapshotId, week, people: body.seats.length } },
    ]);
    return { status: 'taken', snapshotId };
  });
}

/** What a snapshot of the matrix would hold now. */
export async function describeMatrix(db: Kysely<Database>, books: Books, campaign: CampaignDetail, now: Date): Promise<MatrixSnapshot> {
  const { board, people, revenueMinor } = await readMatrixBoard(db, books, campaign);
  const { targets } = await readTargets(db, { workspaceId: books.workspace.id, campaign, today: books.today, now });
  const money = boardMoney(board);
  const sum = (tier: (typeof TIERS)[number], value: (seat: (typeof board.seats)[number]) => number) => board.seats.reduce((total, seat) => total + (seat.tier === tier ? value(seat) : 0), 0);
  return {
    currency: board.currency, revenueMinor, reserveMinor: money?.find((row) => row.row === 'reserve')?.plannedMinor ?? null,
    tiers: TIERS.map((tier) => {
      const row = money?.find((one) => one.row === tier);
      const standing = row ?? { committedMinor: sum(tier, (seat) => seat.standingMinor), draftedMinor: 0, accruedMinor: sum(tier, (seat) => seat.accruedMinor) };
      return {
        tier, ...board.plan[tier], plannedMinor: plannedMinor(board, tier), committedMinor: standing.committedMinor, draftedMinor: standing.draftedMinor, accruedMinor: standing.accruedMinor,
      };
    }),
    seats: people.map(({ card, seat }) => ({
      collaborationId: seat.collaborationId, kolId: seat.kolId, kolName: seat.kolName, tier: seat.tier, slot: seat.slot, status: seat.status,
      feeMinor: reportingMinor(seat.fee, board.currency), standingMinor: seat.standingMinor, light: card.light, scoreTenths: card.scoreTenths,
    })),
    targets: targets.map(({ target, goal, actual }) => ({ target, goal, actual })),
  };
}

/** Takes the week's snapshot of every running campaign that has none yet, in every workspace. Returns how many were taken. */
export async function takeWeeklySnapshots(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<number> {
  let taken = 0;
  const placeOf = ({ workspaceId, slug }: { readonly workspaceId: string; readonly slug: string }) => ({ workspaceId, campaign: slug });
  await eachInTurn(await listCampaignsToSnapshot(db, now), placeOf, async ({ workspaceId, slug }) => {
    await settleRollups(db, { workspaceId, now });
    const outcome = await takeMatrixSnapshot(db, { workspaceId, slug, weekly: true, note: '' }, { now, actor: PORTAL_ACTOR });
    if (outcome.status === 'taken') taken += 1;
  });
  return taken;
}
