import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CouponClaim } from '#app/domain/attribution/coupon-match.ts';
import type { Automation } from '#app/domain/attribution/counted-clicks.ts';
import type { Touch } from '#app/domain/attribution/touches.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** The collaborations whose coupon is one of these, whatever their flight: the rule decides, and a late use is a claim too. */
export async function findCoupons(db: Db, workspaceId: string, codes: readonly string[]): Promise<CouponClaim[]> {
  if (codes.length === 0) return [];
  return await db
    .selectFrom('collaboration')
    .select(['id as collaborationId', 'coupon', 'starts_on as startsOn', 'ends_on as endsOn'])
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`coupon = any(${arrayLiteral(codes)}::text[])`)
    .orderBy('id')
    .execute();
}

/** Collaborations by tracking code. */
export async function findCollaborationsByCode(db: Db, workspaceId: string, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('tracking_code')
    .innerJoin('collaboration', (join) =>
      join.onRef('collaboration.workspace_id', '=', 'tracking_code.workspace_id').onRef('collaboration.id', '=', 'tracking_code.collaboration_id'),
    )
    .select(['tracking_code.code', 'collaboration.id'])
    .where('tracking_code.workspace_id', '=', workspaceId)
    .where(sql<boolean>`tracking_code.code = any(${arrayLiteral(codes)}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** The clicks of an order's visitor. */
export interface VisitorClicks {
  readonly touches: Touch[];
  /** Ids of those that look automated and do not count: an order that was decided when they did must forget them. */
  readonly setApart: Set<string>;
}

/** A click named by an order; `clickedAt` is the time inside its id, which leads to its partition. */
export interface NamedClick {
  readonly clickId: string;
  readonly clickedAt: Date;
  readonly placedAt: Date;
}

/**
 * The clicks of each named click's visitor, those by people or looking automated in a way that is `counted` as touches, within the window up to the order, by the position of the named click.
 * A click id that was never seen here has none. `offset 0` keeps one look-up for each order: on a table without statistics yet (the
 * first large batch of clicks) the planner would otherwise join all clicks of the workspace with all orders first. The bounds over all of them say
 * nothing new; known when the query is planned, they spare it the partitions that are out of question.
 */
export async function findTouches(db: Db, workspaceId: string, named: readonly NamedClick[], { windowDays, counted }: { windowDays: number; counted: readonly Automation[] }): Promise<Map<number, VisitorClicks>> {
  const touches = new Map<number, VisitorClicks>();
  if (named.length === 0) return touches;
  const clicked = spanOf(named, (click) => click.clickedAt);
  const placed = spanOf(named, (click) => click.placedAt);
  const { rows } = await sql<{ position: number; id: string; collaboration_id: string; clicked_at: Date; counts: boolean }>`
    select n.position::int, c.id, c.collaboration_id, c.clicked_at, c.counts
    from unnest(
      ${arrayLiteral(named.map((click) => click.clickId))}::uuid[],
      ${arrayLiteral(named.map((click) => click.clickedAt.toISOString()))}::timestamptz[],
      ${arrayLiteral(named.map((click) => click.placedAt.toISOString()))}::timestamptz[]
    ) with ordinality as n(click_id, clicked_at, placed_at, position)
    cross join lateral (
      select visitor_id from click
      where workspace_id = ${workspaceId} and clicked_at = n.clicked_at and id = n.click_id
        and clicked_at between ${clicked.first} and ${clicked.last} limit 1
    ) v
    cross join lateral (
      select id, collaboration_id, clicked_at, (automation is null or automation = any(${arrayLiteral(counted)}::text[])) as counts from click
      where workspace_id = ${workspaceId} and visitor_id = v.visitor_id
        and clicked_at >= n.placed_at - make_interval(hours => ${windowDays * 24}) and clicked_at <= n.placed_at
        and clicked_at between ${placed.first}::timestamptz - make_interval(hours => ${windowDays * 24}) and ${placed.last}
      offset 0
    ) c
    order by n.position, c.clicked_at, c.id`.execute(db);
  for (const row of rows) {
    const index = row.position - 1;
    const found = touches.get(index) ?? { touches: [], setApart: new Set() };
    touches.set(index, found);
    if (row.counts) found.touches.push({ clickId: row.id, collaborationId: row.collaboration_id, clickedAt: row.clicked_at });
    else found.setApart.add(row.id);
  }
  return touches;
}

/** The first and the last instant of some. */
function spanOf(named: readonly NamedClick[], instant: (click: NamedClick) => Date): { first: Date; last: Date } {
  const times = named.map((click) => instant(click).getTime());
  return { first: new Date(times.reduce((a, b) => Math.min(a, b))), last: new Date(times.reduce((a, b) => Math.max(a, b))) };
}
