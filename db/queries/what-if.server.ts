import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Money of a campaign that accepted proposals have released since an instant, in minor units of the reporting currency. */
export async function sumMovedMoney(db: Kysely<Database>, workspaceId: string, campaignId: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('proposal')
    .select(sql<number>`coalesce(sum(released_minor), 0)::bigint`.as('movedMinor'))
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .where('status', '=', 'accepted')
    .where('decided_at', '>=', since)
    .executeTakeFirstOrThrow();
  return row.movedMinor;
}

/** Names for the collaborations and KOLs of a plan. */
export async function listPlanNames(db: Kysely<Database>, workspaceId: string, ids: { readonly collaborationIds: readonly string[]; readonly kolIds: readonly string[] }) {
  const [collaborations, kols] = await Promise.all([
    db
      .selectFrom('collaboration as c')
      .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
      .select(['c.id', 'k.name', 'c.tier', 'c.status'])
      .where('c.workspace_id', '=', workspaceId)
      .where('c.id', 'in', sql<string>`(select unnest(${[...ids.collaborationIds]}::uuid[]))`)
      .execute(),
    db
      .selectFrom('kol')
      .select(['id', 'name', 'tier'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', sql<string>`(select unnest(${[...ids.kolIds]}::uuid[]))`)
      .execute(),
  ]);
  return { collaborations: new Map(collaborations.map((row) => [row.id, row])), kols: new Map(kols.map((row) => [row.id, row])) };
}
