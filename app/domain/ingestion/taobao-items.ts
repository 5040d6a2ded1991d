import type { FileFormat } from './file-format.ts';
import { amount, sameCurrency } from './field-readers.ts';
import type { ItemReader } from './item-orders.ts';
import { itemOrders } from './item-orders.ts';

/**
 * What an item says of itself: paid and, once the refund went through, given back. While a refund is only asked for, its amount
 * is a wish and not read.
 */
const readItem: ItemReader = (reader, currency) => {
  const paid = reader.required('merchandise', amount(currency));
  const isRefunded = reader.text('refund_status') === '退款成功';
  const refunded = isRefunded ? reader.required('refunded', amount(sameCurrency(currency, paid))) : undefined;
  return paid ? { merchandiseMinor: paid.minor, refundedMinor: Math.min(refunded?.minor ?? 0, paid.minor), currency: paid.currency } : null;
};

/** Taobao's and Tmall's item report (metrics-and-formats.md section 5h): several rows for one 主订单编号. */
export const TAOBAO_ITEMS: FileFormat = {
  id: 'taobao-items',
  kind: 'orders',
  origin: 'taobao',
  signature: ['子订单编号', '主订单编号', '标题', '买家实际支付金额', '退款状态', '退款金额', '订单创建时间'],
  columns: {
    order_id: ['主订单编号'], item_id: ['子订单编号'], placed_at: ['订单创建时间'], merchandise: ['买家实际支付金额'], refund_status: ['退款状态'], refunded: ['退款金额'],
    status: ['订单状态'],
  },
  defaults: { zone: 'Asia/Shanghai', currency: 'CNY', shop: 'taobao' },
  orders: itemOrders(readItem),
};
