import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formulaSafeText } from '#app/domain/ingestion/formula-guard.ts';
import { csvLines } from './sealed-table.server.ts';

test('lines are byte for byte what csv-stringify writes, whether cells have to be quoted or not', () => {
  const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', ' ', 'a,b', 'say "hi"', 'two\nlines', 'line\r', '达人', '"', ',', '\uFEFF'));
  const amount = fc.integer().map((minor) => ({ decimal: String(minor / 100) }));
  const cell = fc.oneof({ weight: 3, arbitrary: text }, fc.integer(), amount, fc.constantFrom(null, { decimal: null }));
  const table = fc.integer({ min: 2, max: 6 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }));
  fc.assert(fc.property(table, (rows) => {
    const plain = rows.map((row) => row.map((one) => (one === null ? '' : typeof one === 'object' ? (one.decimal ?? '') : typeof one === 'number' ? String(one) : formulaSafeText(one))));
    expect(csvLines(rows)).toBe(stringify(plain, { record_delimiter: '\n' }));
  }));
});
