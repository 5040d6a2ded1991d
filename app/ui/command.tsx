import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

interface CommandDialogProps {
  /** Names the dialog, its field and its list. */
  readonly label: string;
  readonly placeholder: string;
  readonly closeLabel: string;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** The id of the item that Enter would choose. */
  readonly selected: string;
  readonly onSelected: (id: string) => void;
  readonly onClose: () => void;
  /** Under the list: what keys do. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A field with a list under it in a modal dialog: arrows choose, Enter does, Escape closes. What is listed is decided by the caller; nothing is
 * filtered or sorted here.
 */
export function CommandDialog({ label, placeholder, closeLabel, value, onValueChange, selected, onSelected, onClose, footer, children }: CommandDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    const field = input.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  return (
    <dialog
      ref={dialog} aria-label={label}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}
      className="mx-auto mt-[8vh] mb-auto w-[calc(100vw-1.5rem)] max-w-2xl rounded-card border border-line bg-surface text-text shadow-pop p-0 overflow-hidden"
    >
      <Command label={label} shouldFilter={false} loop value={selected} onValueChange={onSelected} className="flex flex-col max-h-[min(36rem,80dvh)]">
        <div className="flex items-center gap-2 border-b border-line ps-4 pe-2 h-12">
          <Icon name="search" className="text-muted text-lg" />
          <Command.Input ref={input} value={value} onValueChange={onValueChange} placeholder={placeholder} maxLength={100} className="flex-1 min-w-0 h-full bg-transparent outline-none text-base" />
          <button type="button" onClick={onClose} aria-label={closeLabel} className="size-8 grid place-items-center rounded-control text-muted hover:bg-hover"><Icon name="close" /></button>
        </div>
        <Command.List label={label} className="flex-1 overflow-y-auto overscroll-contain p-2">{children}</Command.List>
        {footer ? <div className="border-t border-line px-4 py-2 text-muted text-[0.9286rem] max-sm:hidden">{footer}</div> : null}
      </Command>
    </dialog>
  );
}

/** A part of the list under a heading. */
export function CommandGroup({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return <Command.Group heading={heading} className="command-group">{children}</Command.Group>;
}

interface CommandItemProps {
  /** Tells the item from all others. */
  readonly id: string;
  readonly icon: IconName;
  readonly title: string;
  readonly note?: string;
  /** At the end of the line: keys that do the same. */
  readonly end?: ReactNode;
  readonly onSelect: () => void;
}

export function CommandItem({ id, icon, title, note, end, onSelect }: CommandItemProps) {
  return (
    <Command.Item value={id} onSelect={onSelect} className="flex items-center gap-2.5 rounded-control px-2.5 py-1.5 min-h-9 cursor-pointer data-[selected=true]:bg-accent-soft">
      <Icon name={icon} className="text-muted shrink-0" />
      <span className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-2">
        <span className="block truncate">{title}</span>
        {note ? <span className="block truncate text-muted text-[0.9286rem]">{note}</span> : null}
      </span>
      {end}
    </Command.Item>
  );
}
