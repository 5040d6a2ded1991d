import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Database, SpendingCutTable } from '../schema.ts';

export async function insertSpendingCuts(trx: Transaction<Database>, rows: readonly Insertable<SpendingCutTable>[]): Promise<void> {
  if (rows.length > 0) await trx.insertInto('spending_cut').values([...rows]).execute();
}

export type SpendingCutRow = Awaited<ReturnType<typeof listSpendingCuts>>[number];

/** What cut plans have taken back in a campaign, the latest first, with whom from. */
export async function listSpendingCuts(db: Kysely<Database>, workspaceId: string, campaignId: string, limit = 50) {
  return await db
    .selectFrom('spending_cut as s')
    .leftJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 's.workspace_id').onRef('c.id', '=', 's.collaboration_id'))
    .leftJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .select(['s.id', 's.collaboration_id as collaborationId', 'k.name as kolName', 's.released_minor as releasedMinor', 's.request_id as requestId', 's.reason', 's.cut_at as cutAt', 's.cut_by_name as cutByName'])
    .where('s.workspace_id', '=', workspaceId)
    .where('s.campaign_id', '=', campaignId)
    .orderBy('s.cut_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit)
    .execute();
}
