import { goToRow, ROW_GAP } from '#app/components/next-row.ts';

/** Cells that can be edited are buttons marked with the id of their column; rows and columns are read off the table itself. */
const CELL = '[data-edit-cell]';
const ROWS = `tbody tr:is([data-row], .${ROW_GAP})`;

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Moves the focus from one cell to its neighbour by an arrow key, Home or End; false where the key or the place says nothing. */
export function moveFocus(key: string, from: EventTarget, frame: HTMLElement | null): boolean {
  if (!(from instanceof HTMLElement) || !frame || !from.matches(CELL)) return false;
  const step = STEPS[key];
  const row = from.closest('tr');
  if (!row) return false;
  const cells = [...row.querySelectorAll<HTMLElement>(CELL)];
  const place = cells.indexOf(from);
  if (key === 'Home' || key === 'End') return focusOn(key === 'Home' ? cells[0] : cells.at(-1));
  if (!step) return false;
  if (step[0] === 0) return focusOn(cells[place + step[1]]);
  // Between the rows stand headings of groups, which have no cells to edit.
  const next = () => {
    const rows = [...frame.querySelectorAll(ROWS)];
    return rows[rows.indexOf(row) + step[0]];
  };
  const repeat = () => moveFocus(key, document.activeElement ?? from, frame);
  return goToRow({ from: row, find: next, go: (found) => focusOn(found.querySelectorAll<HTMLElement>(CELL)[place]), repeat });
}

/** The cell after (or before) one, row by row; what Tab goes on to. None where what is beside it is not drawn. */
export function neighbourOf(cell: HTMLElement, back: boolean): HTMLElement | null {
  const all = [...(cell.closest('table')?.querySelectorAll<HTMLElement>(`tr[data-row] ${CELL}, tr.${ROW_GAP}`) ?? [])];
  const found = all[all.indexOf(cell) + (back ? -1 : 1)];
  return found?.matches(CELL) === true ? found : null;
}

function focusOn(cell: HTMLElement | undefined): boolean {
  cell?.focus();
  return cell !== undefined;
}

/** Whether keys typed there are text. */
export function isTypingPlace(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select') || target.isContentEditable);
}
