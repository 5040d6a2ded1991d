import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** The tiers of campaigns whose money finance has locked. */
export async function listLocksOfCampaigns(db: Db, workspaceId: string, campaignIds: readonly string[]) {
  if (campaignIds.length === 0) return [];
  return await db
    .selectFrom('matrix_lock')
    .select(['campaign_id as campaignId', 'tier', 'locked_at as at', 'locked_by_name as by', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', sql<string>`any(${arrayLiteral(campaignIds)}::uuid[])`)
    .execute();
}

/** Every locked tier of a workspace with each cost that stands for it, drafts and offers too; a tier nothing stands for has one row without a cost. */
export async function listLockedTierCosts(db: Db, workspaceId: string) {
  return await db
    .selectFrom('matrix_lock as l')
    .leftJoin('collaboration as c', (join) => (
      join.onRef('c.workspace_id', '=', 'l.workspace_id').onRef('c.campaign_id', '=', 'l.campaign_id').onRef('c.tier', '=', 'l.tier').on('c.status', '<>', 'cancelled')
    ))
    .leftJoin('cost_item as i', (join) => join.onRef('i.workspace_id', '=', 'c.workspace_id').onRef('i.collaboration_id', '=', 'c.id'))
    .select([
      'l.campaign_id as campaignId', 'l.tier', 'l.locked_at as at', 'l.locked_by_name as by', 'l.reason',
      'i.amount_minor as amountMinor', 'i.released_minor as releasedMinor', 'i.currency', 'i.rate',
    ])
    .where('l.workspace_id', '=', workspaceId)
    .execute();
}
