import type { Cell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import type { CostRow } from './costs-row.ts';
import type { FileFormat } from './file-format.ts';
import { amount, day, handle, id, name, rowCurrency } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';

/**
 * The commission file of 精选联盟 (metrics-and-formats.md section 5g): what was paid out for an order is a commission of the KOL
 * who sold it, on top of their fee. A row is known by order and product, so the same or a longer file counts nothing twice.
 */
export const ALLIANCE_COMMISSION: FileFormat = {
  id: 'alliance-commission',
  kind: 'costs',
  origin: 'alliance',
  signature: ['订单id', '商品id', '作者账号', '佣金率', '预估佣金支出', '实际佣金支出', '订单结算时间'],
  columns: {
    order_id: ['订单id'], product_id: ['商品id'], handle: ['抖音/火山号', '作者账号'], author: ['作者账号'], amount: ['实际佣金支出'], incurred_on: ['订单结算时间'], paid_at: ['付款时间'],
    order_status: ['订单状态'],
  },
  defaults: { platform: 'douyin', zone: 'Asia/Shanghai', currency: 'CNY' },
  without: ['campaign', 'kind'],
  costs: parseCommissionRow,
};

/** A row of the file as a cost; one that is not settled is no cost yet and waits for a later file. */
function parseCommissionRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<CostRow> {
  const reader = new RowReader(cells, columns);
  const orderId = reader.required('order_id', id);
  const productId = reader.required('product_id', id);
  const account = reader.optionalName('handle', handle) ?? reader.required('author', handle);
  const paidOn = reader.optional('paid_at', day(defaults)) ?? null;
  const settledOn = reader.optional('incurred_on', day(defaults));
  const commission = reader.optional('amount', amount(rowCurrency(reader, defaults)));
  const campaign = reader.optionalName('campaign', name) ?? defaults.campaign ?? null;
  if (reader.rejects.length === 0 && (!settledOn || !commission)) {
    reader.reject('order_status', 'not_settled', 'the commission is not settled: a later file brings it once it is');
  }
  if (reader.rejects.length > 0 || !orderId || !productId || !account || !settledOn || !commission) return { ok: false, rejects: reader.rejects };
  return {
    ok: true,
    row: {
      campaign, handle: account, platform: 'douyin', kind: 'commission', amountMinor: commission.minor, currency: commission.currency, incurredOn: settledOn,
      // Paid out is paid out.
      cancellable: false, note: `订单 ${orderId}, 商品 ${productId}`, reference: `alliance ${orderId} ${productId}`, day: paidOn ?? settledOn,
    },
  };
}
