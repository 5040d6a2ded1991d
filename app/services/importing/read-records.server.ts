import type { PercentStyle } from '#app/domain/ingestion/cell-number.ts';
import { detectPercentStyle } from '#app/domain/ingestion/cell-number.ts';
import { cleanCell } from '#app/domain/ingestion/cell-text.ts';
import type { Columns } from '#app/domain/ingestion/columns.ts';
import type { OrderRow } from '#app/domain/ingestion/orders-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { rejectsAtLine } from '#app/domain/ingestion/rejects.ts';
import type { RowDefaults } from '#app/domain/ingestion/row-reader.ts';
import type { ShopifyOrder } from '#app/domain/ingestion/shopify-export.ts';
import { ShopifyOrderGrouper } from '#app/domain/ingestion/shopify-export.ts';
import { KeyLines } from '#app/lib/file-reading/key-lines.ts';
import type { FileRow, TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import type { Importer, Lined } from './importer.ts';
import { rejectAt } from './importer.ts';
import type { ImportPlan } from './plan-import.server.ts';

/** Some rows of a file that could be read, and what was wrong with the rows between them. */
export interface Part<T> {
  readonly rows: readonly Lined<T>[];
  readonly rejects: readonly Reject[];
}

/** The records of a file in parts of at most `partRows`; a key that stands in the file twice is rejected the second time. */
export async function* readRecords<T>(file: TabularFile, plan: ImportPlan, importer: Importer<T>, defaults: RowDefaults, partRows: number): AsyncGenerator<Part<T>> {
  const seen = new KeyLines();
  let rows: Lined<T>[] = [];
  let rejects: Reject[] = [];
  for await (const piece of dataRows(file, plan.skipRows)) {
    for (const { line, cells } of piece) {
      const parsed = importer.parse(cells, plan.columns, defaults);
      if (!parsed.ok) rejects.push(...rejectsAtLine(line, parsed.rejects));
      else noteRow(seen, importer, plan.columns, { line, row: parsed.row }, rows, rejects);
      if (rows.length < partRows) continue;
      yield { rows, rejects };
      [rows, rejects] = [[], []];
    }
  }
  yield { rows, rejects };
}

/** The orders of Shopify's export, whose rows are line items. */
export async function* readShopifyOrders(file: TabularFile, plan: ImportPlan, importer: Importer<OrderRow>, defaults: RowDefaults, partRows: number): AsyncGenerator<Part<OrderRow>> {
  const grouper = new ShopifyOrderGrouper(plan.headings, defaults);
  const seen = new KeyLines();
  let rows: Lined<OrderRow>[] = [];
  let rejects: Reject[] = [];
  const take = (order: ShopifyOrder | null) => {
    if (order === null) return;
    if (order.ok) noteRow(seen, importer, plan.columns, order, rows, rejects);
    else rejects.push(...order.rejects);
  };
  for await (const piece of dataRows(file, plan.skipRows)) {
    for (const row of piece) {
      take(grouper.push(row));
      if (rows.length < partRows) continue;
      yield { rows, rejects };
      [rows, rejects] = [[], []];
    }
  }
  take(grouper.end());
  yield { rows, rejects };
}

function noteRow<T>(seen: KeyLines, importer: Importer<T>, columns: Columns, { line, row }: Lined<T>, rows: Lined<T>[], rejects: Reject[]): void {
  const key = importer.key(row);
  const first = key === null ? null : seen.note(key, line);
  if (first === null) rows.push({ line, row });
  else rejects.push(rejectAt(columns, line, importer.keyField, (key ?? '').replace('\n', ' '), 'duplicate', `line ${line} names the same as line ${first}`));
}

async function* dataRows(file: TabularFile, skipRows: number): AsyncGenerator<readonly FileRow[]> {
  let left = skipRows;
  for await (const rows of file.rows()) {
    yield left === 0 ? rows : rows.slice(left);
    left = Math.max(0, left - rows.length);
  }
}

const PERCENT_FIELDS = ['engagement_rate', 'audience_female_pct', 'audience_18_24_pct'] as const;

/** How the percentage columns of a file are written, by their range over the whole file: it is read through once for that. */
export async function percentStylesOf(file: TabularFile, plan: ImportPlan): Promise<ReadonlyMap<string, PercentStyle>> {
  const columns = PERCENT_FIELDS.flatMap((field) => {
    const column = plan.columns.byField.get(field);
    return column ? [{ field, index: column.index, sawFraction: false, sawMore: false }] : [];
  });
  if (columns.length === 0) return new Map();
  for await (const rows of dataRows(file, plan.skipRows)) {
    for (const column of columns) {
      const cells = rows.map((row) => cleanCell(row.cells[column.index]));
      column.sawFraction ||= detectPercentStyle(cells) === 'fraction';
      // With a fraction put before them, cells are "in percent" only if one of them is above 1.
      column.sawMore ||= detectPercentStyle(['0.5', ...cells]) === 'percent';
    }
  }
  return new Map(columns.map(({ field, sawFraction, sawMore }) => [field, sawFraction && !sawMore ? 'fraction' : 'percent']));
}
