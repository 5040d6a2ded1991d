import type { Kysely } from 'kysely';
import { arrayLiteral } from './array-literal.server.ts';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

export type CollaborationLabel = Awaited<ReturnType<typeof listCollaborationLabels>>[number];

/** How people know some collaborations: whose they are, and in which campaign. */
export async function listCollaborationLabels(db: Kysely<Database>, workspaceId: string, collaborationIds: readonly string[]) {
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .select(['c.id', 'k.id as kolId', 'k.name as kolName', 'ca.name as campaignName', 'c.tier'])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .execute();
}

/** The names of some KOLs, by id. */
export async function listKolNames(db: Kysely<Database>, workspaceId: string, kolIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('kol')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${arrayLiteral(kolIds)}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
