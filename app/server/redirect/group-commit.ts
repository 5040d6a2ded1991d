/** Rows that wait for a batch, or the reason why they cannot. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
}

export interface GroupCommitOptions<Row> {
  /**
   * Stores a batch durably, all or nothing. `again` is true when an earlier attempt at the same rows broke off, so that some
   * of them may be there already. What it throws is tried again, but for `NotStored`: then nothing can be done for the rows now.
   */
  readonly write: (rows: readonly Row[], again: boolean) => Promise<void>;
  /** Whether an error is the fault of a row in the batch, so that repeating the batch cannot help but halving it can. */
  readonly isFaultOfRow: (error: unknown) => boolean;
  readonly onFailure?: (error: unknown, rows: number) => void;
  /** Batches at work at once. Two hide the time of a slow commit; more only make them smaller. */
  readonly lanes?: number;
  /**
   * How long a batch is out before another may join it. On a fast disk one after the other is best: each batch has a fixed
   * cost, and two at once are half as large (measured: 32 rows a batch instead of 20, a quarter less work for the database).
   */
  readonly overlapAfterMs?: number;
  readonly maxRows?: number;
  /** Beyond this many waiting rows a new one is refused at once. */
  readonly maxQueued?: number;
  /** How long a row waits for its commit before it is given up. */
  readonly patienceMs?: number;
}

export interface GroupCommit<Row> {
  /** Resolves once the row is durable. @throws NotStored when it is not known to be, in time */
  append(row: Row): Promise<void>;
  /** The same for callers with thousands of rows a second, to whom a promise each is dear: `settle` is told null, or why the row is not stored. */
  push(row: Row, settle: (problem: NotStored | null) => void): void;
  /** Resolves when nothing waits and nothing is at work. */
  settled(): Promise<void>;
  stats(): GroupCommitStats;
}

export interface GroupCommitStats {
  readonly queued: number;
  readonly batches: number;
  readonly rows: number;
  readonly failures: number;
}

interface Entry<Row> {
  readonly row: Row;
  readonly since: number;
  /** Null once it has been called: a row that was given up may be stored after all. */
  settle: ((problem: NotStored | null) => void) | null;
}

interface Failure {
  readonly error: unknown;
}

const FIRST_RETRY_MS = 25;
const SLOWEST_RETRY_MS = 500;
const SWEEP_MS = 250;

/**
 * Adaptive group commit (performance.md section 5A): no waiting window; a batch is whatever queued up while the last ones were
 * at work. One row alone goes at once, and the busier it gets, the more rows share a commit.
 */
