import { describe, expect, test } from 'vitest';
import { SHOPIFY_HEADINGS } from '#tests/factories/shopify-export.ts';
import type { CellKeeping } from './personal-columns.ts';
import { cellKeeping, namesPerson, plainOnly, withoutContacts } from './personal-columns.ts';
import { columnsOfFormat, fileFormatOf, mappingOfFormat } from './known-formats.ts';
import type { NamedFormat } from './file-format.ts';
import { resolveColumns } from './columns.ts';
import { guessMapping } from './headings.ts';

function keptOf(format: NamedFormat, headings: readonly string[]): Record<CellKeeping, string[]> {
  const found = fileFormatOf(format);
  if (!found) throw new Error(format);
  const columns = columnsOfFormat(found, headings, mappingOfFormat(found, headings));
  if (!columns.ok) throw new Error(JSON.stringify(columns.problems));
  const keeping = cellKeeping('orders', headings, columns.columns);
  const of = (kind: CellKeeping) => headings.filter((_, index) => keeping[index] === kind);
  return { whole: of('whole'), nothing: of('nothing'), buyer: of('buyer'), origin: of('origin'), plain: of('plain'), codes: of('codes') };
}

describe('of a row of orders that is kept to be corrected', () => {
  test('Shopify\'s 79 columns keep no name, address, phone, company or note of a buyer', () => {
    const kept = keptOf('shopify', SHOPIFY_HEADINGS);
    expect(kept.buyer).toEqual(['Email', 'Billing Phone', 'Phone']);
    expect(kept.origin).toEqual(['Note Attributes', 'Tags']);
    expect(kept.nothing).toEqual([
      'Billing Name', 'Billing Street', 'Billing Address1', 'Billing Address2', 'Billing Company', 'Billing City', 'Billing Zip', 'Billing Province', 'Billing Country',
      'Shipping Name', 'Shipping Street', 'Shipping Address1', 'Shipping Address2', 'Shipping Company', 'Shipping City', 'Shipping Zip', 'Shipping Province',
      'Shipping Country', 'Shipping Phone', 'Notes', 'Employee', 'Billing Province Name', 'Shipping Province Name',
    ]);
    expect(kept.whole).toEqual(expect.arrayContaining(['Name', 'Id', 'Subtotal', 'Shipping', 'Taxes', 'Total', 'Shipping Method', 'Created at', 'Lineitem name', 'Tax 1 Name']));
  });

  test('有赞 keeps neither who receives nor who buys', () => {
    const kept = keptOf('youzan', [
      '订单号', '订单状态', '买家付款时间', '订单实付金额', '全部商品名称', '商品种类数', '收货人/提货人', '收货人手机号/提货人手机号', '收货人省份', '收货人地区', '买家昵称', '优惠券码名称', '分销员',
    ]);
    expect(kept.buyer).toEqual(['收货人手机号/提货人手机号']);
    expect(kept.nothing).toEqual(['收货人/提货人', '收货人省份', '收货人地区', '买家昵称']);
  });

  test('淘宝 keeps amounts and times of the buyer, and no account', () => {
    const kept = keptOf('taobao-orders', [
      '订单编号', '买家会员名', '买家支付宝账号', '买家应付货款', '买家应付邮费', '买家支付积分', '总金额', '返点积分', '买家实际支付金额', '订单状态', '收货人姓名', '收货地址', '联系电话', '联系手机',
      '订单创建时间', '订单付款时间', '宝贝标题', '订单备注', '买家留言', '发票抬头',
    ]);
    expect(kept.buyer).toEqual(['买家会员名']);
    expect(kept.nothing).toEqual(['买家支付宝账号', '收货人姓名', '收货地址', '联系电话', '联系手机', '订单备注', '买家留言', '发票抬头']);
  });

  test('抖音 keeps what tells of the goods and of the creator', () => {
    const kept = keptOf('douyin-orders', [
      '主订单编号', '子订单编号', '选购商品', '商品ID', '商家编码', '商品数量', '商品金额', '订单提交时间', '支付完成时间', '订单完成时间', '订单状态', '取消原因', '售后状态', '订单应付金额', '运费', '优惠总金额',
      '达人ID', '达人昵称', '收件人', '收件人手机号', '省', '市', '区', '街道', '详细地址', '买家留言', '商家备注', '流量来源',
    ]);
    expect(kept.nothing).toEqual(['收件人', '收件人手机号', '省', '市', '区', '街道', '详细地址', '买家留言', '商家备注']);
    expect(kept.whole).toEqual(expect.arrayContaining(['达人ID', '达人昵称', '订单应付金额', '运费']));
  });

  test('WooCommerce keeps no billing and no shipping address', () => {
    const kept = keptOf('woocommerce', [
      'order_id', 'order_number', 'order_date', 'status', 'order_total', 'shipping_total', 'tax_total', 'order_currency', 'coupon_items', 'payment_method', 'shipping_method', 'customer_id',
      'customer_user', 'customer_email', 'billing_first_name', 'billing_last_name', 'billing_company', 'billing_email', 'billing_phone', 'billing_address_1', 'billing_postcode',
      'shipping_first_name', 'shipping_address_1', 'shipping_city', 'shipping_state', 'customer_note', 'customer_ip_address',
    ]);
    expect(kept.buyer).toEqual(['billing_email']);
    expect(kept.nothing).toEqual([
      'customer_id', 'customer_user', 'customer_email', 'billing_first_name', 'billing_last_name', 'billing_company', 'billing_phone', 'billing_address_1', 'billing_postcode',
      'shipping_first_name', 'shipping_address_1', 'shipping_city', 'shipping_state', 'customer_note', 'customer_ip_address',
    ]);
    expect(kept.whole).toEqual(expect.arrayContaining(['order_id', 'shipping_total', 'tax_total', 'shipping_method', 'coupon_items']));
  });

  test('a column without a heading keeps numbers only, and other kinds keep everything', () => {
    const columns = resolveColumns('roster', guessMapping('roster', ['name', 'email']).mapping, ['name', 'email']);
    expect(columns.ok && cellKeeping('roster', ['name', 'email'], columns.columns)).toEqual(['whole', 'whole']);
    expect(cellKeeping('orders', ['', 'shop'], { width: 2, byField: new Map() })).toEqual(['plain', 'whole']);
    const note = { index: 0, heading: '买家留言', power: 0, minor: false };
    expect(cellKeeping('orders', ['买家留言'], { width: 1, byField: new Map([['discount_codes', note]]) })).toEqual(['codes']);
    expect([plainOnly('12.50 元'), plainOnly('2026-07-01 10:00'), plainOnly('Lin Example'), plainOnly('13800000000')]).toEqual(['12.50 元', '2026-07-01 10:00', '', '']);
  });

  test('an address or a phone number in any other column is blanked', () => {
    expect(['lin@example.com', 'call +86 138 0000 0000', '138-0000-0000', 'LILY15', '5500000001001'].map(withoutContacts)).toEqual(['', '', '', 'LILY15', '5500000001001']);
  });

  test('a heading that names a person is one in either language; goods and amounts are not', () => {
    expect(['Customer Name', 'E-mail', 'Delivery address', '会员昵称', '发票抬头'].every(namesPerson)).toBe(true);
    expect(['Product Name', 'shop name', 'Lineitem name', 'Payment Terms Name', '收货时间', '买家应付邮费', 'utm_content'].some(namesPerson)).toBe(false);
  });
});
