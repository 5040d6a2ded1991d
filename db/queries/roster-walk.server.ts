import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';
import type { RosterFilter } from './roster-conditions.server.ts';
import { rosterConditions } from './roster-conditions.server.ts';

type Db = Kysely<Database>;

export const ROSTER_SORTS = ['name', 'followers', 'score', 'roi', 'updated'] as const;
export type RosterSort = (typeof ROSTER_SORTS)[number];

/** A row's place in an order: its value there as text (null where it has none) and its id. */
export interface RosterPlace {
  readonly value: string | null;
  readonly id: string;
}

export interface RosterWalk {
  readonly filter: RosterFilter;
  readonly sort: { readonly column: RosterSort; readonly descending: boolean };
  readonly page: { readonly direction: 'after' | 'before'; readonly from: RosterPlace } | null;
  readonly limit: number;
  /** Without a page to come from: the last rows instead of the first. */
  readonly fromEnd?: boolean;
}

interface Order {
  /** Where the order's index is walked; rows without a value are not in it. */
  readonly source: RawBuilder<unknown>;
  readonly value: RawBuilder<unknown>;
  readonly type: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  /** KOLs that `source` does not have; null where it has all. They follow at the end, by id. */
  readonly rest: RawBuilder<unknown> | null;
}

/** The account with most followers stands for a KOL. */
const isMain = sql`not exists (
  select from kol_account b where b.workspace_id = a.workspace_id and b.kol_id = a.kol_id and (b.followers > a.followers or (b.followers = a.followers and b.id < a.id)))`;
const named = sql`name ${inPinyinOrder}`;

function standing(column: RawBuilder<unknown>): Order {
  return {
    source: sql`kol_standing a join kol k on k.workspace_id = a.workspace_id and k.id = a.kol_id`, value: sql`a.${column}`, type: sql`integer`,
    id: sql`a.kol_id`, rest: sql`not exists (select from kol_standing s where s.workspace_id = k.workspace_id and s.kol_id = k.id and s.${column} is not null)`,
  };
}

const ORDERS: Record<RosterSort, Order> = {
  name: { source: sql`kol k`, value: sql`k.${named}`, type: sql`text`, id: sql`k.id`, rest: null },
  updated: { source: sql`kol k`, value: sql`k.updated_at`, type: sql`timestamptz`, id: sql`k.id`, rest: null },
  followers: {
    source: sql`kol_account a join kol k on k.workspace_id = a.workspace_id and k.id = a.kol_id and ${isMain}`, value: sql`a.followers`, type: sql`bigint`,
    id: sql`a.kol_id`, rest: sql`not exists (select from kol_account s where s.workspace_id = k.workspace_id and s.kol_id = k.id and s.followers is not null)`,
  },
  score: standing(sql`score_tenths`),
  roi: standing(sql`roi_hundredths`),
};

/**
 * The next KOLs of an order from a place on, whatever its depth: an index is walked, never counted off (performance.md section 4).
 * At most two statements: the rows that have a value, then those that have none.
 */
export async function walkRoster(db: Db, workspaceId: string, walk: RosterWalk): Promise<RosterPlace[]> {
  const order = ORDERS[walk.sort.column];
  const backwards = isBackwards(walk);
  const parts = order.rest === null ? [valued] : backwards ? [rest, valued] : [valued, rest];
  const startsIn = walk.page === null ? parts[0] : walk.page.from.value === null ? rest : valued;
  const found: RosterPlace[] = [];
  for (const part of parts.slice(parts.findIndex((each) => each === startsIn))) {
    const from = part === startsIn ? (walk.page?.from ?? null) : null;
    if (found.length < walk.limit) found.push(...(await part(db, workspaceId, walk, order, from, walk.limit - found.length)));
  }
  return backwards ? found.toReversed() : found;
}

type Part = (db: Db, workspaceId: string, walk: RosterWalk, order: Order, from: RosterPlace | null, limit: number) => Promise<RosterPlace[]>;

const valued: Part = async (db, workspaceId, walk, { source, value, type, id }, from, limit) => {
  const down = isDown(walk);
  const at = from && sql`${from.value}::${type}`;
  const scope = walk.sort.column === 'name' || walk.sort.column === 'updated' ? sql`` : sql`and a.workspace_id = ${workspaceId}`;
  const beyond = at && from
    ? down ? sql`and ${value} <= ${at} and (${value} < ${at} or ${id} < ${from.id}::uuid)` : sql`and ${value} >= ${at} and (${value} > ${at} or ${id} > ${from.id}::uuid)`
    : sql``;
  const direction = down ? sql`desc` : sql`asc`;
  const { rows } = await sql<{ id: string; value: string }>`
    select ${id} as id, ${value}::text as value from ${source}
    where ${rosterConditions(workspaceId, walk.filter)} ${scope} and ${value} is not null ${beyond}
    order by ${value} ${direction}, ${id} ${direction} limit ${limit}`.execute(db);
  return rows;
};

const rest: Part = async (db, workspaceId, walk, order, from, limit) => {
  const down = isDown(walk);
  const beyond = from ? (down ? sql`and k.id < ${from.id}::uuid` : sql`and k.id > ${from.id}::uuid`) : sql``;
  const { rows } = await sql<{ id: string }>`
    select k.id from kol k where ${rosterConditions(workspaceId, walk.filter)} and ${order.rest ?? sql`false`} ${beyond}
    order by k.id ${down ? sql`desc` : sql`asc`} limit ${limit}`.execute(db);
  return rows.map(({ id }) => ({ id, value: null }));
};

/** Which way the index is walked: a step back walks against the order. */
function isDown(walk: RosterWalk): boolean {
  return walk.sort.descending !== isBackwards(walk);
}

function isBackwards({ page, fromEnd = false }: RosterWalk): boolean {
  return page === null ? fromEnd : page.direction === 'before';
}

/** Where a KOL stands in an order; null when there is no such KOL. */
export async function findRosterPlace(db: Db, workspaceId: string, kolId: string, column: RosterSort): Promise<RosterPlace | null> {
  const value = PLACES[column];
  const { rows } = await sql<{ value: string | null }>`
    select (${value})::text as value from kol k left join kol_standing s on s.workspace_id = k.workspace_id and s.kol_id = k.id
    where k.workspace_id = ${workspaceId} and k.id = ${kolId}`.execute(db);
  return rows[0] ? { id: kolId, value: rows[0].value } : null;
}

const PLACES: Record<RosterSort, RawBuilder<unknown>> = {
  name: sql`k.name`, updated: sql`k.updated_at`, score: sql`s.score_tenths`, roi: sql`s.roi_hundredths`,
  followers: sql`select max(followers) from kol_account where workspace_id = k.workspace_id and kol_id = k.id`,
};
