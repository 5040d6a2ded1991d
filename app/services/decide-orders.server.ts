import type { Transaction } from 'kysely';
import type { FirstOrder, StoredAttribution, StoredOrder } from '#db/queries/order-facts.server.ts';
import { findFrozenEvidence, orderKeyText, sumRefunds } from '#db/queries/order-facts.server.ts';
import type { OrderKey } from '#db/queries/order-facts.server.ts';
import type { ClaimRecord, CreditRecord, OrderRecord, TouchRecord } from '#db/queries/order-records.server.ts';
import { claimText, creditText } from '#db/queries/order-records.server.ts';
import { inOrder } from '#db/queries/pipeline.server.ts';
import type { Database } from '#db/schema.ts';
import type { Attribution } from '#app/domain/attribution/attribute-order.ts';
import { attributeOrder } from '#app/domain/attribution/attribute-order.ts';
import { attributeFrozen } from '#app/domain/attribution/frozen-attribution.ts';
import type { Touch } from '#app/domain/attribution/touches.ts';
import { touchesInWindow } from '#app/domain/attribution/touches.ts';
import type { DerivedOrder } from '#app/domain/ingestion/derive-order.ts';
import { deriveOrder } from '#app/domain/ingestion/derive-order.ts';
import type { NewCustomerMarks } from '#app/domain/ingestion/new-customer.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { OrderContext } from './order-context.server.ts';
import type { FoundEvidence, NamesAsked } from './order-evidence.server.ts';
import { findEvidence } from './order-evidence.server.ts';

/** A known order as it is to be from now on. */
export interface OrderChange {
  readonly order: OrderArrival;
  readonly previous: StoredOrder;
  /** Look at the evidence anew; otherwise a credit is only made larger or smaller, at the frozen split. */
  readonly reattribute: boolean;
}

/** What some orders are decided on. */
export interface OrderFacts {
  readonly refunds: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly frozen: ReadonlyMap<string, StoredAttribution>;
  /** Orders for which nothing speaks are missing. */
  readonly evidence: ReadonlyMap<OrderArrival, FoundEvidence>;
}

/** What follows from some orders, to be written by `storeOrders`. */
export interface OrderWrites {
  readonly created: OrderRecord[];
  readonly updated: OrderRecord[];
  /** Known orders whose credits are replaced, and those whose touches and claims are replaced too. */
  readonly recredited: OrderKey[];
  readonly reattributed: OrderKey[];
  readonly credits: CreditRecord[];
  readonly touches: TouchRecord[];
  readonly claims: ClaimRecord[];
  /** Orders that were their buyer's first until an earlier one came. */
  readonly noLongerNew: OrderKey[];
  /** Known orders that got another buyer or another instant: another order may be the first now. */
  readonly moved: OrderChange[];
  /** Days whose roll-ups are to be rebuilt. */
  readonly days: Set<CalendarDay>;
}

const NO_REFUNDS: OrderFacts['refunds'] = new Map();
const NO_TOUCHES: readonly Touch[] = [];
const NOTHING: FoundEvidence = { couponMatches: [], touches: NO_TOUCHES, setApart: new Set(), utmCollaborationId: null };
const NOT_FROZEN: StoredAttribution = { collaborationIds: [], touches: NO_TOUCHES, results: [] };
/** What `attributeOrder` says of an order for which nothing speaks: most orders of a shop name neither code nor click nor tag. */
const UNATTRIBUTED: Attribution = { method: 'none', credits: [], losingClaims: [] };

/** What is known before orders are looked up. */
export interface KnownBefore {
  /** Of the created ones, and the refunds of all. */
  readonly ahead?: Pick<OrderFacts, 'refunds' | 'evidence'> | null;
  /** No refund was ever told of as an event of its own. */
  readonly withoutRefunds?: boolean;
  readonly names?: NamesAsked;
}

/** Looks up what decides orders: refunds that came before, evidence, and what was frozen of those that are known. */
export async function lookUpFacts(
  trx: Transaction<Database>, context: OrderContext, created: readonly OrderArrival[], changes: readonly OrderChange[],
  { ahead = null, withoutRefunds = false, names }: KnownBefore = {},
): Promise<OrderFacts> {
  const { workspaceId } = context;
  const changed = changes.map(({ order }) => order);
  const known = changes.flatMap(({ order, previous }) => (previous.method !== 'none' || previous.clickId !== null || order === previous ? [previous] : []));
  const anew = changes.flatMap((change) => (looksAnew(change) ? [change.order] : []));
  const open = ahead === null ? created : [];
  const [refunds, frozen, evidence] = await inOrder(trx, [
    async () => ahead?.refunds ?? (withoutRefunds ? NO_REFUNDS : await sumRefunds(trx, workspaceId, changed.length === 0 ? created : [...created, ...changed])),
    () => findFrozenEvidence(trx, workspaceId, known),
    () => findEvidence(trx, workspaceId, context, anew.length === 0 ? open : [...open, ...anew], names),
  ]);
  return { refunds, frozen, evidence: ahead === null ? evidence : evidence.size === 0 ? ahead.evidence : new Map([...ahead.evidence, ...evidence]) };
}

/** A credit that was never given, for want of a rate, cannot be frozen. */
function looksAnew({ previous, reattribute }: OrderChange): boolean {
  return reattribute || previous.netReportingMinor === null;
}

