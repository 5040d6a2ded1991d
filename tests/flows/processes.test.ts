import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { mockServer } from '#tests/mocks/server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { addTrackingLink, aTrackingWorld } from './tracking-link.ts';

const program = path.resolve('build/server/index.js');
const t = useTestDatabase();
let dataDir = '';
let started: Portal[] = [];

beforeEach(() => {
  if (!fs.existsSync(program)) throw new Error(`${program} is missing: run \`npm run build\` (npm test does)`);
  mockServer.close(); // only this machine is spoken to, and connections must break as they really do
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-processes-'));
  fs.chmodSync(dataDir, 0o755);
});
afterEach(async () => {
  for (const portal of started) portal.child.kill('SIGKILL');
  await Promise.all(started.map((portal) => portal.ended));
  started = [];
  await pause(200); // children of a killed portal leave by themselves
  fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

interface Portal {
  readonly child: ChildProcess;
  readonly port: number;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** Starts the built portal as `npm start` does, on a free port, and waits until it says that it is ready. */
function startPortal(env: Record<string, string> = {}): Promise<Portal> {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: '0', KOL_DATA_DIR: dataDir, KOL_DEMO: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /^READY http:\/\/localhost:(\d+)$/m.exec(said)?.[1];
      if (!port) return;
      const portal = { child, port: Number(port), said: () => said, ended };
      started.push(portal);
      resolve(portal);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then((code) => reject(new Error(`the portal ended with ${code}: ${said}`)));
  });
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

function get(port: number, url: string, { agent, method = 'GET' }: { agent?: http.Agent; method?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: url, method, headers: { host: `localhost:${port}`, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0)' }, ...(agent ? { agent } : {}) }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }));
      response.on('error', reject);
    });
    request.on('error', reject).end();
  });
}

/** Clicks from 16 visitors, each as fast as answers come, until the portal is gone. Returns the ids of the clicks that were acknowledged. */
async function clickUntilGone(port: number, code: string, acknowledged: string[]): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  const visitor = async (): Promise<void> => {
    for (;;) {
      const answer = await get(port, `/t/${code}`, { agent });
      const id = /kclid=([0-9a-f-]{36})/.exec(answer.location ?? '')?.[1];
      if (answer.status === 302 && id) acknowledged.push(id);
    }
  };
  await Promise.allSettled(Array.from({ length: 16 }, visitor));
  agent.destroy();
}

async function countStored(url: string, ids: readonly string[]): Promise<number> {
  const handle = openDatabase(url, { max: 1 });
  const { rows } = await handle.pool.query('select count(distinct id) as n from click where id = any($1)', [ids]);
  await handle.close();
  return Number(rows[0].n);
}

