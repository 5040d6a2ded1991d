import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { processExists } from '#scripts/exclusive.mjs';

/** What a running server says about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready` or `stopping` (a standby says `standby`); empty in the first moments. */
  state: string;
}

/** Null when no server runs on this data directory. A file left by a dead server counts as none; PostgreSQL itself replaces it. */
export function findPostmaster(clusterDir: string): Postmaster | null {
  const postmaster = readPidFile(clusterDir);
  return postmaster !== null && processExists(postmaster.pid) && !isAnotherProgram(postmaster.pid, clusterDir) ? postmaster : null;
}

/**
 * Removes a `postmaster.pid` whose number now belongs to some other program of the same user, which after a crash happens most in
 * containers, where numbers are small. PostgreSQL would take that program for a running server and refuse to start.
 */
export function removeRecycledPidFile(clusterDir: string): void {
  const postmaster = readPidFile(clusterDir);
  if (postmaster === null || !processExists(postmaster.pid) || !isAnotherProgram(postmaster.pid, clusterDir)) return;
  fs.rmSync(path.join(clusterDir, 'postmaster.pid'), { force: true });
}

function readPidFile(clusterDir: string): Postmaster | null {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  // Lines: pid, data directory, start (s since 1970), port, socket directory, listen address, shared memory, state.
  const [pid, , , port, , , , state] = lines;
  return { pid: Number(pid), port: Number(port ?? 0), state: (state ?? '').trim() };
}

/** Only certainty counts, for a wrong "yes" would put a second server on the data. */
function isAnotherProgram(pid: number, clusterDir: string): boolean {
  if (pid === process.pid) return true;
  if (process.platform === 'linux') {
    try {
      // A server works inside its data directory from before it writes the file.
      return fs.readlinkSync(`/proc/${pid}/cwd`) !== fs.realpathSync(clusterDir);
    } catch (error) {
      // Not allowed to look: unknown. Nothing there: the process is only waiting to be buried by its parent.
      return error instanceof Error && 'code' in error && error.code === 'ENOENT';
    }
  }
  const shown = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  return shown.status === 0 && !shown.stdout.includes('postgres');
}
