import type { ChildProcess } from 'node:child_process';
import { Client } from 'pg';
import { clusterUrl, embeddedDatabase } from './embedded-cluster.server.ts';
import { findPostmaster } from './embedded-pidfile.server.ts';
import { launchServer, pause } from './embedded-process.server.ts';
import type { Launch } from './embedded-process.server.ts';
import type { EmbeddedPostgres } from './embedded-postgres.server.ts';

const slowestRetryMs = 5_000;

/** Starts the server as its owner: starts it again on the same port when it dies (out of memory, kill -9), until `stop`. */
export async function startOwned(launch: Launch, log: (message: string) => void): Promise<EmbeddedPostgres> {
  let carrier = await launchServer(launch);
  let relaunching: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | null = null;

  const watch = (): void => {
    carrier.once('exit', (code) => {
      carrier.stdin?.destroy();
      if (stopped !== null) return;
      log(`PostgreSQL ended by itself (exit code ${code}); starting it again on port ${launch.port}`);
      relaunching = relaunch(100);
    });
  };
  const relaunch = async (retryMs: number): Promise<void> => {
    try {
      carrier = await launchServer(launch);
      log('PostgreSQL runs again');
      watch();
    } catch (error) {
      // After kill -9 of the server its children need a moment to leave the shared memory.
      log(error instanceof Error ? error.message : String(error));
      await pause(retryMs);
      if (stopped === null) await relaunch(Math.min(2 * retryMs, slowestRetryMs));
    }
  };
  const stop = async (): Promise<void> => {
    await relaunching;
    await letGo(carrier, launch);
  };

  watch();
  await ensureDatabase(launch);
  return {
    url: clusterUrl(launch.paths, launch.port),
    owned: true,
    clusterDir: launch.paths.clusterDir,
    stop: () => (stopped ??= stop()),
  };
}

/** Ends this process's hold on the server, and waits for the server's end unless another process still holds it. */
async function letGo(carrier: ChildProcess, { paths }: Launch): Promise<void> {
  if (carrier.exitCode !== null || carrier.signalCode !== null) return;
  carrier.ref();
  const ended = new Promise<void>((resolve) => carrier.once('exit', () => resolve()));
  carrier.stdin?.end();
  // The watcher asks for the shutdown at once, so a server that is still ready after a while is held by someone else.
  const heldByOthers = pause(1_500).then(() => (findPostmaster(paths.clusterDir)?.state === 'ready' ? undefined : ended));
  await Promise.race([ended, heldByOthers]);
  carrier.unref();
}

async function ensureDatabase({ paths, port }: Launch): Promise<void> {
  const client = new Client({ connectionString: clusterUrl(paths, port, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [embeddedDatabase]);
    if (found.rowCount === 0) await client.query(`create database ${embeddedDatabase}`);
  } finally {
    await client.end();
  }
}
