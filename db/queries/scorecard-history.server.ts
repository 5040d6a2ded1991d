import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { ScoreGrade } from '#app/domain/scoring/grade.ts';
import type { MetricKey } from '#app/domain/scoring/metrics.ts';
import type { Database } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export interface CardOfDay {
  readonly asOf: CalendarDay;
  readonly scoreTenths: number | null;
  readonly grade: ScoreGrade | null;
  readonly policyVersion: number;
  /** In the order of DIMENSIONS, in which every card lists them. */
  readonly dimensions: readonly (number | null)[];
  /** Which definition of each metric the card is of. */
  readonly definitions: readonly { readonly key: MetricKey; readonly version: number }[];
}

/** The cards of a collaboration, the latest first. */
export async function listCardHistory(db: Db, workspaceId: string, collaborationId: string, limit = 60): Promise<CardOfDay[]> {
  const { rows } = await sql<CardOfDay>`
    select as_of as "asOf", score_tenths as "scoreTenths", grade, policy_version as "policyVersion", jsonb_path_query_array(card, '$.dimensions[*].score') as dimensions,
      coalesce((select jsonb_agg(jsonb_build_object('key', m ->> 'key', 'version', (m ->> 'definitionVersion')::integer)) from jsonb_path_query(card, '$.dimensions[*].metrics[*]') m), '[]') as definitions
    from scorecard where workspace_id = ${workspaceId} and collaboration_id = ${collaborationId}
    order by as_of desc limit ${limit}`.execute(db);
  return rows;
}

export interface TierMedian {
  /** Cards with a score. */
  readonly cards: number;
  readonly score: number | null;
  readonly dimensions: readonly (number | null)[];
}

/** The median card of a tier on a day: of each figure the median of those that have it. */
export async function findTierMedian(db: Db, workspaceId: string, { asOf, tier }: { readonly asOf: CalendarDay; readonly tier: Tier }): Promise<TierMedian> {
  const median = (place: number) => sql`(percentile_cont(0.5) within group (order by (s.card #>> array['dimensions', ${String(place)}, 'score'])::float8))`;
  const { rows } = await sql<TierMedian>`
    select count(s.score_tenths)::integer as cards, (percentile_cont(0.5) within group (order by s.score_tenths) / 10)::float8 as score,
      jsonb_build_array(${median(0)}, ${median(1)}, ${median(2)}, ${median(3)}) as dimensions
    from scorecard s join collaboration c on c.workspace_id = s.workspace_id and c.id = s.collaboration_id
    where s.workspace_id = ${workspaceId} and s.as_of = ${asOf} and c.tier = ${tier}`.execute(db);
  return rows[0] ?? { cards: 0, score: null, dimensions: [] };
}

/** Other cards of a day to compare with, by name. */
export async function listCardChoices(db: Db, workspaceId: string, { asOf, exceptId }: { readonly asOf: CalendarDay; readonly exceptId: string }) {
  return await db
    .selectFrom('scorecard as s')
    .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 's.workspace_id').onRef('c.id', '=', 's.collaboration_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .select(['c.id as collaborationId', 'k.name as kolName', 'ca.name as campaignName'])
    .where('s.workspace_id', '=', workspaceId)
    .where('s.as_of', '=', asOf)
    .where('s.collaboration_id', '<>', exceptId)
    .orderBy(sql`k.name ${inPinyinOrder}`)
    .orderBy('c.id')
    .limit(500)
    .execute();
}

/** What is still missing before a collaboration can be judged, as its review of a day found, and whether the KOL is marked for the long-term programme. */
export async function findCardStanding(db: Db, workspaceId: string, { collaborationId, kolId, asOf }: { readonly collaborationId: string; readonly kolId: string; readonly asOf: CalendarDay }) {
  const { rows } = await sql<{ moreOrders: number | null; moreDays: number | null; isLongTerm: boolean }>`
    select (r.detail ->> 'moreOrders')::integer as "moreOrders", (r.detail ->> 'daysUntilDecidable')::integer as "moreDays",
      coalesce((select s.long_term from kol_standing s where s.workspace_id = ${workspaceId} and s.kol_id = ${kolId}), false) as "isLongTerm"
    from (select 1) one
    left join collaboration_review r on r.workspace_id = ${workspaceId} and r.collaboration_id = ${collaborationId} and r.as_of = ${asOf}`.execute(db);
  return rows[0] ?? { moreOrders: null, moreDays: null, isLongTerm: false };
}
