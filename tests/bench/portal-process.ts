import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface PortalProcess {
  readonly child: ChildProcess;
  readonly port: number;
  /** What it has printed so far. */
  said(): string;
  stop(): Promise<void>;
}

/** Starts the built portal, or one role of it, on a free port, and waits for its READY line. */
export function startPortal(program: string, env: Record<string, string>): Promise<PortalProcess> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: '0', NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const port = /^READY http:\/\/localhost:(\d+)$/m.exec(said)?.[1];
      if (port) resolve({ child, port: Number(port), said: () => said, stop });
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the portal ended before it was ready (${signal ?? code}): ${said}`)));
  });
}
