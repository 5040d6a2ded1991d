import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { rightsStates } from './asset-conditions.server.ts';
import { effectiveMetrics } from './content-effective.server.ts';

type Db = Kysely<Database>;

/** Comments of a campaign's posts that were classified, by what each post's latest snapshot that classifies any says. */
export async function getSentiment(db: Db, workspaceId: string, campaignId: string, until: Date): Promise<{ positive: number; neutral: number; negative: number }> {
  const metrics = effectiveMetrics(db, workspaceId, until).where('m.captured_at', '<=', until).as('m');
  const latest = db
    .selectFrom('collaboration as co')
    .innerJoin('content as ct', (join) => join.onRef('ct.workspace_id', '=', 'co.workspace_id').onRef('ct.collaboration_id', '=', 'co.id'))
    .innerJoin(metrics, (join) => join.onRef('m.content_id', '=', 'ct.id'))
    .where('co.workspace_id', '=', workspaceId)
    .where('co.campaign_id', '=', campaignId)
    .where((eb) => eb.or([eb('m.positive_comments', 'is not', null), eb('m.neutral_comments', 'is not', null), eb('m.negative_comments', 'is not', null)]))
    .distinctOn('m.content_id')
    .select(['m.content_id', 'm.positive_comments', 'm.neutral_comments', 'm.negative_comments'])
    .orderBy('m.content_id')
    .orderBy('m.captured_at', 'desc')
    .orderBy('m.source')
    .as('latest');
  const sums = await db
    .selectFrom(latest)
    .select((eb) => [eb.fn.sum<string | null>('positive_comments').as('positive'), eb.fn.sum<string | null>('neutral_comments').as('neutral'), eb.fn.sum<string | null>('negative_comments').as('negative')])
    .executeTakeFirst();
  return { positive: Number(sums?.positive ?? 0), neutral: Number(sums?.neutral ?? 0), negative: Number(sums?.negative ?? 0) };
}

/** What happened to a campaign's collaborations last: who moved which, and to what state. */
export async function listCampaignActivity(db: Db, workspaceId: string, campaignId: string, limit: number) {
  const { rows } = await sql<{ id: string; at: Date; actorName: string; status: CollaborationStatus; collaborationId: string; kolName: string }>`
    select e.id, e.at, e.actor_name as "actorName", e.to_status as status, c.id as "collaborationId", k.name as "kolName"
    from collaboration c
    join lateral (
      select id, at, actor_name, to_status from collaboration_event e where e.workspace_id = c.workspace_id and e.collaboration_id = c.id order by at desc, id desc limit ${limit}
    ) e on true
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    where c.workspace_id = ${workspaceId} and c.campaign_id = ${campaignId} order by e.at desc, e.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Collaborations of a campaign that were to publish before today and have not. */
export async function countLateDeliverables(db: Db, workspaceId: string, campaignId: string, today: CalendarDay): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from collaboration c
    join lateral (select body from brief_version b where b.workspace_id = c.workspace_id and b.collaboration_id = c.id order by version desc limit 1) b on true
    where c.workspace_id = ${workspaceId} and c.campaign_id = ${campaignId} and c.status in ('agreed', 'live') and c.published_at is null
      and (b.body ->> 'publishOn')::date < ${today}::date
      and not exists (select from content ct where ct.workspace_id = c.workspace_id and ct.collaboration_id = c.id)`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Imports of some kinds since an instant that left rows out, or were refused for them. */
export async function countImportsWithErrors(db: Db, workspaceId: string, kinds: readonly ImportKind[], since: Date): Promise<{ imports: number; rows: number }> {
  const { rows } = await sql<{ imports: number; rows: number }>`
    select count(*)::int as imports, coalesce(sum(rejected_count), 0)::int as rows from import_run
    where workspace_id = ${workspaceId} and kind = any(${arrayLiteral(kinds)}::text[]) and rejected_count > 0 and status in ('applied', 'refused') and finished_at >= ${since}`.execute(db);
  return rows[0] ?? { imports: 0, rows: 0 };
}

/** Assets of the library whose last right ends within 30 days. */
export async function countRightsEnding(db: Db, workspaceId: string, today: CalendarDay): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${rightsStates(workspaceId, today)}) as r join asset a on a.workspace_id = ${workspaceId} and a.id = r.asset_id and a.status = 'active'
    where r.state = 'ends'`.execute(db);
  return rows[0]?.count ?? 0;
}
