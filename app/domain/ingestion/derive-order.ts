import type { DatedRate } from '#app/domain/exchange-rate.ts';
import { exchangeRateOn, toReportingMinor } from '#app/domain/exchange-rate.ts';
import type { OrderFact } from '#app/domain/order.ts';
import { netRevenueMinor } from '#app/domain/order.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { dayOf } from '#app/domain/period.ts';

/** What a workspace says about its orders. */
export interface OrderRules {
  readonly reportingCurrency: string;
  readonly timeZone: string;
  readonly countPendingOrders: boolean;
  readonly rates: readonly DatedRate[];
}

/** What follows from an order's facts at once; amounts in minor units. */
export interface DerivedOrder {
  readonly placedDay: CalendarDay;
  /** The greater of what the order states and what its refunds sum to. */
  readonly refundedMinor: number;
  /** In the order's own currency. */
  readonly netMinor: number;
  readonly rate: string | null;
  /** In the reporting currency; null while no rate is known. */
  readonly netReportingMinor: number | null;
}

/**
 * Net revenue of an order and its place in the calendar (product.md sections 5 and 7).
 * @param refundEventsMinor sum of the refunds that arrived as events of their own
 * @param frozenRate the rate of the first capture, at which refunds are reversed too; null when there is none yet
 */
export function deriveOrder(order: OrderFact, refundEventsMinor: number, frozenRate: string | null, rules: OrderRules): DerivedOrder {
  const placedDay = dayOf(order.placedAt, rules.timeZone);
  const refundedMinor = Math.max(order.refundedMinor, refundEventsMinor);
  const netMinor = netRevenueMinor({ merchandiseMinor: order.merchandiseMinor, refundedMinor, status: order.status }, rules.countPendingOrders);
  const rate = frozenRate ?? exchangeRateOn(rules.rates, order.currency, rules.reportingCurrency, placedDay);
  return { placedDay, refundedMinor, netMinor, rate, netReportingMinor: toReportingMinor(netMinor, order.currency, rules.reportingCurrency, rate) };
}

/** Revenue of an order before its refunds, in the reporting currency; null while no rate is known. */
export function grossReportingMinor(
  order: Pick<OrderFact, 'merchandiseMinor' | 'status' | 'currency'>,
  rate: string | null,
  rules: Pick<OrderRules, 'reportingCurrency' | 'countPendingOrders'>,
): number | null {
  return toReportingMinor(netRevenueMinor({ ...order, refundedMinor: 0 }, rules.countPendingOrders), order.currency, rules.reportingCurrency, rate);
}
