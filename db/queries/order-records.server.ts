import type { Touch } from '#app/domain/attribution/touches.ts';
import type { DerivedOrder } from '#app/domain/ingestion/derive-order.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { AttributionMethod } from '#app/domain/order.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { OrderKey } from './order-facts.server.ts';

/** An order with all that follows from it, ready to be written. */
export interface OrderRecord {
  readonly order: OrderArrival;
  readonly derived: DerivedOrder;
  readonly method: AttributionMethod;
  /** Null when the source names no buyer. Read for new orders only. */
  readonly isNewCustomer: boolean | null;
}

export interface OrderOrigin {
  readonly source: string;
  readonly importId: string | null;
  readonly now: Date;
}

export interface CreditRecord extends OrderKey {
  readonly collaborationId: string;
  readonly placedDay: CalendarDay;
  readonly amounts: Readonly<Record<AttributionModel, number>>;
}

export interface TouchRecord extends OrderKey, Touch {}

export interface ClaimRecord extends OrderKey {
  readonly collaborationId: string;
  readonly method: Exclude<AttributionMethod, 'none'>;
}

/** A credit of an order as one text: equal texts, equal credits. */
export function creditText({ collaborationId, placedDay, amounts }: Pick<CreditRecord, 'collaborationId' | 'placedDay' | 'amounts'>): string {
  return `${collaborationId} ${placedDay} ${amounts.last_click} ${amounts.first_click} ${amounts.linear} ${amounts.time_decay} ${amounts.position}`;
}

/** A losing claim of an order as one text. */
export function claimText({ collaborationId, method }: Pick<ClaimRecord, 'collaborationId' | 'method'>): string {
  return `${collaborationId} ${method}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A click id that is no UUID was not given out here; it is no evidence. */
export function uuidOrNull(text: string | null): string | null {
  return text !== null && UUID.test(text) ? text.toLowerCase() : null;
}
