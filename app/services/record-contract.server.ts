import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCollaborations } from '#db/queries/collaboration.server.ts';
import { lockContract, upsertContract } from '#db/queries/invoice.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { amountText, isCurrencyCode } from '#app/domain/money.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export const recordContractSchema = z.strictObject({
  collaborationId: z.uuid(),
  amountMinor: z.int().min(0),
  currency: z.string().refine(isCurrencyCode, { error: 'an ISO 4217 code such as CNY' }),
  signedOn: z.string().refine(isCalendarDay, { error: 'a day such as 2026-07-02' }),
  fileName: z.string().trim().min(1).max(200).nullable(),
});
export type RecordContractInput = z.infer<typeof recordContractSchema>;

export type RecordContractOutcome = { readonly status: 'recorded' | 'unchanged' | 'collaboration-unknown' };

/** Records what the contract of a collaboration is for, or corrects it; the audit log keeps what it said before. */
export async function recordContract(db: Kysely<Database>, input: RecordContractInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<RecordContractOutcome> {
  const { workspaceId, collaborationId, amountMinor, currency, signedOn, fileName } = input;
  return await inTransaction(db, async (trx) => {
    if ((await listCollaborations(trx, workspaceId, [collaborationId])).length === 0) return { status: 'collaboration-unknown' };
    const before = await lockContract(trx, workspaceId, collaborationId);
    if (before && before.amount_minor === amountMinor && before.currency === currency && before.signed_on === signedOn && before.file_name === fileName) return { status: 'unchanged' };
    await upsertContract(trx, {
      workspace_id: workspaceId, collaboration_id: collaborationId, amount_minor: amountMinor, currency, signed_on: signedOn, file_name: fileName, updated_at: now, updated_by_name: actor.name,
    });
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: 'contract.record', subjectKind: 'collaboration', subjectId: collaborationId,
        ...(before ? { before: { amount: amountText(before.amount_minor, before.currency), currency: before.currency, signedOn: before.signed_on } } : {}),
        after: { amount: amountText(amountMinor, currency), currency, signedOn },
      },
    ]);
    return { status: 'recorded' };
  });
}
