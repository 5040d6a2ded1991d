import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { cx } from './class-names.ts';
import { Icon } from './icon.tsx';

interface DialogProps {
  readonly open: boolean;
  /** Called for Escape, the close button and a click outside; the parent then sets `open` to false. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly closeLabel: string;
  readonly wide?: boolean;
  readonly children?: ReactNode;
  /** Buttons, the main one last. Put a form around the children and give the button its `form` id where it submits. */
  readonly footer?: ReactNode;
}

/** A modal dialog: the browser's own, which traps focus, makes the page behind inert and gives focus back when closed. */
export function Dialog({ open, onClose, title, description, closeLabel, wide = false, children, footer }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref} aria-labelledby={`${id}-title`} aria-describedby={description ? `${id}-text` : undefined}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}
      className={cx('m-auto w-[calc(100vw-2rem)] rounded-card border border-line bg-surface text-text shadow-pop p-0', wide ? 'max-w-3xl' : 'max-w-lg')}
    >
      {open ? (
        <div className="flex flex-col max-h-[calc(100dvh-4rem)]">
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="flex-1">
              <h2 id={`${id}-title`} className="text-lg font-semibold">{title}</h2>
              {description ? <p id={`${id}-text`} className="text-muted mt-1">{description}</p> : null}
            </div>
            <button type="button" onClick={onClose} aria-label={closeLabel} className="size-8 grid place-items-center rounded-control text-muted hover:bg-hover">
              <Icon name="close" />
            </button>
          </header>
          <div className="px-5 py-2 overflow-y-auto">{children}</div>
          {footer ? <footer className="flex flex-wrap justify-end gap-2 px-5 py-4 border-t border-line mt-2">{footer}</footer> : null}
        </div>
      ) : null}
    </dialog>
  );
}
