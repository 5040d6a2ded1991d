import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { netRevenueMinor } from '../order.ts';
import type { FileFormat } from './file-format.ts';
import { sumOfItems } from './item-orders.ts';
import { columnsOfFormat } from './known-formats.ts';
import type { GroupedOrder } from './order-grouper.ts';
import { OrderGrouper } from './order-grouper.ts';
import { ALLIANCE_COMMISSION } from './alliance-commission.ts';
import { DOUYIN_ORDERS } from './douyin-orders.ts';
import { TAOBAO_ITEMS } from './taobao-items.ts';
import { TAOBAO_ORDERS } from './taobao-orders.ts';
import { WOOCOMMERCE_EXPORT } from './woocommerce-export.ts';
import { YOUZAN_ORDERS } from './youzan-orders.ts';

const defaults = { zone: 'Asia/Shanghai', currency: 'CNY', shop: 'main' };

/** Reads rows given as heading -> cell. */
function read(format: FileFormat, rows: readonly Readonly<Record<string, string>>[], options = defaults): GroupedOrder[] {
  const headings = [...new Set([...format.signature, ...rows.flatMap((row) => Object.keys(row))])];
  const resolved = columnsOfFormat(format, headings, {});
  const grouping = resolved.ok ? format.orders?.(resolved.columns, options) : undefined;
  if (!grouping) throw new Error('the format has no orders');
  const grouper = new OrderGrouper(grouping);
  const pushed = rows.map((row, index) => grouper.push({ line: index + 2, cells: headings.map((heading) => row[heading] ?? '') }));
  return [...pushed, grouper.end(), grouper.end()].filter((order) => order !== null);
}

const facts = (orders: readonly GroupedOrder[]) => orders.map((order) => (order.ok ? [order.row.orderId, order.row.merchandiseMinor, order.row.refundedMinor, order.row.status] : order.rejects.map(({ line, column, code }) => [line, column, code])));

describe('Douyin', () => {
  const sub = (main: string, id: string, cells: Readonly<Record<string, string>> = {}) => ({
    '主订单编号': main, '子订单编号': id, '选购商品': 'x', '订单应付金额': '100.00', '订单提交时间': '2026-07-06 20:15:00', '订单状态': '已完成', '售后状态': '-', ...cells,
  });

  test('sub-orders of one order are summed without postage, one order after the other', () => {
    expect(facts(read(DOUYIN_ORDERS, [sub('1', '1', { '运费': '10' }), sub('1', '2'), sub('2', '3', { '运费': '120' })]))).toEqual([['1', 19_000, 0, 'paid'], ['2', 0, 0, 'paid']]);
  });

  test.each([
    ['同意退款，退款成功', 10_000, 'refunded'], ['已全额退款', 10_000, 'refunded'], ['待退货', 0, 'paid'], ['售后关闭', 0, 'paid'], ['退款中', 0, 'paid'],
  ])('after-sale state %s gives back %d', (state, refunded, status) => {
    expect(facts(read(DOUYIN_ORDERS, [sub('1', '1', { '售后状态': state })]))).toEqual([['1', 10_000, refunded, status]]);
  });

  test('what is wrong is told at its own row: a sub-order twice, an amount that is none, a state nobody knows', () => {
    expect(facts(read(DOUYIN_ORDERS, [sub('1', '1'), sub('1', '1'), sub('1', '2', { '订单应付金额': 'x', '订单状态': '?' })]))).toEqual([
      [[3, '子订单编号', 'item_twice'], [4, '订单状态', 'unknown_word'], [4, '订单应付金额', 'not_an_amount']],
    ]);
  });

  test('amounts in several currencies are no sum', () => {
    expect(facts(read(DOUYIN_ORDERS, [sub('1', '1', { '订单应付金额': '$5' }), sub('1', '2', { '订单应付金额': '¥5' }), sub('2', '3', { '运费': '$1' })]))).toEqual([
      [[3, '订单应付金额', 'currency_conflict']], [[4, '运费', 'currency_conflict']],
    ]);
  });

  test('rows without an order number are rejected one by one', () => {
    expect(facts(read(DOUYIN_ORDERS, [sub('', '1'), sub('', '2')]))).toEqual([[[2, '主订单编号', 'required']], [[3, '主订单编号', 'required']]]);
  });

  test('a row that is too wide is told once', () => {
    const headings = [...DOUYIN_ORDERS.signature];
    const resolved = columnsOfFormat(DOUYIN_ORDERS, headings, {});
    const grouping = resolved.ok ? DOUYIN_ORDERS.orders?.(resolved.columns, defaults) : undefined;
    const grouper = grouping && new OrderGrouper(grouping);
    grouper?.push({ line: 2, cells: [...headings.map((heading) => sub('1', '1')[heading as '主订单编号'] ?? ''), 'more'] });
    expect(grouper?.end()).toMatchObject({ ok: false, rejects: [{ line: 2, code: 'row_too_wide' }] });
  });

  test('an order of more than a thousand rows is none: memory is bounded by one order', () => {
    const rows = Array.from({ length: 3000 }, (_, index) => sub('1', String(index)));
    expect(facts(read(DOUYIN_ORDERS, [...rows, sub('2', 'a')]))).toEqual([[[2, '主订单编号', 'too_many_rows']], ['2', 10_000, 0, 'paid']]);
  });
});

