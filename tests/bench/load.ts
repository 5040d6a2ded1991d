import { fork } from 'node:child_process';
import net from 'node:net';
import type { OrderRequests } from './order-requests.ts';
import { orderRequestMaker } from './order-requests.ts';

/** A closed loop of keep-alive connections: each sends its next request when the answer to the last one is there. */
export interface LoadPlan {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Requests as written on the wire, of which each connection takes them in turn from a place of its own; or how new ones are made without end. */
  readonly requests: readonly string[] | OrderRequests;
}

export interface LoadResult {
  /** Answers with the status that was expected: 302 to fixed requests, 200 to orders. */
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

const EMPTY_LINE = Buffer.from('\r\n\r\n');
const BRACE = Buffer.from('}');

/** How a connection gets its next request. */
function sourceOf(requests: LoadPlan['requests'], connections: number): (connection: number) => () => Buffer {
  if (!isList(requests)) {
    const make = orderRequestMaker(requests);
    return () => make;
  }
  const wire = requests.map((request) => Buffer.from(request, 'latin1'));
  return (connection) => {
    let next = Math.floor((connection * wire.length) / connections);
    return () => {
      next = (next + 1) % wire.length;
      return wire[next] ?? EMPTY_LINE;
    };
  };
}

function isList(requests: LoadPlan['requests']): requests is readonly string[] {
  return Array.isArray(requests);
}

/** Answers to redirects have no body, so one is whole when its last bytes are the empty line; answers to orders are one JSON object. */
async function drive({ port, connections, seconds, requests }: LoadPlan): Promise<LoadResult> {
  const sources = sourceOf(requests, connections);
  const [end, status] = isList(requests) ? [EMPTY_LINE, '302'] : [BRACE, '200'];
  const micros: number[] = [];
  let failures = 0;
  let stopping = false;
  const startedAt = performance.now();

  const one = (connection: number): Promise<void> =>
    new Promise((resolve) => {
      const next = sources(connection);
      let statusSeen = '';
      let sentAt = 0;
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
      const send = () => {
        if (stopping) return void socket.end();
        const request = next();
        sentAt = performance.now();
        socket.write(request);
      };
      socket.on('connect', send);
      socket.on('data', (chunk: Buffer) => {
        if (statusSeen === '') statusSeen = chunk.toString('latin1', 9, 12);
        if (!chunk.subarray(-end.length).equals(end)) return;
        if (statusSeen === status) micros.push((performance.now() - sentAt) * 1_000);
        else failures += 1;
        statusSeen = '';
        send();
      });
      socket.on('error', () => (failures += 1));
      socket.on('close', () => resolve());
    });

  setTimeout(() => (stopping = true), seconds * 1_000);
  await Promise.all(Array.from({ length: connections }, (_, index) => one(index)));
  const took = (performance.now() - startedAt) / 1_000;
  const sorted = Float64Array.from(micros).sort();
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN) / 1_000;
  return { answers: sorted.length, failures, perSecond: sorted.length / took, p50Ms: at(0.5), p99Ms: at(0.99) };
}
