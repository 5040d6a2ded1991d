import type { Kysely, Transaction } from 'kysely';
import { insertWebhookDelivery } from '#db/queries/shop.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { parseExactJson } from '#app/integrations/shopify/exact-json.ts';
import { SHOPIFY_ORDER_TOPICS, SHOPIFY_REFUND_TOPIC, shopifyOrderSchema, shopifyRefundSchema } from '#app/integrations/shopify/payload.ts';
import { readShopifyOrder, readShopifyRefund } from '#app/integrations/shopify/read-order.ts';
import type { ShopifyRefundFact, ShopifyReading } from '#app/integrations/shopify/read-order.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import type { Doing } from './doing.ts';
import { takeInOrders } from './take-in-orders.server.ts';
import { takeInRefunds } from './take-in-refunds.server.ts';

export interface ShopifyEvent {
  readonly workspaceId: string;
  readonly shop: string;
  readonly topic: string;
  /** Constant over retries; with the topic it makes a repetition a no-op. */
  readonly eventId: string;
  readonly body: string;
}

export type ShopifyEventOutcome =
  | { readonly status: 'stored' | 'known' }
  | { readonly status: 'ignored' | 'unreadable'; readonly why: string };

type Fact = { readonly kind: 'order'; readonly order: OrderArrival } | { readonly kind: 'refund'; readonly refund: ShopifyRefundFact };

/** Takes in one signed event, once: the note of its delivery and its effect are one transaction. What cannot be read is not noted, so that a retry is not lost. */
export async function takeInShopifyEvent(db: Kysely<Database>, event: ShopifyEvent, doing: Doing): Promise<ShopifyEventOutcome> {
  const reading = readEvent(event);
  if (reading.status === 'unreadable') return reading;
  return await inTransaction(db, async (trx) => {
    const outcome = reading.status === 'ok' ? 'stored' : 'ignored';
    const isNew = await insertWebhookDelivery(trx, { ...event, outcome, now: doing.now });
    if (!isNew) return { status: 'known' };
    if (reading.status !== 'ok') return reading;
    return await store(trx, event, reading.value, doing);
  });
}

async function store(trx: Transaction<Database>, { workspaceId }: ShopifyEvent, fact: Fact, doing: Doing): Promise<ShopifyEventOutcome> {
  if (fact.kind === 'order') {
    await takeInOrders(trx, { workspaceId, orders: [fact.order], source: 'shopify' }, doing);
    return { status: 'stored' };
  }
  const { rejected } = await takeInRefunds(trx, { workspaceId, refunds: [fact.refund], source: 'shopify', partial: true }, doing);
  return rejected[0] ? { status: 'ignored', why: rejected[0].message } : { status: 'stored' };
}

function readEvent({ workspaceId, shop, topic, body }: ShopifyEvent): ShopifyReading<Fact> {
  const isOrder = (SHOPIFY_ORDER_TOPICS as readonly string[]).includes(topic);
  if (!isOrder && topic !== SHOPIFY_REFUND_TOPIC) return { status: 'ignored', why: `the topic ${topic} is not used` };
  const json = exactJson(body);
  if (json === undefined) return { status: 'unreadable', why: 'the body is not JSON' };
  if (isOrder) {
    const parsed = shopifyOrderSchema.safeParse(json);
    if (!parsed.success) return { status: 'unreadable', why: placesOf(parsed.error.issues) };
    const reading = readShopifyOrder(shop, parsed.data, (identity) => hashBuyer(workspaceId, identity).toString('hex'));
    return reading.status === 'ok' ? { status: 'ok', value: { kind: 'order', order: reading.value } } : reading;
  }
  const parsed = shopifyRefundSchema.safeParse(json);
  if (!parsed.success) return { status: 'unreadable', why: placesOf(parsed.error.issues) };
  const reading = readShopifyRefund(shop, parsed.data);
  return reading.status === 'ok' ? { status: 'ok', value: { kind: 'refund', refund: reading.value } } : reading;
}

function exactJson(body: string): unknown {
  try {
    return parseExactJson(body);
  } catch {
    return undefined;
  }
}

/** Which fields were not as expected, without their values: they may name a person. */
function placesOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  return issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
