import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CsvDialect, CsvRow } from './csv.ts';
import { CsvSplitter } from './csv.ts';

function split(pieces: readonly string[], dialect: Partial<CsvDialect> = {}) {
  const splitter = new CsvSplitter(dialect);
  const rows: CsvRow[] = pieces.flatMap((piece) => splitter.push(piece));
  rows.push(...splitter.end());
  return { rows, problem: splitter.problem };
}

function cutAt(text: string, places: readonly number[]): string[] {
  const cuts = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...cuts].map((from, index) => text.slice(from, cuts[index] ?? text.length));
}

describe('worked examples', () => {
  test('quoted cells keep separators, line breaks and doubled quotes, and rows know the line they start on', () => {
    const text = 'name,note\n"Li, Lily","said ""hi""\r\nand left"\nplain,\n\n"",x';
    expect(split([text])).toEqual({
      problem: null,
      rows: [
        { line: 1, cells: ['name', 'note'] },
        { line: 2, cells: ['Li, Lily', 'said "hi"\r\nand left'] },
        { line: 4, cells: ['plain', ''] },
        { line: 6, cells: ['', 'x'] },
      ],
    });
  });

  test('CRLF, LF and CR may be mixed, and a byte order mark is no part of the first heading', () => {
    const { rows } = split(['\ufeffa,b\r\nc,d\re,f\n\r\ng,h']);
    expect(rows.map((row) => [row.line, ...row.cells])).toEqual([[1, 'a', 'b'], [2, 'c', 'd'], [3, 'e', 'f'], [5, 'g', 'h']]);
  });

  test('a quote inside a cell and text after a closing quote are kept, as people write them', () => {
    expect(split(['5" screen,"Rock" Johnson,"a"b"c\nnext,1,2']).rows.map((row) => row.cells))
      .toEqual([['5" screen', 'Rock Johnson', 'ab"c'], ['next', '1', '2']]);
  });

  test('other separators', () => {
    expect(split(['a;b\n"1;2";3'], { delimiter: ';' }).rows[1]?.cells).toEqual(['1;2', '3']);
    expect(() => new CsvSplitter({ delimiter: '"' })).toThrow(RangeError);
    expect(() => new CsvSplitter({ delimiter: ', ' })).toThrow(RangeError);
  });

  test('an empty file has no rows', () => {
    expect(split([]).rows).toEqual([]);
    expect(split(['\ufeff', '']).rows).toEqual([]);
  });
});

describe('what cannot be read', () => {
  test('a quote that is never closed is named with its line', () => {
    expect(split(['a,b\n1,2\n3,"x\ny\n']).problem).toMatchObject({ line: 3, code: 'unterminated_quote' });
  });

  test.each([
    ['in a plain cell', `a,b\n1,${'x'.repeat(20)}\n`, 2],
    ['in a quoted cell', `a,b\n"1\n","${'x'.repeat(20)}"\n`, 3],
    ['after a quote that should have been closed', `a,b\n1,"2\n3,4\n5,6\n7,8\n`, 2],
  ])('a cell over the limit %s stops the file at its line', (_where, text, line) => {
    const { rows, problem } = split([text], { maxCellLength: 10 });
    expect(rows.map((row) => row.line)).toEqual([1]);
    expect(problem).toMatchObject({ line, code: 'cell_too_long' });
  });

  test('a row over the limit stops the file, also when it is nothing but separators', () => {
    expect(split(['a\n', `b${',b'.repeat(20)}\n`], { maxRowLength: 10 }).problem).toMatchObject({ line: 2, code: 'row_too_long' });
    expect(split([`a\n\n${','.repeat(20)}`], { maxRowLength: 10 }).problem).toMatchObject({ line: 3, code: 'row_too_long' });
  });

  test('after a problem nothing more is read', () => {
    const splitter = new CsvSplitter({ maxCellLength: 3 });
    splitter.push('long cell');
    expect(splitter.push('a\nb\n')).toEqual([]);
    expect(splitter.end()).toEqual([]);
  });

  test('cells of 100,000 characters are read, one more is not', () => {
    expect(split([`"${'x'.repeat(100_000)}"\n`]).rows[0]?.cells[0]).toHaveLength(100_000);
    expect(split([`${'x'.repeat(100_001)}\n`]).problem?.code).toBe('cell_too_long');
  });
});

describe('against csv-parse', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '中', '=', '\0'), maxLength: 8 }),
    fc.constantFrom('', '__proto__', '=1+1', '12.5万', '\u202eabc'),
  );
  const file = fc.record({
    rows: fc.array(fc.array(fc.record({ cell, force: fc.boolean() }), { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
    breaks: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 8, maxLength: 8 }),
    mark: fc.boolean(),
  }).map(({ rows, breaks, mark }) => {
    const written = rows.map((row) => row.map(({ cell: text, force }) => (force || /["\r\n,]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)).join(','));
    return (mark ? '\ufeff' : '') + written.map((line, index) => line + (breaks[index] ?? '')).join('');
  });

  test('well-formed files give the same rows', () => {
    fc.assert(fc.property(file, (text) => {
      const expected: string[][] = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'] });
      expect(split([text]).rows.map((row) => row.cells)).toEqual(expected);
    }), { numRuns: 500 });
  });

  const anything = fc.string({ unit: fc.constantFrom('a', 'b', '"', '"', ',', '\n', '\r', '中', '\ufeff'), maxLength: 60 });

  test('where the pieces break changes nothing: rows, lines and problems are the same, for any text', () => {
    fc.assert(fc.property(fc.oneof(file, anything), fc.array(fc.nat(), { maxLength: 12 }), fc.constantFrom(4, 100_000), (text, places, maxCellLength) => {
      const dialect = { maxCellLength, maxRowLength: maxCellLength * 2 };
      const whole = split([text], dialect);
      expect(split(cutAt(text, places), dialect)).toEqual(whole);
      expect(split([...text], dialect)).toEqual(whole);
    }), { numRuns: 1000 });
  });

  test('the line of a row is the number of line breaks before it, plus one', () => {
    fc.assert(fc.property(file, (text) => {
      const { rows } = split([text]);
      const lines = text.replace(/\r\n?/g, '\n').split('\n');
      for (const row of rows) expect((lines[row.line - 1] ?? '').replace(/^[\ufeff"]*/, '').startsWith((row.cells[0] ?? '').split(/[\r\n"]/)[0] ?? '')).toBe(true);
    }));
  });
});
