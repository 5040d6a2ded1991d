import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '#db/embedded-postgres.server.ts';
import { openDatabase } from '#db/client.server.ts';
import type { DatabaseHandle } from '#db/client.server.ts';

/** PostgreSQL of a test's own that keeps its promises (fsync), and can be made to crash. */
export interface FaultServer {
  readonly url: string;
  readonly handle: DatabaseHandle;
  /** Ends it at once, as in a crash; resolves when it answers again. It is started again by whoever runs it. */
  crash(): Promise<void>;
  /** A fresh folder for a portal's data. */
  newDataDir(): string;
  stop(): Promise<void>;
}

export async function startFaultServer(): Promise<FaultServer> {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-faults-'));
    fs.chmodSync(folder, 0o755); // PostgreSQL runs as another user when the tests run as root
    folders.push(folder);
    return folder;
  };
  const server = await startEmbeddedPostgres({ dataDir: newFolder() });
  const handle = openDatabase(server.url, { onConnectionError: () => undefined });
  const postmaster = () => Number(fs.readFileSync(path.join(server.clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);

  async function crash(): Promise<void> {
    const before = postmaster();
    process.kill(before, 'SIGQUIT');
    for (let tries = 0; tries < 200; tries += 1) {
      await pause(50);
      const answers = await handle.pool.query('select 1').then(() => true, () => false);
      if (answers && postmaster() !== before) return;
    }
    throw new Error('PostgreSQL did not come back');
  }

  return {
    url: server.url, handle, crash, newDataDir: newFolder,
    stop: async () => {
      await handle.close();
      await server.stop();
      for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
