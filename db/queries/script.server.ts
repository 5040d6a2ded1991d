import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ScriptTable } from '../schema.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;
export type ScriptRecord = Selectable<ScriptTable>;

/** Where a collaboration's script stands. */
export async function findScript(db: Db, workspaceId: string, collaborationId: string): Promise<ScriptRecord | undefined> {
  return await db.selectFrom('script').selectAll().where('workspace_id', '=', workspaceId).where('collaboration_id', '=', collaborationId).executeTakeFirst();
}

/** The same, of several; whoever changes one holds the lock of its collaboration. */
export async function listScripts(db: Db, workspaceId: string, collaborationIds: readonly string[]): Promise<ScriptRecord[]> {
  if (collaborationIds.length === 0) return [];
  return await db
    .selectFrom('script')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .execute();
}

/** Writes where scripts stand, new or changed. */
export async function upsertScripts(trx: Trx, rows: readonly ScriptRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('script')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) => conflict.columns(['workspace_id', 'collaboration_id']).doUpdateSet((eb) => ({
      status: eb.ref('excluded.status'), latest_version: eb.ref('excluded.latest_version'), round: eb.ref('excluded.round'),
      legal_approved_version: eb.ref('excluded.legal_approved_version'), since: eb.ref('excluded.since'), due_on: eb.ref('excluded.due_on'), version: eb.ref('excluded.version'),
    })))
    .execute();
}

export async function insertScriptVersion(trx: Trx, row: Insertable<Database['script_version']>): Promise<void> {
  await trx.insertInto('script_version').values(row).execute();
}

export async function insertScriptEvent(trx: Trx, row: Insertable<Database['script_event']>): Promise<void> {
  await trx.insertInto('script_event').values(row).execute();
}

export type ScriptVersionRow = NonNullable<Awaited<ReturnType<typeof findScriptVersion>>>;

/** One version with its text. */
export async function findScriptVersion(db: Db, workspaceId: string, collaborationId: string, version: number) {
  return await db
    .selectFrom('script_version')
    .select(['version', 'body', 'note', 'written_at as writtenAt', 'author_id as authorId', 'author_name as authorName'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** The versions of a script without their texts, the newest first. */
export async function listScriptVersions(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('script_version')
    .select(['version', 'note', 'written_at as writtenAt', 'author_name as authorName', sql<number>`char_length(body)`.as('length')])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('version', 'desc')
    .limit(200)
    .execute();
}

export type ScriptEventRow = Awaited<ReturnType<typeof listScriptEvents>>[number];

/** The steps of a script's approval, the latest first. */
export async function listScriptEvents(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('script_event')
    .select([
      'id', 'at', 'actor_name as actorName', 'step', 'from_status as fromStatus', 'to_status as toStatus', 'script_version as scriptVersion', 'brief_version as briefVersion', 'round',
      'reason', 'was_due_on as wasDueOn', 'findings',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

export interface CampaignScript {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly version: number;
  readonly status: ScriptRecord['status'];
  readonly body: string;
  readonly mustSay: readonly string[];
}

/** The newest version of each script of a campaign with the claims that its brief demands; cancelled collaborations say nothing any more. */
export async function listCampaignScripts(db: Db, workspaceId: string, campaignId: string): Promise<CampaignScript[]> {
  const { rows } = await sql<CampaignScript>`
    select s.collaboration_id as "collaborationId", k.name as "kolName", v.version, s.status, v.body, coalesce(b.body -> 'mustSay', '[]') as "mustSay"
    from collaboration c
    join script s on s.workspace_id = c.workspace_id and s.collaboration_id = c.id
    join script_version v on v.workspace_id = s.workspace_id and v.collaboration_id = s.collaboration_id and v.version = s.latest_version
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    left join lateral (
      select body from brief_version b where b.workspace_id = c.workspace_id and b.collaboration_id = c.id order by version desc limit 1
    ) b on true
    where c.workspace_id = ${workspaceId} and c.campaign_id = ${campaignId}::uuid and c.status <> 'cancelled'
    order by k.name ${inPinyinOrder}, c.id
    limit 500`.execute(db);
  return rows;
}
