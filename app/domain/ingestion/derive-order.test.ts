import { expect, test } from 'vitest';
import { deriveOrder, grossReportingMinor } from './derive-order.ts';

const rules = { reportingCurrency: 'CNY', timeZone: 'Asia/Shanghai', countPendingOrders: false, rates: [{ currency: 'USD', validFrom: '2026-07-01', rate: '7.1' }] };
const order = {
  shop: 'main', orderId: '1', placedAt: new Date('2026-07-10T16:00:00Z'), currency: 'CNY', merchandiseMinor: 10_000, refundedMinor: 2_000, status: 'paid' as const,
  discountCodes: [], clickId: null, utmContent: null, customerHash: null,
};

test('the greater of stated and summed refunds counts, never below 0, on the day in the zone', () => {
  expect(deriveOrder(order, 500, null, rules)).toEqual({ placedDay: '2026-07-11', refundedMinor: 2_000, netMinor: 8_000, rate: '1', netReportingMinor: 8_000 });
  expect(deriveOrder(order, 12_000, null, rules)).toMatchObject({ refundedMinor: 12_000, netMinor: 0 });
});

test('the rate is that of the day, unless one was frozen; without one the order is not counted', () => {
  expect(deriveOrder({ ...order, currency: 'USD' }, 0, null, rules)).toMatchObject({ rate: '7.1', netReportingMinor: 56_800 });
  expect(deriveOrder({ ...order, currency: 'USD' }, 0, '7', rules)).toMatchObject({ rate: '7', netReportingMinor: 56_000 });
  expect(deriveOrder({ ...order, currency: 'EUR' }, 0, null, rules)).toMatchObject({ rate: null, netReportingMinor: null, netMinor: 8_000 });
});

test('gross is what it was before refunds; a cancelled order has none', () => {
  expect(grossReportingMinor(order, '1', rules)).toBe(10_000);
  expect(grossReportingMinor({ ...order, status: 'cancelled' }, '1', rules)).toBe(0);
  expect(grossReportingMinor({ ...order, currency: 'EUR' }, null, rules)).toBeNull();
});
