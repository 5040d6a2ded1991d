import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from './line.ts';
import { startPortal } from './portal-process.ts';

export interface DemoPortal {
  readonly origin: string;
  readonly password: string;
  /** The cookie of a manager who has signed in. */
  readonly cookie: string;
  /** Of its database, to put more into it. */
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** The pages of a built portal with the demo workspace, in a database of the run. */
export async function startDemoPortal(bench: Bench, name: string): Promise<DemoPortal> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-bench-data-'));
  const databaseUrl = await bench.makeDatabase(name);
  const portal = await startPortal(bench.program, { ROLE: 'web', DATABASE_URL: databaseUrl, KOL_DATA_DIR: dataDir, KOL_DEMO: '1' });
  const stop = async (): Promise<void> => {
    await portal.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const origin = `http://localhost:${portal.port}`;
    const password = await passwordOf(portal.said);
    const answer = await fetch(`${origin}/sign-in`, {
      method: 'POST', redirect: 'manual', headers: { origin }, body: new URLSearchParams({ email: 'manager@demo.example', password }),
    });
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    if (answer.status >= 400 || cookie === '') throw new Error(`signing in was answered with ${answer.status}`);
    return { origin, password, cookie, databaseUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function passwordOf(said: () => string): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    const [, password] = /^with the password (\S+)$/m.exec(said()) ?? [];
    if (password) return password;
    await wait(20);
  }
  throw new Error(`the portal did not print a password: ${said()}`);
}
