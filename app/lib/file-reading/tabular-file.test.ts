import { describe, expect, test } from 'vitest';
import { zipFile } from '#tests/factories/zip-file.ts';
import { writeTable } from '../file-writing/write-table.server.ts';
import { openTabularFile } from './tabular-file.server.ts';

async function read(bytes: Uint8Array) {
  const rows = [];
  for await (const part of (await openTabularFile({ bytes })).rows()) rows.push(...part);
  return rows;
}

describe('text files', () => {
  const rows = [{ line: 1, cells: ['名', 'b'] }, { line: 2, cells: ['莉', '2'] }];
  test.each([
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff名,b\r\n莉,2\r\n')],
    ['UTF-16LE', Buffer.from('\ufeff名\tb\r\n莉\t2\r\n', 'utf16le')],
    ['GB18030 with semicolons', Buffer.concat([Buffer.from('c3fb', 'hex'), Buffer.from(';b\n'), Buffer.from('c0f2', 'hex'), Buffer.from(';2')])],
  ])('in %s read alike', async (_name, bytes) => {
    expect(await read(bytes)).toEqual(rows);
  });

  test('are GB18030 also when the first 64 kB are plain ASCII', async () => {
    const ascii = 'a,b\n'.repeat(20_000);
    const last = (await read(Buffer.concat([Buffer.from(ascii), Buffer.from('c0f2', 'hex'), Buffer.from(',2\n')]))).at(-1);
    expect(last).toEqual({ line: 20_001, cells: ['莉', '2'] });
  });
});

describe('workbooks', () => {
  test('keep text, numbers and the place of each row', async () => {
    const bytes = await writeTable({ name: 'x', headings: ['id', 'n'], rows: [['6921234567890123456', 1.5], [null, null], ['=1+1', 2]] }, 'xlsx');
    expect(await read(bytes)).toEqual([{ line: 1, cells: ['id', 'n'] }, { line: 2, cells: ['6921234567890123456', 1.5] }, { line: 4, cells: ["'=1+1", 2] }]);
  });

  test('that unpack to far more than they are, or have too many parts, are refused before they are unpacked', async () => {
    await expect(read(zipFile([['xl/worksheets/sheet1.xml', Buffer.alloc(8 * 1024 * 1024)]]))).rejects.toMatchObject({ code: 'workbook_too_large' });
    await expect(read(zipFile(Array.from({ length: 201 }, (_, n) => [`part${n}`, Buffer.from('x')])))).rejects.toMatchObject({ code: 'workbook_too_large' });
  });

  test('that are no workbooks inside are refused with a sentence', async () => {
    await expect(read(zipFile([['readme.txt', Buffer.from('hello')]]))).rejects.toMatchObject({ code: 'broken_workbook' });
  });
});
