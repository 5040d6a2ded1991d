import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { log } from '#app/lib/log.server.ts';
import { STOP_MESSAGE, SUPERVISED } from './shutdown.ts';

export interface SupervisedChild {
  /** Resolves when the child has said for the first time that it is ready. @throws when it ended before that */
  readonly ready: Promise<void>;
  readonly pid: () => number | undefined;
  /** Asks the child to stop and waits for its end; kills it after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export interface ReadyMessage {
  readonly ready: true;
  /** Loopback port, for a child that serves. */
  readonly port: number | null;
}

const FIRST_PAUSE_MS = 100;
const SLOWEST_PAUSE_MS = 5_000;
/** A child that ran this long did not fail because of its start. */
const HEALTHY_MS = 30_000;

/** Runs the program in another process under a role, and starts it again, ever more slowly, when it ends by itself. */
export function superviseChild(
  program: string,
  role: string,
  env: Record<string, string>,
  on: { ready: (message: ReadyMessage) => void; gone: () => void },
): SupervisedChild {
  let child: ChildProcess | null = null;
  let stopping = false;
  let pauseMs = FIRST_PAUSE_MS;
  let wasReady = false;
  let resolveReady: () => void = () => undefined;
  let rejectReady: (error: Error) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    resolveReady = resolve;
    rejectReady = reject;
  });

  function start(): void {
    const startedAt = Date.now();
    // execArgv: options of this process, such as --inspect, are not the child's.
    child = fork(program, [], { env: { ...process.env, ...env, ROLE: role, [SUPERVISED]: '1' }, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('message', (message) => {
      if (!isReady(message)) return;
      wasReady = true;
      on.ready(message);
      resolveReady();
    });
    child.once('exit', (code, signal) => {
      child = null;
      on.gone();
      if (stopping) return;
      if (!wasReady) return rejectReady(new Error(`the ${role} process ended while starting (${signal ?? `exit code ${code}`})`));
      if (Date.now() - startedAt > HEALTHY_MS) pauseMs = FIRST_PAUSE_MS;
      log.error({ child: role, code, signal, restartInMs: pauseMs }, 'a process ended by itself; it is started again');
      setTimeout(() => {
        if (!stopping) start();
      }, pauseMs).unref();
      pauseMs = Math.min(2 * pauseMs, SLOWEST_PAUSE_MS);
    });
  }

  async function stop(graceMs: number): Promise<void> {
    stopping = true;
    const running = child;
    if (!running) return;
    const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    if (running.connected) running.send(STOP_MESSAGE);
    const hard = setTimeout(() => running.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(hard);
  }

  start();
  return { ready, pid: () => child?.pid, stop };
}

/** Tells the supervisor, if there is one, that this process does its work. */
export function reportReady(port: number | null): void {
  const message: ReadyMessage = { ready: true, port };
  if (process.env[SUPERVISED] === '1' && process.connected) process.send?.(message);
}

function isReady(message: unknown): message is ReadyMessage {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
