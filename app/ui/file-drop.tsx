import type { DragEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { cx } from './class-names.ts';
import { Icon } from './icon.tsx';

interface FileDropProps {
  readonly name: string;
  /** "Drop a file here, or choose one" */
  readonly label: string;
  /** What is accepted, and how large. */
  readonly hint?: string;
  readonly error?: string | null;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly required?: boolean;
  readonly onFiles?: (files: readonly File[]) => void;
}

/** A place to drop files on, around a plain file input that does the same by click, keyboard or without script. */
export function FileDrop({ name, label, hint, error, accept, multiple = false, required = false, onFiles }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const id = useId();
  const take = (files: FileList | null) => {
    const list = [...(files ?? [])];
    setChosen(list.map((file) => file.name));
    onFiles?.(list);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!input.current || event.dataTransfer.files.length === 0) return;
    input.current.files = event.dataTransfer.files;
    take(event.dataTransfer.files);
  };
  return (
    <div>
      <label
        onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}
        className={cx('relative flex flex-col items-center gap-1 rounded-card border border-dashed px-4 py-8 text-center cursor-pointer hover:bg-hover has-focus-visible:outline-2 outline-focus', over ? 'border-accent-solid bg-accent-soft' : 'border-line-strong')}
      >
        <Icon name="import" className="text-muted text-xl" />
        <span className="font-medium">{chosen.length > 0 ? chosen.join(', ') : label}</span>
        {hint ? <span id={`${id}-hint`} className="text-muted text-[0.9286rem]">{hint}</span> : null}
        <input
          ref={input} type="file" name={name} accept={accept} multiple={multiple} required={required} onChange={(event) => take(event.target.files)}
          aria-describedby={cx(hint && `${id}-hint`, error && `${id}-error`) || undefined} aria-invalid={error ? true : undefined}
          className="absolute inset-0 opacity-0 cursor-pointer"
        />
      </label>
      {error ? <p id={`${id}-error`} role="alert" className="mt-1 text-red text-[0.9286rem]">{error}</p> : null}
    </div>
  );
}
