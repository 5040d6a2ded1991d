import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openCuttableWay, startFragilePortal } from './fault-world.ts';
import type { FaultPlace, FaultWorld } from './fault-world.ts';

/** Kills the whole portal under load after 50 to 2,000 ms, again and again, and leaves one running that takes in what waited. */
export async function killPortal({ databaseUrl, dataDir, world }: FaultPlace, rounds: number): Promise<{ slowestReadyMs: number; stop: () => Promise<void> }> {
  const env = { DATABASE_URL: databaseUrl, KOL_DATA_DIR: dataDir };
  let slowestReadyMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    const portal = await startFragilePortal(env);
    slowestReadyMs = Math.max(slowestReadyMs, portal.readyAfterMs);
    world.load.start(portal.port);
    await pause(50 + Math.random() * 1_950);
    await portal.kill();
    await world.load.stop();
  }
  const last = await startFragilePortal(env);
  return { slowestReadyMs: Math.max(slowestReadyMs, last.readyAfterMs), stop: last.kill };
}

export interface DatabaseFault {
  /** Answers on tracking links other than a redirect, all through. */
  readonly linkFailures: number;
  readonly slowestLinkMs: number;
  readonly spooled: number;
  readonly unrecorded: number;
  stop(): Promise<void>;
}

/** Has PostgreSQL stop at once, as in a crash, and start again, a few times under load; `crash` returns when it answers again. */
export async function crashDatabase({ databaseUrl, dataDir, world }: FaultPlace, crash: () => Promise<void>, rounds: number): Promise<DatabaseFault> {
  const portal = await startFragilePortal({ DATABASE_URL: databaseUrl, KOL_DATA_DIR: dataDir });
  world.load.start(portal.port);
  for (let round = 0; round < rounds; round += 1) {
    await pause(1_000);
    await crash();
  }
  await pause(1_000);
  await world.load.stop();
  return { ...(await whatItSays(portal.port, world)), stop: portal.kill };
}

/** Takes the database away under load for a while, kills the portal and starts it again meanwhile, and gives the database back. */
export async function cutDatabase({ databaseUrl, dataDir, world }: FaultPlace, awayMs: number): Promise<DatabaseFault & { readonly spoolDrainedAfterMs: number }> {
  const way = await openCuttableWay(databaseUrl);
  const env = { DATABASE_URL: way.url, KOL_DATA_DIR: dataDir };
  const first = await startFragilePortal(env);
  world.load.start(first.port);
  await pause(1_000);
  await waitForSnapshot(dataDir);
  await way.cut();
  await pause(awayMs / 2);
  const before = await whatItSays(first.port, world);
  await first.kill();
  await world.load.stop();
  const second = await startFragilePortal(env);
  world.load.start(second.port);
  await pause(awayMs / 2);
  await way.mend();
  const backAt = performance.now();
  const spool = path.join(dataDir, 'spool');
  while (fs.readdirSync(spool).length > 0 && performance.now() - backAt < DRAINED_WITHIN_MS) await pause(50);
  const spoolDrainedAfterMs = performance.now() - backAt;
  await pause(500);
  await world.load.stop();
  const after = await whatItSays(second.port, world);
  return {
    ...after, spooled: before.spooled + after.spooled, unrecorded: before.unrecorded + after.unrecorded, spoolDrainedAfterMs,
    stop: async () => {
      await second.kill();
      await way.cut();
    },
  };
}

/** With the database away and no room on the disk for the spool: nobody is sent on, nobody is lost, and all is well again when there is room. */
export async function fillDisk({ databaseUrl, dataDir, world }: FaultPlace): Promise<DatabaseFault & { readonly how: string; readonly promisedWithoutRoom: number; readonly readyz: string }> {
  const way = await openCuttableWay(databaseUrl);
  const portal = await startFragilePortal({ DATABASE_URL: way.url, KOL_DATA_DIR: dataDir });
  await waitForSnapshot(dataDir);
  const disk = smallDisk(path.join(dataDir, 'spool'));
  await way.cut();
  world.load.start(portal.port);
  await waitUntil(async () => (await whatItSays(portal.port, world)).unrecorded > 0, 30_000);
  const [promisedBefore, said] = [world.load.clicks.size, await whatItSays(portal.port, world)];
  await pause(1_000);
  const promisedWithoutRoom = disk.isFull() ? world.load.clicks.size - promisedBefore : Number.NaN;
  const readyz = await textOf(portal.port, '/readyz');
  disk.makeRoom();
  await waitUntil(async () => (await whatItSays(portal.port, world)).spooled > said.spooled, 30_000);
  await way.mend();
  await waitUntil(async () => (await whatItSays(portal.port, world)).spoolBytes === 0, DRAINED_WITHIN_MS);
  await world.load.stop();
  return {
    ...(await whatItSays(portal.port, world)), how: disk.how, promisedWithoutRoom, readyz,
    stop: async () => {
      await portal.kill();
      await way.cut();
      disk.remove();
    },
  };
}

/** How long clicks that were spooled may wait once the database is back, while as many new ones come in. */
export const DRAINED_WITHIN_MS = 60_000;

export interface SmallDisk {
  readonly how: string;
  isFull(): boolean;
  makeRoom(): void;
  remove(): void;
}

const SMALL_BYTES = 256 * 1024;

/** A file system of its own with little room; where mounting is not allowed, something in the way of the folder, so that every write fails. */
export function smallDisk(folder: string, smallBytes = SMALL_BYTES): SmallDisk {
  fs.mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${smallBytes}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    fs.rmSync(folder, { recursive: true });
    fs.writeFileSync(folder, 'in the way');
    return { how: 'a file in the way of the folder', isFull: () => fs.statSync(folder).isFile(), makeRoom: () => fs.rmSync(folder), remove: () => undefined };
  }
  const remount = (bytes: number) => execFileSync('mount', ['-o', `remount,size=${bytes}`, folder], { stdio: 'ignore' });
  return { how: `a disk of ${smallBytes / 1024} kB`, isFull: () => true, makeRoom: () => remount(256 * smallBytes), remove: () => execFileSync('umount', ['-l', folder], { stdio: 'ignore' }) };
}

async function whatItSays(port: number, { load }: FaultWorld): Promise<{ linkFailures: number; slowestLinkMs: number; spooled: number; unrecorded: number; spoolBytes: number }> {
  const metrics = await textOf(port, '/metrics');
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1] ?? Number.NaN);
  return {
    linkFailures: load.counts.linkFailures, slowestLinkMs: load.counts.slowestLinkMs, spooled: value('kol_click_spooled_total'),
    unrecorded: value('kol_redirect_unrecorded_total'), spoolBytes: value('kol_click_spool_bytes'),
  };
}

async function textOf(port: number, where: string): Promise<string> {
  return await (await fetch(`http://localhost:${port}${where}`)).text();
}

async function waitForSnapshot(dataDir: string): Promise<void> {
  await waitUntil(async () => fs.existsSync(path.join(dataDir, 'links.snapshot')), 10_000);
}

async function waitUntil(isSo: () => Promise<boolean>, atMostMs: number): Promise<void> {
  for (const deadline = Date.now() + atMostMs; Date.now() < deadline; await pause(100)) if (await isSo()) return;
  throw new Error(`not so within ${atMostMs} ms: ${isSo}`);
}
