import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pool } from 'pg';
import { makeRoiWorld } from './roi-world.ts';

export interface AttributionSize {
  readonly clicks: number;
  readonly orders: number;
}

const COLLABORATIONS = 2_000;
const CLICKS_A_VISITOR = 5;
const DAY_MS = 86_400_000;

/** The year that ends today: its months have their partitions. */
function startMs(): number {
  return Math.floor(Date.now() / DAY_MS) * DAY_MS - 364 * DAY_MS;
}

/** What a click and an order are, as functions of their running number; both databases compute the same integers from them. */
function formulas({ clicks }: AttributionSize) {
  const at = (n: string) => `(${startMs()} + ${n} * ${Math.floor((364 * DAY_MS) / clicks)})`;
  const clickOf = (k: string) => `(${k} * 1000003 % ${clicks})`;
  return {
    at, clickOf,
    visitor: (n: string) => `(${n} * 2654435761 % ${Math.ceil(clicks / CLICKS_A_VISITOR)})`,
    collaboration: (n: string) => `((${n} * 7919 + ${n} % 97) % ${COLLABORATIONS})`,
    placedAt: (k: string) => `(${at(clickOf(k))} + ${k} % 72 * 3600000 + 1)`,
    netMinor: (k: string) => `(5000 + ${k} % 400 * 100)`,
  };
}

/**
 * Fills a workspace with a year of clicks, five a visitor, and of orders that each name one of them, attributed to nobody yet. Two thousand collaborations
 * share the clicks.
 */
export async function makeAttributionWorld(pool: Pool, workspaceId: string, size: AttributionSize): Promise<void> {
  const { at, clickOf, visitor, collaboration, placedAt, netMinor } = formulas(size);
  await makeRoiWorld(pool, workspaceId, { kols: 500, collaborations: COLLABORATIONS, orders: 1 });
  const uuid = (kind: string, number: string) => `md5('${workspaceId} ${kind} ' || ${number})::uuid`;
  // The id of a click holds its time (UUIDv7).
  const clickId = (n: string) => `(lpad(to_hex(${at(n)}), 12, '0') || '7000' || '8' || lpad(to_hex(${n}), 15, '0'))::uuid`;
  const instant = (ms: string) => `to_timestamp(${ms} / 1000.0)`;
  for (const statement of [
    'delete from order_credit', 'delete from credit_day', 'delete from click_day',
    `insert into shop (workspace_id, slug, kind, created_at) values ('${workspaceId}', 'main', 'manual', now())`,
    `insert into click (workspace_id, clicked_at, id, collaboration_id, visitor_id, address_hash, device)
     select '${workspaceId}', ${instant(at('n'))}, ${clickId('n')}, ${uuid('collaboration', collaboration('n'))}, ${uuid('visitor', visitor('n'))}, n, 'mobile'
     from generate_series(0::bigint, ${size.clicks - 1}) n`,
    `insert into shop_order (workspace_id, shop, order_id, placed_at, placed_day, currency, merchandise_minor, status, click_id, net_minor, rate, net_reporting_minor, method, source, received_at)
     select '${workspaceId}', 'main', 'order-' || k, ${instant(placedAt('k'))}, (${instant(placedAt('k'))} at time zone 'Asia/Shanghai')::date, 'CNY', ${netMinor('k')}, 'paid', ${clickId(clickOf('k'))},
       ${netMinor('k')}, 1, ${netMinor('k')}, 'none', 'bench', now()
     from generate_series(0::bigint, ${size.orders - 1}) k`,
    'analyze',
  ]) await pool.query(statement);
}

/** The same clicks and orders in a DuckDB in memory, with two threads. */
export async function openDuckDbWorld(size: AttributionSize): Promise<DuckDBConnection> {
  const { at, clickOf, visitor, collaboration, placedAt, netMinor } = formulas(size);
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  await connection.run(`create table click as select n::bigint as id, ${at('n::bigint')} as at, ${collaboration('n::bigint')}::int as collaboration, ${visitor('n::bigint')} as visitor
    from range(${size.clicks}) t(n)`);
  await connection.run(`create table placed as select k::bigint as id, ${placedAt('k::bigint')} as at, ${clickOf('k::bigint')} as click, ${netMinor('k::bigint')} as net from range(${size.orders}) t(k)`);
  return connection;
}

/** How DuckDB names the collaborations, and the portal. */
export const collaborationKeys = `select c.id, n from collaboration c join generate_series(0, ${COLLABORATIONS - 1}) n on c.id = md5(c.workspace_id || ' collaboration ' || n)::uuid where c.workspace_id = $1`;
