import type { Kysely } from 'kysely';
import type { ImportHold } from '#db/queries/import-queue.server.ts';
import { beatImport } from '#db/queries/import-queue.server.ts';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';
import { HoldLostError } from './record-run.server.ts';

const BEAT_EVERY_MS = 500;

/** The worker ends before the import does. */
export class WorkerStoppingError extends Error {
  constructor() {
    super('the worker is stopping');
    this.name = 'WorkerStoppingError';
  }
}

/**
 * Watches over an import while it runs: tells the database twice a second that it is alive and how far it is, and hears whether it is to
 * stop. The import asks between two pieces of the file and is ended by an error, so that its transaction is taken back.
 */
export class ImportWatch {
  readonly #db: Kysely<Database>;
  readonly #hold: ImportHold;
  readonly #clock: () => Date;
  readonly #signal: AbortSignal | undefined;
  #bytes = 0;
  #rows = 0;
  #stopped = false;

  constructor(db: Kysely<Database>, hold: ImportHold, { clock, signal }: { readonly clock: () => Date; readonly signal?: AbortSignal | undefined }) {
    this.#db = db;
    this.#hold = hold;
    this.#clock = clock;
    this.#signal = signal;
  }

  readonly onBytes = (bytes: number): void => {
    this.#bytes = bytes;
    this.#endWhenAsked();
  };

  readonly onRows = (rows: number): void => {
    this.#rows = rows;
    this.#endWhenAsked();
  };

  #endWhenAsked(): void {
    if (this.#stopped) throw new HoldLostError();
    if (this.#signal?.aborted === true) throw new WorkerStoppingError();
  }

  async whileBeating<T>(work: () => Promise<T>): Promise<T> {
    let beating: Promise<void> | null = null;
    const timer = setInterval(() => {
      beating ??= this.#beat().finally(() => (beating = null));
    }, BEAT_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      await beating;
    }
  }

  async #beat(): Promise<void> {
    try {
      const answer = await beatImport(this.#db, this.#hold, { now: this.#clock(), bytes: this.#bytes, rows: this.#rows });
      if (answer !== 'go-on') this.#stopped = true;
    } catch (error) {
      // The import itself will notice a database that is away; a missed beat is made up for by the next.
      log.warn({ err: error, import: this.#hold.importId }, 'an import could not give a sign of life');
    }
  }
}
