import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { OrderChange } from '../decide-orders.server.ts';
import type { ImportContext, Lined } from './importer.ts';
import { shownOrder } from './shown-fields.ts';

/** What a part of a file changes among the orders. Those that it creates carry the import's id, so only what was there before is kept. */
export class OrderChanges {
  readonly #context: ImportContext;
  readonly #rows: readonly Lined<OrderArrival>[];

  constructor(context: ImportContext, rows: readonly Lined<OrderArrival>[]) {
    this.#context = context;
    this.#rows = rows;
  }

  /** Shops are made known by the way. */
  async beforeShops(slugs: readonly string[]): Promise<void> {
    await this.#context.changes.remember('shop', slugs);
  }

  async beforeUpdates(updates: readonly OrderChange[]): Promise<void> {
    const { changes } = this.#context;
    await changes.remember('shop_order', updates.map(({ order }) => `${order.shop}\n${order.orderId}`));
    if (!changes.shows('updated')) return;
    const lines = this.#lines();
    for (const { order, previous } of updates) {
      if (!changes.shows('updated')) break;
      const key = `${order.shop}\n${order.orderId}`;
      const isOtherBuyer = previous.customerHash !== null && order.customerHash !== null && previous.customerHash !== order.customerHash;
      changes.noteUpdated({
        line: lines.get(key) ?? 0, subjectKind: 'order', subjectId: key, label: `${order.shop} ${order.orderId}`,
        before: { ...shownOrder(previous), ...(isOtherBuyer ? { customer: null } : {}) }, after: shownOrder(order),
      });
    }
  }

  noteCreated(created: readonly OrderArrival[]): void {
    const { changes } = this.#context;
    if (created.length === 0 || !changes.shows('created')) return;
    const lines = this.#lines();
    for (const order of created) {
      if (!changes.shows('created')) break;
      const key = `${order.shop}\n${order.orderId}`;
      changes.noteCreated({ line: lines.get(key) ?? 0, subjectKind: 'order', subjectId: key, label: `${order.shop} ${order.orderId}`, after: shownOrder(order) });
    }
  }

  #lines(): ReadonlyMap<string, number> {
    return new Map(this.#rows.map(({ line, row }) => [`${row.shop}\n${row.orderId}`, line]));
  }
}
