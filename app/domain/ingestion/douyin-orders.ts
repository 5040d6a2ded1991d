import type { FileFormat } from './file-format.ts';
import { amount, sameCurrency } from './field-readers.ts';
import type { ItemReader } from './item-orders.ts';
import { itemOrders } from './item-orders.ts';

/** 退款成功, 同意退款，退款成功, 已全额退款: the money went back. Everything else (待退货, 售后关闭, -) leaves the sale as it is. */
const REFUNDED = /退款成功|已退款|全额退款/;

/**
 * A sub-order's merchandise is what was payable without postage. The file does not say how much of it was refunded: a sub-order
 * whose after-sale case ended in a refund counts as refunded in full, so revenue is never overstated.
 */
const readSubOrder: ItemReader = (reader, currency) => {
  const payable = reader.required('merchandise', amount(currency));
  const postage = reader.optional('postage', amount(sameCurrency(currency, payable)))?.minor ?? 0;
  if (!payable) return null;
  const merchandiseMinor = Math.max(0, payable.minor - postage);
  const refundedMinor = REFUNDED.test(reader.text('after_sale')) ? merchandiseMinor : 0;
  return { merchandiseMinor, refundedMinor, currency: payable.currency };
};

/** Douyin's order file (metrics-and-formats.md section 5g): 75 columns, a row for each sub-order, cells with a leading tab, buyers masked. */
export const DOUYIN_ORDERS: FileFormat = {
  id: 'douyin-orders',
  kind: 'orders',
  origin: 'douyin',
  signature: ['主订单编号', '子订单编号', '选购商品', '订单应付金额', '订单提交时间', '订单状态', '售后状态'],
  columns: {
    order_id: ['主订单编号'], item_id: ['子订单编号'], placed_at: ['订单提交时间'], merchandise: ['订单应付金额'], postage: ['运费'], status: ['订单状态'], after_sale: ['售后状态'],
  },
  defaults: { zone: 'Asia/Shanghai', currency: 'CNY', shop: 'douyin' },
  orders: itemOrders(readSubOrder),
};
