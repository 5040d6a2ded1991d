import type { Kysely, Transaction } from 'kysely';
import * as z from 'zod';
import { listSubjectHistory } from '#db/queries/audit.server.ts';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { lockCampaign } from '#db/queries/campaign.server.ts';
import { lockCollaborations } from '#db/queries/collaboration.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { findCandidateRow } from '#db/queries/matrix-board.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { tierSchema } from '#app/domain/kol.ts';
import type { MatrixBoard, SlotAddress } from '#app/domain/matrix-board.ts';
import { seatAt } from '#app/domain/matrix-board.ts';
import type { Move } from '#app/domain/matrix-move.ts';
import type { Finding } from '#app/domain/matrix-rules.ts';
import { codesToConfirm, judgementOf, judgeMove } from '#app/domain/matrix-rules.ts';
import { openBooks } from './books.server.ts';
import type { Books } from './books.server.ts';
import type { Doing } from './doing.ts';
import { candidateOf, ratedMoney, readMatrixBoard } from './read-matrix-board.server.ts';
import type { WrittenMove } from './write-matrix-move.server.ts';
import { MoveRefused, writeMove } from './write-matrix-move.server.ts';

const slotAddress = { tier: tierSchema, slot: z.int().min(1).max(10_000) };
const amount = z.strictObject({ minor: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) });
/** The version of the collaboration that the person saw. */
const seat = { collaborationId: z.uuid(), version: z.int().positive() };

export const matrixMoveSchema = z.discriminatedUnion('kind', [
  /** Without a fee the KOL's price; null for none yet. */
  z.strictObject({ kind: z.literal('place'), kolId: z.uuid(), ...slotAddress, fee: amount.nullable().optional() }),
  /** `active` takes somebody off the board who was not on the bench before. */
  z.strictObject({ kind: z.literal('bench'), ...seat, reason: z.string().trim().min(1).max(500), leaves: z.enum(['bench', 'active']).default('bench') }),
  /** `fromSlot` is where the person saw them, `occupantId` whom they saw in the target slot; null for nobody. */
  z.strictObject({ kind: z.literal('shift'), ...seat, fromSlot: z.int().nullable(), ...slotAddress, occupantId: z.uuid().nullable() }),
  z.strictObject({ kind: z.literal('fee'), ...seat, fee: amount }),
]);
export type MatrixMoveInput = z.infer<typeof matrixMoveSchema>;

/** What became of the board since the person looked at it. */
export type BoardChange =
  | { readonly code: 'gone' }
  | { readonly code: 'changed'; readonly name: string; readonly by: string | null; readonly at: Date | null; readonly action: string | null }
  | { readonly code: 'occupied' | 'left'; readonly name: string }
  | ({ readonly code: 'elsewhere'; readonly name: string } & Omit<SlotAddress, 'slot'> & { readonly slot: number | null });

export type MatrixMoveOutcome =
  | ({ readonly status: 'moved'; readonly findings: readonly Finding[] } & WrittenMove)
  /** Somebody has to say that they know: send the move again with these codes confirmed. */
  | { readonly status: 'to-confirm'; readonly findings: readonly Finding[] }
  | { readonly status: 'forbidden'; readonly findings: readonly Finding[] }
  | { readonly status: 'stale'; readonly changes: readonly BoardChange[] }
  /** Something beyond the board refuses it, such as a landing page that is not allowed any more. */
  | { readonly status: 'refused'; readonly problem: string }
  | { readonly status: 'campaign-unknown' }
  | { readonly status: 'kol-unknown' };

/**
 * Makes a move on a campaign's board: reads the board as it stands now, judges by the rules that the person was shown, and writes
 * collaboration, money, slot and audit in one transaction. Two moves into one slot: the first has it, the second is told who.
 * @param confirmed codes of findings that the person has seen and wants all the same
 */
export async function moveInMatrix(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly slug: string; readonly move: MatrixMoveInput; readonly confirmed: readonly string[] }, doing: Doing,
): Promise<MatrixMoveOutcome> {
  try {
    return await inTransaction(db, async (trx) => await decide(trx, input, doing));
  } catch (error) {
    // Found out while writing: everything written so far is taken back.
    if (error instanceof MoveRefused) return { status: 'refused', problem: error.problem };
    throw error;
  }
}

