import { describe, expect, test } from 'vitest';
import { resolveColumns } from './columns.ts';
import { cellKeeping } from './personal-columns.ts';
import type { Standing } from './rejected-cells.ts';
import { isImpersonal, keptCellText, keptRejectValue, standingOf, unsureFrom } from './rejected-cells.ts';
import { WITHHELD } from './withheld.ts';

/** The columns of a file of orders with these headings, and what a row of it keeps, cell by cell. */
function fileOf(headings: readonly string[]) {
  const own = ['shop', 'order_id', 'placed_at', 'currency', 'merchandise', 'refunded', 'status', 'discount_codes', 'customer', 'utm_content'];
  const resolved = resolveColumns('orders', Object.fromEntries(headings.flatMap((heading) => (own.includes(heading) ? [[heading, heading]] : []))), headings);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const { columns } = resolved;
  const keeping = cellKeeping('orders', headings, columns);
  return {
    columns,
    kept: (cells: readonly string[]) => cells.map((cell, place) => keptCellText(cell, standingOf(columns, cells)(place), keeping[place] ?? 'plain')),
    value: (cells: readonly string[], column: string, value: string) => keptRejectValue(columns, keeping, standingOf(columns, cells), { column, value }),
  };
}

describe('what is kept of a rejected cell', () => {
  const MESSY = ['shop', 'order_id', 'placed_at', 'currency', 'merchandise', 'refunded', 'status', 'discount_codes', 'customer'];
  test.each<[string, string[], string[]]>([
    ['all of a row whose date alone cannot be', ['main', 'M-5', '2026-13-45', 'CNY', '10.00', '0', 'paid', 'LILY15', ''], ['main', 'M-5', '2026-13-45', 'CNY', '10.00', '0', 'paid', 'LILY15', '']],
    ['shop, id, date, amounts, state of a row that is too wide behind them', ['main', 'M-4', '2026-07-02', 'CNY', '10.00', '0', 'paid', '', 'Lin', 'extra', 'cells'],
      ['main', 'M-4', '2026-07-02', 'CNY', '10.00', '0', 'paid', '', WITHHELD, WITHHELD, WITHHELD]],
    ['a word for an amount and an unknown state, in a row that has not slipped', ['main', 'M-7', '2026-07-02', 'CNY', 'abc', '0', 'weird', '', ''], ['main', 'M-7', '2026-07-02', 'CNY', 'abc', '0', 'weird', '', '']],
    ['no name that stands for an amount', ['main', 'M-7', '2026-07-02', 'CNY', 'Lin Example', '0', 'paid', '', ''], ['main', 'M-7', '2026-07-02', 'CNY', WITHHELD, '0', 'paid', '', '']],
    ['of a row that has slipped from the first cell on what is a number, date, code or state', ['Lin Example', 'main', 'M-4', '2026-07-02', 'CNY', '10.00', '0', 'paid', 'LILY15', 'lin@shop.test'],
      [WITHHELD, WITHHELD, 'M-4', '2026-07-02', 'CNY', '10.00', '0', 'paid', WITHHELD, WITHHELD]],
    ['all that stands before the cell where it slipped', ['main', 'M-4', '2026-07-02', 'CNY', 'Lin', 'Invented Road 5', '10.00', '0', 'paid'], ['main', 'M-4', '2026-07-02', 'CNY', WITHHELD, WITHHELD, '10.00', '0', WITHHELD]],
    ['nothing of a row of names alone', ['欧阳沉香', '上海市虚构路5号', '13800000000'], [WITHHELD, WITHHELD, WITHHELD]],
  ])('is %s', (_promise, cells, kept) => {
    expect(fileOf(MESSY).kept(cells)).toEqual(kept);
  });

  test.each<[string, boolean]>([
    ['', true], ['12.50', true], ['¥1,234.50', true], ['2026-07-02 10:00', true], ['Thursday, July 2, 2026 10:00 AM', true], ['CNY', true], ['LIN', false], ['paid', true], ['已付款', true], ['M-4', true], ['#1001', true],
    ['LILY15', true], ['0197f1a0-0000-7000-8000-000000000001', true], ['="6921234567890123456"', true], [`buyer:${'ab'.repeat(32)}`, true], ['main', false], ['lin1985', false], ['Lin', false], ['May', false],
    ['欧阳沉香', false], ['Invented Road 5', false], ['lin@shop.test', false], ['13800000000', false], ['+49 170 1234567', false], ['010-12345678', false], ['(555) 123-4567', false], ['1'.repeat(61), false],
  ])('%j says nothing of anybody: %s', (text, impersonal) => {
    expect(isImpersonal(text)).toBe(impersonal);
  });

  test.each<[string, Standing, Parameters<typeof keptCellText>[2], string]>([
    ['Lin Example', 'sure', 'whole', 'Lin Example'], ['call 13800000000', 'sure', 'whole', WITHHELD], ['Lin', 'sure', 'nothing', WITHHELD], ['', 'sure', 'nothing', ''], ['Lin Example', 'sure', 'plain', WITHHELD],
    ['abc', 'odd', 'whole', 'abc'], ['Lin', 'odd', 'whole', WITHHELD], ['lin example', 'odd', 'whole', WITHHELD], ['abc', 'unsure', 'whole', WITHHELD], ['555123', 'unsure', 'buyer', WITHHELD], ['555123', 'unsure', 'whole', '555123'],
  ])('%j, %s, under a heading that keeps %s: %j', (text, standing, keeping, kept) => {
    expect(keptCellText(text, standing, keeping)).toBe(kept);
  });
});

