import type { Transaction } from 'kysely';
import type { FirstOrder } from '#db/queries/order-facts.server.ts';
import { findFirstOrders } from '#db/queries/order-facts.server.ts';
import type { Database } from '#db/schema.ts';
import type { NewCustomerMarks } from '#app/domain/ingestion/new-customer.ts';
import { markNewCustomers } from '#app/domain/ingestion/new-customer.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { NumberTable } from '#app/lib/number-table.ts';

/** Asks the database whatever the buyer's next order: the time of the first is not known any more, or cannot be noted. */
const ASK = 0xffffffff;
/** Buyers beyond these are asked for: bounds memory at 25 MB. */
const MOST_BUYERS = 1_500_000;

/**
 * Whose first order an arriving one is, over the parts of one import. Of each buyer met it keeps when their first order was, rounded up to the
 * second, which answers for nearly all of their later orders without asking the database.
 */
export class FirstOrders {
  readonly #trx: Transaction<Database>;
  readonly #workspaceId: string;
  readonly #isEmpty: boolean;
  readonly #seconds = new NumberTable();

  /** @param isEmpty the workspace had no orders at all: who was not met is new */
  constructor(trx: Transaction<Database>, workspaceId: string, isEmpty: boolean) {
    this.#trx = trx;
    this.#workspaceId = workspaceId;
    this.#isEmpty = isEmpty;
  }

  /**
   * Marks new orders as `markNewCustomers` does with all that is stored and all that was marked before.
   * @param flush writes what was marked before; called when the database must be asked about it
   * @param ahead the first orders of all these buyers, where they were looked up with nothing left to write
   */
  async mark(orders: readonly OrderArrival[], flush: () => Promise<void>, ahead: ReadonlyMap<string, FirstOrder> | null = null): Promise<NewCustomerMarks<FirstOrder>> {
    const known = ahead === null ? this.#markKnown(orders) : null;
    if (known !== null) return { isNew: known, noLongerNew: [] };
    const isOpen = orders.map((order) => !this.#isSurelyLater(order));
    const open = isOpen.includes(false) ? orders.filter((_, index) => isOpen[index]) : orders;
    const stored = ahead ?? (await this.#firstOf(open, flush));
    const marks = markNewCustomers(open, stored);
    for (const first of stored.values()) this.#note(first.customerHash, first.placedAt);
    for (const order of open) if (order.customerHash !== null) this.#note(order.customerHash, order.placedAt);
    if (open === orders) return marks;
    let at = 0;
    return { isNew: isOpen.map((undecided) => (undecided ? (marks.isNew[at++] ?? null) : false)), noLongerNew: marks.noLongerNew };
  }

  /**
   * The marks of orders that need no asking: of buyers that are met for the first time in a workspace that had none, and of orders that are surely later.
   * Null where there is another; the buyers noted until then are only known the better.
   */
  #markKnown(orders: readonly OrderArrival[]): (boolean | null)[] | null {
    if (!this.#isEmpty || this.#seconds.size + orders.length > MOST_BUYERS) return null;
    const isNew: (boolean | null)[] = [];
    for (const { customerHash, placedAt } of orders) {
      const first = customerHash === null ? 0 : this.#seconds.getOrSet(half(customerHash, 0), half(customerHash, 8), secondOf(placedAt));
      if (first === ASK || first >= Math.floor(placedAt.getTime() / 1000)) return null;
      isNew.push(customerHash === null ? null : first === 0);
    }
    return isNew;
  }

  /** The buyer's orders are about to change in the database: which is the first is not known until then. */
  forget(customerHash: string): void {
    this.#seconds.set(half(customerHash, 0), half(customerHash, 8), ASK);
  }

  #isSurelyLater({ customerHash, placedAt }: OrderArrival): boolean {
    if (customerHash === null) return false;
    const first = this.#seconds.get(half(customerHash, 0), half(customerHash, 8));
    return first !== 0 && first !== ASK && first < Math.floor(placedAt.getTime() / 1000);
  }

  async #firstOf(orders: readonly OrderArrival[], flush: () => Promise<void>): Promise<Map<string, FirstOrder>> {
    const asked = new Set<string>();
    let isMet = this.#seconds.size >= MOST_BUYERS;
    for (const { customerHash } of orders) {
      if (customerHash === null) continue;
      const met = this.#seconds.get(half(customerHash, 0), half(customerHash, 8)) !== 0;
      if (met || !this.#isEmpty || this.#seconds.size >= MOST_BUYERS) asked.add(customerHash);
      isMet ||= met;
    }
    if (asked.size > 0 && isMet) await flush();
    return await findFirstOrders(this.#trx, this.#workspaceId, [...asked]);
  }

  #note(customerHash: string, placedAt: Date): void {
    const [high, low] = [half(customerHash, 0), half(customerHash, 8)];
    const known = this.#seconds.get(high, low);
    if (known === 0 && this.#seconds.size >= MOST_BUYERS) return;
    const seconds = secondOf(placedAt);
    if (known === 0 || seconds < known) this.#seconds.set(high, low, seconds);
  }
}

/** The second in which an instant ends, as the table takes it. */
function secondOf(instant: Date): number {
  return Math.min(ASK, Math.max(1, Math.ceil(instant.getTime() / 1000)));
}

/** 32 bits of a hash written in hexadecimal. */
function half(hash: string, from: number): number {
  let value = 0;
  for (let index = from; index < from + 8; index += 1) {
    const code = hash.charCodeAt(index);
    value = (value << 4) | (code <= 57 ? code - 48 : (code | 32) - 87);
  }
  return value >>> 0;
}
