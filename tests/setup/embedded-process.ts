import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import * as esbuild from 'esbuild';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { afterAll, beforeAll, vi } from 'vitest';
import * as z from 'zod';
import { processExists } from '#scripts/exclusive.mjs';

const shareSchema = z.object({ url: z.string(), owned: z.boolean(), clusterDir: z.string() });
const confirmedSchema = z.object({ confirmed: z.number() });

/** A process that takes part in an embedded server. */
export interface Participant extends z.infer<typeof shareSchema> {
  child: ChildProcess;
  /** The last number that the server confirmed to a process started with `write`. */
  lastConfirmed(): number;
  /** Resolves when the process is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * Starts processes as `npm start` and the command line would be: Node 20 cannot run TypeScript, so the program is bundled first, into the
 * project, where its packages are found. All of it is removed at the end of the file.
 */
export function useEmbeddedProcesses(): { newDataDir(): string; start(dataDir: string, task?: 'hold' | 'write'): Promise<Participant> } {
  const program = path.resolve(`tests/.artifacts/embedded-child-${process.pid}.mjs`);
  const dataDirs: string[] = [];
  const participants: Participant[] = [];

  beforeAll(async () => {
    const entryPoints = ['tests/setup/embedded-child.ts'];
    await esbuild.build({ entryPoints, outfile: program, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' });
  });
  afterAll(async () => {
    await Promise.all(participants.map((participant) => participant.end('SIGTERM')));
    await vi.waitFor(() => participants.every(({ clusterDir }) => serverPid(clusterDir) === null) || Promise.reject(new Error('a server still runs')), 10_000);
    for (const dir of [program, ...dataDirs]) fs.rmSync(dir, { recursive: true, force: true });
  });

  return {
    newDataDir: () => {
      const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-embedded-'));
      fs.chmodSync(dir, 0o755);
      dataDirs.push(dir);
      return dir;
    },
    start: async (dataDir, task = 'hold') => {
      const participant = await startParticipant(program, dataDir, task);
      participants.push(participant);
      return participant;
    },
  };
}

/** The pid of the server that runs on the data, else null. */
export function serverPid(clusterDir: string): number | null {
  const file = path.join(clusterDir, 'postmaster.pid');
  if (!fs.existsSync(file)) return null;
  const pid = Number.parseInt(fs.readFileSync(file, 'utf8'), 10);
  return processExists(pid) ? pid : null;
}

/** Runs one statement on a connection of its own. */
export async function queryOnce(url: string, statement: string): Promise<QueryResultRow[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<QueryResultRow>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function startParticipant(program: string, dataDir: string, task: string): Promise<Participant> {
  const child = spawn(process.execPath, [program, dataDir, task], { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  let confirmed = 0;
  const share = await new Promise<z.infer<typeof shareSchema>>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the process ended with code ${code} before it had the database: ${complaint}`)));
    readline.createInterface({ input: child.stdout }).on('line', (line) => {
      const value: unknown = JSON.parse(line);
      const shared = shareSchema.safeParse(value);
      if (shared.success) resolve(shared.data);
      confirmed = confirmedSchema.safeParse(value).data?.confirmed ?? confirmed;
    });
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    await gone;
  };
  return { ...share, child, lastConfirmed: () => confirmed, end };
}
