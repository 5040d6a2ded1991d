import { useEffect, useRef } from 'react';

interface SelectBoxProps {
  readonly label: string;
  readonly checked: boolean;
  /** Some of what it stands for is ticked, not all. */
  readonly mixed?: boolean;
  /** Name and value with which it is sent without script; `form` is the form's id. */
  readonly name?: string;
  readonly value?: string;
  readonly form?: string;
  readonly onToggle: (range: boolean) => void;
}

/** The tick of a row or of all rows of a page. Shift with a click or the space bar ticks everything in between. */
export function SelectBox({ label, checked, mixed = false, name, value, form, onToggle }: SelectBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const shift = useRef(false);
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <label className="grid place-items-center size-7 -m-1 cursor-pointer">
      <input
        ref={box} type="checkbox" aria-label={label} checked={checked} name={name} value={value} form={form} data-select-row={value}
        // A click that the space bar makes may not tell of the shift key; the key itself did.
        onClick={(event) => { shift.current = event.shiftKey || (event.detail === 0 && shift.current); }} onKeyDown={(event) => { shift.current = event.shiftKey; }}
        onChange={() => onToggle(shift.current)} className="size-4 accent-accent-solid cursor-pointer"
      />
    </label>
  );
}
