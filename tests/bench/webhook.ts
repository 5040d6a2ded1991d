import { startBareServer } from './bare-server.ts';
import { median } from './line.ts';
import type { Bench, BenchLine, Figure } from './line.ts';
import type { LoadResult } from './load.ts';
import { runLoad } from './load.ts';
import { cpuMicros } from './machine.ts';
import { openOrderWorld } from './order-world.ts';

const CONNECTIONS = 64;

/**
 * Shopify's order webhook beside Node's bare http server that parses the same JSON (quality.md): signature, scrubbing, checks, dedupe, store, attribute,
 * all of it committed before the 200. One delivery of five repeats another.
 */
export const webhookLine: BenchLine = {
  name: 'webhook',
  measure: async (bench) => {
    const world = await openOrderWorld(bench, 'webhook');
    const bare = await startBareServer('json');
    try {
      const requests = { kind: 'webhook', path: world.path, secret: world.secret, coupons: world.coupons } as const;
      const sides: Record<Side, Server> = {
        ours: { port: world.portal.port, pid: world.portal.child.pid, databasePid: bench.postmasterPid },
        bare: { port: bare.port, pid: bare.child.pid, databasePid: null },
      };
      const rounds = await alternate(bench, (side, seconds) => measureSide(sides[side], { connections: CONNECTIONS, seconds, requests }));
      const { rows } = await world.handle.pool.query<{ orders: number; deliveries: number }>('select (select count(*) from shop_order) as orders, (select count(*) from webhook_delivery) as deliveries');
      return figures(rounds, rows[0] ?? { orders: 0, deliveries: 0 }, bench.postmasterPid !== null);
    } finally {
      bare.child.disconnect();
      await world.close();
    }
  },
};

type Side = 'ours' | 'bare';
interface Server {
  readonly port: number;
  readonly pid: number | undefined;
  readonly databasePid: number | null;
}
type Measured = LoadResult & { readonly cpuMicrosEach: number; readonly databaseMicrosEach: number };
type Round = Record<Side, Measured>;

/** One load on one server, with the processor time that an answer cost. */
async function measureSide(
  { port, pid, databasePid }: Server, load: Omit<Parameters<typeof runLoad>[0], 'port'>,
): Promise<Measured> {
  const used = () => ({ program: pid === undefined ? 0 : cpuMicros(pid), database: databasePid === null ? 0 : cpuMicros(databasePid) });
  const before = used();
  const result = await runLoad({ port, ...load });
  const after = used();
  const databaseMicrosEach = (after.database - before.database) / Math.max(1, result.answers);
  return { ...result, databaseMicrosEach, cpuMicrosEach: databaseMicrosEach + (after.program - before.program) / Math.max(1, result.answers) };
}

async function alternate(bench: Bench, measure: (side: Side, seconds: number) => Promise<Measured>): Promise<Round[]> {
  const seconds = bench.quick ? 1.5 : 5;
  for (const side of ['bare', 'ours'] as const) await measure(side, bench.quick ? 1.5 : 4); // warm
  const rounds: Round[] = [];
  for (let number = 0; number < bench.rounds; number += 1) {
    bench.progress(`webhook: round ${number + 1} of ${bench.rounds}`);
    const first = number % 2 === 0 ? 'bare' : 'ours';
    const one = await measure(first, seconds);
    const other = await measure(first === 'bare' ? 'ours' : 'bare', seconds);
    rounds.push(first === 'bare' ? { bare: one, ours: other } : { bare: other, ours: one });
  }
  return rounds;
}

function figures(rounds: readonly Round[], stored: { readonly orders: number; readonly deliveries: number }, countsDatabase: boolean): Figure[] {
  const of = (side: Side, what: keyof Measured) => median(rounds.map((round) => round[side][what]));
  const failures = rounds.reduce((sum, { ours }) => sum + ours.failures, 0);
  const answers = rounds.reduce((sum, { ours }) => sum + ours.answers, 0);
  return [
    {
      figure: `order webhook, durable, ${CONNECTIONS} connections`, value: of('ours', 'perSecond'), unit: '/s', reference: { name: 'bare Node http, JSON', value: of('bare', 'perSecond') },
      ratio: median(rounds.map(({ ours, bare }) => ours.perSecond / bare.perSecond)), demanded: { of: 'ratio', bound: 'at least', limit: 0.3 },
      note: `p50 ${of('ours', 'p50Ms').toFixed(1)} ms, p99 ${of('ours', 'p99Ms').toFixed(1)} ms`,
    },
    {
      figure: 'processor time of a delivery', value: of('ours', 'cpuMicrosEach'), unit: 'µs', reference: { name: 'bare Node http, JSON', value: of('bare', 'cpuMicrosEach') },
      ratio: median(rounds.map(({ ours, bare }) => ours.cpuMicrosEach / bare.cpuMicrosEach)), demanded: null,
      note: countsDatabase ? `${of('ours', 'databaseMicrosEach').toFixed(1)} of it PostgreSQL` : 'Node only: the database is elsewhere',
    },
    {
      figure: 'deliveries without their order', value: Math.abs(stored.deliveries - stored.orders), unit: '', reference: { name: 'orders stored', value: stored.orders }, ratio: null,
      demanded: { of: 'value', bound: 'at most', limit: 0 }, note: `${answers} answered in the rounds, ${failures} requests failed`,
    },
  ];
}
