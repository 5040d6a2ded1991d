import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { databaseUrl, runAsAdmin } from '#tests/setup/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the portal of this run answers: `http://localhost:43121`. */
    portalOrigin: string;
    /** The password that the portal printed for the accounts of the demo workspace. */
    portalPassword: string;
    /** Its data folder, so that the command line can work beside it. */
    portalDataDir: string;
    /** What tells a second process of the portal where its database is; empty for the embedded one, which its data folder tells. */
    portalDatabase: Record<string, string>;
  }
}

const program = path.resolve('build/server/index.js');
const STOP_GRACE_MS = 15_000;

/**
 * vitest's global setup: one portal for the whole run, started as `npm start` starts it, with the demo workspace in an embedded database
 * of its own, or in a new database on `TEST_DATABASE_URL`.
 */
export default async function startPortal(project: TestProject): Promise<() => Promise<void>> {
  if (!fs.existsSync(program)) throw new Error(`${program} is missing: run \`npm test -- --project e2e\`, which builds`);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-e2e-'));
  fs.chmodSync(dataDir, 0o755); // PostgreSQL runs as another user when the tests run as root
  const database = await databaseOnGivenServer();
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'error', KOL_DATA_DIR: dataDir, ...database.env };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const tearDown = async (): Promise<void> => {
    await stop(child);
    await database.drop();
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    const said = await untilReady(child);
    project.provide('portalOrigin', wanted(/^READY (http:\/\/localhost:\d+)$/m, said));
    project.provide('portalPassword', wanted(/^with the password (\S+)$/m, said));
    project.provide('portalDataDir', dataDir);
    project.provide('portalDatabase', database.env);
  } catch (error) {
    await tearDown(); // vitest does not, when the set-up fails
    throw error;
  }
  return tearDown;
}

async function databaseOnGivenServer(): Promise<{ env: Record<string, string>; drop: () => Promise<void> }> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined || server === '') return { env: {}, drop: async () => undefined };
  const name = `kol_e2e_${randomBytes(6).toString('hex')}`;
  await runAsAdmin(server, `create database ${name}`);
  return { env: { DATABASE_URL: databaseUrl(server, name) }, drop: () => runAsAdmin(server, `drop database if exists ${name} with (force)`) };
}

/** What the portal has printed when it is ready, the way to sign in included. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (/^READY [^]*^with the password \S+$/m.test(said)) resolve(said);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the portal ended with ${code}: ${said}`)));
  });
}

function wanted(pattern: RegExp, said: string): string {
  const found = pattern.exec(said)?.[1];
  if (found === undefined) throw new Error(`the portal did not print ${pattern}: ${said}`);
  return found;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const killing = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  await gone;
  clearTimeout(killing);
}
