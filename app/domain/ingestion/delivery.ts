import type { OrderArrival } from './order-version.ts';

/** Systems that send signed webhooks; `standard` is anything that speaks Standard Webhooks. */
export const CONNECTION_KINDS = ['shopify', 'woocommerce', 'standard'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/**
 * What became of a delivery: taken in; `unchanged`, because it said nothing new; `ignored` on purpose; `parked` until the order that it speaks of
 * comes; `waiting` until an import has done with the orders; `unreadable` as it stands, kept to be replayed.
 */
export const DELIVERY_OUTCOMES = ['taken_in', 'unchanged', 'ignored', 'parked', 'waiting', 'unreadable'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** Which of a connection's two secrets signed a delivery. */
export const SIGNING_SECRETS = ['current', 'previous'] as const;
export type SigningSecret = (typeof SIGNING_SECRETS)[number];

/** Why a delivery was left on purpose. */
export const IGNORED_REASONS = ['test_order', 'unused_topic', 'no_money_moved', 'draft'] as const;
export type IgnoredReason = (typeof IGNORED_REASONS)[number];

/** A refund event; identity is (shop, order id, refund id). */
export interface RefundArrival {
  readonly shop: string;
  readonly orderId: string;
  readonly refundId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly refundedAt: Date;
}

/** What a delivery tells. A deletion names an order and nothing else; `deletedAt` is when we heard of it, because it states no time. */
export type DeliveryFact =
  | { readonly kind: 'order'; readonly order: OrderArrival }
  | { readonly kind: 'refund'; readonly refund: RefundArrival }
  | { readonly kind: 'deletion'; readonly shop: string; readonly orderId: string; readonly deletedAt: Date }
  | { readonly kind: 'disconnection' };

export type DeliveryReading =
  | { readonly status: 'ok'; readonly fact: DeliveryFact }
  | { readonly status: 'ignored'; readonly why: IgnoredReason }
  /** `why` names places and what was expected there, never a value: it may name a person. */
  | { readonly status: 'unreadable'; readonly why: string };

/** How long after a rotation the secret before is accepted: shops go on signing with it for a while (Shopify up to an hour), and deliver up to a day late. */
export const ROTATION_OVERLAP_HOURS = 24;

/** Until when the secret before the present one is accepted. */
export function previousSecretUntil(secretChangedAt: Date): Date {
  return new Date(secretChangedAt.getTime() + ROTATION_OVERLAP_HOURS * 3_600_000);
}

/** How long deliveries are kept to be looked at and replayed. */
export const DELIVERIES_KEPT_DAYS = 30;

/** The order that a fact speaks of. */
export function orderOfFact(fact: DeliveryFact): { readonly shop: string; readonly orderId: string } | null {
  switch (fact.kind) {
    case 'order':
      return { shop: fact.order.shop, orderId: fact.order.orderId };
    case 'refund':
      return { shop: fact.refund.shop, orderId: fact.refund.orderId };
    case 'deletion':
      return { shop: fact.shop, orderId: fact.orderId };
    case 'disconnection':
      return null;
  }
}
