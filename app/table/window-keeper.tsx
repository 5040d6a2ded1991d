import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RowWindow } from './row-window.ts';
import { withKept } from './row-window.ts';

interface WindowKeeperProps {
  readonly table: HTMLTableElement;
  /** What each row is known by, in order. */
  readonly keys: readonly string[];
  /** Places of rows that are drawn wherever they are. */
  readonly always: readonly number[];
  /** These rows have taken the place of others under the reader's hands: they are looked at from the first. */
  readonly startsAnew: boolean;
  /** Told what to draw whenever that changes; null for all. */
  readonly onChange: (window: RowWindow | null) => void;
}

/** Rows above and below the view that are drawn as well: what arrow keys and a turn of the wheel come to next. */
const OVERSCAN = 12;
/** Rows with the focus, an open editor, an edit on its way or a problem stay drawn wherever the list is scrolled: nothing typed is lost. */
const HELD = ':scope > tbody > tr[data-index]:is(:focus-within, :has(.edit-input, .is-wrong, [aria-busy="true"]))';

/**
 * Finds out which rows of a long table are in view. Loaded with the first such table. All rows are drawn for the printer, and once somebody
 * searches the page with the browser's own search, which finds only what is drawn.
 */
export default function WindowKeeper({ table, keys, always, startsAnew, onChange }: WindowKeeperProps) {
  const frame = table.parentElement;
  const [isWhole, setIsWhole] = useState(false);
  const [estimate] = useState(() => heightOfRows(table));
  const head = table.tHead?.offsetHeight ?? 0;
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used here alone, and is not memoized
  const virtualizer = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    count: keys.length, getScrollElement: () => frame, estimateSize: () => estimate, getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]), overscan: OVERSCAN, scrollMargin: head,
    // Rows are not whole pixels high, and half a pixel times 500 rows is a jump.
    measureElement: (row) => row.getBoundingClientRect().height,
    rangeExtractor: (range) => withKept(defaultRangeExtractor(range), [...always, ...heldRows(table)]),
  });
  const items = virtualizer.getVirtualItems();
  const height = virtualizer.getTotalSize();
  useLayoutEffect(() => {
    if (startsAnew && frame) frame.scrollTop = 0;
  }, [frame, startsAnew]);
  useLayoutEffect(() => {
    // Before the frame has been measured nothing counts as in view: the rows that are there stay, and the focus with them.
    if (!isWhole && items.length === 0) return;
    onChange(isWhole ? null : { drawn: items.map(({ index, start, end }) => ({ index, start: start - head, end: end - head })), height });
  }, [items, height, head, isWhole, onChange]);
  useLayoutEffect(() => {
    virtualizer.measureElement(null); // forgets rows that are gone
    for (const row of table.querySelectorAll<HTMLTableRowElement>(':scope > tbody > tr[data-index]')) virtualizer.measureElement(row);
  });
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const all = () => flushSync(() => setIsWhole(true));
    window.addEventListener('beforeprint', all, { signal });
    window.addEventListener('afterprint', () => setIsWhole(false), { signal });
    window.addEventListener('keydown', (event) => { if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') all(); }, { signal });
    return () => listening.abort();
  }, []);
  return null;
}

function heldRows(table: HTMLTableElement): number[] {
  return [...table.querySelectorAll<HTMLElement>(HELD)].map((row) => Number(row.dataset['index']));
}

function heightOfRows(table: HTMLTableElement): number {
  const rows = [...table.querySelectorAll<HTMLElement>(':scope > tbody > tr[data-index]')];
  return rows.length === 0 ? 40 : rows.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0) / rows.length;
}
