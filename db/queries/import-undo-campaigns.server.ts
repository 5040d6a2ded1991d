import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { CampaignRecord, CampaignTierRecord } from './campaign.server.ts';

/** The campaigns and tiers that an import changed, as they were before it; what it made is left out. */
export async function listCampaignImages(
  trx: Transaction<Database>, workspaceId: string, importId: string,
): Promise<{ readonly campaigns: readonly CampaignRecord[]; readonly tiers: readonly CampaignTierRecord[] }> {
  const images = sql`import_image k where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.before is not null`;
  const campaigns = await sql<CampaignRecord>`
    select row.* from (select before from ${images} and k.table_name = 'campaign') as i cross join lateral jsonb_populate_record(null::campaign, i.before) as row`.execute(trx);
  const tiers = await sql<CampaignTierRecord>`
    select row.* from (select before from ${images} and k.table_name = 'campaign_tier') as i cross join lateral jsonb_populate_record(null::campaign_tier, i.before) as row`.execute(trx);
  return { campaigns: campaigns.rows, tiers: tiers.rows };
}
