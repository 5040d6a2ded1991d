import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { OrderKey, StoredOrder } from '#db/queries/order-facts.server.ts';
import { hasRefunds, listOrdersOfDays } from '#db/queries/order-facts.server.ts';
import { inOrder, inPipelinedTransaction, isPipelined } from '#db/queries/pipeline.server.ts';
import { lockWorkspace } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { KnownBefore, OrderChange, OrderFacts } from './decide-orders.server.ts';
import { lookUpFacts } from './decide-orders.server.ts';
import type { Doing } from './doing.ts';
import { loadOrderContext } from './order-context.server.ts';
import { NamesAsked } from './order-evidence.server.ts';
import { writeDecided } from './write-orders.server.ts';

/** Orders of a transaction, and of what is looked up and decided at once in it. */
const PART = 5_000;
const SLICE = 1_000;

type Place = { readonly day: CalendarDay } & OrderKey;

interface Days {
  readonly fromDay: CalendarDay;
  readonly toDay: CalendarDay;
}

/**
 * Decides the credits of a period's orders anew from the facts: after a change of the policy (window, half-life, grace, whether
 * unpaid orders count), of a flight or of a coupon. In parts, each a transaction of its own, so that orders keep coming in; a
 * run that was cut short is simply run again. Marks the days; `settleRollups` brings the totals after. Returns how many orders were read.
 */
export async function rebuildAttribution(
  db: Kysely<Database>, workspaceId: string, period: { readonly fromDay?: CalendarDay; readonly toDay?: CalendarDay }, { now }: Doing,
): Promise<number> {
  const days = { fromDay: period.fromDay ?? '1970-01-01', toDay: period.toDay ?? '9999-12-31' };
  let read = 0;
  for (let after: Place | null = null; ;) {
    const part: PartRead = await inPipelinedTransaction(db, (trx) => rebuildPart(trx, workspaceId, days, after, now));
    read += part.orders;
    if (part.last === null) return read;
    after = part.last;
  }
}

interface PartRead {
  readonly orders: number;
  /** Where the next part begins; null behind the last one. */
  readonly last: Place | null;
}

/** Slice by slice; the database looks up what decides the next ones while one is read and decided here. */
async function rebuildPart(trx: Transaction<Database>, workspaceId: string, days: Days, after: Place | null, now: Date): Promise<PartRead> {
  const list = (from: Place | null) => listOrdersOfDays(trx, workspaceId, { ...days, after: from, limit: SLICE });
  const [, context, withRefunds, first] = await inOrder(trx, [
    () => lockWorkspace(trx, workspaceId, 'orders'), () => loadOrderContext(trx, workspaceId), () => hasRefunds(trx, workspaceId), () => list(after),
  ]);
  const known: KnownBefore = { withoutRefunds: !withRefunds, names: new NamesAsked() };
  const written: Promise<void>[] = [];
  let read = 0;
  let last: Place | null = null;
  for (let slice = await lookUp(first); slice !== null;) {
    const following = await slice.following;
    const next: LookedUp | null = following.length === 0 ? null : await lookUp(following);
    const facts = await slice.facts;
    // What was asked for leaves at the end of the turn of the event loop, which deciding would hold up.
    if (next !== null) await nextTurn();
    written.push(heldBack(writeDecided(trx, context, slice.changes, facts, { source: 'rebuild', importId: null, now })));
    if (!isPipelined(trx)) await written.at(-1);
    slice = next;
  }
  await Promise.all(written);
  return { orders: read, last };

  /** Asks for what decides a slice, and for the one behind it unless it ends the part. A pipelined transaction does not wait for the answers here. */
  async function lookUp(orders: readonly StoredOrder[]): Promise<LookedUp | null> {
    if (orders.length === 0) return null;
    read += orders.length;
    last = orders.length === SLICE ? placeOf(orders.at(-1)) : null;
    const changes = orders.map((order) => ({ order, previous: order, reattribute: true }));
    const following = heldBack(last === null || read >= PART ? Promise.resolve([]) : list(last));
    if (!isPipelined(trx)) await following;
    const facts = heldBack(lookUpFacts(trx, context, [], changes, known));
    if (!isPipelined(trx)) await facts;
    return { changes, facts, following };
  }
}

interface LookedUp {
  readonly changes: readonly OrderChange[];
  readonly facts: Promise<OrderFacts>;
  readonly following: Promise<readonly StoredOrder[]>;
}

/** Work that is waited for later, and whose failure is told there. */
function heldBack<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

function placeOf(order: StoredOrder | undefined): Place | null {
  return order === undefined ? null : { day: order.placedDay, shop: order.shop, orderId: order.orderId };
}