export function createGroupCommit<Row>(options: GroupCommitOptions<Row>): GroupCommit<Row> {
  const { write, isFaultOfRow, onFailure = () => undefined, lanes = 2, overlapAfterMs = 2, maxRows = 1000, maxQueued = 20_000, patienceMs = 3_000 } = options;
  let queue: Entry<Row>[] = [];
  const atWork = new Set<Entry<Row>[]>();
  let starting = false;
  let overlapping: NodeJS.Timeout | null = null;
  let sweeping: NodeJS.Timeout | null = null;
  let whenSettled: (() => void)[] = [];
  const counts = { batches: 0, rows: 0, failures: 0 };

  function push(row: Row, settle: (problem: NotStored | null) => void): void {
    if (queue.length >= maxQueued) return settle(new NotStored(`${queue.length} rows wait already`));
    queue.push({ row, since: Date.now(), settle });
    wake();
  }

  function append(row: Row): Promise<void> {
    return new Promise((resolve, reject) => push(row, (problem) => (problem ? reject(problem) : resolve())));
  }

  function wake(): void {
    if (starting || atWork.size >= lanes) return;
    if (atWork.size > 0) {
      overlapping ??= setTimeout(start, overlapAfterMs);
      return;
    }
    // After the requests that arrived together have been read, so that they share the batch.
    starting = true;
    setImmediate(start);
  }

  /** Sends one batch; what is left over waits for its end, or for `overlapAfterMs`. */
  function start(): void {
    starting = false;
    if (overlapping) clearTimeout(overlapping);
    overlapping = null;
    if (queue.length === 0 || atWork.size >= lanes) return;
    const batch = queue.length > maxRows ? queue.splice(0, maxRows) : queue;
    if (batch === queue) queue = [];
    void run(batch);
    if (queue.length > 0) wake();
  }

  async function run(batch: Entry<Row>[]): Promise<void> {
    atWork.add(batch);
    sweeping ??= setInterval(sweep, SWEEP_MS);
    const failure = await attempt(batch, false);
    if (failure !== null) await storeAfter(failure, batch, false);
    atWork.delete(batch);
    start();
    // The next batch is on its way first, so that the database works while this one is answered.
    if (failure === null && atWork.size > 0) setImmediate(tell, batch, null);
    else if (failure === null) tell(batch, null);
    if (queue.length === 0 && atWork.size === 0) stopIdle();
  }

  async function store(batch: Entry<Row>[]): Promise<void> {
    const failure = await attempt(batch, true);
    if (failure === null) tell(batch, null);
    else await storeAfter(failure, batch, true);
  }

  /** Goes on with a batch that was not stored: again, in halves, or not at all. */
  async function storeAfter(first: Failure, batch: Entry<Row>[], seenBefore: boolean): Promise<void> {
    let failure: Failure | null = first;
    let waiting = batch;
    for (let again = seenBefore, pauseMs = FIRST_RETRY_MS; waiting.length > 0; again = true, pauseMs = Math.min(2 * pauseMs, SLOWEST_RETRY_MS)) {
      counts.failures += 1;
      onFailure(failure.error, waiting.length);
      if (failure.error instanceof NotStored) return tell(waiting, failure.error);
      if (again && isFaultOfRow(failure.error)) return await storeHalves(waiting, failure.error);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      waiting = waiting.filter((entry) => !giveUp(entry));
      if (waiting.length === 0) return;
      failure = await attempt(waiting, true);
      if (failure === null) return tell(waiting, null);
    }
  }

  async function attempt(batch: readonly Entry<Row>[], again: boolean): Promise<Failure | null> {
    try {
      await write(batch.map((entry) => entry.row), again);
      counts.batches += 1;
      counts.rows += batch.length;
      return null;
    } catch (error) {
      return { error };
    }
  }

  async function storeHalves(batch: Entry<Row>[], error: unknown): Promise<void> {
    if (batch.length === 1) return tell(batch, new NotStored('the database refuses the row', { cause: error }));
    const middle = batch.length >> 1;
    await store(batch.slice(0, middle));
    await store(batch.slice(middle));
  }

  function tell(batch: readonly Entry<Row>[], problem: NotStored | null): void {
    for (const entry of batch) settleOnce(entry, problem);
  }

  function giveUp(entry: Entry<Row>): boolean {
    if (Date.now() - entry.since < patienceMs) return false;
    settleOnce(entry, new NotStored(`not stored within ${patienceMs} ms`));
    return true;
  }

  /** A server that neither answers nor refuses must not hold the waiting rows: they are answered, the batch goes on. */
  function sweep(): void {
    for (const batch of atWork) batch.every(giveUp);
    const kept = queue.findIndex((entry) => !giveUp(entry));
    queue.splice(0, kept < 0 ? queue.length : kept);
  }

  function stopIdle(): void {
    if (sweeping) clearInterval(sweeping);
    sweeping = null;
    for (const done of whenSettled) done();
    whenSettled = [];
  }

  return {
    append,
    push,
    settled: () =>
      queue.length === 0 && atWork.size === 0 ? Promise.resolve() : new Promise((resolve) => whenSettled.push(resolve)),
    stats: () => ({ queued: queue.length, ...counts }),
  };
}

function settleOnce<Row>(entry: Entry<Row>, problem: NotStored | null): void {
  const { settle } = entry;
  entry.settle = null;
  settle?.(problem);
}
