import type { Kysely } from 'kysely';
import type { Tier } from '#app/domain/kol.ts';
import type { Database } from '../schema.ts';

/** The costs that stand for a tier of a campaign: of collaborations that were agreed to and not cancelled, one of them left out. */
export async function listTierCosts(db: Kysely<Database>, workspaceId: string, of: { readonly campaignId: string; readonly tier: Tier; readonly exceptId: string }) {
  return await db
    .selectFrom('cost_item as i')
    .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 'i.workspace_id').onRef('c.id', '=', 'i.collaboration_id'))
    .select(['i.amount_minor as amountMinor', 'i.released_minor as releasedMinor', 'i.currency', 'i.rate'])
    .where('i.workspace_id', '=', workspaceId)
    .where('c.campaign_id', '=', of.campaignId)
    .where('c.tier', '=', of.tier)
    .where('c.id', '<>', of.exceptId)
    .where('c.status', 'not in', ['draft', 'offered', 'cancelled'])
    .execute();
}
