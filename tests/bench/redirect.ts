import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '#db/client.server.ts';
import { addTrackingLinks, aTrackingWorld } from '#tests/flows/tracking-link.ts';
import { startBareServer } from './bare-server.ts';
import { median } from './line.ts';
import type { Bench, BenchLine, Figure } from './line.ts';
import { runLoad } from './load.ts';
import type { LoadResult } from './load.ts';
import { cpuMicros } from './machine.ts';
import { startPortal } from './portal-process.ts';

const LINKS = 1_000;
const CONNECTIONS = [64, 256, 1] as const;

/** The durable redirect beside Node's bare http server: every click is committed before its 302 (quality.md, first lines). */
export const redirectLine: BenchLine = {
  name: 'redirect',
  measure: async (bench) => {
    const url = await bench.makeDatabase('redirect');
    const handle = openDatabase(url, { max: 2 });
    const codes = await makeLinks(handle);
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-bench-data-'));
    const portal = await startPortal(bench.program, { ROLE: 'redirect', DATABASE_URL: url, KOL_DATA_DIR: dataDir });
    const bare = await startBareServer();
    try {
      const requests = requestsFor(codes);
      const sides = {
        ours: { port: portal.port, pid: portal.child.pid, databasePid: bench.postmasterPid },
        bare: { port: bare.port, pid: bare.child.pid, databasePid: null },
      };
      const rounds = await alternate(bench, requests, sides);
      const { rows } = await handle.pool.query('select count(*) as n from click');
      return figures(rounds, Number(rows[0].n), bench.postmasterPid !== null);
    } finally {
      bare.child.disconnect();
      await portal.stop();
      await handle.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function makeLinks(handle: ReturnType<typeof openDatabase>): Promise<string[]> {
  const world = await aTrackingWorld(handle.db);
  const pages = Array.from({ length: LINKS }, (_, index) => `https://shop.example.com/products/item-${index % 300}`);
  return (await addTrackingLinks(handle.db, world, pages)).map((link) => link.code);
}

const AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 14; PJD110) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
];
const REFERRERS = ['https://www.douyin.com/', 'https://www.xiaohongshu.com/explore/1', 'https://www.bilibili.com/video/1', 'https://weibo.com/'];

/** Links in an order that hits no pattern, from a few browsers and platforms. */
function requestsFor(codes: readonly string[]): string[] {
  return Array.from({ length: 4 * codes.length }, (_, index) => {
    const code = codes[(index * 7_919) % codes.length];
    const agent = AGENTS[(index * 31) % AGENTS.length];
    const referrer = REFERRERS[(index * 17) % REFERRERS.length];
    return `GET /t/${code} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ${agent}\r\nReferer: ${referrer}\r\nAccept: text/html\r\n\r\n`;
  });
}

type Side = 'ours' | 'bare';
type Measured = LoadResult & { readonly cpuMicrosEach: number; readonly databaseMicrosEach: number };
type Round = Record<`${Side}${(typeof CONNECTIONS)[number]}`, Measured>;

async function alternate(
  bench: Bench,
  requests: readonly string[],
  sides: Record<Side, { port: number; pid: number | undefined; databasePid: number | null }>,
): Promise<{ rounds: Round[]; acknowledged: number; failures: number }> {
  const seconds = bench.quick ? 1.5 : 5;
  let acknowledged = 0;
  let failures = 0;
  const measure = async (side: Side, connections: number, duration: number): Promise<Measured> => {
    const { port, pid, databasePid } = sides[side];
    const used = () => ({ program: pid === undefined ? 0 : cpuMicros(pid), database: databasePid === null ? 0 : cpuMicros(databasePid) });
    const before = used();
    const result = await runLoad({ port, connections, seconds: duration, requests });
    const after = used();
    const databaseMicrosEach = (after.database - before.database) / Math.max(1, result.answers);
    const cpuMicrosEach = databaseMicrosEach + (after.program - before.program) / Math.max(1, result.answers);
    if (side === 'ours') acknowledged += result.answers;
    failures += result.failures;
    return { ...result, cpuMicrosEach, databaseMicrosEach };
  };
  for (const side of ['bare', 'ours'] as const) await measure(side, 64, bench.quick ? 1 : 3); // warm
  const rounds: Round[] = [];
  for (let number = 0; number < bench.rounds; number += 1) {
    bench.progress(`redirect: round ${number + 1} of ${bench.rounds}`);
    const order: readonly Side[] = number % 2 === 0 ? ['bare', 'ours'] : ['ours', 'bare'];
    const round: Partial<Round> = {};
    for (const connections of CONNECTIONS) {
      for (const side of order) round[`${side}${connections}`] = await measure(side, connections, connections === 1 ? seconds / 2 : seconds);
    }
    rounds.push(round as Round); // every key was just set
  }
  return { rounds, acknowledged, failures };
}

function figures({ rounds, acknowledged, failures }: Awaited<ReturnType<typeof alternate>>, stored: number, countsDatabase: boolean): Figure[] {
  const of = (key: keyof Round, what: keyof Measured) => median(rounds.map((round) => round[key][what]));
  const throughput = (connections: 64 | 256, limit: number): Figure => ({
    figure: `redirect, durable, ${connections} connections`,
    value: of(`ours${connections}`, 'perSecond'),
    unit: '/s',
    reference: { name: 'bare Node http', value: of(`bare${connections}`, 'perSecond') },
    ratio: median(rounds.map((round) => round[`ours${connections}`].perSecond / round[`bare${connections}`].perSecond)),
    demanded: { of: 'ratio', bound: 'at least', limit },
    note: `p50 ${of(`ours${connections}`, 'p50Ms').toFixed(2)} ms`,
  });
  const cpu = (connections: 64 | 256): Figure => ({
    figure: `processor time of a click, ${connections} connections`,
    value: of(`ours${connections}`, 'cpuMicrosEach'),
    unit: 'µs',
    reference: { name: 'bare Node http', value: of(`bare${connections}`, 'cpuMicrosEach') },
    ratio: median(rounds.map((round) => round[`ours${connections}`].cpuMicrosEach / round[`bare${connections}`].cpuMicrosEach)),
    demanded: { of: 'value', bound: 'at most', limit: 45 },
    note: countsDatabase ? `${of(`ours${connections}`, 'databaseMicrosEach').toFixed(1)} of it PostgreSQL` : 'Node only: the database is elsewhere',
  });
  const p99 = (connections: 64 | 256, limit: number | null): Figure => ({
    figure: `redirect, p99, ${connections} connections`,
    value: of(`ours${connections}`, 'p99Ms'),
    unit: 'ms',
    reference: { name: 'bare Node http', value: of(`bare${connections}`, 'p99Ms') },
    ratio: null,
    demanded: limit === null ? null : { of: 'value', bound: 'at most', limit },
  });
  return [
    throughput(64, 0.4),
    throughput(256, 0.6),
    cpu(64),
    cpu(256),
    p99(64, 12),
    p99(256, null),
    {
      figure: 'redirect, one connection, p50', value: of('ours1', 'p50Ms'), unit: 'ms', reference: { name: 'bare Node http', value: of('bare1', 'p50Ms') },
      ratio: null, demanded: { of: 'value', bound: 'at most', limit: 0.5 },
    },
    {
      figure: 'clicks acknowledged and not stored', value: Math.max(0, acknowledged - stored), unit: '', reference: { name: 'acknowledged', value: acknowledged },
      ratio: null, demanded: { of: 'value', bound: 'at most', limit: 0 }, note: `${failures} requests failed`,
    },
  ];
}
