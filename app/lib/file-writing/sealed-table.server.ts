import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { formulaSafeText } from '#app/domain/ingestion/formula-guard.ts';
import type { CsvCell } from '../csv-download.server.ts';
import { csvCellText } from '../csv-download.server.ts';

/** A table for finance: text is guarded against being computed, amounts are decimal strings that stay numbers. */
export interface SealedTable {
  /** Of the file and its sheet, without an ending. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/** What stands under the rows, so that whoever gets a copy can tell whether it is whole and which ledger it is of. */
export interface Seal {
  /** The ledger as it was: the number and code of its last entry; 0 without entries. */
  readonly ledger: { readonly sequence: number; readonly hash: string };
  /** ISO 8601. */
  readonly exportedAt: string;
}

export const SEALED_FORMATS = ['csv', 'xlsx', 'json'] as const;
export type SealedFormat = (typeof SEALED_FORMATS)[number];

/** Rows that a workbook is made of at the most: it is held in memory whole. More are refused, never cut off; a CSV takes any number. */
export const MAX_WORKBOOK_ROWS = 200_000;

/** The mark that tells spreadsheets of UTF-8. */
const MARK = '\uFEFF';

/** SHA-256 of a table's CSV form, heading and byte order mark included, hexadecimal. The same for the page, the CSV, the workbook and the command line. */
export function tableChecksum(table: SealedTable): string {
  return createHash('sha256').update(csvText(table)).digest('hex');
}

function csvText({ headings, rows }: SealedTable): string {
  return `${MARK}${csvLines([headings, ...rows])}`;
}

/** Lines of a sealed CSV, as `csv-stringify` writes them: it is asked only where a cell has to be quoted, which few have. */
export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => {
    const cells = row.map(csvCellText);
    return cells.some(isQuoted) ? stringify([cells], { record_delimiter: '\n' }) : `${cells.join(',')}\n`;
  }).join('');
}

const QUOTED = /[",\r\n]/;
const isQuoted = (text: string): boolean => QUOTED.test(text);

/**
 * The lines under a sealed CSV. They begin with `#`, and the checksum is of every byte before them:
 * `sed '/^# rows,/,$d' FILE | sha256sum` prints it again.
 */
export function sealLines(rows: number, sha256: string, { ledger, exportedAt }: Seal): string {
  const lines = [['# rows', String(rows)], ['# sha256', sha256], ['# sha256 is of', 'all bytes before the line "# rows"'], ['# ledger entries', String(ledger.sequence)], ['# ledger head', ledger.hash], ['# exported at', exportedAt]];
  return stringify(lines, { record_delimiter: '\n' });
}

/** The bytes of a table with its seal. JSON is `{"items":[...],"rows","sha256","ledger","exportedAt"}`. @throws RangeError for a workbook of more rows than are made */
export async function writeSealedTable(table: SealedTable, format: SealedFormat, seal: Seal): Promise<Buffer> {
  const sha256 = tableChecksum(table);
  switch (format) {
    case 'csv':
      return Buffer.from(csvText(table) + sealLines(table.rows.length, sha256, seal), 'utf8');
    case 'json': {
      const items = table.rows.map((row) => Object.fromEntries(table.headings.map((heading, index) => [heading, jsonValue(row[index] ?? null)])));
      return Buffer.from(`${JSON.stringify({ items, rows: items.length, sha256, ...seal })}\n`, 'utf8');
    }
    case 'xlsx': {
      if (table.rows.length > MAX_WORKBOOK_ROWS) throw new RangeError(`${table.rows.length} rows are more than a workbook is made of (${MAX_WORKBOOK_ROWS}); export as CSV`);
      const text = (value: string) => ({ value, type: String });
      const foot: [string, string][] = [
        ['rows', String(table.rows.length)], ['sha256', sha256], ['sha256 is of', 'these rows as CSV, all bytes before the line "# rows"'], ['ledger entries', String(seal.ledger.sequence)],
        ['ledger head', seal.ledger.hash], ['exported at', seal.exportedAt],
      ];
      const head = table.headings.map((heading) => ({ ...text(heading), fontWeight: 'bold' as const }));
      const data = [head, ...table.rows.map((row) => row.map(xlsxCell)), [], ...foot.map((line) => line.map(text))];
      return await writeXlsxFile(data, { sheet: table.name.slice(0, 31) }).toBuffer();
    }
  }
}

const TYPES: Record<SealedFormat, string> = {
  csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', json: 'application/json; charset=utf-8',
};

/** A file to be saved. Nothing keeps a copy of it on the way. */
export function sealedDownload(body: Buffer | ReadableStream<Uint8Array>, name: string, format: SealedFormat, rows?: number): Response {
  return new Response(body instanceof ReadableStream ? body : new Uint8Array(body), {
    headers: {
      'content-type': TYPES[format], 'content-disposition': `attachment; filename="${name}.${format}"`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff',
      ...(rows === undefined ? {} : { 'x-row-count': String(rows) }),
    },
  });
}

const jsonValue = (cell: CsvCell) => (cell !== null && typeof cell === 'object' ? cell.decimal : cell);

/** Digits that a spreadsheet keeps of a number; a longer amount is written as text rather than rounded. */
const SHEET_DIGITS = 15;

/** A cell of a workbook: numbers and amounts stay numbers, text is guarded. */
export function xlsxCell(cell: CsvCell) {
  if (cell === null) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string') return { value: formulaSafeText(cell), type: String };
  if (cell.decimal === null) return null;
  if (cell.decimal.replace(/\D/g, '').length > SHEET_DIGITS) return { value: cell.decimal, type: String };
  const decimals = cell.decimal.split('.')[1]?.length ?? 0;
  return { value: Number(cell.decimal), type: Number, format: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}` };
}
