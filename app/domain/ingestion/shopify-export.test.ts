import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { netRevenueMinor } from '../order.ts';
import type { ShopifyCells, ShopifyOrderSample } from '#tests/factories/shopify-export.ts';
import { SHOPIFY_HEADINGS, shopifyCsv, shopifyRows } from '#tests/factories/shopify-export.ts';
import { CsvSplitter } from './csv.ts';
import { columnsOfFormat } from './known-formats.ts';
import type { GroupedOrder } from './order-grouper.ts';
import { OrderGrouper } from './order-grouper.ts';
import type { OrderRow } from './orders-row.ts';
import { readShopifyAttribution } from './shopify-attribution.ts';
import type { RowDefaults } from './row-reader.ts';
import { SHOPIFY_EXPORT } from './shopify-export.ts';

const defaults = { zone: 'Asia/Shanghai', currency: 'CNY', shop: 'main' };

function readFile(text: string, pieceLength = text.length): GroupedOrder[] {
  const splitter = new CsvSplitter();
  const rows = [];
  for (let at = 0; at < text.length; at += pieceLength) rows.push(...splitter.push(text.slice(at, at + pieceLength)));
  rows.push(...splitter.end());
  const [header, ...data] = rows;
  const grouper = grouperOf(header?.cells ?? []);
  return [...data.map((row) => grouper.push(row)), grouper.end()].filter((order) => order !== null);
}

function grouperOf(headings: readonly string[], options: RowDefaults = defaults): OrderGrouper {
  const resolved = columnsOfFormat(SHOPIFY_EXPORT, headings, {});
  const grouping = resolved.ok ? SHOPIFY_EXPORT.orders?.(resolved.columns, options) : undefined;
  if (!grouping) throw new Error('no grouping');
  return new OrderGrouper(grouping);
}

function readOrder(order: ShopifyCells, items?: ShopifyOrderSample['items']): OrderRow {
  const [only, ...others] = readFile(shopifyCsv([{ order, items }]));
  expect(others).toEqual([]);
  if (!only?.ok) throw new Error(`rejected: ${JSON.stringify(only)}`);
  return only.row;
}

const rejectsOf = (orders: GroupedOrder[]) => orders.flatMap((order) => (order.ok ? [] : order.rejects));