export function noWrites(): OrderWrites {
  return { created: [], updated: [], recredited: [], reattributed: [], credits: [], touches: [], claims: [], noLongerNew: [], moved: [], days: new Set() };
}

/** Decides orders that nobody knew before; added to what is to be written. */
export function decideNewOrders(
  { rules, policy }: OrderContext, orders: readonly OrderArrival[], { isNew, noLongerNew }: NewCustomerMarks<FirstOrder>, facts: OrderFacts, writes: OrderWrites,
): void {
  writes.noLongerNew.push(...noLongerNew);
  orders.forEach((order, index) => {
    const derived = deriveOrder(order, refundedOf(facts, order), null, rules);
    const found = facts.evidence.get(order);
    const touches = found === undefined ? NO_TOUCHES : touchesInWindow(found.touches, order.placedAt, policy.clickWindowDays);
    const attribution = found === undefined ? UNATTRIBUTED : attributeOrder(attributable(order, derived), { ...found, touches }, policy, rules.timeZone);
    writes.created.push({ order, derived, method: attribution.method, isNewCustomer: isNew[index] ?? null });
    noteAttribution(writes, order, derived, attribution, touches);
  });
}

/** Decides what becomes of known orders; added to what is to be written. */
export function decideChanges({ rules, policy }: OrderContext, changes: readonly OrderChange[], facts: OrderFacts, writes: OrderWrites): void {
  for (const change of changes) {
    const { order, previous } = change;
    const derived = deriveOrder(order, refundedOf(facts, order), previous.currency === order.currency ? previous.rate : null, rules);
    const frozen = facts.frozen.get(orderKeyText(order)) ?? NOT_FROZEN;
    const isAnew = looksAnew(change);
    const found = facts.evidence.get(order) ?? NOTHING;
    const kept = previous.clickId === order.clickId ? frozen.touches : NO_TOUCHES;
    const touches = isAnew ? touchesInWindow([...kept.filter(({ clickId }) => !found.setApart.has(clickId)), ...found.touches], order.placedAt, policy.clickWindowDays) : null;
    const attribution = touches === null
      ? attributeFrozen(attributable(order, derived), { ...frozen, method: previous.method }, policy, rules.timeZone)
      : attributeOrder(attributable(order, derived), { ...found, touches }, policy, rules.timeZone);
    if (order === previous && touches !== null && stands(previous, frozen, derived, attribution, touches)) {
      // The rows stay, but totals also hold what refunded orders brought before, which the thresholds divide.
      if (previous.method !== 'none') writes.days.add(previous.placedDay);
      continue;
    }
    writes.updated.push({ order, derived, method: attribution.method, isNewCustomer: null });
    (isAnew ? writes.reattributed : writes.recredited).push(order);
    noteAttribution(writes, order, derived, attribution, touches);
    if (previous.method !== 'none') writes.days.add(previous.placedDay).add(derived.placedDay);
    if (previous.customerHash !== order.customerHash || previous.placedAt.getTime() !== order.placedAt.getTime()) writes.moved.push(change);
  }
}

/** Whether what was decided anew is what is stored, row by row: a rebuild after a small change writes little. */
function stands(previous: StoredOrder, stored: StoredAttribution, derived: DerivedOrder, { method, credits, losingClaims }: Attribution, touches: readonly Touch[]): boolean {
  const { placedDay, refundedMinor, netMinor, rate, netReportingMinor } = derived;
  if (method !== previous.method || placedDay !== previous.placedDay || refundedMinor !== previous.effectiveRefundedMinor || netMinor !== previous.netMinor) return false;
  if (rate !== previous.rate || netReportingMinor !== previous.netReportingMinor) return false;
  const clicks = new Set(stored.touches.map(({ clickId }) => clickId));
  if (touches.length !== clicks.size || !touches.every(({ clickId }) => clicks.has(clickId))) return false;
  const decided = new Set([
    ...(netReportingMinor === null ? [] : credits.map(({ collaborationId, amounts }) => creditText({ collaborationId, placedDay, amounts }))), ...losingClaims.map(claimText),
  ]);
  return decided.size === stored.results.length && stored.results.every((text) => decided.has(text));
}

function refundedOf({ refunds }: OrderFacts, order: OrderArrival): number {
  return refunds.size === 0 ? 0 : (refunds.get(orderKeyText(order))?.get(order.currency) ?? 0);
}

function attributable({ placedAt, discountCodes, clickId, utmContent }: OrderArrival, { netReportingMinor }: DerivedOrder) {
  return { placedAt, discountCodes, clickId, utmContent, netMinor: netReportingMinor ?? 0 };
}

/** @param touches the clicks to be frozen with the order; null when those that are frozen stay, and the claims with them */
function noteAttribution(
  writes: OrderWrites, { shop, orderId }: OrderArrival, { placedDay, netReportingMinor }: DerivedOrder, { credits, losingClaims }: Attribution, touches: readonly Touch[] | null,
): void {
  for (const { collaborationId, amounts } of credits) {
    writes.days.add(placedDay);
    if (netReportingMinor !== null) writes.credits.push({ shop, orderId, collaborationId, placedDay, amounts });
  }
  if (touches === null) return;
  for (const { clickId, collaborationId, clickedAt } of touches) writes.touches.push({ shop, orderId, clickId, collaborationId, clickedAt });
  for (const { collaborationId, method } of losingClaims) writes.claims.push({ shop, orderId, collaborationId, method });
}
