import type { FileFormat } from './file-format.ts';
import { oneRowOrders } from './one-row-orders.ts';

/** Youzan's order export (metrics-and-formats.md section 5h): the coupon stands in 优惠券码名称. */
export const YOUZAN_ORDERS: FileFormat = {
  id: 'youzan',
  kind: 'orders',
  origin: 'youzan',
  signature: ['订单号', '订单状态', '买家付款时间', '订单实付金额', '全部商品名称'],
  columns: {
    order_id: ['订单号'], placed_at: ['买家付款时间'], created_at: ['订单创建时间', '下单时间'], merchandise: ['订单实付金额'], postage: ['运费'], refunded: ['订单已退款金额', '退款金额'],
    status: ['订单状态'], discount_codes: ['优惠券码名称'], customer: ['收货人手机号/提货人手机号', '买家昵称'],
  },
  defaults: { zone: 'Asia/Shanghai', currency: 'CNY', shop: 'youzan' },
  orders: oneRowOrders,
};