describe('orders of an export', () => {
  test('an order over three rows is one order, at its first line, with the totals of its first row', () => {
    const orders = readFile(shopifyCsv([
      { order: { 'Discount Code': 'LILY15', 'Notes': 'gift,\nplease "wrap"\r\nit', 'Note Attributes': 'kclid: 0198-abc\nutm_content: 03NQK8N1\ngift: yes' }, items: [{}, {}, {}] },
      { order: { Name: '#1002', Id: '5500000001002', Subtotal: '88.50', Total: '98.50' } },
    ]));
    expect(orders).toEqual([
      {
        ok: true, line: 2, key: '5500000001001',
        row: {
          shop: 'main', orderId: '5500000001001', placedAt: new Date('2026-07-02T02:00:00Z'), currency: 'CNY', merchandiseMinor: 19_900, refundedMinor: 0, status: 'paid',
          discountCodes: ['LILY15'], clickId: '0198-abc', utmContent: '03NQK8N1', customer: 'lin.example@shop.test',
        },
      },
      expect.objectContaining({ ok: true, line: 9, row: expect.objectContaining({ orderId: '5500000001002', merchandiseMinor: 8850 }) }),
    ]);
  });

  test('without an Id column the name is the identity', () => {
    expect(readOrder({ Id: '' }).orderId).toBe('#1001');
  });

  test('two orders of the same name and different ids stay two', () => {
    const orders = readFile(shopifyCsv([{ order: { Id: '1' } }, { order: { Id: '2' } }]));
    expect(orders.map((order) => order.ok && order.row.orderId)).toEqual(['1', '2']);
  });

  test('times carry their own offset', () => {
    expect(readOrder({ 'Created at': '2026-07-02 10:00:00 -0400' }).placedAt).toEqual(new Date('2026-07-02T14:00:00Z'));
  });

  test('yen have no decimals, whether the file writes them or not', () => {
    expect(readOrder({ Currency: 'JPY', Subtotal: '3000', Shipping: '500', Total: '3500' })).toMatchObject({ currency: 'JPY', merchandiseMinor: 3000 });
    expect(readOrder({ Currency: 'JPY', Subtotal: '3000.00' })).toMatchObject({ merchandiseMinor: 3000 });
  });

  test('several codes in one cell are several codes', () => {
    expect(readOrder({ 'Discount Code': 'LILY15, SUMMER' }).discountCodes).toEqual(['LILY15', 'SUMMER']);
  });

  test('the buyer is the e-mail, else a phone, and nobody when the file names nobody', () => {
    expect(readOrder({ Email: '', Phone: '+8610000000002' }).customer).toBe('+8610000000002');
    expect(readOrder({ Email: '' }).customer).toBe('+8610000000001');
    expect(readOrder({ 'Email': '', 'Billing Phone': '' }).customer).toBeNull();
  });

  test.each([
    ['authorized', 'pending'], ['expired', 'voided'], ['paid', 'paid'], ['partially_paid', 'pending'], ['partially_refunded', 'partially_refunded'],
    ['pending', 'pending'], ['refunded', 'refunded'], ['voided', 'voided'],
  ])('the financial status %s is %s', (financial, status) => {
    expect(readOrder({ 'Financial Status': financial }).status).toBe(status);
    expect(readOrder({ 'Financial Status': financial, 'Cancelled at': '2026-07-03 09:00:00 +0800' }).status).toBe('cancelled');
  });

  test('cash on delivery is pending, and counts only where the workspace says so', () => {
    const order = readOrder({ 'Financial Status': 'pending', 'Payment Method': 'Cash on Delivery (COD)', 'Paid at': '' });
    expect([netRevenueMinor(order, false), netRevenueMinor(order, true)]).toEqual([0, 19_900]);
  });
});

describe('refunds and tax', () => {
  test('a refund counts against merchandise up to merchandise: it holds shipping and tax too', () => {
    expect(readOrder({ 'Financial Status': 'partially_refunded', 'Refunded Amount': '50.00' }).refundedMinor).toBe(5000);
    expect(readOrder({ 'Financial Status': 'partially_refunded', 'Refunded Amount': '209.00' }).refundedMinor).toBe(19_900);
  });

  test('a refunded order keeps nothing, whatever its refunded amount says', () => {
    expect(readOrder({ 'Financial Status': 'refunded', 'Refunded Amount': '150.00' }).refundedMinor).toBe(19_900);
  });

  test('tax on top is outside the subtotal already', () => {
    expect(readOrder({ Taxes: '26.00', Total: '235.00' }).merchandiseMinor).toBe(19_900);
  });

  test('tax inside the prices is taken off, its part for shipping staying with shipping', () => {
    expect(readOrder({ Subtotal: '110.00', Shipping: '11.00', Taxes: '11.00', Total: '121.00' }).merchandiseMinor).toBe(10_000);
    expect(readOrder({ Subtotal: '110.00', Shipping: '0.00', Taxes: '10.00', Total: '110.00' }).merchandiseMinor).toBe(10_000);
  });

  test.each([{ Taxes: '' }, { Taxes: 'x' }, { Shipping: 'x' }, { Total: 'x' }, { Taxes: '5.00', Total: '300.00' }, { Taxes: '209.00' }, { Taxes: '5', Shipping: '-10.00', Total: '189.00' }])(
    'where the totals do not tell, the subtotal stands: %j',
    (cells) => {
      expect(readOrder(cells).merchandiseMinor).toBe(19_900);
    },
  );
});

