import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { MatrixPlan } from '#app/domain/campaign.ts';
import { TIERS } from '#app/domain/kol.ts';
import type { CampaignTable, CampaignTierTable, Database } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export type CampaignRecord = Selectable<CampaignTable>;
export type CampaignTierRecord = Selectable<CampaignTierTable>;

/** Campaigns by slug or, where no slug fits, by name (as people write it in files), `wanted` being the word that was asked for. */
export async function listCampaignsByWord(db: Db, workspaceId: string, words: readonly string[]): Promise<(CampaignRecord & { wanted: string })[]> {
  if (words.length === 0) return [];
  const { rows } = await sql<CampaignRecord & { wanted: string }>`
    select distinct on (wanted.word) wanted.word as wanted, c.*
    from unnest(${[...words]}::text[]) as wanted (word)
    join campaign c on c.workspace_id = ${workspaceId} and (c.slug = lower(wanted.word) or c.name = wanted.word)
    order by wanted.word, (c.slug = lower(wanted.word)) desc, c.starts_on desc
  `.execute(db);
  return rows;
}

export async function listCampaigns(db: Db, workspaceId: string, campaignIds: readonly string[]): Promise<CampaignRecord[]> {
  if (campaignIds.length === 0) return [];
  return await db
    .selectFrom('campaign')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${[...campaignIds]}::uuid[])`)
    .execute();
}

/** Campaigns by slug, locked until the transaction ends. */
export async function lockCampaignsBySlug(trx: Trx, workspaceId: string, slugs: readonly string[]): Promise<CampaignRecord[]> {
  if (slugs.length === 0) return [];
  return await trx
    .selectFrom('campaign')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', sql<string>`any(${[...slugs]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function lockCampaign(trx: Trx, workspaceId: string, campaignId: string): Promise<CampaignRecord | undefined> {
  return await trx.selectFrom('campaign').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', campaignId).forUpdate().executeTakeFirst();
}

export async function listCampaignTiers(db: Db, workspaceId: string, campaignIds: readonly string[]): Promise<CampaignTierRecord[]> {
  if (campaignIds.length === 0) return [];
  return await db
    .selectFrom('campaign_tier')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', sql<string>`any(${[...campaignIds]}::uuid[])`)
    .execute();
}

/** Stores whole rows: new ones are inserted, known ones (by id) take every value given. */
export async function upsertCampaigns(trx: Trx, rows: readonly CampaignRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('campaign')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        slug: eb.ref('excluded.slug'), name: eb.ref('excluded.name'), status: eb.ref('excluded.status'),
        starts_on: eb.ref('excluded.starts_on'), ends_on: eb.ref('excluded.ends_on'), budget_minor: eb.ref('excluded.budget_minor'),
        currency: eb.ref('excluded.currency'), reserve_basis_points: eb.ref('excluded.reserve_basis_points'), landing_url: eb.ref('excluded.landing_url'),
        target_search_uplift: eb.ref('excluded.target_search_uplift'), target_ugc_items: eb.ref('excluded.target_ugc_items'),
        target_interactions: eb.ref('excluded.target_interactions'),
        target_sales_uplift_basis_points: eb.ref('excluded.target_sales_uplift_basis_points'),
        updated_at: eb.ref('excluded.updated_at'), version: eb.ref('excluded.version'),
      })),
    )
    .execute();
}

/** Stores the matrix rows of campaigns. */
export async function upsertCampaignTiers(trx: Trx, workspaceId: string, plans: ReadonlyMap<string, MatrixPlan>): Promise<void> {
  const rows = [...plans].flatMap(([campaignId, plan]) =>
    TIERS.map((tier) => ({
      workspace_id: workspaceId, campaign_id: campaignId, tier, slots: plan[tier].slots, share_basis_points: plan[tier].shareBasisPoints,
    })),
  );
  if (rows.length === 0) return;
  await trx
    .insertInto('campaign_tier')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'campaign_id', 'tier']).doUpdateSet((eb) => ({
        slots: eb.ref('excluded.slots'), share_basis_points: eb.ref('excluded.share_basis_points'),
      })),
    )
    .execute();
}
