import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

/**
 * Runs `work` while no other process of this machine runs work under the same lock file. Node has no flock, so the lock is
 * a file made with O_EXCL that names its holder; a holder that died (kill -9, power cut) is recognised and its lock broken.
 * Plain JavaScript, because it already guards `npm ci`.
 * @template T
 * @param {string} lockFile its folder is made when missing
 * @param {() => T | Promise<T>} work
 * @param {{ waitMs?: number, onWait?: (holderPid: number) => void }} [options] `onWait` is called once, when another holds the lock
 * @returns {Promise<T>}
 */
export async function exclusively(lockFile, work, { waitMs = 600_000, onWait } = {}) {
  fs.mkdirSync(path.dirname(lockFile), { recursive: true });
  const deadline = Date.now() + waitMs;
  let announced = false;
  while (!tryTake(lockFile)) {
    const holder = readHolder(lockFile);
    if (holder !== null && !isSameProcess(holder)) breakStale(lockFile);
    else {
      if (!announced && holder !== null) onWait?.(holder.pid);
      announced = true;
      if (Date.now() > deadline) throw new Error(`waited ${waitMs} ms for ${lockFile}, held by process ${holder?.pid ?? 'unknown'}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lockFile, { force: true });
  }
}

/**
 * Tells a process from a later one with the same number: after a crash or in a restarted container a pid is soon someone else's.
 * @param {number} pid
 * @returns {string | null} null when there is no such process or the system does not tell
 */
function processIdentity(pid) {
  if (process.platform === 'linux') {
    try {
      // Start time in ticks since boot, which no correction of the clock moves. The command name (second field) may hold blanks
      // and brackets: count fields from behind its closing bracket.
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
    } catch {
      return null;
    }
  }
  if (process.platform === 'win32') return null;
  const shown = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return (shown.stdout ?? '').trim() || null;
}

/**
 * Whether a process with this number exists, whoever owns it.
 * @param {number} pid
 */
export function processExists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} lockFile */
function tryTake(lockFile) {
  try {
    fs.writeFileSync(lockFile, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} lockFile
 * @returns {{ pid: number, identity: string | null } | null} null while the holder has not finished writing, or has just left
 */
function readHolder(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(lockFile, 'utf8'));
  } catch {
    // An empty file is a holder between creating and writing, unless it has been so for long: then the holder died there.
    return ageMs(lockFile) > 5_000 ? { pid: -1, identity: null } : null;
  }
}

/** @param {{ pid: number, identity: string | null }} holder */
function isSameProcess(holder) {
  if (holder.pid <= 0 || !processExists(holder.pid)) return false;
  const identity = processIdentity(holder.pid);
  return identity === null || holder.identity === null || identity === holder.identity;
}

/**
 * Two waiting processes may find the same dead holder. Only the one that makes the `.break` file removes the lock, and it looks
 * again first, so that neither removes a lock which the other has just taken.
 * @param {string} lockFile
 */
function breakStale(lockFile) {
  const breakFile = `${lockFile}.break`;
  if (ageMs(breakFile) > 5_000) fs.rmSync(breakFile, { force: true });
  if (!tryTake(breakFile)) return;
  const holder = readHolder(lockFile);
  if (holder !== null && !isSameProcess(holder)) fs.rmSync(lockFile, { force: true });
  fs.rmSync(breakFile, { force: true });
}

/** @param {string} file */
function ageMs(file) {
  try {
    return Date.now() - fs.statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
