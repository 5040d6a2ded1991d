import type { Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { CampaignDetail } from '#db/queries/campaign-pages.server.ts';
import type { CollaborationRecord } from '#db/queries/collaboration.server.ts';
import { listCollaborations, updateCollaborations } from '#db/queries/collaboration.server.ts';
import { listLargestAccounts, lockKols, upsertKols } from '#db/queries/kol.server.ts';
import { listBusyKols, replaceMatrixPlaces } from '#db/queries/matrix-board.server.ts';
import type { Database } from '#db/schema.ts';
import { isPromised } from '#app/domain/finance/ledger-plan.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { KolStatus } from '#app/domain/kol.ts';
import type { MatrixBoard, Seat } from '#app/domain/matrix-board.ts';
import { seatAt } from '#app/domain/matrix-board.ts';
import type { Move } from '#app/domain/matrix-move.ts';
import { applyMove, changesTier, DRAFTED_ID, feeGrowthMinor } from '#app/domain/matrix-move.ts';
import { amountText } from '#app/domain/money.ts';
import { laterDay } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import { advanceCollaboration } from './advance-collaboration.server.ts';
import { planFee, readAgreedFees, writeFees } from './agreed-fee.server.ts';
import type { Books } from './books.server.ts';
import { createCollaborations } from './create-collaboration.server.ts';
import type { Doing } from './doing.ts';
import type { MatrixMoveInput } from './move-in-matrix.server.ts';
import { requireTierShare } from './require-sign-off.server.ts';

/** Something that is decided where the rows are written refuses the move; the transaction is to be taken back. */
export class MoveRefused extends Error {
  constructor(readonly problem: string) {
    super(problem);
  }
}

export interface WrittenMove {
  readonly kind: Move['kind'] | 'swap';
  readonly collaborationId: string;
  readonly name: string;
  /** The move that takes it back; null for a cancelled draft, whose code is gone for good. */
  readonly undo: MatrixMoveInput | null;
}

interface ToWrite {
  readonly books: Books;
  readonly campaign: CampaignDetail;
  /** As it stands before. */
  readonly board: MatrixBoard;
  readonly move: Move;
  readonly reason: string;
  /** What somebody is who is taken off the board and works nowhere else. */
  readonly leaves: Extract<KolStatus, 'bench' | 'active'>;
}

/** Stores a move that the rules allow. @throws MoveRefused */
export async function writeMove(trx: Transaction<Database>, to: ToWrite, doing: Doing): Promise<WrittenMove> {
  const written = await writeKind(trx, to, doing);
  const { books: { workspace }, campaign, board, move } = to;
  const after = applyMove(board, move).seats;
  await replaceMatrixPlaces(trx, workspace.id, campaign.id, after.flatMap(({ collaborationId, tier, slot }) => (
    slot === null ? [] : [{ collaborationId: collaborationId === DRAFTED_ID ? written.collaborationId : collaborationId, tier, slot }]
  )));
  const { before, now } = factsOf(board, move);
  await insertAuditEntries(trx, workspace.id, [{
    id: newId(), at: doing.now, actor: doing.actor, action: `matrix.${written.kind}`, subjectKind: 'campaign', subjectId: campaign.id,
    before, after: { collaborationId: written.collaborationId, name: written.name, ...now }, ...(to.reason === '' ? {} : { reason: to.reason }),
  }]);
  return written;
}

async function writeKind(trx: Transaction<Database>, to: ToWrite, doing: Doing): Promise<WrittenMove> {
  switch (to.move.kind) {
    case 'place':
      return await draft(trx, to, to.move, doing);
    case 'bench':
      return await cancel(trx, to, to.move.seat, doing);
    case 'shift':
      return await shift(trx, to, to.move, doing);
    case 'fee':
      return await changeFee(trx, to, to.move, doing);
  }
}

type MoveOf<Kind extends Move['kind']> = Extract<Move, { kind: Kind }>;

async function draft(trx: Transaction<Database>, { books, campaign }: ToWrite, { candidate, to, fee }: MoveOf<'place'>, doing: Doing): Promise<WrittenMove> {
  const workspaceId = books.workspace.id;
  const [account] = await listLargestAccounts(trx, workspaceId, [candidate.kolId]);
  if (!account) throw new MoveRefused('account-unknown');
  const startsOn = [campaign.startsOn, books.today, candidate.availableFrom ?? campaign.startsOn].reduce(laterDay);
  const [outcome] = await createCollaborations(trx, books, [{
    campaignId: campaign.id, accountId: account.accountId, tier: to.tier, startsOn, endsOn: campaign.endsOn, status: 'draft', reason: `slot ${to.slot} of the matrix`,
    ...(fee === null ? {} : { fee: { minor: fee.minor, currency: fee.currency } }),
  }], doing);
  if (outcome?.status !== 'created') throw new MoveRefused(outcome?.status ?? 'campaign-unknown');
  await setKolStatus(trx, workspaceId, candidate.kolId, 'bench', 'active', doing);
  const { collaborationId } = outcome;
  const leaves = candidate.status === 'bench' ? 'bench' : 'active';
  return { kind: 'place', collaborationId, name: candidate.name, undo: { kind: 'bench', collaborationId, version: 1, reason: 'taken back', leaves } };
}

async function cancel(trx: Transaction<Database>, { books, reason, leaves }: ToWrite, { collaborationId, version, kolId, kolName }: Seat, doing: Doing): Promise<WrittenMove> {
  const workspaceId = books.workspace.id;
  const outcome = await advanceCollaboration(trx, { workspaceId, collaborationId, version, step: 'cancel', reason }, doing);
  if (outcome.status !== 'advanced') throw new MoveRefused(outcome.status);
  const busy = await listBusyKols(trx, workspaceId, [kolId], collaborationId);
  if (!busy.has(kolId) && leaves === 'bench') await setKolStatus(trx, workspaceId, kolId, 'active', 'bench', doing);
  return { kind: 'bench', collaborationId, name: kolName, undo: null };
}

async function shift(trx: Transaction<Database>, { books, campaign, board }: ToWrite, move: MoveOf<'shift'>, doing: Doing): Promise<WrittenMove> {
  const workspaceId = books.workspace.id;
  const after = applyMove(board, move).seats;
  const other = seatAt(board.seats, move.to);
  const changing = changesTier(board, move);
  const rows = await listCollaborations(trx, workspaceId, changing.map((seat) => seat.collaborationId));
  const changed = rows.map((row): CollaborationRecord => {
    const tier = after.find((seat) => seat.collaborationId === row.id)?.tier ?? row.tier;
    return { ...row, tier, version: row.version + 1, updated_at: doing.now };
  });
  await updateCollaborations(trx, changed);
  await insertAuditEntries(trx, workspaceId, changed.map((row, index) => ({
    id: newId(), at: doing.now, actor: doing.actor, action: 'collaboration.change', subjectKind: 'collaboration', subjectId: row.id,
    before: { tier: rows[index]?.tier ?? null }, after: { tier: row.tier },
  })));
  // Asked once both stand in their new tiers: what one takes with them is room for the other.
  for (const row of changed) if (isPromised(row.status)) await requireShare(trx, books, campaign, row, doing);
  const { collaborationId, version, kolName, tier, slot } = move.seat;
  const back = slot === null ? null : {
    kind: 'shift' as const, collaborationId, version: version + (changing.length > 0 ? 1 : 0), fromSlot: move.to.slot, tier, slot, occupantId: other?.collaborationId ?? null,
  };
  return { kind: other ? 'swap' : 'shift', collaborationId, name: kolName, undo: back };
}

async function changeFee(trx: Transaction<Database>, { books, campaign, board }: ToWrite, { seat, fee }: MoveOf<'fee'>, doing: Doing): Promise<WrittenMove> {
  const workspaceId = books.workspace.id;
  const known = await readAgreedFees(trx, workspaceId, [seat.collaborationId]);
  const plan = planFee(books, seat.collaborationId, fee, known, doing.now);
  if ('status' in plan) throw new MoveRefused(plan.status);
  await writeFees(trx, books, [plan], doing);
  const [row] = await listCollaborations(trx, workspaceId, [seat.collaborationId]);
  if (!row) throw new MoveRefused('not-found');
  if (isPromised(row.status) && (feeGrowthMinor(seat, fee, board.currency) ?? 0) > 0) await requireShare(trx, books, campaign, row, doing);
  // Whoever edits the collaboration elsewhere sees that it is no longer what they read.
  await updateCollaborations(trx, [{ ...row, version: row.version + 1, updated_at: doing.now }]);
  await insertAuditEntries(trx, workspaceId, [{
    id: newId(), at: doing.now, actor: doing.actor, action: 'collaboration.fee', subjectKind: 'collaboration', subjectId: row.id,
    before: { fee: seat.fee && feeText(seat.fee) }, after: { fee: feeText(fee) },
  }]);
  const undo = seat.fee === null ? null : { kind: 'fee' as const, collaborationId: row.id, version: row.version + 1, fee: { minor: seat.fee.minor, currency: seat.fee.currency } };
  return { kind: 'fee', collaborationId: row.id, name: seat.kolName, undo };
}

const feeText = ({ minor, currency }: { readonly minor: number; readonly currency: string }) => `${amountText(minor, currency)} ${currency}`;

async function requireShare(trx: Transaction<Database>, books: Books, campaign: CampaignDetail, row: CollaborationRecord, { now }: Doing): Promise<void> {
  const needed = await requireTierShare(trx, books, { id: row.id, campaignId: campaign.id, tier: row.tier, replacesId: row.replaces_id }, now);
  if (needed) throw new MoveRefused(needed.status);
}

/** Changes what somebody is, where they are that still; anything else was decided by somebody. */
async function setKolStatus(trx: Transaction<Database>, workspaceId: string, kolId: string, from: KolStatus, to: KolStatus, { now, actor }: Doing): Promise<void> {
  const [kol] = await lockKols(trx, workspaceId, [kolId]);
  if (kol?.status !== from) return;
  await upsertKols(trx, [{ ...kol, status: to, version: kol.version + 1, updated_at: now }]);
  await insertAuditEntries(trx, workspaceId, [
    { id: newId(), at: now, actor, action: 'kol.change', subjectKind: 'kol', subjectId: kolId, before: { status: from }, after: { status: to } },
  ]);
}

/** Where the moved one and who they change places with stood and stand, for the audit. */
function factsOf(board: MatrixBoard, move: Move): { before: JsonObject; now: JsonObject } {
  const place = ({ tier, slot }: Pick<Seat, 'tier' | 'slot'>): JsonObject => ({ tier, slot });
  switch (move.kind) {
    case 'place':
      return { before: {}, now: { ...move.to, fee: move.fee && feeText(move.fee) } };
    case 'bench':
      return { before: place(move.seat), now: {} };
    case 'shift': {
      const other = seatAt(board.seats, move.to);
      return { before: place(move.seat), now: { ...move.to, ...(other ? { exchangedWith: other.collaborationId, exchangedName: other.kolName } : {}) } };
    }
    case 'fee':
      return { before: { fee: move.seat.fee && feeText(move.seat.fee) }, now: { fee: feeText(move.fee) } };
  }
}
