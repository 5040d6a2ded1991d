import type { PercentStyle } from './cell-number.ts';
import type { DateOrder } from './civil-time.ts';
import type { Cell, CleanCell } from './cell-text.ts';
import { cellAsText, cleanCell, isEmptyCell, isNothing } from './cell-text.ts';
import type { Column, Columns } from './columns.ts';
import type { NumberStyle } from './number-style.ts';
import type { CellProblem, Reading } from './reading.ts';
import type { CellReject } from './rejects.ts';
import { cellReject } from './rejects.ts';
import type { Platform } from '../kol.ts';

/** What the options of an import supply for every row, and how the file is to be read where it does not say. */
export interface RowDefaults {
  readonly zone: string;
  /** The currency of amounts without one. */
  readonly currency: string;
  readonly dateOrder?: DateOrder | null;
  readonly platform?: Platform | null;
  readonly campaign?: string | null;
  readonly shop?: string | null;
  /** The instant of metrics in a report that does not name one. */
  readonly capturedAt?: Date | null;
  /** By field, for columns without % signs; found over the whole file with `detectPercentStyle`. Percent where absent. */
  readonly percentStyles?: ReadonlyMap<string, PercentStyle>;
  /** How the file writes numbers; found over the whole file with `NumberStyleDetector`, null where no cell tells. */
  readonly numberStyle?: NumberStyle | null;
}

export type ParsedRow<T> =
  | { readonly ok: true; readonly row: T }
  | { readonly ok: false; readonly rejects: readonly CellReject[] };

export type CellReader<T> = (cell: CleanCell, column: Column) => Reading<T>;

/**
 * Reads the fields of one row and collects everything that is wrong with it.
 * `undefined` stands for a field the file does not have (it must not overwrite what is stored), null for an empty cell.
 */
export class RowReader {
  readonly rejects: CellReject[] = [];
  readonly #cells: readonly Cell[];
  readonly #columns: Columns;

  constructor(cells: readonly Cell[], columns: Columns) {
    this.#cells = cells;
    this.#columns = columns;
    if (cells.length > columns.width) this.#checkWidth();
  }

  /** A row wider than its headings is shifted, unless nothing stands in the surplus: every amount in it would be another's. */
  #checkWidth(): void {
    const surplus = this.#cells.slice(this.#columns.width).find((cell) => !isEmptyCell(cleanCell(cell)));
    if (surplus === undefined) return;
    // The surplus is not quoted: in a file of orders it may be a buyer's name or phone.
    const message = `the row has ${this.#cells.length} cells, the heading ${this.#columns.width}`;
    this.rejects.push(cellReject('', '', 'row_too_wide', message));
  }

  /** The value, null for an empty cell, undefined when the file has no such column or the cell was rejected. */
  optional<T>(field: string, reader: CellReader<T>): T | null | undefined {
    return this.#read(field, reader, isNothing);
  }

  /** As `optional`, for names and ids: "unknown" and "n/a" are text there. */
  optionalName<T>(field: string, reader: CellReader<T>): T | null | undefined {
    return this.#read(field, reader, isEmptyCell);
  }

  /** The value, or the fallback for an empty or missing one; without a fallback that is a reject, and undefined. */
  required<T>(field: string, reader: CellReader<T>, fallback?: T | null): T | undefined {
    const before = this.rejects.length;
    const value = this.#read(field, reader, isEmptyCell) ?? fallback;
    // Text of nothing but invisible characters is read as '', which is no value either.
    if (value !== undefined && value !== null && value !== '') return value;
    if (this.rejects.length === before) this.reject(field, 'required', `${field} is required`);
    return undefined;
  }

  /** The cell of a field, unwrapped and not yet read; '' when there is none. */
  cell(field: string): CleanCell {
    const column = this.#columns.byField.get(field);
    return column === undefined ? '' : cleanCell(this.#cells[column.index]);
  }

  /** The cell of a field as text, unjudged; '' when there is none. */
  text(field: string): string {
    return cellAsText(this.cell(field));
  }

  /** Rejects a field for a reason that takes more than its own cell to see. */
  reject(field: string, code: CellProblem, message: string): void {
    const column = this.#columns.byField.get(field);
    this.rejects.push(cellReject(column?.heading ?? field, column ? this.#cells[column.index] : '', code, message));
  }

  #read<T>(field: string, reader: CellReader<T>, isBlank: (cell: CleanCell) => boolean): T | null | undefined {
    const column = this.#columns.byField.get(field);
    if (column === undefined || column.index >= this.#cells.length) return undefined;
    const raw = this.#cells[column.index];
    const cell = cleanCell(raw);
    if (isBlank(cell)) return null;
    const reading = reader(cell, column);
    if (reading.ok) return reading.value;
    this.rejects.push(cellReject(column.heading, raw, reading.code, `${reading.message}; expected ${reading.expectation}`));
    return undefined;
  }
}
