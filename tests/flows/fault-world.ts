import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { environment } from '#app/lib/env.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import type { DatabaseHandle } from '#db/client.server.ts';
import { migrateToLatest } from '#db/migrate.server.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { createFaultLoad, ORDER_MINOR } from './fault-load.ts';
import type { FaultLoad } from './fault-load.ts';
import { addTrackingLinks, aTrackingWorld } from './tracking-link.ts';

const SECRET = 'a secret of the shop under faults';
/** The tests seal the shop's secret, and the portal opens it: both must have the same key. */
const PORTAL_SECRET = 'one key for the portal under faults and its tests';

/** A brand with links and a connected shop, and the load that clicks and buys. */
export interface FaultWorld {
  readonly workspaceId: string;
  readonly code: string;
  readonly load: FaultLoad;
  /** What the database holds of what was promised, once everything that waited is taken in. */
  verify(): Promise<Verdict>;
}

export interface FaultPlace {
  readonly databaseUrl: string;
  /** Data folder of the portal. */
  readonly dataDir: string;
  readonly world: FaultWorld;
}

export interface Verdict {
  readonly clicksAcknowledged: number;
  readonly clicksLost: number;
  readonly ordersAcknowledged: number;
  readonly ordersLost: number;
  /** Clicks or orders that stand, or are counted in a roll-up or in revenue, more often than once. */
  readonly countedTwice: number;
}

export async function aFaultWorld(handle: DatabaseHandle): Promise<FaultWorld> {
  process.env['KOL_SECRET'] = PORTAL_SECRET;
  if (environment().secret !== PORTAL_SECRET) throw new Error('the environment was read before: run faults in a process of their own');
  await migrateToLatest(handle.db);
  await ensureClickPartitions(handle.db, { now: new Date() });
  const world = await aTrackingWorld(handle.db);
  const links = await addTrackingLinks(handle.db, world, Array.from({ length: 50 }, (_, index) => `https://shop.example.com/p/${index}`));
  const [first] = links;
  if (!first) throw new Error('no link was made');
  const { connectionId } = await connectShop(handle.db, { workspaceId: world.workspaceId, shop: 'main', kind: 'shopify', secret: SECRET }, { now: new Date(), actor: PORTAL_ACTOR });
  const load = createFaultLoad({ codes: links.map((link) => link.code), shop: { connectionId, secret: SECRET, coupon: first.code } });
  return { workspaceId: world.workspaceId, code: first.code, load, verify: () => verify(handle, world.workspaceId, load) };
}

const WAITS_AT_MOST_MS = 60_000;

/** Late clicks and orders are taken in by the portal itself, so what is missing is waited for; what stands twice is wrong at once. */
async function verify({ pool, db }: DatabaseHandle, workspaceId: string, { clicks, orders }: FaultLoad): Promise<Verdict> {
  const number = async (text: string, values: unknown[]) => Number((await pool.query(text, values)).rows[0].n);
  const storedClicks = () => number('select count(distinct id) as n from click where id = any($1)', [[...clicks]]);
  const storedOrders = () => number('select count(*) as n from shop_order where workspace_id = $1 and order_id = any($2)', [workspaceId, [...orders]]);
  const deadline = Date.now() + WAITS_AT_MOST_MS;
  while (((await storedClicks()) < clicks.size || (await storedOrders()) < orders.size) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 200));
  await settleRollups(db, { workspaceId, now: new Date() });
  const clicksTwice = await number('select count(*) - count(distinct id) as n from click where workspace_id = $1', [workspaceId]);
  const rolledUp = await number(
    'select (select coalesce(sum(clicks + automated), 0) from click_day where workspace_id = $1) - (select count(*) from click where workspace_id = $1) as n', [workspaceId]);
  const orderCount = await number('select count(*) as n from shop_order where workspace_id = $1', [workspaceId]);
  const credited = await number('select coalesce(sum(last_click_minor), 0) as n from order_credit where workspace_id = $1', [workspaceId]);
  const counted = await number("select coalesce(sum(orders), 0) as n from credit_day where workspace_id = $1 and model = 'last_click'", [workspaceId]);
  return {
    clicksAcknowledged: clicks.size, clicksLost: clicks.size - (await storedClicks()), ordersAcknowledged: orders.size, ordersLost: orders.size - (await storedOrders()),
    countedTwice: Math.abs(clicksTwice) + Math.abs(rolledUp) + Math.abs(credited / ORDER_MINOR - orderCount) + Math.abs(counted - orderCount),
  };
}

/** A portal that dies as processes do: without a word, with everything that it started. */
export interface FragilePortal {
  readonly port: number;
  readonly child: ChildProcess;
  /** From its start until it said that it serves. */
  readonly readyAfterMs: number;
  kill(): Promise<void>;
}

export function startFragilePortal(env: Record<string, string>): Promise<FragilePortal> {
  const program = path.resolve('build/server/index.js');
  if (!fs.existsSync(program)) throw new Error(`${program} is missing: run \`npm run build\` (npm test does)`);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: '0', KOL_DEMO: '0', LOG_LEVEL: 'fatal', KOL_SECRET: PORTAL_SECRET, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /^READY http:\/\/localhost:(\d+)$/m.exec(said)?.[1];
      if (port) resolve({ child, port: Number(port), readyAfterMs: performance.now() - startedAt, kill });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => reject(new Error(`the portal ended before it was ready: ${said}`)));
    async function kill(): Promise<void> {
      const others = childrenOf(child.pid ?? 0);
      child.kill('SIGKILL');
      for (const pid of others) killIfThere(pid);
      await ended;
    }
  });
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has left by itself, because its supervisor is gone.
  }
}

function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
}

/** A way to the database that can be cut: then connections break and new ones are refused. */
export interface CuttableWay {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function openCuttableWay(databaseUrl: string): Promise<CuttableWay> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).on('close', () => near.destroy());
    far.pipe(near).on('close', () => far.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  url.searchParams.delete('host'); // the server's own socket leads past what is cut here
  const cut = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { url: url.toString(), cut, mend: () => listen(port) };
}
