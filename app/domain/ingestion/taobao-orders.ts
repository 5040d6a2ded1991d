import type { FileFormat } from './file-format.ts';
import { oneRowOrders } from './one-row-orders.ts';

/** Taobao's and Tmall's order report (metrics-and-formats.md section 5h): GB18030, ids as `="…"`, amounts that may end in 元. */
export const TAOBAO_ORDERS: FileFormat = {
  id: 'taobao-orders',
  kind: 'orders',
  origin: 'taobao',
  signature: ['订单编号', '买家会员名', '买家应付货款', '买家应付邮费', '买家实际支付金额', '订单创建时间'],
  columns: {
    order_id: ['订单编号'], placed_at: ['订单创建时间'], merchandise: ['买家实际支付金额'], payable: ['买家应付货款'], postage: ['买家应付邮费'], refunded: ['退款金额'],
    status: ['订单状态'], customer: ['买家会员名'],
  },
  defaults: { zone: 'Asia/Shanghai', currency: 'CNY', shop: 'taobao' },
  orders: oneRowOrders,
};
