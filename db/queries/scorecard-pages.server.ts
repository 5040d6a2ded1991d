import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { TIERS } from '#app/domain/kol.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { ScoreGrade } from '#app/domain/scoring/grade.ts';
import { SCORE_GRADES } from '#app/domain/scoring/grade.ts';
import type { Scorecard } from '#app/domain/scoring/scorecard.ts';
import type { Database } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export const SCORECARD_SORTS = ['name', 'score', 'coverage', 'tier'] as const;
export type ScorecardSort = (typeof SCORECARD_SORTS)[number];

export interface ScorecardListQuestion {
  readonly asOf: CalendarDay;
  readonly campaignSlugs?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  readonly grades?: readonly string[] | undefined;
  readonly sort: readonly { readonly column: ScorecardSort; readonly descending: boolean }[];
  readonly page: { readonly offset: number; readonly limit: number };
}

export type ScorecardRow = Awaited<ReturnType<typeof listScorecardRows>>[number];

/** The day of the latest scorecards; null before the first review. */
export async function findLatestScorecardDay(db: Db, workspaceId: string): Promise<CalendarDay | null> {
  const row = await db.selectFrom('scorecard').select((eb) => eb.fn.max('as_of').as('day')).where('workspace_id', '=', workspaceId).executeTakeFirst();
  return row?.day ?? null;
}

/** A page of a day's cards; the dimensions are read out of the cards of the page alone, for unpacking a card takes longer than finding it. */
export async function listScorecardRows(db: Db, workspaceId: string, question: ScorecardListQuestion) {
  const rows = await ordered(cards(db, workspaceId, question), question.sort)
    .orderBy('s.collaboration_id')
    .limit(question.page.limit)
    .offset(question.page.offset)
    .select([
      's.collaboration_id as collaborationId', 's.score_tenths as scoreTenths', 's.grade', 's.coverage_basis_points as coverageBasisPoints', 's.as_of as asOf',
      'c.tier', 'k.id as kolId', 'k.name as kolName', 'a.platform', 'ca.slug as campaignSlug', 'ca.name as campaignName',
      sql<number>`count(*) over ()`.as('allRows'),
    ])
    .execute();
  const dimensions = await listDimensionScores(db, workspaceId, question.asOf, rows.map((row) => row.collaborationId));
  return rows.map((row) => ({ ...row, dimensions: dimensions.get(row.collaborationId) ?? [] }));
}

/** Scores of the dimensions by collaboration, in the order of DIMENSIONS, in which every card lists them. */
async function listDimensionScores(db: Db, workspaceId: string, asOf: CalendarDay, collaborationIds: readonly string[]) {
  const rows = await db
    .selectFrom('scorecard')
    .select(['collaboration_id as collaborationId', sql<(number | null)[]>`jsonb_path_query_array(card, '$.dimensions[*].score')`.as('scores')])
    .where('workspace_id', '=', workspaceId)
    .where('as_of', '=', asOf)
    .where('collaboration_id', '=', sql<string>`any(${[...collaborationIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.collaborationId, row.scores]));
}

function cards(db: Db, workspaceId: string, question: ScorecardListQuestion) {
  return db
    .selectFrom('scorecard as s')
    .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 's.workspace_id').onRef('c.id', '=', 's.collaboration_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .where('s.workspace_id', '=', workspaceId)
    .where('s.as_of', '=', question.asOf)
    .where((eb) => chosen(eb, question));
}

type Joined = ExpressionBuilder<Pick<Database, 'workspace'> & { s: Database['scorecard']; c: Database['collaboration']; ca: Database['campaign'] }, 's' | 'c' | 'ca'>;

function chosen(eb: Joined, { campaignSlugs, tiers, grades }: ScorecardListQuestion) {
  const conditions: Expression<SqlBool>[] = [];
  if (campaignSlugs) conditions.push(eb('ca.slug', 'in', [...campaignSlugs]));
  if (tiers) conditions.push(eb('c.tier', 'in', known(TIERS, tiers)));
  if (grades) {
    const letters = known(SCORE_GRADES, grades);
    conditions.push(eb.or([...(letters.length > 0 ? [eb('s.grade', 'in', letters)] : []), ...(grades.includes('none') ? [eb('s.grade', 'is', null)] : [])]));
  }
  return eb.and(conditions);
}

function known<Value extends string>(all: readonly Value[], values: readonly string[]): Value[] {
  return all.filter((one) => values.includes(one));
}

function ordered(query: ReturnType<typeof cards>, sort: ScorecardListQuestion['sort']): ReturnType<typeof cards> {
  return sort.reduce((all, { column, descending }) => {
    const direction = descending ? 'desc' : 'asc';
    switch (column) {
      case 'name':
        return all.orderBy(sql`k.name ${inPinyinOrder}`, direction);
      case 'score':
        return all.orderBy('s.score_tenths', (order) => (descending ? order.desc().nullsLast() : order.asc().nullsLast()));
      case 'coverage':
        return all.orderBy('s.coverage_basis_points', direction);
      case 'tier':
        return all.orderBy(sql`array_position(array['top', 'mid', 'emerging'], c.tier)`, direction);
    }
  }, query);
}

export interface ScorecardDetail {
  readonly collaborationId: string;
  readonly kolId: string;
  readonly kolName: string;
  readonly tier: Tier;
  readonly campaignSlug: string;
  readonly campaignName: string;
  readonly grade: ScoreGrade | null;
  readonly asOf: CalendarDay;
  readonly card: Scorecard;
  /** Earlier and later days of which a card is kept, latest first. */
  readonly days: readonly CalendarDay[];
  /** Coverage below which the card's policy gives no score. */
  readonly minimumCoverage: number;
}

/** A collaboration's card of a day, the latest one unless a day is given; undefined when there is none. */
export async function findScorecardDetail(db: Db, workspaceId: string, collaborationId: string, asOf: CalendarDay | null): Promise<ScorecardDetail | undefined> {
  const row = await db
    .selectFrom('scorecard as s')
    .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 's.workspace_id').onRef('c.id', '=', 's.collaboration_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .leftJoin('policy_version as pv', (join) => join.onRef('pv.workspace_id', '=', 's.workspace_id').onRef('pv.version', '=', 's.policy_version'))
    .select((eb) => [
      's.collaboration_id as collaborationId', 'k.id as kolId', 'k.name as kolName', 'c.tier', 'ca.slug as campaignSlug', 'ca.name as campaignName',
      's.grade', 's.as_of as asOf', sql<Scorecard>`s.card`.as('card'), sql<number | null>`(pv.body #>> '{scorecard,minimumCoverage}')::float8`.as('minimumCoverage'),
      eb
        .selectFrom('scorecard as other')
        .whereRef('other.workspace_id', '=', 's.workspace_id')
        .whereRef('other.collaboration_id', '=', 's.collaboration_id')
        .select(sql<string[]>`array_agg(other.as_of order by other.as_of desc)`.as('days'))
        .as('days'),
    ])
    .where('s.workspace_id', '=', workspaceId)
    .where('s.collaboration_id', '=', collaborationId)
    .$if(asOf !== null, (query) => query.where('s.as_of', '=', asOf ?? ''))
    .orderBy('s.as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, days: row.days ?? [], minimumCoverage: row.minimumCoverage ?? 0 };
}
