import type { Cell } from './cell-text.ts';
import { cellAsText, cleanCell } from './cell-text.ts';
import type { CellProblem } from './reading.ts';

/** What is wrong with one cell of a row. */
export interface CellReject {
  /** The heading as the file writes it, or the field's name when the file has no such column. */
  readonly column: string;
  /** The cell as the file has it, cut to 200 characters. */
  readonly value: string;
  readonly code: CellProblem;
  readonly message: string;
}

/** A reject with its place, the shape of interfaces.md; `code` is wider, as looking up what a row names may fail too. */
export interface Reject {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly message: string;
}

const MAX_VALUE = 200;

export function cellReject(column: string, cell: Cell, code: CellProblem, message: string): CellReject {
  return { column, value: rejectedValue(cell), code, message };
}

/** Places the rejects of a row at its line. */
export function rejectsAtLine(line: number, rejects: readonly CellReject[]): Reject[] {
  return rejects.map((reject) => ({ line, ...reject }));
}

/**
 * A cell as a reject shows it: cut to 200 characters, whole ones, with halves of characters and NUL replaced so that
 * any database and any JSON reader takes it. The text is a copy: a slice would keep the whole piece of the file in memory.
 */
export function rejectedValue(cell: Cell): string {
  const text = typeof cell === 'string' ? cell : cellAsText(cleanCell(cell));
  const cut = text.length > MAX_VALUE ? text.slice(0, MAX_VALUE).replace(/[\ud800-\udbff]$/, '') : text;
  return Array.from(cut, (letter) => (BROKEN.test(letter) ? '\ufffd' : letter)).join('');
}

/** How many rows were not taken: what people are told is "rejected" everywhere. A row with two bad cells is one. */
export function rejectedRowCount(rejects: readonly Pick<Reject, 'line'>[]): number {
  return new Set(rejects.map(({ line }) => line)).size;
}

const BROKEN = /^[\0\p{Surrogate}]$/u;

/** Whether a row keeps a file that is to be taken whole out: all do but those that are good and wait for their time. */
export function holdsFileBack({ code }: Pick<Reject, 'code'>): boolean {
  return code !== 'not_settled';
}
