import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { cx } from './class-names.ts';

interface DropdownProps {
  /** What the closed control shows. */
  readonly trigger: ReactNode;
  /** Name of the control for people who do not see it, when `trigger` has no text. */
  readonly label?: string;
  readonly align?: 'start' | 'end';
  readonly triggerClassName?: string;
  readonly panelClassName?: string;
  /** When the panel opens; for what is not worth having in the page before. */
  readonly onOpen?: (() => void) | undefined;
  readonly children: ReactNode;
}

/**
 * A panel of links, buttons or a form that opens under its control. A <details> element, so it works before any script
 * has loaded; with script it closes on Escape, on a click outside and after an action inside. Not for use inside a
 * scrolling table, which would cut the panel off: take Menu there.
 */
export function Dropdown({ trigger, label, align = 'start', triggerClassName, panelClassName, onOpen, children }: DropdownProps) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (refocus: boolean) => {
      const details = ref.current;
      if (!details?.open) return;
      details.open = false;
      if (refocus) details.querySelector('summary')?.focus();
    };
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) close(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close(ref.current?.contains(document.activeElement) ?? false);
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <details ref={ref} className="relative" onToggle={(event) => { if (event.currentTarget.open) onOpen?.(); keepInWindow(event.currentTarget); }}>
      <summary aria-label={label} className={cx('list-none rounded-control', triggerClassName)}>{trigger}</summary>
      <div
        // Closing waits for the click to do its work, as a submit button hidden too early submits nothing.
        onClick={(event) => { if (event.target instanceof Element && event.target.closest('a, button[type="submit"]')) setTimeout(() => { if (ref.current) ref.current.open = false; }); }}
        className={cx('absolute z-40 mt-1 min-w-44 max-w-[calc(100vw-2rem)] rounded-card border border-line bg-surface shadow-pop p-1', align === 'end' ? 'end-0' : 'start-0', panelClassName)}
      >
        {children}
      </div>
    </details>
  );
}

const MARGIN = 8;

/** Moves an open panel sideways where it would leave the window, as at the end of a line on a phone. */
function keepInWindow(details: HTMLDetailsElement): void {
  const panel = details.querySelector<HTMLElement>(':scope > div');
  if (!panel) return;
  panel.style.removeProperty('translate');
  if (!details.open) return;
  const { left, right } = panel.getBoundingClientRect();
  const shift = right > window.innerWidth - MARGIN ? window.innerWidth - MARGIN - right : left < MARGIN ? MARGIN - left : 0;
  if (shift !== 0) panel.style.setProperty('translate', `${shift}px`);
}

/** The look of a line in a Dropdown or Menu. */
export const menuItemClass = 'flex w-full items-center gap-2 rounded-control px-2.5 py-1.5 min-h-8 text-start hover:bg-hover data-[highlighted]:bg-hover aria-[current=true]:text-accent aria-[current=true]:font-medium';
