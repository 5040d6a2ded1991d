import type { Transaction } from 'kysely';
import { insertDirtyDays } from '#db/queries/dirty-day.server.ts';
import type { StoredOrder } from '#db/queries/order-facts.server.ts';
import { findFirstOrders, findFrozenEvidence, orderKeyText, sumRefunds } from '#db/queries/order-facts.server.ts';
import type { OrderOrigin, OrderRecord } from '#db/queries/order-write.server.ts';
import {
  deleteAttribution, insertClaims, insertCredits, insertOrders, insertTouches, remarkNewCustomers, unmarkNewCustomers, updateOrders,
} from '#db/queries/order-write.server.ts';
import type { Database } from '#db/schema.ts';
import type { Attribution } from '#app/domain/attribution/attribute-order.ts';
import { attributeOrder } from '#app/domain/attribution/attribute-order.ts';
import { attributeFrozen } from '#app/domain/attribution/frozen-attribution.ts';
import type { Touch } from '#app/domain/attribution/touches.ts';
import { touchesInWindow } from '#app/domain/attribution/touches.ts';
import type { DerivedOrder } from '#app/domain/ingestion/derive-order.ts';
import { deriveOrder } from '#app/domain/ingestion/derive-order.ts';
import { markNewCustomers } from '#app/domain/ingestion/new-customer.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { OrderContext } from './order-context.server.ts';
import { findEvidence } from './order-evidence.server.ts';

/** An order as it is to be from now on. */
export interface OrderChange {
  readonly order: OrderArrival;
  readonly previous: StoredOrder | null;
  /** Look at the evidence anew; otherwise a credit is only made larger or smaller, at the frozen split. */
  readonly reattribute: boolean;
}

interface Decided extends OrderChange {
  readonly derived: DerivedOrder;
  readonly attribution: Attribution;
  /** The clicks to be frozen with the order; null when those that are frozen stay. */
  readonly touches: readonly Touch[] | null;
}

/**
 * Writes changed orders with everything that follows from them: net revenue, credits, touches, claims, whose first order it is,
 * and the days whose roll-ups are to be rebuilt. Set-based; needs the workspace's orders lock and `changes` free of duplicates.
 */
export async function writeOrders(trx: Transaction<Database>, context: OrderContext, changes: readonly OrderChange[], origin: OrderOrigin): Promise<void> {
  if (changes.length === 0) return;
  const decided = await decide(trx, context, changes);
  const created = decided.filter((change) => change.previous === null);
  const changed = decided.filter((change) => change.previous !== null);
  const days = new Set<string>();

  const firsts = await findFirstOrders(trx, context.workspaceId, [...new Set(created.flatMap(({ order }) => order.customerHash ?? []))]);
  const { isNew, noLongerNew } = markNewCustomers(created.map(({ order }) => order), firsts);
  await insertOrders(trx, context.workspaceId, created.map((change, index) => record(change, isNew[index] ?? null)), origin);
  await updateOrders(trx, context.workspaceId, changed.map((change) => record(change, null)));
  for (const day of await unmarkNewCustomers(trx, context.workspaceId, noLongerNew)) days.add(day);
  for (const day of await remarkChangedBuyers(trx, context, changed)) days.add(day);

  await writeAttribution(trx, context, decided);
  for (const { previous, derived, attribution } of decided) {
    if (attribution.credits.length > 0) days.add(derived.placedDay);
    if (previous !== null && previous.method !== 'none') days.add(previous.placedDay).add(derived.placedDay);
  }
  await insertDirtyDays(trx, context.workspaceId, 'credit', [...days].sort().map((day) => ({ day, id: newId(origin.now.getTime()) })));
}

function record({ order, derived, attribution }: Decided, isNewCustomer: boolean | null): OrderRecord {
  return { order, derived, method: attribution.method, isNewCustomer };
}

const NO_TOUCHES: readonly Touch[] = [];
const UNATTRIBUTED: Attribution = { method: 'none', credits: [], losingClaims: [] };

/** Most orders of a shop name neither code nor click nor tag; there is nothing to decide about them. */
function isBare({ discountCodes, clickId, utmContent }: OrderArrival): boolean {
  return discountCodes.length === 0 && clickId === null && utmContent === null;
}

