import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tier } from '#app/domain/kol.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export type BriefVersionRow = Awaited<ReturnType<typeof listBriefVersions>>[number];

/** The versions of a collaboration's brief, the newest first. */
export async function listBriefVersions(db: Db, workspaceId: string, collaborationId: string, limit = 50) {
  return await db
    .selectFrom('brief_version')
    .select(['version', 'body', 'written_at as writtenAt', 'written_by_name as writtenByName', 'copied_from as copiedFrom'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('version', 'desc')
    .limit(Math.min(limit, 200))
    .execute();
}

/** The brief in force. */
export async function findBrief(db: Db, workspaceId: string, collaborationId: string) {
  const [latest] = await listBriefVersions(db, workspaceId, collaborationId, 1);
  return latest;
}

/** The briefs in force of several collaborations, by collaboration. */
export async function listLatestBriefs(db: Db, workspaceId: string, collaborationIds: readonly string[]) {
  if (collaborationIds.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('brief_version')
    .distinctOn('collaboration_id')
    .select(['collaboration_id as collaborationId', 'version', 'body'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .orderBy('collaboration_id')
    .orderBy('version', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.collaborationId, row]));
}

export async function insertBriefVersions(trx: Trx, rows: readonly Insertable<Database['brief_version']>[]): Promise<void> {
  if (rows.length > 0) await trx.insertInto('brief_version').values([...rows]).execute();
}

/** The collaborations of a campaign, or of one of its tiers, that a brief can be copied to, locked in a fixed order; cancelled and ended ones need none. */
export async function lockBriefTargets(trx: Trx, workspaceId: string, wishes: { readonly campaignId: string; readonly tier: Tier | null; readonly except: string }) {
  return await trx
    .selectFrom('collaboration')
    .select(['id', 'starts_on as startsOn'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', wishes.campaignId)
    .where('id', '<>', wishes.except)
    .where('status', 'not in', ['ended', 'cancelled'])
    .$if(wishes.tier !== null, (query) => query.where('tier', '=', wishes.tier as Tier))
    .orderBy('id')
    .forUpdate()
    .execute();
}

export type BriefTemplateRow = Awaited<ReturnType<typeof listBriefTemplates>>[number];

/** The workspace's templates, those of campaigns with their campaign. */
export async function listBriefTemplates(db: Db, workspaceId: string) {
  return await db
    .selectFrom('brief_template as t')
    .leftJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 't.workspace_id').onRef('ca.id', '=', 't.campaign_id'))
    .select(['t.id', 't.name', 't.plan', 't.campaign_id as campaignId', 'ca.name as campaignName', 'ca.slug as campaignSlug', 't.version', 't.updated_at as updatedAt'])
    .where('t.workspace_id', '=', workspaceId)
    .orderBy(sql`t.name ${inPinyinOrder}`)
    .orderBy('t.id')
    .limit(200)
    .execute();
}

export async function lockBriefTemplate(trx: Trx, workspaceId: string, templateId: string) {
  return await trx.selectFrom('brief_template').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', templateId).forUpdate().executeTakeFirst();
}

/** Which other template a campaign begins from already. */
export async function findCampaignTemplate(db: Db, workspaceId: string, campaignId: string) {
  return await db.selectFrom('brief_template').select(['id', 'name', 'plan']).where('workspace_id', '=', workspaceId).where('campaign_id', '=', campaignId).executeTakeFirst();
}

/** Writes a template, new or changed. */
export async function upsertBriefTemplate(trx: Trx, row: Insertable<Database['brief_template']>): Promise<void> {
  await trx
    .insertInto('brief_template')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
      name: eb.ref('excluded.name'), plan: eb.ref('excluded.plan'), campaign_id: eb.ref('excluded.campaign_id'), updated_at: eb.ref('excluded.updated_at'), version: eb.ref('excluded.version'),
    })))
    .execute();
}

export async function deleteBriefTemplate(trx: Trx, workspaceId: string, templateId: string): Promise<boolean> {
  const deleted = await trx.deleteFrom('brief_template').where('workspace_id', '=', workspaceId).where('id', '=', templateId).returning('id').executeTakeFirst();
  return deleted !== undefined;
}
