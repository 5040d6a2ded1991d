import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import type { EditableField } from './edit-cell.tsx';

interface CellEditorProps {
  readonly field: EditableField;
  readonly start: string;
  /** The text was begun by typing over the cell: the cursor stands behind it. Otherwise all of it is marked, to be replaced or extended. */
  readonly typedOver: boolean;
  readonly onCommit: (text: string, move: 'stay' | 'next' | 'back' | 'leave') => void;
  readonly onCancel: () => void;
}

/** The editor of a cell: Enter saves (in several lines Shift+Enter begins another), Tab saves and goes on (with shift back), Esc leaves it as it was, leaving the field saves too. */
export function CellEditor({ field, start, typedOver, onCommit, onCancel }: CellEditorProps) {
  const control = useRef<HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement>(null);
  const over = useRef(false);
  const byKeys = useRef(false);
  useEffect(() => {
    const element = control.current;
    element?.focus();
    if (element && field.kind === 'text' && !typedOver) element.select();
    // A long text is added to more often than it is replaced.
    if (element && field.kind === 'lines') element.setSelectionRange(element.value.length, element.value.length);
  }, [field.kind, typedOver]);
  const finish = (move: 'stay' | 'next' | 'back' | 'leave') => {
    if (over.current) return;
    over.current = true;
    onCommit(control.current?.value ?? '', move);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Chinese input composes several keys into a word, and its Enter ends the word, not the edit.
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    byKeys.current = true;
    if (field.kind === 'lines' && event.key === 'Enter' && event.shiftKey) return;
    if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      finish(event.key === 'Enter' ? 'stay' : event.shiftKey ? 'back' : 'next');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      over.current = true;
      onCancel();
    }
  };
  const common = { ref: control, 'aria-label': field.label, onKeyDown, onBlur: () => finish('leave'), className: 'edit-input' };
  if (field.kind === 'lines') return <textarea {...common} defaultValue={start} rows={4} className="edit-input edit-lines" />;
  if (field.kind !== 'choice') return <input {...common} type={field.kind} defaultValue={start} autoComplete="off" />;
  return (
    <select
      {...common} defaultValue={start} onPointerDown={() => { byKeys.current = false; }}
      // With the pointer a choice is made once it is taken; with keys one walks through the list until Enter.
      onChange={() => { if (!byKeys.current) finish('stay'); }}
    >
      {field.options?.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
    </select>
  );
}
