import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#db/embedded-postgres.server.ts';

/** A PostgreSQL server on which databases can be made, and the way to end it. */
export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

const prefix = 'kol-test-';

/** The server of this run: `TEST_DATABASE_URL` (its role must be allowed to create databases), else a new embedded one without fsync. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };
  removeLeftovers();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
  fs.chmodSync(dataDir, 0o755); // PostgreSQL runs as another user when the tests run as root
  const server = await startEmbeddedPostgres({ dataDir, ephemeral: true, log: (message) => console.warn(message) });
  return { url: server.url, stop: server.stop };
}

/** Runs that were killed leave their folder behind (their server ends by itself). A day later nobody uses it any more. */
function removeLeftovers(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const dir = path.join(os.tmpdir(), name);
    if (!name.startsWith(prefix)) continue;
    const stats = fs.statSync(dir, { throwIfNoEntry: false });
    if (stats === undefined || stats.uid !== process.getuid?.() || Date.now() - stats.mtimeMs < 86_400_000) continue;
    fs.rmSync(dir, { recursive: true, force: true });
  }
}
