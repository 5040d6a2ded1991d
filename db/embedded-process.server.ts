import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { serverEnvironment, socketFolder } from './embedded-cluster.server.ts';
import type { ClusterPaths } from './embedded-cluster.server.ts';
import { findPostmaster } from './embedded-pidfile.server.ts';
import type { Account } from './embedded-account.server.ts';

/** What it takes to start the server on a port. */
export interface Launch {
  paths: ClusterPaths;
  native: string;
  account: Account | null;
  port: number;
  ephemeral: boolean;
}

/**
 * Starts the server and resolves with the process that carries it once it accepts connections.
 * Errors: the end of what the server said before it gave up.
 */
export async function launchServer(launch: Launch): Promise<ChildProcess> {
  makeHoldFile(launch);
  const carrier = spawnCarrier(launch);
  let said = '';
  let ended: string | null = null;
  carrier.stderr?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
  carrier.stdin?.on('error', () => undefined); // the server may be gone before its input is closed; its end is seen by 'exit'
  carrier.once('error', (error) => (ended = error.message));
  carrier.once('exit', (code) => (ended ??= `exit code ${code}`));
  // Recovery after a crash can take minutes; as long as the server is at work it is waited for.
  for (;;) {
    if (ended !== null) throw new Error(`PostgreSQL did not start in ${launch.paths.clusterDir} (${ended}): ${said || 'see its log folder'}`);
    const postmaster = findPostmaster(launch.paths.clusterDir);
    if (postmaster?.state === 'ready' && postmaster.port === launch.port) break;
    await pause(20);
  }
  letNodeExit(carrier);
  return carrier;
}

/**
 * Keeps a server that another process started alive for as long as this process lives.
 * Returns the file descriptor to close, or null when nobody watches the pipe: the server is just stopping.
 */
export function holdServer({ holdFile }: ClusterPaths): number | null {
  try {
    return fs.openSync(holdFile, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
  } catch {
    return null;
  }
}

/** A free TCP port on the loopback address, chosen by the system. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no TCP port on 127.0.0.1');
  return address.port;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The server must not outlive the portal, not even after `kill -9` of it, and must not die while another process (the command line
 * beside the portal) still uses it. The kernel does the counting: `sh` waits until its standard input ends (the starter is gone), then
 * until nobody holds the writing end of the hold pipe, then asks the server for a fast, clean shutdown (SIGINT).
 * The pipe is opened for reading and writing first because opening it for reading alone would wait for a writer. Signals meant for the
 * whole group (a service manager's stop) are ignored here: PostgreSQL handles its own, and the portal decides when the server goes.
 */
const carrierScript = `
trap '' HUP INT TERM
hold=$1; shift
exec 3<&0 4<>"$hold" 5<"$hold" 4>&-
"$@" 3<&- 5<&- & server=$!
( cat <&3 >/dev/null; cat <&5 >/dev/null; kill -INT $server ) 2>/dev/null & watcher=$!
exec 3<&- 5<&-
wait $server; code=$?
kill -KILL $watcher 2>/dev/null
exit $code`;

function spawnCarrier(launch: Launch): ChildProcess {
  const { native, account, paths } = launch;
  const command = ['-c', carrierScript, 'kol-postgres', paths.holdFile, path.join(native, 'bin', 'postgres'), '-D', paths.clusterDir];
  // Detached: Ctrl-C in the terminal must reach only the portal, which then stops the server last.
  return spawn('sh', [...command, ...serverArguments(launch)], {
    ...account,
    cwd: os.tmpdir(),
    env: serverEnvironment(),
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

function serverArguments({ paths, port, ephemeral }: Launch): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketFolder(paths) ?? '',
    timezone: 'UTC',
    jit: 'off', // the portal's queries are short: compiling them costs more than it saves
    shared_buffers: '256MB',
    max_connections: '100',
    // One file a day, overwritten after a week.
    logging_collector: 'on',
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_timezone: 'UTC',
  };
  // Durability stays at PostgreSQL's defaults (fsync, full_page_writes, synchronous_commit on) unless the data is thrown away anyway.
  if (ephemeral) Object.assign(settings, { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' });
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function makeHoldFile({ paths: { holdFile }, account }: Launch): void {
  if (fs.existsSync(holdFile)) return;
  const made = spawnSync('mkfifo', ['-m', '600', holdFile], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`mkfifo ${holdFile}: ${made.error?.message ?? made.stderr}`);
  if (account !== null) fs.chownSync(holdFile, account.uid, account.gid);
}

/** A command that forgot to stop the server must still be able to end; the server then follows it. */
function letNodeExit(carrier: ChildProcess): void {
  carrier.unref();
  for (const stream of [carrier.stdin, carrier.stderr]) if (stream instanceof net.Socket) stream.unref();
}
