import type { Kysely } from 'kysely';
import { withJobLease } from '#db/queries/job-lease.server.ts';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';

/** Work that is done again and again. It must be safe to repeat: the lease saves effort, it does not promise exactly once. */
export interface Job {
  readonly name: string;
  /** Shortest pause between two runs. */
  readonly everyMs: number;
  readonly run: (db: Kysely<Database>, doing: { now: Date }) => Promise<unknown>;
}

export interface JobLoop {
  /** Starts nothing new and waits for what is running. */
  stop(): Promise<void>;
}

/** A job takes at most a twentieth of the time, however long it has become. */
const PAUSE_FACTOR = 20;
const SLOWEST_RETRY_MS = 60_000;
/** Each holds a connection for its lease and one or two that it works on: all at once would take the last connections as leases and wait for more. */
const MOST_AT_ONCE = 4;

/** Runs each job in a loop of its own: one at a time across all workers, pausing longer the longer it takes, trying again when it fails. */
export function startJobs(db: Kysely<Database>, jobs: readonly Job[]): JobLoop {
  const stopping = new AbortController();
  const wakers = new Set<() => void>();
  const inTurn = takeTurns(MOST_AT_ONCE);

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      wakers.add(wake);
    });
  }

  async function repeat(job: Job): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const tookMs = await inTurn(async () => {
        if (stopping.signal.aborted) return 0;
        const startedAt = Date.now();
        try {
          await withJobLease(db, job.name, () => job.run(db, { now: new Date() }));
          failures = 0;
        } catch (error) {
          failures += 1;
          log.error({ err: error, job: job.name, failures }, 'a job failed; it is tried again');
        }
        return Date.now() - startedAt;
      });
      const rest = failures > 0 ? Math.min(job.everyMs * 2 ** failures, Math.max(job.everyMs, SLOWEST_RETRY_MS)) : job.everyMs;
      if (!stopping.signal.aborted) await pause(Math.max(rest, PAUSE_FACTOR * tookMs));
    }
  }

  const loops = jobs.map(repeat);
  return {
    stop: async () => {
      stopping.abort();
      for (const wake of wakers) wake();
      await Promise.all(loops);
    },
  };
}

/** Lets at most so many works run at once; the others wait, first come, first served. */
function takeTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // A turn passes straight on to who waits longest.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
