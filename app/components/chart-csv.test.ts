import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chartCsv } from './chart-csv.ts';

test('figures come as numbers, the currency in the heading, a dash as nothing', () => {
  const csv = chartCsv(['Week', 'Net revenue', 'ROI', 'Range'], [['1 Jul – 7 Jul', '¥1,234,567.89', '1.20', '0.9–1.4'], ['8 Jul', '-¥0.05', '—', '—–—']]);
  expect(csv).toBe('\uFEFFWeek,Net revenue (¥),ROI,Range\r\n1 Jul – 7 Jul,1234567.89,1.20,0.9–1.4\r\n8 Jul,-0.05,,—–—\r\n');
});

test('mixed currencies keep their heading, percents stay as they read, and text is never a formula', () => {
  const csv = chartCsv(['', 'A', 'B'], [['=1+1', 'US$1,000', '12.3%'], ['@x, "y"', '¥5', '+3']]);
  expect(parse(csv, { bom: true })).toEqual([['', 'A', 'B'], ["'=1+1", '1000', '12.3%'], ["'@x, \"y\"", '5', "'+3"]]);
});

test('any reader of CSV finds the cells that were written, and none begins as a formula does', () => {
  const cell = fc.string({ maxLength: 12 }).filter((text) => !/[\r\n\0]/.test(text));
  fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
    const parsed = parse(chartCsv(['a', 'b'], rows), { bom: true }) as string[][];
    expect(parsed).toHaveLength(rows.length + 1);
    return parsed.slice(1).flat().every((text) => !/^[=+@]/.test(text) && (!text.startsWith('-') || /^-\d/.test(text)));
  }));
});
