import type { Kysely, Transaction } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { LockedProposal } from '#db/queries/proposal.server.ts';
import { listCandidates, lockProposal, recordDecision } from '#db/queries/proposal.server.ts';
import { lockCollaborations } from '#db/queries/collaboration.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { markReviewDue } from '#db/queries/dirty-day.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { AuditAction } from '#app/domain/audit-action.ts';
import type { EvidenceChange } from '#app/domain/proposals/evidence-changes.ts';
import { evidenceChanges } from '#app/domain/proposals/evidence-changes.ts';
import { canDecide, proposalDecisionSchema } from '#app/domain/proposals/proposal.ts';
import { applyBasisPoints } from '#app/domain/ratio.ts';
import type { TierLocked } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import type { Replacement } from './replace-collaboration.server.ts';
import { draftReplacement, endCollaboration } from './replace-collaboration.server.ts';
import { releaseMoney } from './release-money.server.ts';
import type { SignOffNeeded } from './require-sign-off.server.ts';
import { requireBudgetMove } from './require-sign-off.server.ts';
import type { CurrentEvidence } from './check-evidence.server.ts';
import { currentEvidence } from './check-evidence.server.ts';
import { settleRollups } from './settle-rollups.server.ts';
import { TierIsLocked } from './tier-locks.server.ts';

export const decideProposalSchema = z.strictObject({
  decision: proposalDecisionSchema,
  reason: z.string().trim().max(1000).default(''),
  /** Which candidate takes over; the first of the list unless said otherwise. */
  rank: z.coerce.number().int().min(1).optional(),
});
export type DecideProposalInput = z.infer<typeof decideProposalSchema>;

export type DecideProposalOutcome =
  | { readonly status: 'accepted'; readonly releasedMinor: number; readonly replacements: readonly Replacement[] }
  | { readonly status: 'rejected' }
  | { readonly status: 'not-found' | 'reason-needed' | 'unknown-candidate' }
  | { readonly status: 'already-decided'; readonly as: string }
  | { readonly status: 'evidence-changed'; readonly changes: readonly EvidenceChange[] }
  | { readonly status: 'cannot-draft'; readonly problem: string }
  /** The candidate's fee would come into a tier whose money finance has locked. */
  | TierLocked
  /** More would be moved within the quarter than the campaign may without sign-off. */
  | SignOffNeeded;

/** Undoes the transaction of an acceptance that could not be carried out whole. */
class CannotDraft extends Error {}

/** Undoes the transaction of an acceptance that three people have to allow first. */
class NotSignedOff extends Error {
  readonly needed: SignOffNeeded;

  constructor(needed: SignOffNeeded) {
    super(`a sign-off ${needed.kind} is needed`);
    this.needed = needed;
  }
}

/**
 * Accepts or rejects a proposal. Accepting carries it out in one transaction (product.md section 10): the old collaboration is reduced
 * or ended, what it had not spent is released, the candidate's collaboration is drafted with its own code, coupon and fee, and the
 * two are linked. A proposal whose evidence has changed since is refused: somebody else's orders may have changed the answer.
 */
export async function decideProposal(
  db: Kysely<Database>, input: DecideProposalInput & { readonly workspaceId: string; readonly proposalId: string }, doing: Doing,
): Promise<DecideProposalOutcome> {
  if (input.decision === 'reject' && input.reason === '') return { status: 'reason-needed' };
  // Orders that came in a moment ago count before anybody decides.
  if (input.decision === 'accept' && !db.isTransaction) await settleRollups(db, { workspaceId: input.workspaceId, now: doing.now });
  const evidence = input.decision === 'accept' ? await currentEvidence(db, input.workspaceId, input.proposalId) : null;
  try {
    return await inTransaction(db, async (trx) => {
      const proposal = await lockProposal(trx, input.workspaceId, input.proposalId);
      if (!proposal) return { status: 'not-found' };
      if (!canDecide(proposal.status)) return { status: 'already-decided', as: proposal.status };
      if (input.decision === 'reject') return await reject(trx, proposal, input, doing);
      if (evidence?.hash !== proposal.evidenceHash) return changed(proposal, evidence);
      return await accept(trx, proposal, input, doing);
    });
  } catch (error) {
    if (error instanceof NotSignedOff) return error.needed;
    if (error instanceof TierIsLocked) return error.locked;
    if (error instanceof CannotDraft) return { status: 'cannot-draft', problem: error.message };
    throw error;
  }
}

