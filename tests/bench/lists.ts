import type { Pool } from 'pg';
import { openDatabase } from '#db/client.server.ts';
import { startDemoPortal } from './demo-portal.ts';
import type { BenchLine, Figure } from './line.ts';
import { makeRoiWorld } from './roi-world.ts';

const WORLD = { kols: 5_000, collaborations: 2_000, orders: 100_000 };
const CLICKS = 1_000_000;

/** What is opened, as a signed-in manager does, with what it may take at its 95th percentile (ux.md 1.1 and 5). */
const PAGES: readonly (readonly [name: string, address: string, limitMs: number])[] = [
  ['roster', '/kols?v=all', 300],
  ['roster under three filters', '/kols?f.tier=mid&f.platform=douyin&f.status=active&sort=-score', 300],
  ['roster by tier', '/kols?group=tier', 300],
  ['collaborations', '/collaborations?v=all', 400],
  ['collaborations by campaign', '/collaborations?group=campaign&sort=-revenue', 400],
  ['orders', '/orders?v=all', 400],
  ['scorecards', '/scorecards?v=all', 400],
  ['ROI board', '/roi?v=all', 400],
  ['finance by KOL', '/finance', 400],
];

/** List pages over HTTP at 5,000 KOLs, 100,000 orders and 1,000,000 clicks, taken in turns so that what is kept for ten seconds grows old between them. */
export const listsLine: BenchLine = {
  name: 'lists',
  measure: async (bench) => {
    bench.progress('lists: loading the demo workspace');
    const portal = await startDemoPortal(bench, 'lists');
    try {
      bench.progress(`lists: making ${WORLD.kols} KOLs, ${WORLD.orders} orders and ${CLICKS} clicks`);
      await fill(portal.databaseUrl);
      const rounds = bench.quick ? 20 : 60;
      const times = new Map<string, number[]>(PAGES.map(([name]) => [name, []]));
      for (let round = -2; round < rounds; round += 1) {
        for (const [name, address] of PAGES) {
          const startedAt = performance.now();
          const answer = await fetch(portal.origin + address, { headers: { cookie: portal.cookie, 'accept-language': 'en', 'accept': 'text/html' } });
          const html = await answer.text();
          if (answer.status !== 200 || !html.includes('</html>')) throw new Error(`${address} was answered with ${answer.status}`);
          if (round >= 0) times.get(name)?.push(performance.now() - startedAt);
        }
      }
      return PAGES.map(([name, , limit]) => figure(name, times.get(name) ?? [], limit));
    } finally {
      await portal.stop();
    }
  },
};

function figure(name: string, times: readonly number[], limit: number): Figure {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    figure: `page of ${name}, p95`, value: at(0.95), unit: 'ms', reference: { name: 'ms, its median', value: at(0.5) }, ratio: null, demanded: { of: 'value', bound: 'at most', limit },
    note: '5,000 KOLs, 100,000 orders, 1,000,000 clicks; one request at a time',
  };
}

/** Fills the demo's workspace beyond what it has: what a review stores of a KOL, orders, and clicks of the last days. */
async function fill(databaseUrl: string): Promise<void> {
  const handle = openDatabase(databaseUrl, { max: 2, statementTimeoutMs: 0 });
  try {
    const workspace = await handle.db.selectFrom('workspace').select('id').executeTakeFirstOrThrow();
    await makeRoiWorld(handle.pool, workspace.id, WORLD);
    await insertFacts(handle.pool, workspace.id);
  } finally {
    await handle.close();
  }
}

async function insertFacts(pool: Pool, workspaceId: string): Promise<void> {
  const statements = [
    `insert into kol_standing (workspace_id, kol_id, as_of, score_tenths, grade, revenue_minor, cost_minor, roi_hundredths, light)
     select workspace_id, id, current_date, hashtext(id::text) & 1023, 'B', 1000000, 500000, hashtext(id::text) & 511, (array['red', 'amber', 'green', 'star'])[1 + (hashtext(id::text) & 3)]
     from kol where workspace_id = '${workspaceId}' on conflict do nothing`,
    `insert into shop (workspace_id, slug, kind, created_at) values ('${workspaceId}', 'main', 'manual', now()) on conflict do nothing`,
    `insert into shop_order (workspace_id, shop, order_id, placed_at, placed_day, currency, merchandise_minor, status, net_minor, rate, net_reporting_minor, method, source, received_at)
     select c.workspace_id, c.shop, c.order_id, c.placed_day + interval '6 hours', c.placed_day, 'CNY', c.last_click_minor, 'paid', c.last_click_minor, 1, c.last_click_minor, 'click', 'bench', now()
     from order_credit c where c.workspace_id = '${workspaceId}' and c.order_id like 'order-%' on conflict do nothing`,
    `insert into click (workspace_id, clicked_at, id, collaboration_id, visitor_id, address_hash, device)
     select '${workspaceId}', now() - n * interval '1 second', md5('click ' || n)::uuid, c.id, md5('visitor ' || n / 5)::uuid, n, 'mobile'
     from generate_series(0, ${CLICKS - 1}) n join (select id, row_number() over (order by id) - 1 as place from collaboration where workspace_id = '${workspaceId}') c on c.place = n % ${WORLD.collaborations}`,
    'analyze',
  ];
  for (const statement of statements) await pool.query(statement);
}
