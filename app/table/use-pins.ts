import { useCallback, useLayoutEffect, useRef } from 'react';

/** Part of the frame's width that pinned columns leave to the others. */
const LEFT_TO_OTHERS = 0.4;
/** Offsets that table.css reads: `--pin-0` to `--pin-11`. More pinned columns would leave no room in any window. */
export const MAX_PINS = 12;

/**
 * Keeps pinned columns side by side while the rest scrolls. Each begins where those before it end, so their widths are measured
 * and written as custom properties of the table, which the content policy allows where it forbids style attributes. What would
 * leave less than 40 % of the frame to other columns scrolls with them. Before any script has run only the first column stays.
 */
export function usePins(key: string) {
  const table = useRef<HTMLTableElement>(null);
  const place = useCallback(() => {
    if (table.current) placePins(table.current);
  }, []);
  useBrowserLayoutEffect(() => {
    const element = table.current;
    if (!element) return;
    place();
    const watch = new ResizeObserver(place);
    watch.observe(element);
    if (element.parentElement) watch.observe(element.parentElement);
    for (const cell of headCells(element)) watch.observe(cell);
    return () => watch.disconnect();
  }, [key, place]);
  return table;
}

// React warns of layout effects while it renders on the server, where there is nothing to lay out.
const useBrowserLayoutEffect = typeof document === 'undefined' ? () => {} : useLayoutEffect;

function headCells(table: HTMLTableElement): HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>(':scope > thead > tr:last-child > [data-pin]')];
}

function placePins(table: HTMLTableElement): void {
  const room = (table.parentElement?.clientWidth ?? table.clientWidth) * (1 - LEFT_TO_OTHERS);
  let offset = 0;
  let full = false;
  for (const [index, cell] of headCells(table).entries()) {
    const width = cell.offsetWidth;
    // The first stays whatever its width; table.css bounds it.
    full ||= index > 0 && offset + width > room;
    table.style.setProperty(`--pin-${cell.dataset['pin'] ?? index}`, full ? 'auto' : `${offset}px`);
    offset += width;
  }
}
