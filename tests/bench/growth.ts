import type { DuckDBConnection } from '@duckdb/node-api';
import type { DatabaseHandle } from '#db/client.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { listCampaignFlights } from '#db/queries/dashboard.server.ts';
import { sumClicksThrough, sumCreditsThrough } from '#db/queries/day-sums.server.ts';
import { findKolDetail, findKolStanding, listKolCollaborations } from '#db/queries/kol-detail.server.ts';
import { listRoi } from '#db/queries/roi-board.server.ts';
import { weeksOf } from '#app/domain/finance/collaboration-money.ts';
import { addDays } from '#app/domain/period.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { rebuildAttribution } from '#app/services/rebuild-attribution.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { rebuildRollups } from '#app/services/settle-rollups.server.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { makeAttributionWorld, openDuckDbWorld } from './attribution-world.ts';
import type { Bench, BenchLine, Figure } from './line.ts';
import { median } from './line.ts';
import { REVIEW_DAY } from './roi-world.ts';

const TIMES = 10;
const LARGE = { clicks: 10_000_000, orders: 300_000 };
const QUICK = { clicks: 1_000_000, orders: 30_000 };
const RIGHTS = { costs: true, contacts: true };

/** A year of clicks and orders, taken in, attributed, rolled up and reviewed. */
interface World {
  readonly handle: DatabaseHandle;
  readonly workspaceId: string;
  readonly kolId: string;
  readonly campaignId: string;
  readonly rebuildSeconds: number;
}

/** What a page asks, and the same sums asked of DuckDB, where quality.md names it as the reference. */
interface Page {
  readonly name: string;
  run(world: World): Promise<unknown>;
  readonly reference: { readonly name: string; readonly limit: number; run(duck: DuckDBConnection): Promise<unknown> };
}

/** What ten times as much history does to pages, which it must not slow, and to rebuilds, which may grow with it; and pages beside DuckDB (quality.md). */
export const growthLine: BenchLine = {
  name: 'growth',
  measure: async (bench) => {
    const size = bench.quick ? QUICK : LARGE;
    const open: World[] = [];
    try {
      const small = await makeWorld(bench, 'growth_small', { clicks: size.clicks / TIMES, orders: size.orders / TIMES });
      open.push(small);
      const large = await makeWorld(bench, 'growth_large', size);
      open.push(large);
      const duck = await openDuckDbWorld(size);
      await copyRollups(large, duck);
      const figures: Figure[] = [];
      for (const page of PAGES) {
        bench.progress(`growth: ${page.name}`);
        figures.push(...(await measurePage(page, Math.max(9, bench.rounds), small, large, duck)));
      }
      return [...figures, {
        figure: 'growth of the roll-ups\' rebuild', value: exponent(large.rebuildSeconds, small.rebuildSeconds), unit: '', reference: null, ratio: null,
        demanded: { of: 'value', bound: 'at most', limit: 1.1 }, note: `exponent; all days of ${size.clicks.toLocaleString('en')} clicks in ${large.rebuildSeconds.toFixed(1)} s`,
      }];
    } finally {
      for (const { handle } of open) await handle.close();
    }
  },
};

const SERIES = { from: addDays(REVIEW_DAY, -89), through: REVIEW_DAY };
const BEFORE = addDays(SERIES.from, -1);
const WEEK_ENDS = [BEFORE, ...weeksOf(SERIES).map(({ through }) => through)];

const PAGES: readonly Page[] = [
  {
    name: 'ROI board, 500 KOLs',
    run: ({ handle, workspaceId }) => listRoi(handle.db, workspaceId, { asOf: REVIEW_DAY, by: 'kol', page: { offset: 0, limit: 100 }, sort: [{ column: 'roi', descending: true }] }, DEFAULT_POLICY.roi),
    reference: {
      name: 'DuckDB on raw clicks and credits', limit: 1.5,
      run: (duck) => duck.runAndReadAll(`
        with clicks as (select collaboration, count(*) as clicks from click group by 1), sales as (select collaboration, count(*) as orders, sum(minor) as revenue from credit group by 1)
        select k.kol, sum(clicks) as clicks, sum(orders) as orders, sum(revenue) as revenue, sum(revenue) / sum(cost) as roi
        from kol_of k left join clicks on clicks.collaboration = k.collaboration left join sales on sales.collaboration = k.collaboration group by 1 order by roi desc limit 100`),
    },
  },
  {
    name: 'KOL page',
    run: ({ handle: { db }, workspaceId, kolId }) => Promise.all([
      findKolDetail(db, workspaceId, kolId, RIGHTS), findKolStanding(db, workspaceId, kolId, true), listKolCollaborations(db, workspaceId, kolId, true),
    ]),
    reference: {
      name: 'DuckDB on the roll-ups', limit: 1,
      run: (duck) => duck.runAndReadAll(`
        select k.collaboration, any_value(cost) as cost, sum(orders) as orders, sum(revenue) as revenue from kol_of k left join credit_day d on d.collaboration = k.collaboration
        where k.kol = 7 group by 1 order by 1`),
    },
  },
  {
    name: 'campaign series, 90 days',
    // What the dashboard adds its weeks, its tiles and its movers from.
    run: ({ handle: { db }, workspaceId, campaignId }) => Promise.all([
      listCampaignFlights(db, workspaceId, campaignId), sumCreditsThrough(db, workspaceId, { campaignId }, 'last_click', WEEK_ENDS),
      sumClicksThrough(db, workspaceId, { campaignId }, [BEFORE, SERIES.through]),
    ]),
    reference: {
      name: 'DuckDB on the roll-ups, same sums', limit: 1,
      run: async (duck) => {
        const ofCampaign = `join kol_of k on k.collaboration = d.collaboration where k.campaign = 3 and day <= '${SERIES.through}'`;
        await duck.runAndReadAll(`select d.collaboration, greatest(-1, (day - date '${SERIES.from}') // 7) as week, sum(orders), sum(revenue) from credit_day d ${ofCampaign} group by 1, 2`);
        await duck.runAndReadAll(`select d.collaboration, day <= '${BEFORE}' as before, sum(clicks), sum(automated) from click_day d ${ofCampaign} group by 1, 2`);
      },
    },
  },
];

