import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from './cell-text.ts';
import { resolveColumns } from './columns.ts';
import { guessMapping } from './headings.ts';
import { OrderRows } from './order-rows.ts';
import { parseOrderRow } from './orders-row.ts';
import type { RowDefaults } from './row-reader.ts';

const HEADINGS = ['shop', 'order_id', 'placed_at', 'currency', 'merchandise', 'refunded', 'status', 'discount_codes', 'click_id', 'utm_content', 'customer'];
const DEFAULTS: RowDefaults = { zone: 'Asia/Shanghai', currency: 'CNY', shop: 'main' };
const CLICK = '0197c3a0-1111-7222-8333-444455556666';

function columnsOf(headings: readonly string[]) {
  const resolved = resolveColumns('orders', guessMapping('orders', headings).mapping, headings);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return resolved.columns;
}

/** Cells as files have them, those that are written plainly more often than the others. */
const odd = fc.oneof(
  fc.constantFrom<Cell>('', '-', '—', '_', 'unknown', 'none', ' x ', '\t1001', "'=1", '="1001"', '6.92E+18', '1e+5', 'ＡＢ', 'a\u200bb', 'a\0b', '1,234.50', '-5.00', '.50', 'x'.repeat(300), 7, 19.9, true, null, undefined, new Date(0)),
  fc.string({ maxLength: 8 }),
);
const mostly = (...plain: readonly Cell[]) => fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...plain) }, { weight: 1, arbitrary: odd });
const row = fc.tuple(
  mostly('main', 'tmall'), mostly('1001', '#1001', 'A-7', '6920000000000000001', '1_2'),
  mostly('2026-07-02T10:00:00Z', '2026-07-02T10:00:00.250+08:00', '2026-07-02 10:00:00', '2026-02-30T10:00:00Z', '2026/7/2', '03/04/2026', '1782957600'),
  mostly('CNY', 'USD', 'JPY', 'KWD', 'rmb', ''), mostly('199.00', '0.01', '199', '1234567890123.00', '¥5.00'), mostly('0.00', '', '199.00', '1.5'), mostly('paid', '已付款', 'Refunded', ''),
  mostly('', 'LILY15', 'LILY15;MAY', 'lily15'), mostly('', CLICK, CLICK.toUpperCase(), '123'), mostly('', 'ABCDEFG7', 'none'),
  mostly('', 'lin@shop.test', 'Lin+2@shop.test', '13800000001', '138****0001', 'unknown', 'Lin', '+8613800000001'),
);

describe('rows of orders', () => {
  test('read in a row are what each says by itself, whatever stands in them and before them', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.constantFrom<Partial<RowDefaults>>({}, { numberStyle: 'comma' }, { currency: 'JPY' }, { shop: null, dateOrder: 'dmy' }), (rows, options) => {
        const defaults = { ...DEFAULTS, ...options };
        const columns = columnsOf(HEADINGS);
        const reader = new OrderRows(columns, defaults);
        for (const cells of rows) expect(reader.read(cells)).toEqual(parseOrderRow(cells, columns, defaults));
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, readonly string[], readonly Cell[][]]>([
    ['with few columns', ['order_id', 'placed_at', 'merchandise'], [['1', '2026-07-02T10:00:00Z', '5.00'], ['2', '2026-07-02T10:00:00Z', '6.00'], ['3', '2026-07-02T10:00:00Z']]],
    ['with a unit in a heading', ['order_id', 'placed_at', 'amount (分)'], [['1', '2026-07-02T10:00:00Z', '500.00'], ['2', '2026-07-02T10:00:00Z', '5.50']]],
    ['with cells beyond the headings', ['order_id', 'placed_at', 'merchandise'], [['1', '2026-07-02T10:00:00Z', '5.00', ''], ['1', '2026-07-02T10:00:00Z', '5.00', 'x']]],
    ['with codes in a note', ['order_id', 'placed_at', 'merchandise', '订单备注'], [['1', '2026-07-02T10:00:00Z', '5.00', 'use LILY15 please'], ['1', '2026-07-02T10:00:00Z', '5.00', 'thanks']]],
  ])('of a file %s', (_name, headings, rows) => {
    const columns = columnsOf(headings);
    const reader = new OrderRows(columns, DEFAULTS);
    for (const cells of rows) expect(reader.read(cells)).toEqual(parseOrderRow(cells, columns, DEFAULTS));
  });

  test('with a thousand different codes are read as well as with one', () => {
    const columns = columnsOf(['order_id', 'placed_at', 'merchandise', 'discount_codes']);
    const reader = new OrderRows(columns, DEFAULTS);
    for (let code = 0; code < 1000; code += 1) {
      expect(reader.read(['1', '2026-07-02T10:00:00Z', '5.00', `CODE${code}`])).toMatchObject({ ok: true, row: { discountCodes: [`CODE${code}`] } });
    }
  });
});
