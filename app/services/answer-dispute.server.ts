import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { markReviewDue } from '#db/queries/dirty-day.server.ts';
import { endDispute, insertDisputeComment, lockDispute } from '#db/queries/dispute.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { AnswerDisputeInput, DisputeRefusal } from '#app/domain/dispute.ts';
import { refuseAnswer, refuseWithdrawal } from '#app/domain/dispute.ts';
import { dayOf } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

type Db = Kysely<Database>;

interface Place {
  readonly workspaceId: string;
  readonly disputeId: string;
}

export type DisputeStepOutcome = { readonly status: 'done' } | { readonly status: 'not-found' | DisputeRefusal };

/** Upholds or rejects a dispute, with the reason; upheld to be computed again, the cards are, with the next review. */
export async function answerDispute(db: Db, { workspaceId, disputeId, ...input }: Place & AnswerDisputeInput, { now, actor }: Doing): Promise<DisputeStepOutcome> {
  return await inTransaction(db, async (trx) => {
    const dispute = await lockDispute(trx, workspaceId, disputeId);
    if (!dispute) return { status: 'not-found' };
    const refusal = refuseAnswer(dispute, actor.kind === 'user' ? actor.id : null);
    if (refusal) return { status: refusal };
    const remedy = input.decision === 'upheld' ? input.remedy : null;
    await endDispute(trx, workspaceId, disputeId, { status: input.decision, at: now, byName: actor.name, answer: input.answer, remedy });
    if (remedy === 'recompute') {
      const { timeZone } = await getWorkspace(trx, workspaceId);
      await markReviewDue(trx, workspaceId, { day: dayOf(now, timeZone), id: newId() });
    }
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: `dispute.${input.decision === 'upheld' ? 'uphold' : 'reject'}`, subjectKind: 'collaboration', subjectId: dispute.collaborationId,
      before: { status: 'open' }, after: { disputeId, figure: dispute.figure, status: input.decision, remedy }, reason: input.answer,
    }]);
    return { status: 'done' };
  });
}

/** Takes a dispute back; only who opened it can. */
export async function withdrawDispute(db: Db, { workspaceId, disputeId }: Place, { now, actor }: Doing): Promise<DisputeStepOutcome> {
  return await inTransaction(db, async (trx) => {
    const dispute = await lockDispute(trx, workspaceId, disputeId);
    if (!dispute) return { status: 'not-found' };
    const refusal = refuseWithdrawal(dispute, actor.kind === 'user' ? actor.id : null);
    if (refusal) return { status: refusal };
    await endDispute(trx, workspaceId, disputeId, { status: 'withdrawn', at: now, byName: actor.name, answer: null, remedy: null });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'dispute.withdraw', subjectKind: 'collaboration', subjectId: dispute.collaborationId, before: { status: 'open' }, after: { disputeId, figure: dispute.figure, status: 'withdrawn' },
    }]);
    return { status: 'done' };
  });
}

/** Adds to a dispute's thread, open or answered: an answer may be asked about. */
export async function commentDispute(db: Db, { workspaceId, disputeId, words }: Place & { readonly words: string }, { now, actor }: Doing): Promise<DisputeStepOutcome> {
  return await inTransaction(db, async (trx) => {
    const dispute = await lockDispute(trx, workspaceId, disputeId);
    if (!dispute) return { status: 'not-found' };
    const id = newId();
    await insertDisputeComment(trx, workspaceId, { id, disputeId, at: now, by: { id: actor.kind === 'user' ? actor.id : null, name: actor.name }, words });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'dispute.comment', subjectKind: 'collaboration', subjectId: dispute.collaborationId, after: { disputeId, figure: dispute.figure, commentId: id },
    }]);
    return { status: 'done' };
  });
}
