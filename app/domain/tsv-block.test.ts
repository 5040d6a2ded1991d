import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTsvBlock, placeBlock } from './tsv-block.ts';

test.each([
  ['a', [['a']]],
  ['', [['']]],
  ['a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['a\tb\nc', [['a', 'b'], ['c', '']]],
  ['"a\tb"\t"x ""y"" z"\n"1\n2"\t', [['a\tb', 'x "y" z'], ['1\n2', '']]],
  ['"big" one\t5"', [['"big" one', '5"']]],
  ['"open', [['"open']]],
])('%j', (text, rows) => {
  expect(parseTsvBlock(text)).toEqual(rows);
});

test('whatever a spreadsheet writes is read back as it was', () => {
  const written = (cell: string) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const block = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.array(fc.array(fc.string({ maxLength: 6, unit: fc.constantFrom('a', '头', '\t', '\n', '"', ' ') }), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }));
  fc.assert(fc.property(block, (rows) => {
    expect(parseTsvBlock(rows.map((row) => `${row.map(written).join('\t')}\r\n`).join(''))).toEqual(rows);
  }));
});

test('a block lies on the rows and columns from its first cell on, and what hangs over is told', () => {
  const place = { rowIds: ['r1', 'r2'], columns: ['tier', 'status'] };
  expect(placeBlock([['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i']], place)).toEqual({
    cells: [{ rowId: 'r1', column: 'tier', text: 'a' }, { rowId: 'r1', column: 'status', text: 'b' }, { rowId: 'r2', column: 'tier', text: 'd' }, { rowId: 'r2', column: 'status', text: 'e' }],
    over: { rows: 1, columns: 1 },
  });
});

test('one cell fills all rows', () => {
  expect(placeBlock([['top']], { rowIds: ['r1', 'r2'], columns: ['tier'] })).toEqual({
    cells: [{ rowId: 'r1', column: 'tier', text: 'top' }, { rowId: 'r2', column: 'tier', text: 'top' }], over: { rows: 0, columns: 0 },
  });
});
