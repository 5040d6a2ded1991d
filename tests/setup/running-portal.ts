import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface RunningPortal {
  readonly origin: string;
  /** Everything that it wrote to its standard output and error so far. */
  readonly said: () => string;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
}

/** The built portal as `npm start` runs it, on a free port, saying all that it can say. */
export async function startLoudPortal(env: Readonly<Record<string, string>>): Promise<RunningPortal> {
  const child = spawn(process.execPath, [builtProgram('index.js')], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: '0', KOL_DEMO: '0', LOG_LEVEL: 'trace', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  return await new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /^READY http:\/\/localhost:(\d+)$/m.exec(said)?.[1];
      if (port === undefined) return;
      const stop = async () => {
        child.kill('SIGTERM');
        await ended;
      };
      resolve({ origin: `http://127.0.0.1:${port}`, said: () => said, stop });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => reject(new Error(`the portal ended before it was ready: ${said}`)));
  });
}

/** Runs the built command line; returns what it wrote and its exit code. */
export async function runBuiltCommand(args: readonly string[], env: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [builtProgram('kol.js'), ...args], { env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', LOG_LEVEL: 'trace', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

function builtProgram(name: string): string {
  const program = path.resolve('build/server', name);
  if (!fs.existsSync(program)) throw new Error(`${program} is missing: run \`npm run build\` (npm test does)`);
  return program;
}
