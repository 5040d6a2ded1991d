import writeXlsxFile from 'write-excel-file/node';
import * as z from 'zod';
import { detectLocale } from '#app/i18n/locale.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';
import type { TextKey } from '#app/i18n/use-text.ts';
import type { CsvCell } from '../csv-download.server.ts';
import { csvLines, MAX_WORKBOOK_ROWS, sealedDownload, xlsxCell } from './sealed-table.server.ts';

/** A column of a list's file. Several may belong to one column of the table, and some to none. */
export interface ExportColumn<Row> {
  /** Id of the table's column that shows it; null for what only the raw file holds. */
  readonly of: string | null;
  /** Heading for programs, the same in every language. */
  readonly name: string;
  readonly heading: TextKey;
  readonly cell: (row: Row) => CsvCell;
  /** The word that the table shows instead of a code; undefined where the code is what is shown. */
  readonly word?: (row: Row) => TextKey | null;
}

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `as=shown` takes the columns of the address in their order, with words; anything else is all columns with codes, for programs. */
export function exportsAsShown(url: URL): boolean {
  return z.literal('shown').safeParse(url.searchParams.get('as')).success;
}

interface ListExport<Row> {
  readonly request: Request;
  /** Of the file and its sheet, without an ending. */
  readonly name: string;
  readonly format: ExportFormat;
  /** Ids of the table's columns as they are shown; null for a raw file. */
  readonly shown: readonly string[] | null;
  readonly columns: readonly ExportColumn<Row>[];
  /** All rows of the question, as they stand when the file is begun. */
  readonly count: number;
  /** The rows in the list's order, part by part. */
  readonly parts: AsyncGenerator<readonly Row[]>;
}

/**
 * All rows of a list as a file: a CSV is written while its rows are read, a workbook is made whole, so it has a limit and a CSV is
 * offered beyond it. Neither is ever cut off.
 * @throws Response 413 for more rows than a workbook is made of
 */
export async function exportList<Row>({ request, name, format, shown, columns, count, parts }: ListExport<Row>): Promise<Response> {
  const { t } = serverI18n(detectLocale(request.headers));
  const wanted = shown === null ? columns : shown.flatMap((id) => columns.filter((column) => column.of === id));
  const headings = wanted.map((column) => (shown === null ? column.name : t(column.heading)));
  const cellsOf = (row: Row): CsvCell[] => wanted.map((column) => {
    const word = shown === null ? undefined : column.word?.(row);
    return word === undefined ? column.cell(row) : word === null ? null : t(word);
  });
  if (format === 'csv') return sealedDownload(csvBody(headings, parts, cellsOf), name, 'csv', count);
  if (count > MAX_WORKBOOK_ROWS) throw new Response(t('common:export.tooManyRows', { count, most: MAX_WORKBOOK_ROWS }), { status: 413 });
  const rows: CsvCell[][] = [];
  for await (const part of parts) for (const row of part) rows.push(cellsOf(row));
  const head = headings.map((heading) => ({ value: heading, type: String, fontWeight: 'bold' as const }));
  const bytes = await writeXlsxFile([head, ...rows.map((row) => row.map(xlsxCell))], { sheet: name.slice(0, 31) }).toBuffer();
  return sealedDownload(bytes, name, 'xlsx', rows.length);
}

const GROUP = 'group of the rows';

/** The columns of a grouped list as it is shown: what it is grouped by stands first, by the column of that name. A raw file has it among its own. */
export function withGroupColumn<Row>({ columns, shown }: Pick<ListExport<Row>, 'columns' | 'shown'>, by: string | undefined): Pick<ListExport<Row>, 'columns' | 'shown'> {
  const group = columns.find(({ name }) => name === by);
  return shown === null || group === undefined ? { columns, shown } : { columns: [{ ...group, of: GROUP }, ...columns], shown: [GROUP, ...shown] };
}

/** UTF-8 with the mark that spreadsheets need to read Chinese. */
function csvBody<Row>(headings: readonly string[], parts: AsyncGenerator<readonly Row[]>, cellsOf: (row: Row) => CsvCell[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isBegun = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isBegun) {
        isBegun = true;
        controller.enqueue(encoder.encode(`\uFEFF${csvLines([headings])}`));
        return;
      }
      const part = await parts.next();
      if (part.done) controller.close();
      else if (part.value.length > 0) controller.enqueue(encoder.encode(csvLines(part.value.map(cellsOf))));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
