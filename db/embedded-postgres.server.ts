import fs from 'node:fs';
import path from 'node:path';
import { exclusively } from '#scripts/exclusive.mjs';
import { serverAccount } from './embedded-account.server.ts';
import { embeddedBinaries } from './embedded-binaries.server.ts';
import { clusterPaths, clusterUrl, ensureCluster } from './embedded-cluster.server.ts';
import type { ClusterPaths } from './embedded-cluster.server.ts';
import { startOwned } from './embedded-owner.server.ts';
import { findPostmaster, removeRecycledPidFile } from './embedded-pidfile.server.ts';
import type { Postmaster } from './embedded-pidfile.server.ts';
import { freePort, holdServer, pause } from './embedded-process.server.ts';

/** A running embedded server and this process's share in it. */
export interface EmbeddedPostgres {
  /** `postgres://kol:password@127.0.0.1:port/kol?host=folder-of-its-socket`; the port is another one after each start. */
  url: string;
  /** Whether this process started the server. If so it also restarts it, on the same port, should the server die. */
  owned: boolean;
  /** PostgreSQL's data directory. */
  clusterDir: string;
  /** Gives up this process's share. The server shuts down cleanly once no process holds one. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder of the embedded data (`KOL_DATA_DIR`); the cluster lies in `pg18` below it. Made when missing. */
  dataDir: string;
  /** For tests: no fsync, and `stop()` deletes `dataDir`. */
  ephemeral?: boolean;
  /** Receives a sentence when the server is restarted or another process is waited for. */
  log?: (message: string) => void;
}

/**
 * Gives a running PostgreSQL 18 from npm's binaries: the one that another process of ours runs on `dataDir`, else a new one, with data
 * made by initdb where there is none. Safe against two first starts at once, `kill -9` of the owner, and a stale `postmaster.pid`.
 * Errors: a sentence that says what to do (no binaries: set DATABASE_URL; someone else's data: which user to be).
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { ephemeral = false, log = () => undefined } = options;
  if (process.platform === 'win32') throw new Error('On Windows run the portal in WSL 2, or set DATABASE_URL to use a PostgreSQL server.');
  const root = path.resolve(options.dataDir);
  fs.mkdirSync(root, { recursive: true, mode: 0o755 });
  const start = async (): Promise<EmbeddedPostgres> => {
    const paths = clusterPaths(root, serverAccount);
    const running = await joinRunning(paths);
    if (running !== null) return running;
    const account = serverAccount(paths.clusterDir);
    const native = embeddedBinaries(account);
    ensureCluster(paths, native, account, ephemeral);
    const owned = await startOwned({ paths, native, account, port: await freePort(), ephemeral }, log);
    return ephemeral ? { ...owned, stop: () => owned.stop().then(() => removeEphemeral(root, paths)) } : owned;
  };
  const onWait = (pid: number): void => log(`waiting for process ${pid}, which is starting the database in ${root}`);
  return exclusively(path.join(root, 'embedded.lock'), start, { onWait });
}

/**
 * Joins the server that runs already; null when none runs. Only one process at a time looks for a server here, so one that is starting
 * or stopping is one whose owner died meanwhile: it is waited for, however long its recovery takes.
 */
async function joinRunning(paths: ClusterPaths): Promise<EmbeddedPostgres | null> {
  removeRecycledPidFile(paths.clusterDir);
  let readyAndUnwatchedSince: number | null = null;
  for (;;) {
    const running = findPostmaster(paths.clusterDir);
    if (running === null) return null;
    if (running.state === 'ready') {
      const hold = holdServer(paths);
      if (hold !== null && (await staysReady(paths, running))) return joined(paths, running, hold);
      if (hold !== null) fs.closeSync(hold);
      // A ready server without a watcher is about to stop. If it stays, somebody killed the watcher, and it is used all the same.
      readyAndUnwatchedSince ??= Date.now();
      if (hold === null && Date.now() - readyAndUnwatchedSince > 3_000) return joined(paths, running, null);
    }
    await pause(50);
  }
}

/** The watcher may have decided to stop the server just before it was held; it acts on that within milliseconds. */
async function staysReady(paths: ClusterPaths, { pid }: Postmaster): Promise<boolean> {
  await pause(100);
  const now = findPostmaster(paths.clusterDir);
  return now?.pid === pid && now.state === 'ready';
}

function joined(paths: ClusterPaths, { port }: Postmaster, hold: number | null): EmbeddedPostgres {
  let held = hold;
  const stop = async (): Promise<void> => {
    if (held !== null) fs.closeSync(held);
    held = null;
  };
  return { url: clusterUrl(paths, port), owned: false, clusterDir: paths.clusterDir, stop };
}

function removeEphemeral(root: string, { clusterDir }: ClusterPaths): void {
  const outside = path.relative(root, clusterDir).startsWith('..');
  for (const dir of outside ? [path.dirname(clusterDir), root] : [root]) fs.rmSync(dir, { recursive: true, force: true });
}
