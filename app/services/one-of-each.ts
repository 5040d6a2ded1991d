import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { mergeVersions } from '#app/domain/ingestion/order-version.ts';

/** One arrival for each order, in the order of their keys; versions of one order that arrive together are merged first. */
export function oneOfEach(orders: readonly OrderArrival[]): { readonly arrivals: readonly OrderArrival[]; readonly repeated: number } {
  // Files and shops mostly deliver oldest first or newest first, and then none is there twice.
  if (isAscending(orders)) return { arrivals: orders, repeated: 0 };
  const reversed = orders.toReversed();
  if (isAscending(reversed)) return { arrivals: reversed, repeated: 0 };
  const sorted = orders.toSorted((a, b) => (comesBefore(a, b) ? -1 : comesBefore(b, a) ? 1 : 0));
  const arrivals: OrderArrival[] = [];
  for (const order of sorted) {
    const last = arrivals.at(-1);
    if (last === undefined || comesBefore(last, order)) arrivals.push(order);
    else arrivals[arrivals.length - 1] = mergeVersions(order, last);
  }
  return { arrivals, repeated: orders.length - arrivals.length };
}

function isAscending(orders: readonly OrderArrival[]): boolean {
  for (let index = 1; index < orders.length; index += 1) {
    const before = orders[index - 1];
    const order = orders[index];
    if (before === undefined || order === undefined || !comesBefore(before, order)) return false;
  }
  return true;
}

function comesBefore(a: OrderArrival, b: OrderArrival): boolean {
  return a.shop === b.shop ? a.orderId < b.orderId : a.shop < b.shop;
}
