import type { Kysely, Transaction } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCampaigns } from '#db/queries/campaign.server.ts';
import { listCollaborations } from '#db/queries/collaboration.server.ts';
import { lockPayment } from '#db/queries/payment.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findOpenSignOff, insertSignOff } from '#db/queries/sign-off.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { SignOffKind } from '#app/domain/finance/sign-off.ts';
import { SIGN_OFF_SUBJECTS, signOffKindSchema } from '#app/domain/finance/sign-off.ts';
import type { Money } from '#app/domain/money.ts';
import { amountText } from '#app/domain/money.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export const askSignOffSchema = z.strictObject({
  kind: signOffKindSchema,
  /** A collaboration, a campaign or a payment (SIGN_OFF_SUBJECTS). */
  subjectId: z.uuid(),
  /** The most that it is to allow, reporting currency; a payment says its own amount, a fuse's reset needs none. */
  amountMinor: z.int().min(1).nullable(),
  reason: z.string().trim().min(1).max(1000),
});
export type AskSignOffInput = z.infer<typeof askSignOffSchema>;

export type AskSignOffOutcome =
  | { readonly status: 'asked'; readonly requestId: string; readonly deadlineAt: Date }
  /** Somebody asked already; the votes go there. */
  | { readonly status: 'already-open'; readonly requestId: string }
  | { readonly status: 'subject-unknown' | 'amount-needed' };

const HOUR_MS = 3_600_000;

/** Asks the three seats to allow something (product.md section 9). */
export async function askSignOff(db: Kysely<Database>, input: AskSignOffInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<AskSignOffOutcome> {
  const { workspaceId, kind, subjectId, reason } = input;
  return await inTransaction(db, async (trx) => {
    const subject = await findSubject(trx, workspaceId, kind, subjectId);
    if (!subject) return { status: 'subject-unknown' };
    const { currency } = await getWorkspace(trx, workspaceId);
    const amount = kind === 'fuse_reset' ? null : (subject.amount ?? (input.amountMinor === null ? null : { minor: input.amountMinor, currency }));
    if (amount === null && kind !== 'fuse_reset') return { status: 'amount-needed' };
    const { policy } = await getPolicy(trx, workspaceId);
    const deadlineAt = new Date(now.getTime() + policy.money.signOffHours * HOUR_MS);
    const requestId = newId();
    const isNew = await insertSignOff(trx, {
      workspace_id: workspaceId, id: requestId, kind, subject_id: subjectId, amount_minor: amount?.minor ?? null, currency: amount?.currency ?? null, reason, status: 'open',
      requested_at: now, requested_by: actor.kind === 'user' ? actor.id : null, requested_by_name: actor.name, deadline_at: deadlineAt, decided_at: null, used_at: null,
    });
    if (!isNew) return { status: 'already-open', requestId: (await findOpenSignOff(trx, workspaceId, kind, subjectId))?.id ?? '' };
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: 'sign-off.ask', subjectKind: SIGN_OFF_SUBJECTS[kind], subjectId,
        after: { requestId, kind, amount: amount ? amountText(amount.minor, amount.currency) : null, currency: amount?.currency ?? null, deadlineAt: deadlineAt.toISOString() }, reason,
      },
    ]);
    return { status: 'asked', requestId, deadlineAt };
  });
}

/** What a request is about, with the amount that it says itself. */
async function findSubject(trx: Transaction<Database>, workspaceId: string, kind: SignOffKind, subjectId: string): Promise<{ readonly amount: Money | null } | null> {
  switch (SIGN_OFF_SUBJECTS[kind]) {
    case 'collaboration':
      return (await listCollaborations(trx, workspaceId, [subjectId])).length > 0 ? { amount: null } : null;
    case 'campaign':
      return (await listCampaigns(trx, workspaceId, [subjectId])).length > 0 ? { amount: null } : null;
    case 'payment': {
      const payment = await lockPayment(trx, workspaceId, subjectId);
      return payment ? { amount: { minor: payment.amount_minor, currency: payment.currency } } : null;
    }
  }
}