describe('Taobao by items', () => {
  const item = (id: string, cells: Readonly<Record<string, string>> = {}) => ({
    '主订单编号': '="3400000000000000010"', '子订单编号': id, '标题': 'x', '买家实际支付金额': '100.00元', '退款状态': '没有申请退款', '退款金额': '无', '订单状态': '交易成功', '订单创建时间': '2026-07-05 12:00:00',
    ...cells,
  });

  test('a refund counts when it went through, up to what was paid; one that is asked for is not even read', () => {
    expect(facts(read(TAOBAO_ITEMS, [item('1'), item('2', { '退款状态': '退款成功', '退款金额': '150元', '订单状态': '交易关闭' }), item('3', { '退款状态': '退款关闭', '退款金额': 'x' })])))
      .toEqual([['3400000000000000010', 30_000, 10_000, 'partially_refunded']]);
    expect(facts(read(TAOBAO_ITEMS, [item('1', { '退款状态': '退款成功' })]))).toEqual([[[2, '退款金额', 'not_an_amount']]]);
  });
});

test('of a note only what looks like a code is taken: never a name, a phone, an address', () => {
  const codesOf = (note: string) => {
    const headings = [...TAOBAO_ITEMS.signature, '备注'];
    const cells = ['1', '="2"', 'x', '5', '', '', '2026-07-05 12:00:00', note];
    const resolved = columnsOfFormat(TAOBAO_ITEMS, headings, { discount_codes: '备注' });
    const grouping = resolved.ok ? TAOBAO_ITEMS.orders?.(resolved.columns, defaults) : undefined;
    const order = grouping?.read([{ line: 2, cells }]);
    return order?.ok ? order.row.discountCodes : order;
  };
  expect(codesOf('口令 LILY15，请尽快发货')).toEqual(['LILY15']);
  expect(codesOf('lily15 03NQK8N1')).toEqual(['lily15', '03NQK8N1']);
  expect(codesOf('演示收货人 13900000001 上海市静安区 ann99@buyer.example a.b2@x.example Ann 12345678')).toEqual([]);
  expect(codesOf('')).toEqual([]);
});

describe('reports with one row an order', () => {
  const taobao = (cells: Readonly<Record<string, string>>) => ({
    '订单编号': '1', '买家会员名': 'a', '买家应付货款': '199.00', '买家应付邮费': '10.00', '买家实际支付金额': '209.00', '订单状态': '交易成功', '订单创建时间': '2026-07-02 10:00:00', ...cells,
  });

  test('Taobao: what was paid without postage, before payment what is due for the goods, refunds up to that', () => {
    const orders = read(TAOBAO_ORDERS, [taobao({}), taobao({ '买家实际支付金额': '0.00', '订单状态': '等待买家付款' }), taobao({ '退款金额': '209.00' }), taobao({ '退款金额': '9', '买家应付邮费': '' })]);
    expect(facts(orders)).toEqual([['1', 19_900, 0, 'paid'], ['1', 19_900, 0, 'pending'], ['1', 19_900, 19_900, 'paid'], ['1', 20_900, 900, 'paid']]);
    expect(facts(read(TAOBAO_ORDERS, [taobao({ '订单状态': '付款以后用户退款成功，交易自动关闭' })]))).toEqual([['1', 19_900, 19_900, 'refunded']]);
  });

  test('Taobao: a masked name names nobody', () => {
    expect(read(TAOBAO_ORDERS, [taobao({ '买家会员名': 't**3' }), taobao({})]).map((order) => order.ok && order.row.customer)).toEqual([null, 'a']);
  });

  test('Youzan: an order that was not paid has the time at which it was made, and none without either', () => {
    const row = { '订单号': 'E1', '订单状态': '待付款', '买家付款时间': '', '订单实付金额': '59.90', '全部商品名称': 'x' };
    expect(read(YOUZAN_ORDERS, [{ ...row, '订单创建时间': '2026-07-02 10:00:00' }])).toMatchObject([{ ok: true, row: { placedAt: new Date('2026-07-02T02:00:00Z'), status: 'pending' } }]);
    expect(facts(read(YOUZAN_ORDERS, [row]))).toEqual([[[2, '买家付款时间', 'required']]]);
  });
});

