import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { lockCampaign } from '#db/queries/campaign.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { deleteMatrixLock, insertMatrixLock } from '#db/queries/matrix-board.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { tierSchema } from '#app/domain/kol.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export const lockTierBudgetSchema = z.strictObject({ tier: tierSchema, step: z.enum(['lock', 'unlock']), reason: z.string().trim().min(1).max(500) });
export type LockTierBudgetInput = z.infer<typeof lockTierBudgetSchema>;

export type LockTierBudgetOutcome = { readonly status: 'locked' | 'unlocked' | 'unchanged' | 'campaign-unknown' };

/** Finance keeps the money of a tier as it is, or lets it go again; while it is locked no move changes it (ux.md 3.2). */
export async function lockTierBudget(
  db: Kysely<Database>, input: LockTierBudgetInput & { readonly workspaceId: string; readonly slug: string }, { now, actor }: Doing,
): Promise<LockTierBudgetOutcome> {
  const { workspaceId, slug, tier, step, reason } = input;
  return await inTransaction(db, async (trx) => {
    const campaign = await findCampaignDetail(trx, workspaceId, slug);
    // Waits for whoever promises money just now, and the next one sees the lock.
    await lockLedger(trx, workspaceId);
    if (!campaign || !(await lockCampaign(trx, workspaceId, campaign.id))) return { status: 'campaign-unknown' };
    const lock = { campaignId: campaign.id, tier, at: now, by: { id: actor.kind === 'user' ? actor.id : null, name: actor.name }, reason };
    const changed = step === 'lock' ? await insertMatrixLock(trx, workspaceId, lock) : (await deleteMatrixLock(trx, workspaceId, campaign.id, tier)) !== null;
    if (!changed) return { status: 'unchanged' };
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: `matrix.${step}`, subjectKind: 'campaign', subjectId: campaign.id, after: { tier }, reason },
    ]);
    return { status: step === 'lock' ? 'locked' : 'unlocked' };
  });
}
