import { goToRow, ROW_GAP } from './next-row.ts';

/**
 * What single keys do to the page at hand. Rows are those of the tables of its content; a row is the current one while the focus is in it. Marks
 * that pages set: `data-select-row` on the tick of a row, `data-edit-cell` on a cell that can be edited, `data-page-search` on the page's own search
 * field, `data-page-edit` on what edits the thing that a page is about.
 */
const ROWS = 'main table tbody tr:not([aria-hidden])';
const ROWS_AND_GAPS = `${ROWS}, main table tbody tr.${ROW_GAP}`;
const ROW_LINK = '.row-link, th a[href], td a[href]';
const ROW_TICK = '[data-select-row]';
const EDIT_CELL = '[data-edit-cell]';

/** Whether letters go into a field there, or into a cell that they would replace. Ticks and buttons take none. */
export function isTypingIn(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[contenteditable=""], [contenteditable="true"], textarea, select, [role="textbox"], [role="combobox"], [role="menu"], [role="listbox"], [data-edit-cell]')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color'].includes(target.type);
}

/** Puts the focus into the page's own search field; false where it has none. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main [data-page-search], main [role="search"] input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}

/** Moves to the next row, or the one before; into the table where the focus is elsewhere. */
export function moveRow(step: 1 | -1): boolean {
  const rowsNow = () => [...document.querySelectorAll<HTMLTableRowElement>(ROWS_AND_GAPS)].filter((row) => row.classList.contains(ROW_GAP) || (focusOf(row) !== null && row.offsetParent !== null));
  const current = currentRow();
  const next = () => {
    const rows = rowsNow();
    return current ? rows[rows.indexOf(current) + step] : rows.find((row) => !row.classList.contains(ROW_GAP));
  };
  const go = (row: Element) => {
    focusOf(row)?.focus();
    row.scrollIntoView({ block: 'nearest' });
  };
  return goToRow({ from: current ?? document.body, find: next, go, repeat: () => moveRow(step) });
}

function focusOf(row: Element): HTMLElement | null {
  return row.querySelector<HTMLElement>(ROW_LINK) ?? row.querySelector<HTMLElement>(`${ROW_TICK}, button`);
}

function currentRow(): HTMLTableRowElement | null {
  return document.activeElement?.closest<HTMLTableRowElement>(ROWS) ?? null;
}

/** Ticks the current row, or takes the tick away. */
export function selectRow(): boolean {
  return clicked(currentRow()?.querySelector<HTMLElement>(ROW_TICK));
}

export function openRow(): boolean {
  return clicked(currentRow()?.querySelector<HTMLElement>(ROW_LINK));
}

/** Goes to the first cell of the current row that can be edited; without a row, to the form of what the page is about. */
export function editRow(): boolean {
  const cell = currentRow()?.querySelector<HTMLElement>(EDIT_CELL);
  cell?.focus();
  return cell ? true : clicked(document.querySelector<HTMLElement>('main [data-page-edit], main header a[href$="/edit"], main a[href$="/edit"]'));
}

function clicked(element: HTMLElement | null | undefined): boolean {
  element?.click();
  return element !== null && element !== undefined;
}
