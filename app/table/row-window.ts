/**
 * Which rows of a long list are drawn. Everything else is a gap as high as what it stands for, so that the scroll bar is that of the whole list.
 * What is in view is found out in the browser (window-keeper.tsx); until then, and without script, the first rows stand there.
 */

/** Lists of up to so many rows are drawn whole: a plain table can be searched, copied and read aloud as it is (ux.md section 4). */
export const WINDOW_FROM = 200;
/** What the server draws of a longer one: more than the highest screen shows. */
export const FIRST_ROWS = 60;

export interface RowWindow {
  /** The drawn rows in their order, with where each begins and ends, in pixels from the first row's upper edge. */
  readonly drawn: readonly { readonly index: number; readonly start: number; readonly end: number }[];
  /** Height of all rows. */
  readonly height: number;
}

/** A drawn row with the gap before it, in pixels. */
export interface DrawnRow {
  readonly index: number;
  readonly gapBefore: number;
}

/** The first rows, all of one height. */
export function firstWindow(count: number, rowHeight: number): RowWindow {
  const drawn = Array.from({ length: Math.min(count, FIRST_ROWS) }, (_, index) => ({ index, start: index * rowHeight, end: (index + 1) * rowHeight }));
  return { drawn, height: count * rowHeight };
}

/** The rows to draw, each with the gap that goes before it, and the gap after the last one. Rows that a list has lost since are left out. */
export function drawnRows({ drawn, height }: RowWindow, count: number): { readonly rows: readonly DrawnRow[]; readonly gapAfter: number } {
  let end = 0;
  const rows = drawn.filter(({ index }) => index < count).map((row) => {
    const gapBefore = Math.max(0, row.start - end);
    ({ end } = row);
    return { index: row.index, gapBefore };
  });
  return { rows, gapAfter: Math.max(0, height - end) };
}

/** What is in view and what must not go away with it (a row that has the focus, or a cell with unsaved text), in order and each once. */
export function withKept(inView: readonly number[], kept: readonly number[]): number[] {
  return [...new Set([...inView, ...kept])].sort((a, b) => a - b);
}

/** How much room a value takes beside others of its column; a Chinese character takes two places. For comparing only. */
export function breadthOf(value: unknown): number {
  if (typeof value === 'number') return String(Math.trunc(Math.abs(value))).length + (value < 0 ? 1 : 0);
  if (typeof value === 'string') return [...value].reduce((places, sign) => places + ((sign.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);
  if (typeof value === 'boolean') return 1;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((places: number, part) => places + breadthOf(part) + 1, 0);
}