describe('the value of a rejected cell', () => {
  const headings = ['order_id', 'placed_at', 'currency', 'merchandise', 'status', 'customer', 'utm_content', 'Billing Name'];
  const good = ['1', '2026-07-02', 'CNY', '5', 'paid', '', 'x', 'y'];
  const { value } = fileOf(headings);
  const at = (place: number, text: string) => value(good.with(place, text), headings[place] ?? '', text);

  test('is kept where it is about the order', () => {
    expect([at(3, '12a'), at(3, 'CNY 1.2.3'), at(3, 'abc'), at(4, 'payed'), at(2, 'YUAN'), at(2, '元'), at(1, '31/31/2026'), at(4, '等待买家付款')]).toEqual(['12a', 'CNY 1.2.3', 'abc', 'payed', 'YUAN', '元', '31/31/2026', '等待买家付款']);
    expect([value(good, 'order_id', 'main 1001'), value(good, 'row', 'x'), value(good, 'merchandise', '')]).toEqual(['main 1001', 'x', '']);
  });

  test('is said to be withheld where it may be about the buyer: their columns, names among amounts, addresses and phones anywhere', () => {
    const withheld = [
      at(5, 'x'), at(7, 'Lin'), at(3, 'Lin Example'), at(1, 'Invented Road'), at(4, 'lin@example.com'), at(6, '13800000000'), at(2, 'Tourmaline Freight'), at(4, '欧阳沉香'), value(good, 'order_id', 'main lin@example.com'),
      value(good, 'phone', '1'),
    ];
    expect(new Set(withheld)).toEqual(new Set([WITHHELD]));
  });

  test('is that of another column where the row has slipped', () => {
    const slipped = ['Lin Example', 'Invented Road', '2026-07-02', 'CNY', '5', 'paid', '', ''];
    expect([value(slipped, 'placed_at', 'Invented Road'), value(slipped, 'order_id', 'Lin Example'), value(slipped, 'status', '5')]).toEqual([WITHHELD, WITHHELD, '5']);
  });

  test('names the order by its number in Shopify\'s Name, and no note', () => {
    const column = (index: number, heading: string) => ({ index, heading, power: 0, minor: false });
    const columns = { width: 3, byField: new Map([['name', column(0, 'Name')], ['tags', column(1, 'Tags')], ['discount_codes', column(2, '买家留言')]]) };
    const keeping = cellKeeping('orders', ['Name', 'Tags', '买家留言'], columns);
    const kept = (heading: string, text: string) => keptRejectValue(columns, keeping, standingOf(columns, ['#1001', '', '']), { column: heading, value: text });
    expect([kept('Name', '#1001'), kept('Tags', 'for Lin'), kept('买家留言', 'for Lin'), kept('elsewhere', 'x')]).toEqual(['#1001', WITHHELD, WITHHELD, 'x']);
  });
});

describe('a row is as sure as the cells around what is wrong', () => {
  const headings = ['order_id', 'placed_at', 'currency', 'merchandise', 'status', 'customer', 'utm_content'];
  const { columns } = fileOf(headings);
  test.each<[string, string[], number]>([
    ['nothing is wrong', ['1', '2026-07-02', 'CNY', '5', 'paid', 'lin@shop.test', 'x'], Number.POSITIVE_INFINITY],
    ['one amount is a word and the cells around it are right', ['1', '2026-07-02', 'CNY', 'five', 'paid', 'lin@shop.test', 'x'], 6],
    ['the buyer is no address', ['1', '2026-07-02', 'CNY', 'five', 'paid', 'Lin', 'x'], 5],
    ['only the date tells', ['1', '2026-07-02', '', 'five', '', '', ''], 0],
    ['the date is the wrong one', ['1', 'Thursday morning', 'CNY', '5', 'paid', '', ''], 5],
    ['the row has slipped by one', ['Lin Example', '1', '2026-07-02', 'CNY', '5', 'paid', 'lin@shop.test'], 0],
    ['one state is unknown', ['1', '2026-07-02', 'CNY', '5', 'Lin Example', 'Lin', 'x'], Number.POSITIVE_INFINITY],
    ['a name stands in the row', ['1', 'Lin Example', '2026-07-02', 'CNY', '5', 'paid', 'lin@shop.test'], 0],
    ['two cells are words', ['1', 'Lin Example', 'CNY', 'Invented Road', 'paid', 'lin@shop.test', 'x'], 0],
    ['a cell too many stands at the end', ['1', '2026-07-02', 'CNY', '5', 'paid', 'Lin', 'x', 'y'], 5],
    ['a cell too many stands at the beginning', ['Lin', '1', '2026-07-02', 'CNY', '5', 'paid', '', 'x'], 0],
    ['empty cells too many stand at the end', ['1', '2026-07-02', 'CNY', '5', 'paid', 'Lin', 'x', ' '], Number.POSITIVE_INFINITY],
  ])('%s', (_name, cells, from) => {
    expect(unsureFrom(columns, cells)).toBe(from);
  });
});
