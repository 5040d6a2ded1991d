import type { OrderFact } from '#app/domain/order.ts';

type Ordered = Pick<OrderFact, 'shop' | 'orderId' | 'placedAt'>;

export interface NewCustomerMarks<First> {
  /** For each arriving order, in their order: whether it is its buyer's first; null when it names no buyer. */
  readonly isNew: readonly (boolean | null)[];
  /** Stored orders that were first until an earlier one arrived. */
  readonly noLongerNew: readonly First[];
}

/**
 * Tells new customers from returning ones: the first order of a buyer in the workspace, by instant, then shop and id. Arrival
 * in any order ends in the same marks, because an earlier order that comes later takes the mark over.
 * @param stored the first stored order of each buyer, by hash
 */
export function markNewCustomers<First extends Ordered>(
  arriving: readonly Pick<OrderFact, 'shop' | 'orderId' | 'placedAt' | 'customerHash'>[],
  stored: ReadonlyMap<string, First>,
): NewCustomerMarks<First> {
  const firsts = new Map<string, Ordered>(stored);
  for (const order of arriving) {
    if (order.customerHash === null) continue;
    const first = firsts.get(order.customerHash);
    if (first === undefined || isEarlier(order, first)) firsts.set(order.customerHash, order);
  }
  return {
    isNew: arriving.map((order) => (order.customerHash === null ? null : firsts.get(order.customerHash) === order)),
    noLongerNew: [...stored].filter(([hash, first]) => firsts.get(hash) !== first).map(([, first]) => first),
  };
}

function isEarlier(a: Ordered, b: Ordered): boolean {
  const ms = a.placedAt.getTime() - b.placedAt.getTime();
  if (ms !== 0) return ms < 0;
  return a.shop === b.shop ? a.orderId < b.orderId : a.shop < b.shop;
}