async function makeWorld(bench: Bench, name: string, size: { readonly clicks: number; readonly orders: number }): Promise<World> {
  const handle = openDatabase(await bench.makeDatabase(name), { max: 4, statementTimeoutMs: 0 });
  const { db, pool } = handle;
  const workspaceId = await aWorkspace(db);
  const doing = { now: new Date(), actor: PORTAL_ACTOR };
  bench.progress(`growth: making ${size.clicks.toLocaleString('en')} clicks and ${size.orders.toLocaleString('en')} orders`);
  await makeAttributionWorld(pool, workspaceId, size);
  await rebuildAttribution(db, workspaceId, {}, doing);
  const startedAt = performance.now();
  await rebuildRollups(db, workspaceId);
  const rebuildSeconds = (performance.now() - startedAt) / 1_000;
  const outcome = await runReview(db, { workspaceId, asOf: REVIEW_DAY }, doing);
  if (outcome.status !== 'reviewed') throw new Error(`the review was ${outcome.status}`);
  await pool.query('vacuum analyze');
  const { rows: [ids] } = await pool.query<{ kolId: string; campaignId: string }>(
    `select md5($1 || ' kol 7')::uuid as "kolId", md5($1 || ' campaign 3')::uuid as "campaignId"`, [workspaceId]);
  if (!ids) throw new Error('the world is empty');
  return { handle, workspaceId, ...ids, rebuildSeconds };
}

/** The roll-ups and the credits in DuckDB, under the running numbers that both sides know collaborations, KOLs and campaigns by. */
async function copyRollups({ handle: { pool }, workspaceId }: World, duck: DuckDBConnection): Promise<void> {
  const numbered = `select c.id, n::int as n from collaboration c join generate_series(0, 1999) n on c.id = md5($1 || ' collaboration ' || n)::uuid where c.workspace_id = $1::uuid`;
  await duck.run(`
    create table kol_of (collaboration int, kol int, campaign int, cost bigint); create table credit (collaboration int, minor bigint);
    create table credit_day (collaboration int, day date, orders int, revenue bigint); create table click_day (collaboration int, day date, clicks int, automated int)`);
  const tables = {
    kol_of: `select n, n % 500, n / 100, (select coalesce(sum(amount_minor), 0) from cost_item x where x.workspace_id = $1::uuid and x.collaboration_id = k.id) from k`,
    credit: `select n, last_click_minor from order_credit o join k on k.id = o.collaboration_id where o.workspace_id = $1::uuid`,
    credit_day: `select n, day::text, orders, revenue_minor from credit_day d join k on k.id = d.collaboration_id where d.workspace_id = $1::uuid and model = 'last_click'`,
    click_day: `select n, day::text, clicks, automated from click_day d join k on k.id = d.collaboration_id where d.workspace_id = $1::uuid`,
  };
  for (const [table, text] of Object.entries(tables)) {
    const { rows } = await pool.query({ text: `with k as materialized (${numbered}) ${text}`, values: [workspaceId], rowMode: 'array' });
    for (let from = 0; from < rows.length; from += 5_000) {
      const values = rows.slice(from, from + 5_000).map((row) => `(${row.map((value) => `'${String(value)}'`).join(',')})`);
      await duck.run(`insert into ${table} values ${values.join(',')}`);
    }
  }
}

async function measurePage(page: Page, rounds: number, small: World, large: World, duck: DuckDBConnection): Promise<Figure[]> {
  const sides = [() => page.run(small), () => page.run(large), () => page.reference.run(duck)] as const;
  const times: number[][] = sides.map(() => []);
  // The first round is for warmth; the sides take turns at going first.
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = (round + turn) % sides.length;
      const startedAt = performance.now();
      await sides[side]?.();
      if (round > 0) times[side]?.push(performance.now() - startedAt);
    }
  }
  const [before = [], after = [], theirs = []] = times;
  return [
    {
      figure: page.name, value: median(after), unit: 'ms', reference: { name: page.reference.name, value: median(theirs) },
      ratio: median(after.map((ms, round) => ms / (theirs[round] ?? Number.NaN))), demanded: { of: 'ratio', bound: 'at most', limit: page.reference.limit },
    },
    {
      figure: `growth of ${page.name}`, value: exponent(median(after), median(before)), unit: '', reference: null, ratio: null,
      demanded: { of: 'value', bound: 'at most', limit: 0.1 }, note: `exponent; ${median(before).toFixed(1)} ms with a tenth of the history`,
    },
  ];
}

function exponent(large: number, small: number): number {
  return Math.log(large / small) / Math.log(TIMES);
}
