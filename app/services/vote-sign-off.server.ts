import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertVote, listVotes, lockSignOff, setSignOffStatus } from '#db/queries/sign-off.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { SignOffStatus, VoteProblem } from '#app/domain/finance/sign-off.ts';
import { SIGN_OFF_SUBJECTS, signOffDecisionSchema, signOffStatus, voteProblem } from '#app/domain/finance/sign-off.ts';
import { newId } from '#app/lib/ids.server.ts';
import { findActingMember } from './acting-member.server.ts';
import type { Doing } from './doing.ts';

export const voteSignOffSchema = z.strictObject({
  requestId: z.uuid(),
  decision: signOffDecisionSchema,
  reason: z.string().trim().min(1).max(1000),
});
export type VoteSignOffInput = z.infer<typeof voteSignOffSchema>;

export type VoteSignOffOutcome =
  /** Where the request stands now. */
  | { readonly status: 'voted'; readonly now: SignOffStatus }
  | { readonly status: 'not-found' }
  | { readonly status: VoteProblem };

/**
 * A seat's answer to a request, for good (product.md section 9). The seat is the one that the person holds now; a person votes once and never on
 * what they ask for themselves, so the three seats are three people beside the one who asks. One refusal refuses, the third approval approves.
 */
export async function voteSignOff(db: Kysely<Database>, input: VoteSignOffInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<VoteSignOffOutcome> {
  const { workspaceId, requestId, decision, reason } = input;
  return await inTransaction(db, async (trx) => {
    const request = await lockSignOff(trx, workspaceId, requestId);
    if (!request) return { status: 'not-found' };
    const member = await findActingMember(trx, workspaceId, actor);
    const votes = await listVotes(trx, workspaceId, [requestId]);
    const problem = voteProblem({ status: request.status, deadlineAt: request.deadline_at, requestedBy: request.requested_by }, votes, { seat: member?.seat ?? null, userId: member?.id ?? '' }, now);
    if (problem) return { status: problem };
    if (!member?.seat) return { status: 'no-seat' };
    await insertVote(trx, { workspace_id: workspaceId, request_id: requestId, seat: member.seat, user_id: member.id, user_name: actor.name, decision, reason, voted_at: now });
    const status = signOffStatus([...votes, { seat: member.seat, userId: member.id, decision }], request.deadline_at, now);
    if (status !== 'open') await setSignOffStatus(trx, workspaceId, requestId, status, now);
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: `sign-off.${decision}`, subjectKind: SIGN_OFF_SUBJECTS[request.kind], subjectId: request.subject_id,
        before: { status: request.status }, after: { requestId, kind: request.kind, seat: member.seat, status }, reason,
      },
    ]);
    return { status: 'voted', now: status };
  });
}
