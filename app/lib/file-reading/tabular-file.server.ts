import type { Cell } from '#app/domain/ingestion/cell-text.ts';
import type { Delimiter } from '#app/domain/ingestion/sniff.ts';
import type { CsvForm } from './csv-rows.server.ts';
import { csvFormOf, csvRows } from './csv-rows.server.ts';
import type { FileSource } from './file-source.server.ts';
import { headOf, sizeOf } from './file-source.server.ts';
import { otherZip, refuseOtherFiles, TELLING_BYTES } from './not-a-table.ts';
import { UnreadableFileError } from './unreadable-file.ts';
import { readXlsx } from './read-xlsx.server.ts';

/** A row of a file with the line (CSV) or row (XLSX) it starts on, from 1. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface TabularFile {
  readonly container: 'csv' | 'xlsx';
  /** What separates the cells of a text file; a comma for workbooks, which have none. */
  delimiter(): Promise<Delimiter>;
  /** The rows from the beginning, some thousand at a time; may be asked for several times. @throws UnreadableFileError */
  rows(): AsyncIterable<readonly FileRow[]>;
}

/**
 * Opens a CSV (any of the usual encodings and separators) or XLSX file for reading row by row. A CSV is never held in memory;
 * a workbook is, after its directory has shown that it is no bomb. `onBytes` is told, from the beginning at each reading, how far it is;
 * what it throws ends the reading.
 * @throws UnreadableFileError with a sentence for the user
 */
export async function openTabularFile(source: FileSource, { onBytes }: { readonly onBytes?: (bytes: number) => void } = {}): Promise<TabularFile> {
  const size = await sizeOf(source);
  if (size === 0) throw new UnreadableFileError('empty_file', 'the file is empty');
  const head = await headOf(source, TELLING_BYTES);
  if (!startsWith(head, ZIP) && !startsWith(head, OLE)) await refuseOtherFiles(head);
  if (startsWith(head, OLE)) {
    throw new UnreadableFileError('old_workbook', 'this is an old .xls workbook or one with a password: save it as .xlsx without a password, or as CSV');
  }
  if (startsWith(head, ZIP)) {
    const rows = await readXlsx(source).catch(async (error: unknown) => {
      throw (await otherZip(head)) ?? error;
    });
    return { container: 'xlsx', delimiter: () => Promise.resolve<Delimiter>(','), rows: () => inParts(rows, (share) => onBytes?.(Math.round(share * size))) };
  }
  let asked: Promise<CsvForm> | undefined;
  const form = () => (asked ??= csvFormOf(source));
  return { container: 'csv', delimiter: async () => (await form()).delimiter, rows: () => csvRows(source, form, onBytes) };
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

const PART_ROWS = 2000;

async function* inParts(rows: readonly FileRow[], onShare: (share: number) => void): AsyncGenerator<readonly FileRow[]> {
  for (let from = 0; from < rows.length; from += PART_ROWS) {
    onShare(Math.min(1, (from + PART_ROWS) / rows.length));
    yield rows.slice(from, from + PART_ROWS);
  }
}
