import type { SelectHTMLAttributes } from 'react';
import { cx } from './class-names.ts';
import type { FieldProps } from './field.tsx';
import { controlClass, Field } from './field.tsx';
import { Icon } from './icon.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

interface SelectFieldProps extends FieldProps, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'required' | 'className' | 'id'> {
  readonly options: readonly SelectOption[];
  /** The text of the empty choice, when nothing may be chosen. */
  readonly placeholder?: string;
}

/** A labelled choice from a list: the browser's own select, which works with every keyboard, phone and screen reader. */
export function SelectField({ label, hint, error, required, hideLabel, className, options, placeholder, ...select }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required} hideLabel={hideLabel} className={className}>
      {(control) => (
        <span className="relative block">
          <select {...select} {...control} className={cx(controlClass, 'appearance-none pe-8')}>
            {placeholder !== undefined ? <option value="">{placeholder}</option> : null}
            {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
          </select>
          <Icon name="chevron-down" className="absolute end-2.5 top-1/2 -translate-y-1/2 text-muted pointer-events-none" />
        </span>
      )}
    </Field>
  );
}
