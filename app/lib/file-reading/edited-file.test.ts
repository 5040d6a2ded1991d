import { expect, test } from 'vitest';
import { editedFile, rowEditsOf } from './edited-file.ts';
import { openTabularFile } from './tabular-file.server.ts';

const BYTES = new TextEncoder().encode('id,name,buyer\n1,a,Ann\n2,b,Ben\n3,c,Cem\n');

async function read(edits: Parameters<typeof rowEditsOf>[0]) {
  const rows = [];
  for await (const part of editedFile(await openTabularFile({ bytes: BYTES }), rowEditsOf(edits)).rows()) rows.push(...part);
  return rows.map(({ line, cells }) => [line, ...cells]);
}

test('a corrected cell is read instead of the file\'s, a row that was left out is not read, the others are as they were', async () => {
  const edits = [
    { line: 2, cells: ['1', 'a', ''], editedCells: ['1', 'better', ''], isSkipped: false },
    { line: 4, cells: ['3', 'c', ''], editedCells: null, isSkipped: true },
  ];
  expect(await read(edits)).toEqual([[1, 'id', 'name', 'buyer'], [2, '1', 'better', 'Ann'], [3, '2', 'b', 'Ben']]);
});

test('what was blanked when the row was kept is read from the file, unless somebody wrote over it', async () => {
  expect((await read([{ line: 3, cells: ['2', 'b', ''], editedCells: ['2', 'b', 'someone'], isSkipped: false }]))[2]).toEqual([3, '2', 'b', 'someone']);
});

test('a correction may add cells to a row that is too short', async () => {
  expect((await read([{ line: 3, cells: ['2', 'b', ''], editedCells: ['2', 'b', '', '', 'x'], isSkipped: false }]))[2]).toEqual([3, '2', 'b', 'Ben', '', 'x']);
});

test('without corrections the file is the file', async () => {
  const file = await openTabularFile({ bytes: BYTES });
  expect(editedFile(file, new Map())).toBe(file);
});
