import type { Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findOrders, orderKeyText } from '#db/queries/order-facts.server.ts';
import { findRefundKeys, refundKeyText } from '#db/queries/refund.server.ts';
import { updateShopsDisconnected } from '#db/queries/shop.server.ts';
import type { OutcomeRecord } from '#db/queries/webhook-delivery.server.ts';
import { listDeletions } from '#db/queries/webhook-delivery.server.ts';
import type { Database } from '#db/schema.ts';
import { groupBy } from '#app/domain/group.ts';
import type { ConnectionKind, DeliveryFact, DeliveryReading } from '#app/domain/ingestion/delivery.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { sameFacts } from '#app/domain/ingestion/order-version.ts';
import { newId } from '#app/lib/ids.server.ts';
import { OrderIntake } from './order-intake.server.ts';
import { takeInOrders } from './take-in-orders.server.ts';
import { takeInRefunds } from './take-in-refunds.server.ts';
import { vendorActor } from './webhook-vendors.server.ts';

/** A delivery with what it says. */
export interface ReadDelivery {
  readonly id: string;
  readonly shop: string;
  readonly kind: ConnectionKind;
  readonly reading: DeliveryReading;
}

interface Of<Kind extends DeliveryFact['kind']> {
  readonly id: string;
  readonly kind: ConnectionKind;
  readonly fact: Extract<DeliveryFact, { kind: Kind }>;
}

/**
 * Takes in what deliveries say, in any order with the same end, and tells what became of each. Needs the workspace's orders lock, so that nothing
 * changes between looking and writing; the caller stores the outcomes in the same transaction.
 */
export async function applyDeliveries(
  trx: Transaction<Database>, workspaceId: string, deliveries: readonly ReadDelivery[], now: Date, begun: BegunOrders = new Map(),
): Promise<OutcomeRecord[]> {
  const outcomes: OutcomeRecord[] = deliveries.flatMap(({ id, reading }) => {
    if (reading.status === 'ok') return [];
    return [{ id, outcome: reading.status, error: reading.why }];
  });
  const { orders, unparked } = await meetDeletions(trx, workspaceId, only(deliveries, 'order'));
  outcomes.push(...(await applyOrders(trx, workspaceId, orders, begun, now)), ...unparked);
  outcomes.push(...(await applyRefunds(trx, workspaceId, only(deliveries, 'refund'), now)));
  outcomes.push(...(await applyDeletions(trx, workspaceId, only(deliveries, 'deletion'), now)));
  outcomes.push(...(await applyDisconnections(trx, workspaceId, deliveries, now)));
  return outcomes;
}

function only<Kind extends DeliveryFact['kind']>(deliveries: readonly ReadDelivery[], wanted: Kind): Of<Kind>[] {
  return deliveries.flatMap(({ id, kind, reading }) => (reading.status === 'ok' && isOf(reading.fact, wanted) ? [{ id, kind, fact: reading.fact }] : []));
}

function isOf<Kind extends DeliveryFact['kind']>(fact: DeliveryFact, kind: Kind): fact is Extract<DeliveryFact, { kind: Kind }> {
  return fact.kind === kind;
}

/** Intakes that have looked up what decides the orders of deliveries, which need not all be applied. */
export type BegunOrders = ReadonlyMap<ConnectionKind, OrderIntake>;

/** Begins to take in the orders of deliveries from one kind of shop; of several kinds each begins when the one before is written: they share buyers. */
export async function beginOrders(trx: Transaction<Database>, workspaceId: string, deliveries: readonly ReadDelivery[], now: Date): Promise<BegunOrders> {
  const [first, ...others] = groupBy(only(deliveries, 'order'), ({ kind }) => kind);
  if (first === undefined || others.length > 0) return new Map();
  const [kind, group] = first;
  return new Map([[kind, await beginIntake(trx, workspaceId, kind, group, now)]]);
}

function beginIntake(trx: Transaction<Database>, workspaceId: string, kind: ConnectionKind, orders: readonly Of<'order'>[], now: Date): Promise<OrderIntake> {
  return OrderIntake.begin(trx, { workspaceId, source: kind, importId: null }, { now, actor: vendorActor(kind) }, orders.map(({ fact }) => fact.order));
}

/** Takes orders in and tells of each whether it was, or changed what was known; versions of one order that come together share their outcome. */
async function applyOrders(
  trx: Transaction<Database>, workspaceId: string, orders: readonly Of<'order'>[], begun: BegunOrders, now: Date,
): Promise<OutcomeRecord[]> {
  const written = new Set<string>();
  for (const [kind, group] of groupBy(orders, (delivery) => delivery.kind)) {
    const intake = begun.get(kind) ?? (await beginIntake(trx, workspaceId, kind, group, now));
    const { created } = await intake.take(group.map(({ fact }) => fact.order), {
      beforeUpdates: async (changes) => changes.forEach(({ order }) => written.add(orderKeyText(order))),
    });
    await intake.finish();
    for (const order of created) written.add(orderKeyText(order));
  }
  return orders.map(({ id, fact }) => ({ id, outcome: written.has(orderKeyText(fact.order)) ? 'taken_in' : 'unchanged', error: null }));
}

