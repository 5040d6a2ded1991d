import type { ReactNode } from 'react';

export interface Segment {
  readonly value: string;
  readonly label: ReactNode;
}

interface SegmentedControlProps {
  readonly legend: string;
  readonly name: string;
  readonly segments: readonly Segment[];
  readonly value: string;
  /** Without it the control is uncontrolled and its form carries the value. */
  readonly onChange?: (value: string) => void;
}

/** A choice of a few, all in view: radio buttons in a row, with their keyboard. */
export function SegmentedControl({ legend, name, segments, value, onChange }: SegmentedControlProps) {
  return (
    <fieldset className="inline-flex rounded-control bg-sunken p-0.5">
      <legend className="sr-only">{legend}</legend>
      {segments.map((segment) => {
        const state = onChange ? { checked: segment.value === value, onChange: () => onChange(segment.value) } : { defaultChecked: segment.value === value };
        return (
          <label key={segment.value} className="relative inline-flex items-center gap-1.5 min-h-7 px-2.5 rounded-[5px] cursor-pointer text-muted has-checked:bg-surface has-checked:text-text has-checked:font-medium has-checked:shadow-sm has-focus-visible:outline-2 outline-focus">
            <input type="radio" name={name} value={segment.value} {...state} className="absolute inset-0 opacity-0 cursor-pointer" />
            {segment.label}
          </label>
        );
      })}
    </fieldset>
  );
}