describe('rejected orders', () => {
  test('every problem is listed with the line of the order and the heading of the file', () => {
    const orders = readFile(shopifyCsv([
      { items: [{}, {}] },
      { order: { 'Name': '#1002', 'Id': '5.5E+12', 'Financial Status': 'later', 'Created at': '03/04/2026', 'Subtotal': '=1+1', 'Refunded Amount': '-5' } },
      { order: { Name: '#1003', Id: '3' } },
    ]));
    expect(orders.map((order) => order.ok)).toEqual([true, false, true]);
    expect(rejectsOf(orders).map(({ line, column, value, code }) => [line, column, value, code])).toEqual([
      [4, 'Id', '5.5E+12', 'precision_lost'], [4, 'Created at', '03/04/2026', 'ambiguous_date'], [4, 'Subtotal', '=1+1', 'not_an_amount'],
      [4, 'Refunded Amount', '-5', 'negative'], [4, 'Financial Status', 'later', 'unknown_word'],
    ]);
  });

  test('a line item without its order is rejected, not counted', () => {
    const [, second] = shopifyRows({ items: [{}, {}] });
    const grouper = grouperOf(SHOPIFY_HEADINGS);
    expect(grouper.push({ line: 2, cells: second ?? [] })).toBeNull();
    expect(grouper.end()).toMatchObject({ ok: false, line: 2, rejects: [{ line: 2, column: 'Name', value: '#1001', code: 'line_without_order' }] });
    expect(grouper.end()).toBeNull();
  });

  test('an import must name its shop', () => {
    const grouper = grouperOf(SHOPIFY_HEADINGS, { ...defaults, shop: null });
    grouper.push({ line: 2, cells: shopifyRows({})[0] ?? [] });
    expect(grouper.end()).toMatchObject({ ok: false, rejects: [{ column: 'shop', code: 'required' }] });
  });

  test('no reject ever holds what names the buyer', () => {
    const orders = readFile(shopifyCsv([{ order: { Email: `${'x'.repeat(500)}@shop.test`, Phone: 'a\0b', Subtotal: '' } }]));
    expect(rejectsOf(orders).map((reject) => reject.code)).toEqual(['required']);
    expect(JSON.stringify(orders)).not.toContain('@shop.test');
  });
});

test('where the pieces of the file break changes no order', () => {
  const sample = fc.record({
    items: fc.integer({ min: 1, max: 4 }),
    notes: fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '达'), maxLength: 12 }),
    subtotal: fc.nat({ max: 99_999 }),
  });
  fc.assert(fc.property(fc.array(sample, { maxLength: 5 }), fc.integer({ min: 1, max: 997 }), (samples, pieceLength) => {
    const csv = shopifyCsv(samples.map(({ items, notes, subtotal }, index) => ({
      order: { Name: `#${index}`, Id: String(index + 1), Notes: notes, Subtotal: String(subtotal) },
      items: Array.from({ length: items }, () => ({})),
    })));
    const orders = readFile(csv, pieceLength);
    expect(orders).toEqual(readFile(csv));
    expect(orders.map((order) => order.ok && order.row.merchandiseMinor)).toEqual(samples.map(({ subtotal }) => subtotal * 100));
  }), { numRuns: 60 });
});

describe('what an order says about its click', () => {
  test.each([
    ['kclid: abc-1\nutm_content: 03NQK8N1', '', 'abc-1', '03NQK8N1'],
    ['gift: yes\r\n KCLID : abc-1', '', 'abc-1', null],
    ['_kclid: abc-1', '', 'abc-1', null],
    ['landing_page: https://shop.test/p?utm_medium=kol&utm_content=03NQK8N1&kclid=abc%2D1#top', '', 'abc-1', '03NQK8N1'],
    ['', 'vip, kclid:abc-1, utm_content=03NQK8N1', 'abc-1', '03NQK8N1'],
    ['kclid: from-note', 'kclid:from-tag', 'from-note', null],
    ['notkclid: x', 'xkclid', null, null],
    ['kclid: %ff', '', '%ff', null],
    ['kclid: a%00b', '', null, null],
    ['__proto__: x', '', null, null],
  ])('%j with tags %j', (note, tags, clickId, utmContent) => {
    expect(readShopifyAttribution(note, tags)).toEqual({ clickId, utmContent });
  });
});