describe('WooCommerce', () => {
  const row = (cells: Readonly<Record<string, string>>) => ({ order_id: '1', order_number: '1', order_date: '2026-07-02 10:00:00', status: 'wc-completed', order_total: '113.00', shipping_total: '5.00', tax_total: '8.00', ...cells });

  test('rows of one order are one order; another version of it is a second one', () => {
    expect(facts(read(WOOCOMMERCE_EXPORT, [row({ item: 'a' }), row({ item: 'b' }), row({ order_total: '50.00' }), row({ order_id: '' }), row({ order_id: '' })]))).toEqual([
      ['1', 10_000, 0, 'paid'], ['1', 3700, 0, 'paid'], [[5, 'order_id', 'required']], [[6, 'order_id', 'required']],
    ]);
  });

  test.each([
    ['code:LILY15|description:|amount:10.00;code:summer|amount:0', ['LILY15', 'summer']], ['LILY15, summer', ['LILY15', 'summer']], ['', []], ['id:1|amount:10', []], ['code: LILY15 ', ['LILY15']],
  ])('coupon_items %j holds %j', (cell, codes) => {
    expect(read(WOOCOMMERCE_EXPORT, [row({ coupon_items: cell })])).toMatchObject([{ ok: true, row: { discountCodes: codes } }]);
  });

  test('an import must name its shop', () => {
    expect(read(WOOCOMMERCE_EXPORT, [row({})], { ...defaults, shop: '' })).toMatchObject([{ ok: false, rejects: [{ column: 'shop', code: 'required' }] }]);
  });
});

describe('精选联盟', () => {
  const parse = (cells: Readonly<Record<string, string>>) => {
    const all = { '订单id': '1', '商品id': '2', '作者账号': '莉莉', '抖音/火山号': 'lily', '佣金率': '20%', '预估佣金支出': '39.80', '实际佣金支出': '39.80', '订单结算时间': '2026-07-20 03:00:00', '付款时间': '2026-07-06 20:15:00', '订单状态': '订单结算', ...cells };
    const headings = Object.keys(all);
    const resolved = columnsOfFormat(ALLIANCE_COMMISSION, headings, {});
    if (!resolved.ok) throw new Error('no columns');
    return ALLIANCE_COMMISSION.costs?.(Object.values(all), resolved.columns, defaults);
  };

  test('a settled row is a commission, known by order and product, of the day it was settled', () => {
    expect(parse({})).toMatchObject({ ok: true, row: { handle: 'lily', kind: 'commission', amountMinor: 3980, incurredOn: '2026-07-20', day: '2026-07-06', reference: 'alliance 1 2', campaign: null } });
  });

  test('without the number of the account its name is taken, without a time of payment that of settlement', () => {
    expect(parse({ '抖音/火山号': '-', '付款时间': '' })).toMatchObject({ ok: true, row: { handle: '莉莉', day: '2026-07-20' } });
  });

  test.each([[{ '订单结算时间': '' }], [{ '实际佣金支出': '-' }]])('%j is not settled', (cells) => {
    expect(parse(cells)).toMatchObject({ ok: false, rejects: [{ column: '订单状态', code: 'not_settled' }] });
  });

  test('what cannot be read is that, and not "not settled"', () => {
    expect(parse({ '实际佣金支出': 'x', '订单结算时间': '' })).toMatchObject({ ok: false, rejects: [{ column: '实际佣金支出', code: 'not_an_amount' }] });
  });
});

test('whatever items an order has: nothing is refunded beyond what was sold, and net revenue is what stands', () => {
  const item = fc.record({
    money: fc.nat({ max: 1_000_000 }).chain((merchandiseMinor) => fc.nat({ max: merchandiseMinor }).map((refundedMinor) => ({ merchandiseMinor, refundedMinor, currency: 'CNY' }))),
    status: fc.constantFrom('paid', 'pending', 'cancelled', 'voided', 'refunded', 'partially_refunded'),
  });
  fc.assert(fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), (items) => {
    const order = sumOfItems(items);
    expect(order.refundedMinor).toBeLessThanOrEqual(order.merchandiseMinor);
    const standing = items.filter(({ status, money }) => (status !== 'cancelled' && status !== 'voided') || money.refundedMinor > 0);
    if (order.status === 'cancelled') expect(standing).toEqual([]);
    else if (order.status === 'pending') expect(standing.every(({ status }) => status === 'pending')).toBe(true);
    else expect(netRevenueMinor(order, false)).toBe(standing.reduce((sum, { money }) => sum + money.merchandiseMinor - money.refundedMinor, 0));
  }));
});