async function applyRefunds(trx: Transaction<Database>, workspaceId: string, deliveries: readonly Of<'refund'>[], now: Date): Promise<OutcomeRecord[]> {
  if (deliveries.length === 0) return [];
  const refunds = deliveries.map(({ fact }) => fact.refund);
  const told = await findRefundKeys(trx, workspaceId, refunds);
  const present = await findOrders(trx, workspaceId, [...new Map(refunds.map((refund) => [orderKeyText(refund), refund])).values()]);
  const outcomes: OutcomeRecord[] = [];
  for (const [kind, group] of groupBy(deliveries, ({ kind }) => kind)) {
    const { rejected } = await takeInRefunds(
      trx, { workspaceId, refunds: group.map(({ fact }) => fact.refund), source: kind, partial: true }, { now, actor: vendorActor(kind) },
    );
    const conflicts = new Map(rejected.map(({ index, message }) => [index, message]));
    outcomes.push(...group.map(({ id, fact: { refund } }, index): OutcomeRecord => {
      const conflict = conflicts.get(index);
      if (conflict !== undefined) return { id, outcome: 'unreadable', error: conflict };
      if (!present.has(orderKeyText(refund))) return { id, outcome: 'parked', error: null };
      return { id, outcome: told.has(refundKeyText(refund)) ? 'unchanged' : 'taken_in', error: null };
    }));
  }
  return outcomes;
}

/**
 * Orders of which a later deletion was told are cancelled, whatever they say themselves: a deletion holds no facts, so it cannot stand among the versions of
 * an order. A version from after the deletion restores the order.
 */
async function meetDeletions(trx: Transaction<Database>, workspaceId: string, orders: readonly Of<'order'>[]): Promise<{ orders: readonly Of<'order'>[]; unparked: OutcomeRecord[] }> {
  const deletions = await listDeletions(trx, workspaceId, orders.filter(({ kind }) => kind === 'woocommerce').map(({ fact }) => fact.order));
  if (deletions.length === 0) return { orders, unparked: [] };
  const deletedAt = new Map(deletions.map((deletion) => [orderKeyText(deletion), deletion.deletedAt]));
  return {
    orders: orders.map((delivery) => ({ ...delivery, fact: { kind: 'order', order: cancelledBy(deletedAt.get(orderKeyText(delivery.fact.order)), delivery.fact.order) } })),
    unparked: deletions.flatMap(({ id, outcome }) => (outcome === 'parked' ? [{ id, outcome: 'taken_in', error: null }] : [])),
  };
}

function cancelledBy(deletedAt: Date | undefined, order: OrderArrival): OrderArrival {
  if (deletedAt === undefined || (order.sourceUpdatedAt !== null && order.sourceUpdatedAt > deletedAt)) return order;
  return { ...order, status: 'cancelled' };
}

/** Cancels the orders that were deleted, unless they have a later version; a deletion whose order has not come is parked. */
async function applyDeletions(trx: Transaction<Database>, workspaceId: string, deliveries: readonly Of<'deletion'>[], now: Date): Promise<OutcomeRecord[]> {
  if (deliveries.length === 0) return [];
  const stored = await findOrders(trx, workspaceId, [...new Map(deliveries.map(({ fact }) => [orderKeyText(fact), fact])).values()]);
  const cancelled: OrderArrival[] = [];
  const outcomes = deliveries.map(({ id, fact }): OutcomeRecord => {
    const order = stored.get(orderKeyText(fact));
    if (order === undefined) return { id, outcome: 'parked', error: null };
    const deleted = cancelledBy(fact.deletedAt, order);
    cancelled.push(deleted);
    return { id, outcome: sameFacts(deleted, order) ? 'unchanged' : 'taken_in', error: null };
  });
  await takeInOrders(trx, { workspaceId, orders: cancelled, source: 'woocommerce' }, { now, actor: vendorActor('woocommerce') });
  return outcomes;
}

/** The shop took the app away. What it sent before is still taken in, so its secrets stay. */
async function applyDisconnections(trx: Transaction<Database>, workspaceId: string, deliveries: readonly ReadDelivery[], now: Date): Promise<OutcomeRecord[]> {
  const gone = deliveries.filter(({ reading }) => reading.status === 'ok' && reading.fact.kind === 'disconnection');
  await updateShopsDisconnected(trx, workspaceId, { slugs: gone.map(({ shop }) => shop), forgetSecrets: false, now });
  await insertAuditEntries(trx, workspaceId, gone.map(({ shop, kind }) => (
    { id: newId(now.getTime()), at: now, actor: vendorActor(kind), action: 'shop.disconnect', subjectKind: 'shop', subjectId: shop, after: { by: 'shop' } }
  )));
  return gone.map(({ id }) => ({ id, outcome: 'taken_in', error: null }));
}
