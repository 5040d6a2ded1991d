import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { MAX_WIDTH, MIN_WIDTH } from './layout.ts';

interface ResizeHandleProps {
  readonly name: string;
  readonly columnId: string;
  /** The chosen width in pixels; null while the column fits its content. */
  readonly width: number | null;
  /** Called once a width is settled; null asks for a width that fits the content. */
  readonly onResize: (width: number | null) => void;
}

const STEP = 16;

/** The edge of a heading: dragged, or moved by arrow keys, it sets the column's width; a double click or Delete fits the content again. */
export function ResizeHandle({ name, columnId, width, onResize }: ResizeHandleProps) {
  const t = useText('common');
  const drag = useRef<{ readonly from: number; readonly width: number; moved: boolean } | null>(null);
  const wanted = (event: PointerEvent<HTMLElement>, start: { readonly from: number; readonly width: number }) => clamp(start.width + event.clientX - start.from);
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const present = width ?? headingOf(event.currentTarget).offsetWidth;
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') onResize(clamp(present + (event.key === 'ArrowRight' ? STEP : -STEP)));
    else if (event.key === 'Delete' || event.key === 'Backspace' || event.key === 'Enter') onResize(null);
    else return;
    event.preventDefault();
  };
  return (
    <span
      role="separator" aria-orientation="vertical" aria-label={t('table.columnWidth', { column: name })} title={t('table.columnWidthHint')} tabIndex={0} className="col-resize"
      aria-valuemin={0} aria-valuemax={MAX_WIDTH} aria-valuenow={width ?? 0} aria-valuetext={width === null ? t('table.widthFits') : undefined}
      onKeyDown={onKey} onDoubleClick={() => onResize(null)}
      // Or the browser begins a drag of its own, of the text or of the link of the next heading, and takes the pointer away.
      onMouseDown={(event) => { event.preventDefault(); event.currentTarget.focus(); }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        drag.current = { from: event.clientX, width: headingOf(event.currentTarget).offsetWidth, moved: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        drag.current.moved = true;
        showWidth(event.currentTarget, columnId, wanted(event, drag.current));
      }}
      onPointerUp={(event) => {
        if (drag.current?.moved) onResize(wanted(event, drag.current));
        drag.current = null;
      }}
      onPointerCancel={(event) => {
        if (drag.current) showWidth(event.currentTarget, columnId, width);
        drag.current = null;
      }}
    />
  );
}

const clamp = (width: number) => Math.min(Math.max(Math.round(width), MIN_WIDTH), MAX_WIDTH);

function headingOf(handle: HTMLElement): HTMLElement {
  return handle.closest('th') ?? handle;
}

/** Shows a width while it is being dragged, without the rows being rendered anew. */
function showWidth(handle: HTMLElement, columnId: string, width: number | null): void {
  const heading = headingOf(handle);
  const table = heading.closest('table');
  const column = table?.querySelector(`col[data-column="${columnId}"]`);
  for (const carrier of [column, heading.querySelector('.col-strut')]) {
    if (width === null) carrier?.removeAttribute('width');
    else carrier?.setAttribute('width', String(width));
  }
  const place = heading instanceof HTMLTableCellElement ? heading.cellIndex : -1;
  for (const row of table?.rows ?? []) row.cells[place]?.classList.toggle('sized', width !== null);
}
