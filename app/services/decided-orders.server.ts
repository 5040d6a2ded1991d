import type { Transaction } from 'kysely';
import { RowsForCopy } from '#db/queries/copy.server.ts';
import { creditFormat, orderFormat } from '#db/queries/order-copy.server.ts';
import type { CreditRecord, OrderOrigin, OrderRecord } from '#db/queries/order-records.server.ts';
import { touchOrders } from '#db/queries/order-write.server.ts';
import type { Database } from '#db/schema.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { OrderChange, OrderWrites } from './decide-orders.server.ts';
import { noWrites } from './decide-orders.server.ts';
import { storeOrders } from './write-orders.server.ts';

/** New orders that one COPY takes at least, where there are so many: each costs the server a millisecond of its own. */
export const COPIED_TOGETHER = 5000;

export interface DecidedInput {
  readonly workspaceId: string;
  readonly origin: OrderOrigin;
  /** New orders and credits become bytes for COPY as they are noted; else they are inserted. */
  readonly copies: boolean;
  /** New orders after which they are to be written. */
  readonly together: number;
  /** Takes the days whose roll-ups are to be rebuilt; they are marked at once where it is null. */
  readonly days: Set<CalendarDay> | null;
}

/** What the statements of a part follow from besides what was decided. */
export interface DecidedPart {
  readonly changes: readonly OrderChange[];
  /** Newer versions that say nothing new. */
  readonly confirmed: readonly OrderArrival[];
  readonly beforeUpdates?: ((changes: readonly OrderChange[]) => Promise<void>) | undefined;
  readonly afterWriting?: (() => Promise<void>) | undefined;
}

/**
 * Decided orders that wait to be written: parts of nothing but new orders one after the other, and at most one part that changes known ones, the last.
 * Where orders are copied, what waits is bytes, not objects that the garbage collector moves to and fro.
 */
export class DecidedOrders {
  /** Where decisions are added; `note` follows when a part's are there. */
  readonly writes: OrderWrites = noWrites();
  readonly #input: DecidedInput;
  #orders: RowsForCopy<OrderRecord> | null = null;
  #credits: RowsForCopy<CreditRecord> | null = null;
  #last: DecidedPart | null = null;
  #copied = 0;
  #isPlain = true;

  constructor(input: DecidedInput) {
    this.#input = input;
  }

  /** Notes a part. Of parts that are written together the last one's `afterWriting` is called. */
  note(part: DecidedPart): void {
    const { workspaceId, origin, copies } = this.#input;
    const { created, credits, noLongerNew } = this.writes;
    if (copies && created.length > 0) {
      this.#copied += created.length;
      this.#orders ??= new RowsForCopy(orderFormat(workspaceId, origin));
      this.#orders.add(created.splice(0));
    }
    if (copies && credits.length > 0) {
      this.#credits ??= new RowsForCopy(creditFormat(workspaceId));
      this.#credits.add(credits.splice(0));
    }
    this.#isPlain = part.changes.length + part.confirmed.length + noLongerNew.length === 0;
    this.#last = part;
  }

  /** Whether it is to be written before another part is noted. */
  get isFull(): boolean {
    return !this.#isPlain || !this.#input.copies || this.#copied >= this.#input.together;
  }

  /** Whether its statements can be sent without waiting for each other's answers. */
  get isOnePiece(): boolean {
    return this.#isPlain && !this.#input.copies && this.#last?.afterWriting === undefined;
  }

  async write(trx: Transaction<Database>): Promise<void> {
    const { workspaceId, origin, days } = this.#input;
    const { changes = [], confirmed = [], beforeUpdates, afterWriting } = this.#last ?? {};
    if (changes.length > 0) await beforeUpdates?.(changes);
    const written = [this.#orders, this.#credits].flatMap((rows) => (rows === null ? [] : [rows.written()]));
    await storeOrders(trx, workspaceId, this.writes, origin, { days, written });
    await touchOrders(trx, workspaceId, confirmed);
    await afterWriting?.();
  }
}
