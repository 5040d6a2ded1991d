import { fork } from 'node:child_process';
import net from 'node:net';

/** A closed loop of keep-alive connections: each sends its next request when the answer to the last one is there. */
export interface LoadPlan {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Requests as written on the wire; each connection takes them in turn from a place of its own. */
  readonly requests: readonly string[];
}

export interface LoadResult {
  /** Answers with the status that was expected (302). */
  readonly answers: number;
  /** Other answers, and connections that broke. */
  readonly failures: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export const LOAD_ARGUMENT = '--load-generator';

/** Runs a plan in a process of its own, so that its processor time is not the server's. */
export function runLoad(plan: LoadPlan): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', [LOAD_ARGUMENT], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    let result: LoadResult | null = null;
    child.on('message', (message) => (result = message as LoadResult)); // our own program answers
    child.on('exit', (code) => (result ? resolve(result) : reject(new Error(`the load generator ended with ${code}`))));
    child.send(plan);
  });
}

/** The child's part. */
export function generateLoad(): void {
  process.once('message', (message) => {
    void driveAndTell(message as LoadPlan);
  });
}

async function driveAndTell(plan: LoadPlan): Promise<void> {
  process.send?.(await drive(plan));
  process.disconnect();
}

const END = Buffer.from('\r\n\r\n');

/** Answers to redirects have no body, so an answer is whole when its last bytes are the empty line. */
async function drive({ port, connections, seconds, requests }: LoadPlan): Promise<LoadResult> {
  const wire = requests.map((request) => Buffer.from(request, 'latin1'));
  const micros: number[] = [];
  let failures = 0;
  let stopping = false;
  const startedAt = performance.now();

  const one = (first: number): Promise<void> =>
    new Promise((resolve) => {
      let next = first;
      let sentAt = 0;
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
      const send = () => {
        if (stopping) return void socket.end();
        sentAt = performance.now();
        next = (next + 1) % wire.length;
        socket.write(wire[next] ?? '');
      };
      socket.on('connect', send);
      socket.on('data', (chunk: Buffer) => {
        if (!chunk.subarray(-4).equals(END)) return;
        if (chunk[9] === 0x33 && chunk[10] === 0x30 && chunk[11] === 0x32) micros.push((performance.now() - sentAt) * 1_000);
        else failures += 1;
        send();
      });
      socket.on('error', () => (failures += 1));
      socket.on('close', () => resolve());
    });

  setTimeout(() => (stopping = true), seconds * 1_000);
  await Promise.all(Array.from({ length: connections }, (_, index) => one(Math.floor((index * wire.length) / connections))));
  const took = (performance.now() - startedAt) / 1_000;
  const sorted = Float64Array.from(micros).sort();
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN) / 1_000;
  return { answers: sorted.length, failures, perSecond: sorted.length / took, p50Ms: at(0.5), p99Ms: at(0.99) };
}
