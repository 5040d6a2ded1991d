import { stringify } from 'csv-stringify/sync';
import { formulaSafeText } from '#app/domain/ingestion/formula-guard.ts';

/** Text, guarded against being computed by a spreadsheet; a count; an amount as a decimal string, which stays the number it is; nothing. */
export type CsvCell = string | number | { readonly decimal: string | null } | null;

export interface CsvTable {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/**
 * A table as a CSV to be saved: with the mark that tells spreadsheets it is UTF-8, never cut off, and with its number of rows in a
 * header, so that whoever takes it can tell a whole file from a broken one.
 */
export function csvDownload({ name, headings, rows }: CsvTable): Response {
  const csv = stringify([headings, ...rows.map((row) => row.map(csvCellText))], { record_delimiter: '\n' });
  return new Response(`\uFEFF${csv}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store', 'x-row-count': String(rows.length),
    },
  });
}

/** A cell's text in a CSV. */
export function csvCellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.decimal ?? '';
  return typeof cell === 'number' ? String(cell) : formulaSafeText(cell);
}
