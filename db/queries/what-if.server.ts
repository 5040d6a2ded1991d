import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Money of a campaign that accepted proposals and cuts have released and revisions of its budget have moved since an instant, in minor units of the reporting currency. */
export async function sumMovedMoney(db: Kysely<Database>, workspaceId: string, campaignId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ movedMinor: number }>`
    select (
      (select coalesce(sum(released_minor), 0) from proposal where workspace_id = ${workspaceId} and campaign_id = ${campaignId} and status = 'accepted' and decided_at >= ${since})
      + (select coalesce(sum(moved_minor), 0) from budget_revision where workspace_id = ${workspaceId} and campaign_id = ${campaignId} and revised_at >= ${since})
      + (select coalesce(sum(released_minor), 0) from spending_cut where workspace_id = ${workspaceId} and campaign_id = ${campaignId} and cut_at >= ${since})
    )::bigint as "movedMinor"`.execute(db);
  return rows[0]?.movedMinor ?? 0;
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
