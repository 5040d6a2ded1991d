import { fieldBytes } from './binary-rows.server.ts';
import type { RowFormat } from './copy.server.ts';
import type { CreditRecord, OrderOrigin, OrderRecord } from './order-records.server.ts';
import { uuidOrNull } from './order-records.server.ts';

/** New orders as COPY takes them. */
export function orderFormat(workspaceId: string, origin: OrderOrigin): RowFormat<OrderRecord> {
  const head = fieldBytes((to) => to.uuid(workspaceId));
  const tail = fieldBytes((to) => {
    to.text(origin.source);
    to.uuid(origin.importId);
    to.instant(origin.now);
  });
  return {
    statement: `copy shop_order (workspace_id, shop, order_id, placed_at, placed_day, currency, merchandise_minor, stated_refunded_minor, refunded_minor,
      status, discount_codes, click_id, utm_content, customer_hash, is_new_customer, net_minor, rate, net_reporting_minor, method,
      source_updated_at, source, import_id, received_at) from stdin (format binary)`,
    write: (to, { order, derived, method, isNewCustomer }) => {
      to.row(23);
      to.fields(head);
      to.text(order.shop);
      to.text(order.orderId);
      to.instant(order.placedAt);
      to.day(derived.placedDay);
      to.text(order.currency);
      to.bigint(order.merchandiseMinor);
      to.bigint(order.refundedMinor);
      to.bigint(derived.refundedMinor);
      to.text(order.status);
      to.texts(order.discountCodes);
      to.uuid(uuidOrNull(order.clickId));
      to.text(order.utmContent);
      to.hexBytes(order.customerHash);
      to.bool(isNewCustomer);
      to.bigint(derived.netMinor);
      to.numeric(derived.rate);
      to.bigint(derived.netReportingMinor);
      to.text(method);
      to.instant(order.sourceUpdatedAt);
      to.fields(tail);
    },
  };
}

export function creditFormat(workspaceId: string): RowFormat<CreditRecord> {
  const head = fieldBytes((to) => to.uuid(workspaceId));
  return {
    statement: `copy order_credit (workspace_id, shop, order_id, collaboration_id, placed_day,
      last_click_minor, first_click_minor, linear_minor, time_decay_minor, position_minor) from stdin (format binary)`,
    write: (to, { shop, orderId, collaborationId, placedDay, amounts }) => {
      to.row(10);
      to.fields(head);
      to.text(shop);
      to.text(orderId);
      to.uuid(collaborationId);
      to.day(placedDay);
      to.bigint(amounts.last_click);
      to.bigint(amounts.first_click);
      to.bigint(amounts.linear);
      to.bigint(amounts.time_decay);
      to.bigint(amounts.position);
    },
  };
}
