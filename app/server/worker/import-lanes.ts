import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';
import { runQueuedImport } from '#app/services/run-queued-import.server.ts';
import type { JobLoop } from './job-loop.ts';

/** How soon a waiting import is taken up at the latest. */
const LOOK_EVERY_MS = 200;
const AFTER_FAILURE_MS = 5_000;
/** An import that was put back because another of its kind is running waits a moment. */
const PUT_BACK_MS = 1_000;
/** One lane takes any file, the other small ones only, so that nobody waits behind a million rows. */
const LANES_MAX_BYTES = [null, 2_000_000] as const;

/** Does queued imports, each lane one after the other, until stopped. An import that runs when the process is asked to end begins anew in the next worker. */
export function startImportLanes(db: Kysely<Database>): JobLoop {
  const stopping = new AbortController();
  const lanes = LANES_MAX_BYTES.map((maxBytes) => repeat(db, maxBytes, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}

async function repeat(db: Kysely<Database>, maxBytes: number | null, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const turn = await runQueuedImport(db, { maxBytes, clock: () => new Date(), signal }).catch((error: unknown) => {
      log.error({ err: error }, 'the queue of imports cannot be read; it is tried again');
      return 'broken' as const;
    });
    if (turn === 'idle') await pause(LOOK_EVERY_MS, signal);
    else if (turn === 'again' || turn === 'lost') await pause(PUT_BACK_MS, signal);
    else if (turn === 'broken') await pause(AFTER_FAILURE_MS, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
