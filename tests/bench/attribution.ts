import type { DuckDBConnection } from '@duckdb/node-api';
import type { DatabaseHandle } from '#db/client.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { rebuildAttribution } from '#app/services/rebuild-attribution.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { collaborationKeys, makeAttributionWorld, openDuckDbWorld } from './attribution-world.ts';
import type { Bench, BenchLine, Figure } from './line.ts';
import { median } from './line.ts';
import { cpuMicros } from './machine.ts';

const FULL = { clicks: 10_000_000, orders: 300_000 };
const QUICK = { clicks: 300_000, orders: 10_000 };
const DAY_MS = 86_400_000;
const WINDOW_MS = 30 * DAY_MS;
const MODELS = ['last_click', 'time_decay'] as const;
type Model = (typeof MODELS)[number];

/** Credits decided anew from clicks and orders, under all five models and stored, beside DuckDB computing one of them (quality.md); and what one new order takes. */
export const attributionLine: BenchLine = {
  name: 'attribution',
  measure: async (bench) => {
    const size = bench.quick ? QUICK : FULL;
    const handle = openDatabase(await bench.makeDatabase('attribution'), { max: 4, statementTimeoutMs: 0 });
    try {
      const workspaceId = await aWorkspace(handle.db);
      bench.progress(`attribution: making ${size.clicks.toLocaleString('en')} clicks and ${size.orders.toLocaleString('en')} orders, twice`);
      await makeAttributionWorld(handle.pool, workspaceId, size);
      const duck = await openDuckDbWorld(size);
      const rebuild = (day?: string) => rebuildAttribution(handle.db, workspaceId, day === undefined ? {} : { fromDay: day, toDay: day }, { now: new Date(), actor: PORTAL_ACTOR });
      bench.progress('attribution: first rebuild');
      await rebuild(); // warm: and every order gets its credits
      await refuseOtherResults(handle, workspaceId, duck);

      const rounds = bench.quick ? 3 : bench.rounds;
      const whole = await alternate(bench, 'all orders', rounds, () => rebuild(), (model) => sumsOf(duck, model, null));
      const day = new Date(Date.now() - 40 * DAY_MS).toISOString().slice(0, 10);
      const one = await alternate(bench, 'one day', Math.max(5, rounds), () => rebuild(day), (model) => sumsOf(duck, model, day));
      return [
        ...figuresOf(`attribution rebuilt, ${size.orders.toLocaleString('en')} orders, ${size.clicks.toLocaleString('en')} clicks`, whole, { last_click: 4, time_decay: 6 }),
        ...figuresOf('attribution, one day of orders', one, { last_click: 1, time_decay: 1 }),
        await oneOrder(bench, handle, workspaceId),
      ];
    } finally {
      await handle.close();
    }
  },
};

/** Revenue by collaboration under a model, of all orders or of those of one day in Shanghai. `arg_max` in place of `row_number`, which DuckDB stumbles over. */
async function sumsOf(duck: DuckDBConnection, model: Model, day: string | null): Promise<Map<number, number>> {
  const start = day === null ? null : Date.parse(`${day}T00:00:00+08:00`);
  const ofDay = start === null ? '' : `where p.at >= ${start} and p.at < ${start + DAY_MS}`;
  const touches = `select p.id, p.net, p.at - c.at as age, c.collaboration from placed p join click named on named.id = p.click
    join click c on c.visitor = named.visitor and c.at <= p.at and c.at >= p.at - ${WINDOW_MS} ${ofDay}`;
  const credits = model === 'last_click'
    ? `select arg_min(collaboration, age) as collaboration, any_value(net)::double as credit from (${touches}) group by id`
    : `select collaboration, net * weight / sum(weight) over (partition by id) as credit from (select id, net, collaboration, pow(2, -age / ${7 * DAY_MS}.0) as weight from (${touches}))`;
  const reader = await duck.runAndReadAll(`select collaboration, sum(credit) as revenue from (${credits}) group by 1`);
  return new Map(reader.getRows().map(([collaboration, revenue]) => [Number(collaboration), Number(revenue)]));
}

