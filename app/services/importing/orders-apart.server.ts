import type { LinedCells, OrderGrouping } from '#app/domain/ingestion/order-grouper.ts';
import { KeyLines } from '#app/lib/file-reading/key-lines.ts';
import type { TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { dataRows } from './data-rows.ts';

/**
 * The orders whose rows do not stand together, by their key: neither part of such an order is whole, so none may be taken.
 * The file is read through once.
 */
export async function ordersApart(file: TabularFile, skipRows: number, grouping: OrderGrouping): Promise<ReadonlySet<string>> {
  const apart = new Set<string>();
  // Formats whose first row says all notice a further row by itself: it carries no order.
  if (grouping.firstRowOnly) return apart;
  const seen = new KeyLines();
  let first: LinedCells | null = null;
  for await (const rows of dataRows(file, skipRows)) {
    for (const row of rows) {
      if (first !== null && grouping.continues(first, row)) continue;
      first = row;
      const key = grouping.keyOf(row);
      if (key !== '' && seen.note(key, row.line) !== null) apart.add(key);
    }
  }
  return apart;
}
