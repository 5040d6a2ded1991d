import type { OrderFact, OrderStatus } from '#app/domain/order.ts';

/** An order as it arrived, with the source's own time of its last change where the source has one. */
export interface OrderArrival extends OrderFact {
  readonly sourceUpdatedAt: Date | null;
}

/** How far an order has come: decides between two versions that carry the same time (Shopify's is whole seconds). */
const PROGRESS: Readonly<Record<OrderStatus, number>> = { pending: 0, paid: 1, partially_refunded: 2, refunded: 3, voided: 4, cancelled: 5 };

/**
 * Whether an arriving version of an order replaces the known one. By the source's time; at equal times the one that has
 * come further, then the larger refund, then a fixed order of the contents, so that any order of arrival ends in the same
 * state. A version without a time was made by hand (file, API) and counts as the present state.
 */
export function supersedes(arriving: OrderArrival, known: OrderArrival): boolean {
  if (arriving.sourceUpdatedAt === null || known.sourceUpdatedAt === null) return true;
  const later = arriving.sourceUpdatedAt.getTime() - known.sourceUpdatedAt.getTime();
  if (later !== 0) return later > 0;
  const further = PROGRESS[arriving.status] - PROGRESS[known.status];
  if (further !== 0) return further > 0;
  const refunded = arriving.refundedMinor - known.refundedMinor;
  if (refunded !== 0) return refunded > 0;
  return contents(arriving) > contents(known);
}

/**
 * The state after `arriving` met `known`: the newer version's, except that evidence which the newer one does not know
 * (an export file has no landing page, so no click id) is kept from the other. Of two click ids that versions of the source name, the later click
 * counts, whichever version named it: the state does not tell from which version it has its click, so only a choice by the clicks
 * themselves ends in the same state whatever the order of arrival.
 */
export function mergeVersions(arriving: OrderArrival, known: OrderArrival): OrderArrival {
  const [newer, older] = supersedes(arriving, known) ? [arriving, known] : [known, arriving];
  return {
    ...newer,
    clickId: isByHand(newer) || isByHand(older) ? (newer.clickId ?? older.clickId) : laterClick(newer.clickId, older.clickId),
    utmContent: newer.utmContent ?? older.utmContent,
    customerHash: newer.customerHash ?? older.customerHash,
    sourceUpdatedAt: newer.sourceUpdatedAt ?? older.sourceUpdatedAt,
  };
}

/** Made by hand, by a file or a request without a time: the present state, whatever was known. */
function isByHand({ sourceUpdatedAt }: OrderArrival): boolean {
  return sourceUpdatedAt === null;
}

/** Click ids begin with the time of their click, so the greater one is the later. */
function laterClick(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** Whether two versions say the same, their times aside. */
export function sameFacts(a: OrderFact, b: OrderFact): boolean {
  return (
    a.merchandiseMinor === b.merchandiseMinor && a.refundedMinor === b.refundedMinor && a.status === b.status && a.currency === b.currency &&
    a.customerHash === b.customerHash && sameEvidence(a, b)
  );
}

/** Whether what decides the credit is the same: the instant, the codes, the click and the tag. */
export function sameEvidence(a: OrderFact, b: OrderFact): boolean {
  return (
    a.placedAt.getTime() === b.placedAt.getTime() && a.clickId === b.clickId && a.utmContent === b.utmContent &&
    a.discountCodes.length === b.discountCodes.length && a.discountCodes.every((code, index) => code === b.discountCodes[index])
  );
}

function contents({ placedAt, discountCodes, clickId, utmContent, currency, merchandiseMinor, customerHash }: OrderFact): string {
  return JSON.stringify([placedAt.getTime(), discountCodes, clickId, utmContent, currency, merchandiseMinor, customerHash]);
}
