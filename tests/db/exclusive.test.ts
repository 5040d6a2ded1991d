import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exclusively } from '#scripts/exclusive.mjs';

let dir = '';
let lockFile = '';
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-lock-'));
  lockFile = path.join(dir, 'made', 'lock');
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

it('work under one lock never overlaps, and everyone gets a turn', async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => exclusively(lockFile, work)));
  expect({ most, inside, left: fs.readdirSync(path.dirname(lockFile)) }).toEqual({ most: 1, inside: 0, left: [] });
});

it('work that fails gives the lock back', async () => {
  await expect(exclusively(lockFile, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  expect(await exclusively(lockFile, () => 'next')).toBe('next');
});

it('the lock of a process that died is broken', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  leaveLock({ pid: dead, identity: null });
  expect(await exclusively(lockFile, () => 'done', { waitMs: 2_000 })).toBe('done');
});

it('the lock of a dead process is broken although its number now belongs to another one', async () => {
  leaveLock({ pid: process.pid, identity: 'started at another time' });
  expect(await exclusively(lockFile, () => 'done', { waitMs: 2_000 })).toBe('done');
});

it('waiting for a living process is announced once, and ends with its name when it takes too long', async () => {
  leaveLock({ pid: process.pid, identity: null });
  const waitedFor: number[] = [];
  const waiting = exclusively(lockFile, () => 'done', { waitMs: 200, onWait: (pid) => waitedFor.push(pid) });
  await expect(waiting).rejects.toThrow(`held by process ${process.pid}`);
  expect(waitedFor).toEqual([process.pid]);
});

function leaveLock(holder: { pid: number; identity: string | null }): void {
  fs.mkdirSync(path.dirname(lockFile), { recursive: true });
  fs.writeFileSync(lockFile, JSON.stringify(holder));
}