async function isGone(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

describe('the portal from one command', () => {
  it('serves pages, health and tracking links, restarts a part that dies, and stops cleanly', { timeout: 120_000 }, async () => {
    const world = await aTrackingWorld(t.db);
    const link = await addTrackingLink(t.db, world);
    const portal = await startPortal({ DATABASE_URL: t.url });
    expect(portal.said().match(/^READY /gm)).toHaveLength(1);

    expect((await get(portal.port, '/healthz')).text).toBe('{"status":"ok"}');
    const ready = await get(portal.port, '/readyz');
    // The tests' own server runs without fsync; readiness must say so by name.
    const off = (await t.pool.query("select name from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'")).rows;
    expect(ready.status).toBe(off.length > 0 ? 503 : 200);
    for (const { name } of off) expect(ready.text).toContain(`${name}=off`);
    expect(await get(portal.port, '/api/v1/openapi.json')).toMatchObject({ status: 200 });
    expect((await get(portal.port, `/t/${link.code}`)).status).toBe(302);
    const metrics = await get(portal.port, '/metrics');
    expect(metrics.text).toContain('kol_redirect_redirected_total 1');
    expect(metrics.text).toContain('kol_web_request_seconds_count');

    const web = childrenOf(portal.child.pid ?? 0).find(({ role }) => role === 'web');
    process.kill(web?.pid ?? 0, 'SIGKILL');
    await expect.poll(async () => (await get(portal.port, '/healthz')).status, { timeout: 5_000 }).toBe(502);
    expect((await get(portal.port, `/t/${link.code}`)).status).toBe(302);
    await expect.poll(async () => (await get(portal.port, '/healthz')).status, { timeout: 30_000 }).toBe(200);

    const children = childrenOf(portal.child.pid ?? 0);
    portal.child.kill('SIGTERM');
    expect(await portal.ended).toBe(0);
    for (const child of children) expect(await isGone(child.pid)).toBe(true);
  });

  it('leaves no process behind when it is killed', { timeout: 120_000 }, async () => {
    const portal = await startPortal({ DATABASE_URL: t.url });
    const children = childrenOf(portal.child.pid ?? 0);
    expect(children.map((child) => child.role).toSorted()).toEqual(['web', 'worker']);
    portal.child.kill('SIGKILL');
    for (const child of children) await expect.poll(() => isGone(child.pid), { timeout: 10_000 }).toBe(true);
  });
});

describe('kill -9 under load', () => {
  it('of the whole portal with its embedded database, twice, loses no acknowledged click', { timeout: 180_000 }, async () => {
    const acknowledged: string[] = [];
    let url = '';
    let code = '';
    for (let round = 0; round < 2; round += 1) {
      const portal = await startPortal();
      url = embeddedUrl();
      if (round === 0) code = await seed(url);
      const clicking = clickUntilGone(portal.port, code, acknowledged);
      await pause(1_500);
      portal.child.kill('SIGKILL');
      await clicking;
    }
    await startPortal();
    expect(acknowledged.length).toBeGreaterThan(200);
    expect(await countStored(embeddedUrl(), acknowledged)).toBe(acknowledged.length);
  });

  it('of a redirect process loses no acknowledged click', { timeout: 60_000 }, async () => {
    const link = await addTrackingLink(t.db, await aTrackingWorld(t.db));
    const acknowledged: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const portal = await startPortal({ ROLE: 'redirect', DATABASE_URL: t.url });
      const clicking = clickUntilGone(portal.port, link.code, acknowledged);
      await pause(1_000);
      portal.child.kill('SIGKILL');
      await clicking;
    }
    expect(acknowledged.length).toBeGreaterThan(200);
    expect(await countStored(t.url, acknowledged)).toBe(acknowledged.length);
  });
});

it('two redirect processes on one database share links and clicks', { timeout: 60_000 }, async () => {
  const world = await aTrackingWorld(t.db);
  const [one, two] = [await startPortal({ ROLE: 'redirect', DATABASE_URL: t.url }), await startPortal({ ROLE: 'redirect', DATABASE_URL: t.url })];
  const link = await addTrackingLink(t.db, world);
  const answers = await Promise.all([one, two].map((portal) => get(portal.port, `/t/${link.code}`)));
  expect(answers.map((answer) => answer.status)).toEqual([302, 302]);
  expect((await get(two.port, '/anything-else')).status).toBe(404);
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(0);
});

/** Address of the embedded database in the test's data folder, from the files that its launcher keeps there. */
function embeddedUrl(): string {
  const placeFile = path.join(dataDir, 'pg18.place');
  const clusterDir = fs.existsSync(placeFile) ? fs.readFileSync(placeFile, 'utf8').trim() : path.join(dataDir, 'pg18');
  const port = fs.readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = fs.readFileSync(path.join(dataDir, 'pg18.password'), 'utf8').trim();
  return `postgres://kol:${password}@127.0.0.1:${port}/kol`;
}

async function seed(url: string): Promise<string> {
  const handle = openDatabase(url, { max: 1 });
  const link = await addTrackingLink(handle.db, await aTrackingWorld(handle.db));
  await handle.close();
  return link.code;
}

/** The portal's own child processes, with their role; Linux only, as these tests are. */
function childrenOf(pid: number): { pid: number; role: string }[] {
  return fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).flatMap((child) => {
    const environment = fs.readFileSync(`/proc/${child}/environ`, 'utf8').split('\0');
    const role = environment.find((entry) => entry.startsWith('ROLE='))?.slice(5);
    return role ? [{ pid: Number(child), role }] : [];
  });
}