type Input = DecideProposalInput & { readonly workspaceId: string };
type Trx = Transaction<Database>;

function changed(proposal: LockedProposal, now: CurrentEvidence | null): DecideProposalOutcome {
  return { status: 'evidence-changed', changes: evidenceChanges(proposal.evidence, now?.evidence ?? null) };
}

async function reject(trx: Trx, proposal: LockedProposal, input: Input, doing: Doing): Promise<DecideProposalOutcome> {
  const { workspaceId, reason } = input;
  await recordDecision(trx, workspaceId, { proposalId: proposal.id, status: 'rejected', by: doing.actor.name, reason, replacementId: null, releasedMinor: null, now: doing.now });
  await audit(trx, workspaceId, proposal, 'proposal.reject', {}, input, doing);
  return { status: 'rejected' };
}

async function accept(trx: Trx, proposal: LockedProposal, input: Input, doing: Doing): Promise<DecideProposalOutcome> {
  const { workspaceId } = input;
  const books = await openBooks(trx, workspaceId, doing.now);
  // In the order in which everybody takes them who makes collaborations and moves money.
  await lockCollaborations(trx, workspaceId);
  await lockLedger(trx, workspaceId);
  const done = await carryOut(trx, books, proposal, input, doing);
  if (done === 'unknown-candidate') return { status: 'unknown-candidate' };
  const needed = await requireBudgetMove(trx, books, proposal.campaignId, done.releasedMinor, doing.now);
  if (needed && 'status' in needed) throw new NotSignedOff(needed);
  await recordDecision(trx, workspaceId, {
    proposalId: proposal.id, status: 'accepted', by: doing.actor.name, reason: input.reason || null,
    replacementId: done.replacements[0]?.collaborationId ?? null, releasedMinor: done.releasedMinor, now: doing.now,
  });
  const after = { releasedMinor: done.releasedMinor, replacements: done.replacements.map((one) => one.collaborationId) };
  await audit(trx, workspaceId, proposal, 'proposal.accept', after, input, doing);
  await markReviewDue(trx, workspaceId, { day: proposal.asOf, id: newId() });
  return { status: 'accepted', ...done };
}

interface CarriedOut {
  readonly releasedMinor: number;
  readonly replacements: readonly Replacement[];
}

const NOTHING_MOVED: CarriedOut = { releasedMinor: 0, replacements: [] };

async function carryOut(trx: Trx, books: Books, proposal: LockedProposal, input: Input, doing: Doing): Promise<CarriedOut | 'unknown-candidate'> {
  switch (proposal.kind) {
    case 'keep':
    case 'wait':
    case 'extend':
      return NOTHING_MOVED;
    case 'reduce': {
      const share = books.policy.proposals.reduceByShareBasisPoints;
      const { releasedMinor } = await releaseMoney(trx, books, proposal.collaborationId, (freed) => applyBasisPoints(freed, share), doing);
      return { releasedMinor, replacements: [] };
    }
    case 'replace': {
      const candidates = await listCandidates(trx, input.workspaceId, proposal.id);
      const chosen = candidates.find((candidate) => candidate.rank === (input.rank ?? 1));
      if (!chosen && (candidates.length > 0 || input.rank !== undefined)) return 'unknown-candidate';
      const ended = await endCollaboration(trx, books, proposal.collaborationId, `replaced on proposal ${proposal.id}`, doing);
      const { releasedMinor } = await releaseMoney(trx, books, proposal.collaborationId, (freed) => freed, doing);
      if (!chosen) return { releasedMinor, replacements: [] };
      const drafted = await draftReplacement(trx, books, ended, chosen, doing);
      if ('locked' in drafted) throw new TierIsLocked(drafted.locked);
      if ('problem' in drafted) throw new CannotDraft(drafted.problem);
      return { releasedMinor, replacements: drafted.replacements };
    }
  }
}

async function audit(
  trx: Trx, workspaceId: string, proposal: LockedProposal, action: AuditAction, after: { releasedMinor?: number; replacements?: string[] }, input: Input, { now, actor }: Doing,
): Promise<void> {
  await insertAuditEntries(trx, workspaceId, [
    {
      id: newId(), at: now, actor, action, subjectKind: 'proposal', subjectId: proposal.id,
      before: { status: proposal.status, kind: proposal.kind, collaborationId: proposal.collaborationId }, after,
      ...(input.reason === '' ? {} : { reason: input.reason }),
    },
  ]);
}
