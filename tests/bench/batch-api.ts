import { startBareServer } from './bare-server.ts';
import { median } from './line.ts';
import type { BenchLine } from './line.ts';
import { runLoad } from './load.ts';
import { cpuMicros } from './machine.ts';
import { openOrderWorld } from './order-world.ts';

const SIZE = 100;
const CONNECTIONS = 4;
const BARE_CONNECTIONS = 64;

/** Rows a second of the order API in batches of a hundred, beside the requests a second of a bare server that parses one order's JSON (quality.md). */
export const batchApiLine: BenchLine = {
  name: 'batch-api',
  measure: async (bench) => {
    const world = await openOrderWorld(bench, 'batch_api');
    const bare = await startBareServer('json');
    try {
      const { coupons, secret, path, token } = world;
      const seconds = bench.quick ? 1.5 : 5;
      const ours = () => runLoad({ port: world.portal.port, connections: CONNECTIONS, seconds, requests: { kind: 'batch', path: '/api/v1/orders', token, coupons, size: SIZE } });
      const reference = () => runLoad({ port: bare.port, connections: BARE_CONNECTIONS, seconds, requests: { kind: 'webhook', path, secret, coupons } });
      await ours(); // warm
      const used = () => cpuMicros(world.portal.child.pid ?? 0) + (bench.postmasterPid === null ? 0 : cpuMicros(bench.postmasterPid));
      const rounds: { rows: number; bare: number; p50Ms: number; failures: number; microsEach: number }[] = [];
      for (let number = 0; number < bench.rounds; number += 1) {
        bench.progress(`batch-api: round ${number + 1} of ${bench.rounds}`);
        const bareFirst = number % 2 === 0 ? await reference() : null;
        const before = used();
        const measured = await ours();
        const microsEach = (used() - before) / Math.max(1, measured.answers * SIZE);
        const bareSide = bareFirst ?? (await reference());
        rounds.push({ rows: measured.perSecond * SIZE, bare: bareSide.perSecond, p50Ms: measured.p50Ms, failures: measured.failures, microsEach });
      }
      return [{
        figure: 'processor time of a row', value: median(rounds.map(({ microsEach }) => microsEach)), unit: 'µs', reference: null, ratio: null, demanded: null,
        note: bench.postmasterPid === null ? 'Node only: the database is elsewhere' : 'Node and PostgreSQL',
      }, {
        figure: `order batch API, ${SIZE} a request`, value: median(rounds.map(({ rows }) => rows)), unit: 'rows/s', reference: { name: 'bare Node http, JSON', value: median(rounds.map((round) => round.bare)) },
        ratio: median(rounds.map((round) => round.rows / round.bare)), demanded: { of: 'ratio', bound: 'at least', limit: 0.8 },
        note: `p50 ${median(rounds.map(({ p50Ms }) => p50Ms)).toFixed(1)} ms a request, ${rounds.reduce((sum, { failures }) => sum + failures, 0)} failed`,
      }];
    } finally {
      bare.child.disconnect();
      await world.close();
    }
  },
};
