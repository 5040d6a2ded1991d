import type { Insertable, Kysely, Transaction } from 'kysely';
import type { BudgetRevisionTable, Database } from '../schema.ts';

export async function insertBudgetRevision(trx: Transaction<Database>, row: Insertable<BudgetRevisionTable>): Promise<void> {
  await trx.insertInto('budget_revision').values(row).execute();
}

/** Whether anything of a campaign has ever been promised: whether the ledger knows of it. */
export async function hasPromisedMoney(db: Kysely<Database>, workspaceId: string, campaignId: string): Promise<boolean> {
  const row = await db.selectFrom('ledger_posting').select('sequence').where('workspace_id', '=', workspaceId).where('campaign_id', '=', campaignId).limit(1).executeTakeFirst();
  return row !== undefined;
}

export type BudgetRevisionRow = Awaited<ReturnType<typeof listBudgetRevisions>>[number];

/** Revisions of a campaign's budget, the latest first. */
export async function listBudgetRevisions(db: Kysely<Database>, workspaceId: string, campaignId: string, limit = 50) {
  return await db
    .selectFrom('budget_revision')
    .select(['id', 'before', 'after', 'moved_minor as movedMinor', 'request_id as requestId', 'revised_at as revisedAt', 'revised_by_name as revisedByName'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .orderBy('revised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
