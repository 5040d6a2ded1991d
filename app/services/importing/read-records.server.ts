import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Columns } from '#app/domain/ingestion/columns.ts';
import type { GroupedOrder, OrderGrouping } from '#app/domain/ingestion/order-grouper.ts';
import { OrderGrouper } from '#app/domain/ingestion/order-grouper.ts';
import type { OrderRow } from '#app/domain/ingestion/orders-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { rejectsAtLine } from '#app/domain/ingestion/rejects.ts';
import type { RowDefaults } from '#app/domain/ingestion/row-reader.ts';
import { KeyLines, KeyOrder } from '#app/lib/file-reading/key-lines.ts';
import type { TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { dataRows } from './data-rows.ts';
import type { Importer, Lined } from './importer.ts';
import { rejectAt } from './importer.ts';
import { ordersApart } from './orders-apart.server.ts';
import type { ImportPlan } from './plan-import.server.ts';

/** Rows read in one turn of the event loop. Between two the database is sent more of what it is writing, which holds a millisecond's worth. */
const ROWS_A_TURN = 100;

/** Some rows of a file that could be read, and what was wrong with the rows between them. */
export interface Part<T> {
  readonly rows: readonly Lined<T>[];
  readonly rejects: readonly Reject[];
}

/** The records of a file in parts of at most `partRows`; a key that stands in the file twice is rejected the second time. */
export async function* readRecords<T>(file: TabularFile, plan: ImportPlan, importer: Importer<T>, defaults: RowDefaults, partRows: number): AsyncGenerator<Part<T>> {
  const order = new KeyOrder();
  let seen: KeyLines | null = null;
  let rows: Lined<T>[] = [];
  let rejects: Reject[] = [];
  for await (const piece of dataRows(file, plan.skipRows)) {
    for (const { line, cells } of piece) {
      if (line % ROWS_A_TURN === 0) await nextTurn();
      const parsed = importer.parse(cells, plan.columns, defaults);
      if (!parsed.ok) {
        rejects.push(...rejectsAtLine(line, parsed.rejects));
        continue;
      }
      const key = importer.key(parsed.row);
      if (key !== null && seen === null && !order.follows(key)) seen = await keyLinesAbove(line, file, plan, importer, defaults);
      noteRow(seen, importer, plan.columns, { line, row: parsed.row }, key, rows, rejects);
      if (rows.length < partRows) continue;
      yield { rows, rejects };
      [rows, rejects] = [[], []];
    }
  }
  yield { rows, rejects };
}

/** The keys above a line, read once more: until there they came in order, so that none was kept. */
async function keyLinesAbove<T>(end: number, file: TabularFile, plan: ImportPlan, importer: Importer<T>, defaults: RowDefaults): Promise<KeyLines> {
  const seen = new KeyLines();
  for await (const piece of dataRows(file, plan.skipRows)) {
    for (const { line, cells } of piece) {
      if (line >= end) return seen;
      const parsed = importer.parse(cells, plan.columns, defaults);
      const key = parsed.ok ? importer.key(parsed.row) : null;
      if (key !== null) seen.note(key, line);
    }
  }
  return seen;
}

/**
 * The orders of a file whose rows are line items; one whose rows stand apart is rejected at each place.
 * @param taken what the importer takes an order as
 */
export async function* readOrderGroups<T>(
  file: TabularFile, plan: ImportPlan, importer: Importer<T>, grouping: OrderGrouping, taken: (order: OrderRow) => T, partRows: number,
): AsyncGenerator<Part<T>> {
  const apart = await ordersApart(file, plan.skipRows, grouping);
  const grouper = new OrderGrouper(grouping);
  const seen = new KeyLines();
  let rows: Lined<T>[] = [];
  let rejects: Reject[] = [];
  const take = (order: GroupedOrder | null) => {
    if (order === null) return;
    if (!order.ok) rejects.push(...order.rejects);
    else if (apart.has(order.key)) rejects.push(rejectAt(plan.columns, order.line, importer.keyField, order.row.orderId, 'rows_apart', ROWS_APART));
    else {
      const row = taken(order.row);
      noteRow(seen, importer, plan.columns, { line: order.line, row }, importer.key(row), rows, rejects);
    }
  };
  for await (const piece of dataRows(file, plan.skipRows)) {
    for (const row of piece) {
      if (row.line % ROWS_A_TURN === 0) await nextTurn();
      take(grouper.push(row));
      if (rows.length < partRows) continue;
      yield { rows, rejects };
      [rows, rejects] = [[], []];
    }
  }
  take(grouper.end());
  yield { rows, rejects };
}

const ROWS_APART = 'other orders stand between the rows of this order, so its sum is not certain: sort the file by order number';

/** @param seen null while no key can have been there before */
function noteRow<T>(seen: KeyLines | null, importer: Importer<T>, columns: Columns, { line, row }: Lined<T>, key: string | null, rows: Lined<T>[], rejects: Reject[]): void {
  const first = key === null || seen === null ? null : seen.note(key, line);
  if (first === null) rows.push({ line, row });
  else rejects.push(rejectAt(columns, line, importer.keyField, (key ?? '').replace('\n', ' '), 'duplicate', `line ${line} names the same as line ${first}`));
}
