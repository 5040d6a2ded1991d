import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#db/embedded-postgres.server.ts';
import { migrateToLatest } from '#db/migrate.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { databaseUrl, runAsAdmin } from '#tests/setup/database.ts';
import { fsyncMicros } from './machine.ts';

export interface BenchServer {
  readonly description: string;
  readonly postmasterPid: number | null;
  makeDatabase(name: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL of this run: private, in a folder of its own, with fsync on; or the server at DATABASE_URL. */
export async function startBenchServer(log: (message: string) => void): Promise<BenchServer> {
  const given = process.env['DATABASE_URL'];
  if (given) return { ...benchServer(given), description: 'PostgreSQL at DATABASE_URL', postmasterPid: null };
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-bench-'));
  fs.chmodSync(dataDir, 0o755); // PostgreSQL runs as another user when the bench runs as root
  const server = await startEmbeddedPostgres({ dataDir, log });
  const pidFile = fs.readFileSync(path.join(server.clusterDir, 'postmaster.pid'), 'utf8');
  return {
    ...benchServer(server.url),
    description: `embedded PostgreSQL 18, fsync on, fdatasync ${fsyncMicros(dataDir).toFixed(0)} µs`,
    postmasterPid: Number(pidFile.split('\n')[0]),
    stop: async () => {
      await server.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function benchServer(url: string): Pick<BenchServer, 'makeDatabase' | 'dropDatabase' | 'stop'> {
  const made: string[] = [];
  const fullName = (name: string) => `kol_bench_${name}_${process.pid}`;
  const drop = async (database: string) => await runAsAdmin(url, `drop database if exists ${database} with (force)`);
  return {
    makeDatabase: async (name) => {
      const database = fullName(name);
      await runAsAdmin(url, `create database ${database}`);
      made.push(database);
      const handle = openDatabase(databaseUrl(url, database), { max: 1, statementTimeoutMs: 0 });
      await migrateToLatest(handle.db);
      await ensureClickPartitions(handle.db, { now: new Date() });
      await handle.close();
      return databaseUrl(url, database);
    },
    dropDatabase: async (name) => await drop(fullName(name)),
    stop: async () => {
      for (const database of made) await drop(database);
    },
  };
}
