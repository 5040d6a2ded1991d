import type { Cell } from '#app/domain/ingestion/cell-text.ts';
import { csvRows } from './csv-rows.server.ts';
import type { FileSource } from './file-source.server.ts';
import { headOf, sizeOf } from './file-source.server.ts';
import { UnreadableFileError } from './unreadable-file.ts';
import { readXlsx } from './read-xlsx.server.ts';

/** A row of a file with the line (CSV) or row (XLSX) it starts on, from 1. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface TabularFile {
  readonly container: 'csv' | 'xlsx';
  /** The rows from the beginning, some thousand at a time; may be asked for several times. @throws UnreadableFileError */
  rows(): AsyncIterable<readonly FileRow[]>;
}

/**
 * Opens a CSV (any of the usual encodings and separators) or XLSX file for reading row by row. A CSV is never held in memory;
 * a workbook is, after its directory has shown that it is no bomb.
 * @throws UnreadableFileError with a sentence for the user
 */
export async function openTabularFile(source: FileSource): Promise<TabularFile> {
  if ((await sizeOf(source)) === 0) throw new UnreadableFileError('empty_file', 'the file is empty');
  const head = await headOf(source, 8);
  if (startsWith(head, OLE)) {
    throw new UnreadableFileError('old_workbook', 'this is an old .xls workbook or one with a password: save it as .xlsx without a password, or as CSV');
  }
  if (startsWith(head, ZIP)) {
    const rows = await readXlsx(source);
    return { container: 'xlsx', rows: () => inParts(rows) };
  }
  return { container: 'csv', rows: () => csvRows(source) };
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

const PART_ROWS = 2000;

async function* inParts(rows: readonly FileRow[]): AsyncGenerator<readonly FileRow[]> {
  for (let from = 0; from < rows.length; from += PART_ROWS) yield rows.slice(from, from + PART_ROWS);
}
