import type { Kysely } from 'kysely';
import { orderKeyText } from '#db/queries/order-facts.server.ts';
import { inPipelinedTransaction } from '#db/queries/pipeline.server.ts';
import type { Database } from '#db/schema.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { Doing } from './doing.ts';
import { OrderIntake } from './order-intake.server.ts';
import type { TakeInOrdersInput, TakeInOutcome } from './take-in-orders.server.ts';
import { arrivalsOf, takeInOrders } from './take-in-orders.server.ts';

/** Orders of a transaction that several requests share: what one request may bring at the most. */
const MOST_ORDERS = 1_000;

interface Waiting {
  readonly input: TakeInOrdersInput;
  readonly doing: Doing;
  /** One for each order, by `orderKeyText`; the others are repetitions within the request. */
  readonly arrivals: ReadonlyMap<string, OrderArrival>;
  readonly resolve: (outcome: TakeInOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What waits, by database, workspace, source and actor; a queue is there while one of its requests is at work. */
const queues = new WeakMap<Kysely<Database>, Map<string, Waiting[]>>();

/**
 * Takes orders in as `takeInOrders` does, each request all or nothing and answered for itself when it is committed. Requests of one sender that arrive while
 * another is at work share the next transaction: orders of a workspace go one after the other under its lock, and a transaction has a fixed cost
 * (performance.md section 5B). One that comes alone goes at once.
 */
export function takeInTogether(db: Kysely<Database>, input: TakeInOrdersInput, doing: Doing): Promise<TakeInOutcome> {
  return new Promise((resolve, reject) => {
    const ofDatabase = queues.get(db) ?? new Map<string, Waiting[]>();
    queues.set(db, ofDatabase);
    const key = [input.workspaceId, input.source, doing.actor.kind, doing.actor.id].join('\n');
    const arrivals = new Map(arrivalsOf(input).arrivals.map((order) => [orderKeyText(order), order]));
    const waiting = { input, doing, arrivals, resolve, reject };
    const queue = ofDatabase.get(key);
    if (queue !== undefined) return void queue.push(waiting);
    const fresh = [waiting];
    ofDatabase.set(key, fresh);
    void work(db, fresh, () => ofDatabase.delete(key));
  });
}

/** Does not throw. `onEmpty` is called in the turn in which nothing waits, so that none is added to a queue that nobody looks at. */
async function work(db: Kysely<Database>, queue: Waiting[], onEmpty: () => void): Promise<void> {
  while (queue.length > 0) {
    const batch = queue.splice(0, sharing(queue));
    const last = batch.at(-1);
    if (last === undefined || batch.length === 1) await storeEach(db, batch);
    else await storeTogether(db, batch, last).catch(() => storeEach(db, batch));
  }
  onEmpty();
}

/** How many of the first may share a transaction: no order is in two of them, as the later one has to find what the one before it stored. */
function sharing(queue: readonly Waiting[]): number {
  const taken = new Set<string>();
  let count = 0;
  for (const { arrivals } of queue) {
    if (count > 0 && (taken.size + arrivals.size > MOST_ORDERS || [...arrivals.keys()].some((key) => taken.has(key)))) break;
    for (const key of arrivals.keys()) taken.add(key);
    count += 1;
  }
  return count;
}

/** @throws when nothing of them is stored, or is not known to be; taking them in again is safe then, as what is stored is found to be known */
async function storeTogether(db: Kysely<Database>, batch: readonly Waiting[], { input: { workspaceId, source }, doing }: Waiting): Promise<void> {
  const orders = batch.flatMap(({ arrivals }) => [...arrivals.values()]);
  const created = new Set<string>();
  const updated = new Set<string>();
  await inPipelinedTransaction(db, async (trx) => {
    const intake = await OrderIntake.begin(trx, { workspaceId, source, importId: null }, doing, orders);
    const taken = await intake.take(orders, { beforeUpdates: async (changes) => changes.forEach(({ order }) => updated.add(orderKeyText(order))) });
    await intake.finish();
    for (const order of taken.created) created.add(orderKeyText(order));
  });
  for (const { input, arrivals, resolve } of batch) {
    const count = (keys: ReadonlySet<string>) => [...arrivals.keys()].filter((key) => keys.has(key)).length;
    const [fresh, changed] = [count(created), count(updated)];
    resolve({ created: fresh, updated: changed, unchanged: input.orders.length - fresh - changed });
  }
}

/** One after the other: what is wrong with one of them is told to its sender alone. */
async function storeEach(db: Kysely<Database>, batch: readonly Waiting[]): Promise<void> {
  for (const { input, doing, resolve, reject } of batch) await takeInOrders(db, input, doing).then(resolve, reject);
}
