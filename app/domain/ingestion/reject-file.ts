import { formulaSafeText } from './formula-guard.ts';

/** The heading of the last column of a file of rejected rows. One for all languages, so that it is known again when the file comes back. */
export const REJECT_REASON_HEADING = 'rejected because / 拒绝原因';

export function isReasonHeading(heading: string): boolean {
  return heading.replace(/^'/, '').trim() === REJECT_REASON_HEADING;
}

export interface RejectedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly editedCells: readonly string[] | null;
  readonly isSkipped: boolean;
  readonly problems: readonly { readonly column: string; readonly code: string; readonly message: string }[];
}

/**
 * The rows above the data with the heading of the reasons, which a file that was given back once has already. A sheet of two levels of
 * headings has it on the lower one.
 */
export function rejectHeaderRows(headerRows: readonly (readonly string[])[]): string[][] {
  const own = reasonPlace(headerRows);
  const width = Math.max(0, ...headerRows.map((row) => row.length)) - (own === null ? 0 : 1);
  return headerRows.map((row, index) => {
    const cells = without(row, own);
    if (index < headerRows.length - 1) return cells;
    return [...cells, ...Array.from({ length: width - cells.length }, () => ''), REJECT_REASON_HEADING];
  });
}

/** A row as it is given back: as the file has it or as a person corrected it last, and why it was not taken. */
export function rejectedCells(row: RejectedRow, headerRows: readonly (readonly string[])[]): string[] {
  const own = reasonPlace(headerRows);
  const width = Math.max(0, ...headerRows.map((header) => header.length)) - (own === null ? 0 : 1);
  const cells = without(row.editedCells ?? row.cells, own);
  return [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => ''), reasonOf(row)];
}

function reasonPlace(headerRows: readonly (readonly string[])[]): number | null {
  const place = headerRows.at(-1)?.findIndex(isReasonHeading) ?? -1;
  return place === -1 ? null : place;
}

function without(cells: readonly string[], place: number | null): string[] {
  return place === null ? [...cells] : cells.filter((_, index) => index !== place);
}

function reasonOf({ line, problems, isSkipped }: RejectedRow): string {
  if (isSkipped) return `line ${line}: left out by hand`;
  if (problems.length === 0) return `line ${line}: belongs to an order of which another row was rejected`;
  return problems.map(({ column, code, message }) => `line ${line}${column === '' ? '' : `, ${column}`}: ${message} [${code}]`).join('; ');
}

/** Digits and words that shops wrap so that spreadsheets leave them alone: `="6921234567890123456"`, a tab before. They compute nothing. */
const WRAPPED = /^(?:="[\w-]{1,64}"|\t+\w[\w.:/ -]{0,63})$/;

/** A cell of a file that is given back to be imported again: guarded against being computed, and the same when it comes back. */
export function returnedCell(text: string): string {
  return WRAPPED.test(text) ? text : formulaSafeText(text);
}
