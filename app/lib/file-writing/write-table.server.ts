import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { csvCellText } from '../csv-download.server.ts';
import { xlsxCell } from './sealed-table.server.ts';

/** A table to be exported: numbers stay numbers, text is guarded against being computed by a spreadsheet, null is an empty cell. */
export interface ExportTable {
  /** Name of the sheet. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export const TABLE_FORMATS = ['csv', 'xlsx', 'json'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Excel's own limit; more rows than fit are refused rather than cut off. */
const MAX_XLSX_ROWS = 1_048_575;

/** The bytes of a table. JSON is `{"items":[{heading: value}]}`. @throws RangeError for more rows than a sheet holds */
export async function writeTable(table: ExportTable, format: TableFormat): Promise<Buffer> {
  switch (format) {
    case 'csv':
      return Buffer.from(stringify([table.headings, ...table.rows.map((row) => row.map(csvCellText))], { record_delimiter: '\n' }), 'utf8');
    case 'json':
      return Buffer.from(`${JSON.stringify({ items: table.rows.map((row) => Object.fromEntries(table.headings.map((heading, index) => [heading, row[index] ?? null]))) })}\n`, 'utf8');
    case 'xlsx': {
      if (table.rows.length > MAX_XLSX_ROWS) throw new RangeError(`${table.rows.length} rows do not fit a sheet (${MAX_XLSX_ROWS}); export as CSV`);
      const data = [table.headings.map(xlsxCell), ...table.rows.map((row) => row.map(xlsxCell))];
      return await writeXlsxFile(data, { sheet: table.name }).toBuffer();
    }
  }
}
