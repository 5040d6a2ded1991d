import type { Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { canCopy } from '#db/queries/copy.server.ts';
import { findOrders, hasOrders, hasRefunds, orderKeyText } from '#db/queries/order-facts.server.ts';
import type { StoredOrder } from '#db/queries/order-facts.server.ts';
import type { OrderOrigin } from '#db/queries/order-records.server.ts';
import { inOrder, isPipelined, leaveToCommit } from '#db/queries/pipeline.server.ts';
import { insertMissingShops } from '#db/queries/shop.server.ts';
import { lockWorkspace } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { mergeVersions, sameEvidence, sameFacts } from '#app/domain/ingestion/order-version.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { KnownBefore, OrderChange } from './decide-orders.server.ts';
import { decideChanges, decideNewOrders, lookUpFacts } from './decide-orders.server.ts';
import { COPIED_TOGETHER, DecidedOrders } from './decided-orders.server.ts';
import type { Doing } from './doing.ts';
import { FirstOrders } from './first-orders.server.ts';
import type { LookedUpPart } from './look-up-part.server.ts';
import { lookUpPart } from './look-up-part.server.ts';
import { oneOfEach } from './one-of-each.ts';
import type { OrderContext } from './order-context.server.ts';
import { loadOrderContext } from './order-context.server.ts';
import { NamesAsked } from './order-evidence.server.ts';
import { buyersOf, markCreditDays } from './write-orders.server.ts';

export interface OrderIntakeInput {
  readonly workspaceId: string;
  /** Where they came from: `api`, `shopify`, `import`, `demo` ... */
  readonly source: string;
  /** The import that brings them; kept with the orders that it creates. */
  readonly importId: string | null;
  /** Many parts are expected: what holds for all of them is asked for once. */
  readonly isLarge?: boolean;
}

/** Who is told of a part while it is written, in its transaction. */
export interface PartHooks {
  /** Before shops that may be new are made known. */
  readonly beforeShops?: (slugs: readonly string[]) => Promise<void>;
  /** Before known orders change, with what they were and what they will be. */
  readonly beforeUpdates?: (changes: readonly OrderChange[]) => Promise<void>;
  /** After it was written; of parts that are written together the last one's is called. */
  readonly afterWriting?: () => Promise<void>;
}

/** What became of a part. */
export interface TakenPart {
  readonly created: readonly OrderArrival[];
  readonly updated: number;
  readonly unchanged: number;
}

/** What holds for all parts of a large intake. */
interface Outset {
  /** The workspace has no orders. */
  readonly isEmpty: boolean;
  /** It was never told of a refund. */
  readonly withoutRefunds: boolean;
  /** COPY is to be had. */
  readonly copies: boolean;
}

const NOT_ASKED: Outset = { isEmpty: false, withoutRefunds: false, copies: false };

/**
 * Takes orders in part after part, in one transaction and under the workspace's orders lock: an unknown one is created, a newer version updates, an
 * older or equal one changes nothing. While the database writes what was decided, the next parts are decided here; `finish` waits for the last.
 * An order must not come in two parts.
 */
export class OrderIntake {
  readonly #trx: Transaction<Database>;
  readonly #context: OrderContext;
  readonly #origin: OrderOrigin;
  readonly #doing: Doing;
  readonly #isEmpty: boolean;
  readonly #firsts: FirstOrders;
  readonly #shops: Set<string>;
  /** Of a large one: what holds for all parts, and the days that they change, marked at the end. */
  readonly #known: KnownBefore;
  readonly #days: Set<CalendarDay> | null;
  /** The part that was named at the beginning, until it is taken. */
  #ahead: LookedUpPart | null;
  /** New orders are written by COPY. */
  readonly #copies: boolean;
  /** Not yet being written. */
  #decided: DecidedOrders | null = null;
  #hasBegun = false;
  /** Being written; fails when that does. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(trx: Transaction<Database>, context: OrderContext, input: OrderIntakeInput, doing: Doing, { isEmpty, withoutRefunds, copies }: Outset, ahead: LookedUpPart | null) {
    this.#trx = trx;
    this.#context = context;
    this.#origin = { source: input.source, importId: input.importId, now: doing.now };
    this.#doing = doing;
    this.#isEmpty = isEmpty;
    this.#copies = copies;
    this.#known = input.isLarge === true ? { withoutRefunds, names: new NamesAsked() } : {};
    this.#days = input.isLarge === true ? new Set() : null;
    this.#firsts = new FirstOrders(trx, context.workspaceId, isEmpty);
    this.#shops = new Set(ahead?.knownShops);
    this.#ahead = ahead;
  }

  /** @param first the first part, or more than it, where it is small and at hand: all that may decide it is looked up at once, while the lock is taken */
  static async begin(trx: Transaction<Database>, input: OrderIntakeInput, doing: Doing, first: readonly OrderArrival[] | null = null): Promise<OrderIntake> {
    const { workspaceId } = input;
    let loading: Promise<OrderContext> | undefined;
    const load = () => (loading ??= loadOrderContext(trx, workspaceId));
    const [, context, outset, ahead] = await inOrder(trx, [
      () => lockWorkspace(trx, workspaceId, 'orders'),
      load,
      async () => (input.isLarge === true ? await outsetOf(trx, workspaceId) : NOT_ASKED),
      async () => (first === null ? null : await lookUpPart(trx, workspaceId, load(), first)),
    ]);
    return new OrderIntake(trx, context, input, doing, outset, ahead);
  }

  async take(orders: readonly OrderArrival[], hooks: PartHooks = {}): Promise<TakenPart> {
    try {
      return await this.#takePart(orders, hooks);
    } catch (error) {
      await this.#writing; // what could not be written is the reason of whatever fails after it
      throw error;
    }
  }

  /** What it asks the database waits behind what is being written, which in an empty workspace is nearly nothing. */
  async #takePart(orders: readonly OrderArrival[], hooks: PartHooks): Promise<TakenPart> {
    const { arrivals, repeated } = oneOfEach(orders);
    const ahead = this.#ahead !== null && arrivals.every((order) => this.#ahead?.arrivals.has(order)) ? this.#ahead : null;
    this.#ahead = null;
    if (!this.#isEmpty) await this.#writing;
    await this.#makeShopsKnown(arrivals, hooks);
    const stored = ahead?.stored ?? (this.#isEmpty ? null : await findOrders(this.#trx, this.#context.workspaceId, arrivals));
    const { created, changes, confirmed } = compare(arrivals, stored);
    const facts = await lookUpFacts(this.#trx, this.#context, created, changes, { ...this.#known, ahead });
    const marks = await this.#firsts.mark(created, () => this.#flush(), ahead?.firsts);
    if (this.#decided?.isFull === true) await this.#beginWriting();
    this.#decided ??= new DecidedOrders({
      workspaceId: this.#context.workspaceId, origin: this.#origin, copies: this.#copies, days: this.#days,
      // The first ones at once: while the database plans and loads what it needs for them, so does the code here.
      together: this.#hasBegun ? COPIED_TOGETHER : 1,
    });
    const { writes } = this.#decided;
    decideNewOrders(this.#context, created, marks, facts, writes);
    decideChanges(this.#context, changes, facts, writes);
    for (const hash of buyersOf(writes.moved)) this.#firsts.forget(hash);
    this.#decided.note({ changes, confirmed, beforeUpdates: hooks.beforeUpdates, afterWriting: hooks.afterWriting });
    return { created, updated: changes.length, unchanged: repeated + arrivals.length - created.length - changes.length };
  }

  /** Everything is written, or is certain to be when the transaction has been committed. */
  async finish(): Promise<void> {
    await this.#writing;
    const last = this.#decided;
    if (this.#days !== null) {
      await this.#flush();
      return await markCreditDays(this.#trx, this.#context.workspaceId, this.#days, this.#origin.now);
    }
    if (last?.isOnePiece !== true) return await this.#flush();
    this.#decided = null;
    await leaveToCommit(this.#trx, last.write(this.#trx));
  }

  /** Hands what was decided to the database when that has written what it was given before; how it ends is learnt from `#writing`. */
  async #beginWriting(): Promise<void> {
    await this.#writing;
    const decided = this.#decided;
    this.#decided = null;
    if (decided === null) return;
    this.#hasBegun = true;
    this.#writing = decided.write(this.#trx);
    this.#writing.catch(() => undefined); // told to whoever waits for it
  }

  async #flush(): Promise<void> {
    await this.#beginWriting();
    await this.#writing;
  }

  async #makeShopsKnown(orders: readonly OrderArrival[], { beforeShops }: PartHooks): Promise<void> {
    const unknown = [...new Set(orders.map((order) => order.shop))].filter((slug) => !this.#shops.has(slug));
    if (unknown.length === 0) return;
    await this.#writing;
    await beforeShops?.(unknown);
    const { now, actor } = this.#doing;
    const made = await insertMissingShops(this.#trx, this.#context.workspaceId, unknown, now);
    await insertAuditEntries(this.#trx, this.#context.workspaceId, made.map((slug) => (
      { id: newId(now.getTime()), at: now, actor, action: 'shop.create', subjectKind: 'shop', subjectId: slug, after: { kind: 'manual' } }
    )));
    for (const slug of unknown) this.#shops.add(slug);
  }
}

async function outsetOf(trx: Transaction<Database>, workspaceId: string): Promise<Outset> {
  return { isEmpty: !(await hasOrders(trx, workspaceId)), withoutRefunds: !(await hasRefunds(trx, workspaceId)), copies: !isPipelined(trx) && (await canCopy(trx)) };
}

/** What arriving orders mean beside those that are stored. */
function compare(arrivals: readonly OrderArrival[], stored: ReadonlyMap<string, StoredOrder> | null) {
  if (stored === null || stored.size === 0) return { created: arrivals, changes: [], confirmed: [] };
  const created: OrderArrival[] = [];
  const changes: OrderChange[] = [];
  /** Newer versions that say nothing new. */
  const confirmed: OrderArrival[] = [];
  for (const arrival of arrivals) {
    const previous = stored.get(orderKeyText(arrival));
    if (previous === undefined) {
      created.push(arrival);
      continue;
    }
    const order = mergeVersions(arrival, previous);
    if (!sameFacts(order, previous)) changes.push({ order, previous, reattribute: !sameEvidence(order, previous) });
    else if (order.sourceUpdatedAt?.getTime() !== previous.sourceUpdatedAt?.getTime()) confirmed.push(order);
  }
  return { created, changes, confirmed };
}