/** Both sides must have credited the same, or their times say nothing. Decayed shares are whole minor units here and fractions there: each may be one off. */
async function refuseOtherResults(handle: DatabaseHandle, workspaceId: string, duck: DuckDBConnection): Promise<void> {
  for (const model of MODELS) {
    const expected = await sumsOf(duck, model, null);
    const { rows } = await handle.pool.query<{ n: number; revenue: number; credits: number }>(`
      with keys as (${collaborationKeys}) select keys.n, sum(${model}_minor)::bigint as revenue, count(*)::int as credits
      from order_credit o join keys on keys.id = o.collaboration_id where o.workspace_id = $1 group by 1`, [workspaceId]);
    let others = 0;
    for (const { n, revenue, credits } of rows) {
      const tolerance = model === 'last_click' ? 0.5 : credits;
      if (Math.abs(revenue - (expected.get(n) ?? 0)) > tolerance) others += 1;
      expected.delete(n);
    }
    others += [...expected.values()].filter((revenue) => revenue > 0).length;
    if (others > 0) throw new Error(`${others} collaborations have another revenue in DuckDB under ${model}`);
  }
}

interface Times {
  readonly ours: number[];
  /** Milliseconds of processor time of a round: of the rule and what carries facts to it, and of PostgreSQL. */
  readonly program: number[];
  readonly database: number[];
  readonly theirs: Record<Model, number[]>;
}

async function alternate(bench: Bench, what: string, rounds: number, ours: () => Promise<unknown>, theirs: (model: Model) => Promise<unknown>): Promise<Times> {
  const times: Times = { ours: [], program: [], database: [], theirs: { last_click: [], time_decay: [] } };
  for (let round = 0; round < rounds; round += 1) {
    bench.progress(`attribution: ${what}, round ${round + 1} of ${rounds}`);
    const sides = [
      async () => {
        const [program, database] = [process.cpuUsage(), databaseMicros(bench)];
        times.ours.push(await secondsOf(ours));
        const used = process.cpuUsage(program);
        times.program.push((used.user + used.system) / 1_000);
        times.database.push((databaseMicros(bench) - database) / 1_000);
      },
      async () => {
        for (const model of MODELS) times.theirs[model].push(await secondsOf(() => theirs(model)));
      },
    ];
    // The two sides take turns at going first.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side();
  }
  return times;
}

function databaseMicros({ postmasterPid }: Bench): number {
  return postmasterPid === null ? Number.NaN : cpuMicros(postmasterPid);
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return (performance.now() - startedAt) / 1_000;
}

function figuresOf(figure: string, { ours, theirs, program, database }: Times, limits: Record<Model, number>): Figure[] {
  return MODELS.map((model) => ({
    figure: `${figure}: ${model.replace('_', ' ')}`, value: median(ours) * 1_000, unit: 'ms', reference: { name: 'DuckDB, same result', value: median(theirs[model]) * 1_000 },
    ratio: median(ours.map((seconds, round) => seconds / (theirs[model][round] ?? Number.NaN))), demanded: { of: 'ratio', bound: 'at most', limit: limits[model] },
    note: `all five models, read, compared with what is stored and stored, beside one model computed; processor time ${median(program).toFixed(0)} ms Node, ${median(database).toFixed(0)} ms PostgreSQL`,
  }));
}

const NEW_ORDERS = 50;

/** Orders one at a time, each taken in and the roll-ups settled: what PostgreSQL worked for it, on a day that has its share of the year's orders. */
async function oneOrder(bench: Bench, handle: DatabaseHandle, workspaceId: string): Promise<Figure> {
  const { rows: [known] } = await handle.pool.query<{ click_id: string; placed_at: Date }>(
    `select click_id, placed_at from shop_order where workspace_id = $1 and placed_at < now() - interval '40 days' order by placed_at desc limit 1`, [workspaceId]);
  if (!known) throw new Error('there are no orders');
  await settleRollups(handle.db, { workspaceId, now: new Date() });
  const walls: number[] = [];
  const before = databaseMicros(bench);
  for (let made = 0; made < NEW_ORDERS; made += 1) {
    const now = new Date();
    const order = {
      shop: 'main', orderId: `new-${made}`, placedAt: known.placed_at, currency: 'CNY', merchandiseMinor: 19_900, refundedMinor: 0, status: 'paid', discountCodes: [], clickId: known.click_id,
      utmContent: null, customerHash: null,
    } as const;
    walls.push(await secondsOf(async () => {
      await takeInOrders(handle.db, { workspaceId, orders: [order], source: 'bench' }, { now, actor: PORTAL_ACTOR });
      await settleRollups(handle.db, { workspaceId, now });
    }));
  }
  const databaseMs = (databaseMicros(bench) - before) / NEW_ORDERS / 1_000;
  return {
    figure: 'one new order to updated ROI', value: databaseMs, unit: 'ms', reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit: 10 },
    note: `PostgreSQL's processor time; ${(median(walls) * 1_000).toFixed(1)} ms from its arrival to totals that hold it`,
  };
}
