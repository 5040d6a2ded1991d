import type { Cell } from './cell-text.ts';
import type { OrderRow } from './orders-row.ts';
import type { Reject } from './rejects.ts';
import { cellReject, rejectsAtLine } from './rejects.ts';

/** A row of the file with the line it starts on. */
export interface LinedCells {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** One order of a file, or what is wrong with it, at the line of its first row. */
export type GroupedOrder =
  | { readonly ok: true; readonly line: number; readonly key: string; readonly row: OrderRow }
  | { readonly ok: false; readonly line: number; readonly rejects: readonly Reject[] };

/** What the rows of an order say, or what is wrong with them, each at its line. */
export type ReadOrder = { readonly ok: true; readonly row: OrderRow } | { readonly ok: false; readonly rejects: readonly Reject[] };

/** How a file's rows become orders, where an order takes several. */
export interface OrderGrouping {
  /** What all rows of an order have in common, as the file writes it; '' where a row does not say. */
  readonly keyOf: (row: LinedCells) => string;
  /** The heading of that column, for rejects. */
  readonly keyHeading: string;
  /** Whether a row goes on with the order that another began. */
  readonly continues: (first: LinedCells, next: LinedCells) => boolean;
  /** Whether the first row says all: the others are not kept. */
  readonly firstRowOnly: boolean;
  /** Reads an order from its rows, of which there is at least one. */
  readonly read: (rows: readonly [LinedCells, ...LinedCells[]]) => ReadOrder;
}

/** More rows than any order has: beyond, the column of the order's number holds something else. */
const MOST_ROWS = 1000;

/**
 * Puts the rows of orders together that stand one after the other. An order is finished when the next one begins: `push` then
 * returns it; `end` returns the last. Memory is bounded by one order.
 */
export class OrderGrouper {
  readonly #grouping: OrderGrouping;
  #rows: [LinedCells, ...LinedCells[]] | null = null;

  constructor(grouping: OrderGrouping) {
    this.#grouping = grouping;
  }

  /** Takes the next row and returns the order before it, when this row begins another. */
  push(row: LinedCells): GroupedOrder | null {
    if (this.#rows !== null && this.#grouping.continues(this.#rows[0], row)) {
      // One more than may be is kept, to tell that there were more.
      if (!this.#grouping.firstRowOnly && this.#rows.length <= MOST_ROWS) this.#rows.push(row);
      return null;
    }
    const finished = this.end();
    this.#rows = [row];
    return finished;
  }

  end(): GroupedOrder | null {
    const rows = this.#rows;
    this.#rows = null;
    if (rows === null) return null;
    const [{ line }] = rows;
    const key = this.#grouping.keyOf(rows[0]);
    if (rows.length > MOST_ROWS) {
      const reject = cellReject(this.#grouping.keyHeading, key, 'too_many_rows', `an order of more than ${MOST_ROWS} rows`);
      return { ok: false, line, rejects: rejectsAtLine(line, [reject]) };
    }
    const parsed = this.#grouping.read(rows);
    return parsed.ok ? { ok: true, line, key, row: parsed.row } : { ok: false, line, rejects: parsed.rejects };
  }
}