async function decide(trx: Transaction<Database>, context: OrderContext, changes: readonly OrderChange[]): Promise<Decided[]> {
  const { rules, policy, workspaceId } = context;
  const refunds = await sumRefunds(trx, workspaceId, changes.map(({ order }) => order));
  const known = changes.flatMap(({ previous }) => (previous !== null && (previous.method !== 'none' || previous.clickId !== null) ? [previous] : []));
  const frozen = await findFrozenEvidence(trx, workspaceId, known);
  // A credit that was never given, for want of a rate, cannot be frozen.
  const looksAnew = ({ previous, reattribute }: OrderChange) => previous === null || reattribute || previous.netReportingMinor === null;
  const anew = changes.filter((change) => looksAnew(change) && !(change.previous === null && isBare(change.order)));
  const evidence = new Map((await findEvidence(trx, context, anew.map(({ order }) => order))).map((found, index) => [anew[index], found]));

  return changes.map((change) => {
    const { order, previous } = change;
    const key = refunds.size === 0 && frozen.size === 0 ? '' : orderKeyText(order);
    const derived = deriveOrder(order, refunds.get(key)?.get(order.currency) ?? 0, previous?.currency === order.currency ? previous.rate : null, rules);
    if (previous === null && isBare(order)) return { order, previous, reattribute: true, derived, attribution: UNATTRIBUTED, touches: NO_TOUCHES };
    const attributable = { ...order, netMinor: derived.netReportingMinor ?? 0 };
    const frozenHere = frozen.get(key) ?? { collaborationIds: [], touches: [] };
    const found = evidence.get(change);
    if (found === undefined) {
      const method = previous?.method ?? 'none';
      return { ...change, derived, attribution: attributeFrozen(attributable, { ...frozenHere, method }, policy, rules.timeZone), touches: null };
    }
    const kept = previous?.clickId === order.clickId ? frozenHere.touches : [];
    const touches = touchesInWindow([...kept, ...found.touches], order.placedAt, policy.clickWindowDays);
    return { ...change, derived, attribution: attributeOrder(attributable, { ...found, touches }, policy, rules.timeZone), touches };
  });
}

async function writeAttribution(trx: Transaction<Database>, { workspaceId }: OrderContext, decided: readonly Decided[]): Promise<void> {
  const known = decided.filter(({ previous }) => previous !== null);
  await deleteAttribution(trx, workspaceId, known.filter(({ touches }) => touches === null).map(({ order }) => order), 'credits');
  await deleteAttribution(trx, workspaceId, known.filter(({ touches }) => touches !== null).map(({ order }) => order), 'everything');
  const counted = decided.filter(({ derived }) => derived.netReportingMinor !== null);
  await insertCredits(trx, workspaceId, counted.flatMap(({ order, derived, attribution }) =>
    attribution.credits.map(({ collaborationId, amounts }) => (
      { shop: order.shop, orderId: order.orderId, collaborationId, placedDay: derived.placedDay, amounts }
    ))));
  await insertTouches(trx, workspaceId, decided.flatMap(({ order, touches }) =>
    (touches ?? []).map((touch) => ({ shop: order.shop, orderId: order.orderId, ...touch }))));
  await insertClaims(trx, workspaceId, decided.flatMap(({ order, attribution, touches }) =>
    (touches === null ? [] : attribution.losingClaims).map(({ collaborationId, method }) => (
      { shop: order.shop, orderId: order.orderId, collaborationId, method }
    ))));
}

/** An order that got another buyer or another instant may make another order the first. */
async function remarkChangedBuyers(trx: Transaction<Database>, { workspaceId }: OrderContext, changed: readonly Decided[]): Promise<string[]> {
  const moved = changed.filter(({ order, previous }) =>
    previous !== null && (previous.customerHash !== order.customerHash || previous.placedAt.getTime() !== order.placedAt.getTime()));
  const hashes = new Set(moved.flatMap(({ order, previous }) => [order.customerHash, previous?.customerHash]).filter((hash) => typeof hash === 'string'));
  if (moved.length === 0) return [];
  return await remarkNewCustomers(trx, workspaceId, [...hashes], moved.map(({ order }) => order));
}