async function decide(trx: Transaction<Database>, { workspaceId, slug, move: asked, confirmed }: Parameters<typeof moveInMatrix>[1], doing: Doing): Promise<MatrixMoveOutcome> {
  // In the order of every writer of collaborations and money, the campaign last.
  await lockCollaborations(trx, workspaceId);
  await lockLedger(trx, workspaceId);
  const found = await findCampaignDetail(trx, workspaceId, slug);
  if (!found || !(await lockCampaign(trx, workspaceId, found.id))) return { status: 'campaign-unknown' };
  const campaign = (await findCampaignDetail(trx, workspaceId, slug)) ?? found;
  const books = await openBooks(trx, workspaceId, doing.now);
  const { board } = await readMatrixBoard(trx, books, campaign);
  const changes = await changesSince(trx, workspaceId, board, asked);
  if (changes.length > 0) return { status: 'stale', changes };
  const move = await moveOf(trx, books, board, asked);
  if (!move) return { status: 'kol-unknown' };
  const findings = judgeMove(board, move);
  if (judgementOf(findings) === 'forbidden') return { status: 'forbidden', findings };
  if (codesToConfirm(findings).some((code) => !confirmed.includes(code))) return { status: 'to-confirm', findings };
  const leaving = asked.kind === 'bench' ? { reason: asked.reason, leaves: asked.leaves } : { reason: '', leaves: 'bench' as const };
  const written = await writeMove(trx, { books, campaign, board, move, ...leaving }, doing);
  return { status: 'moved', findings, ...written };
}

/** What the person did not see: the one they move has changed, or somebody else sits where they thought, or nobody does. */
async function changesSince(trx: Transaction<Database>, workspaceId: string, board: MatrixBoard, asked: MatrixMoveInput): Promise<BoardChange[]> {
  if (asked.kind === 'place') return occupantChanges(board, asked, null);
  const moved = board.seats.find((one) => one.collaborationId === asked.collaborationId);
  if (!moved) return [{ code: 'gone' }];
  const changes: BoardChange[] = [];
  if (moved.version !== asked.version) {
    const [last] = await listSubjectHistory(trx, workspaceId, { kind: 'collaboration', id: moved.collaborationId }, 1);
    changes.push({ code: 'changed', name: moved.kolName, by: last?.actorName ?? null, at: last?.at ?? null, action: last?.action ?? null });
  }
  if (asked.kind !== 'shift') return changes;
  if (changes.length === 0 && moved.slot !== asked.fromSlot) changes.push({ code: 'elsewhere', name: moved.kolName, tier: moved.tier, slot: moved.slot });
  // Who is there already is no stranger in the slot: the rules say that nothing would change.
  return [...changes, ...(seatAt(board.seats, asked) === moved ? [] : occupantChanges(board, asked, asked.occupantId))];
}

function occupantChanges(board: MatrixBoard, at: SlotAddress, seenId: string | null): BoardChange[] {
  const other = seatAt(board.seats, at);
  if ((other?.collaborationId ?? null) === seenId) return [];
  if (other) return [{ code: 'occupied', name: other.kolName }];
  return [{ code: 'left', name: board.seats.find((one) => one.collaborationId === seenId)?.kolName ?? '' }];
}

/** The move that was asked for, with the facts as they stand; null for a KOL who is not there. */
async function moveOf(trx: Transaction<Database>, books: Books, board: MatrixBoard, asked: MatrixMoveInput): Promise<Move | null> {
  if (asked.kind === 'place') {
    const row = await findCandidateRow(trx, books.workspace.id, asked.kolId);
    if (!row) return null;
    const candidate = candidateOf(row, books);
    const fee = asked.fee === undefined ? candidate.price : asked.fee && ratedMoney(asked.fee.minor, asked.fee.currency, books);
    return { kind: 'place', candidate, to: { tier: asked.tier, slot: asked.slot }, fee };
  }
  const moved = board.seats.find((one) => one.collaborationId === asked.collaborationId);
  if (!moved) return null;
  switch (asked.kind) {
    case 'bench':
      return { kind: 'bench', seat: moved };
    case 'shift':
      return { kind: 'shift', seat: moved, to: { tier: asked.tier, slot: asked.slot } };
    case 'fee':
      return { kind: 'fee', seat: moved, fee: ratedMoney(asked.fee.minor, asked.fee.currency, books) };
  }
}
