import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';
import { cx } from './class-names.ts';
import type { FieldProps } from './field.tsx';
import { controlClass, Field } from './field.tsx';

type Input = Omit<InputHTMLAttributes<HTMLInputElement>, 'required' | 'className' | 'id'>;
type Area = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'required' | 'className' | 'id'>;

/** A labelled one-line input. `suffix` is a unit written inside its end ("%", "CNY"). */
export function TextField({ label, hint, error, required, hideLabel, className, suffix, ...input }: FieldProps & Input & { readonly suffix?: ReactNode }) {
  return (
    <Field label={label} hint={hint} error={error} required={required} hideLabel={hideLabel} className={className}>
      {(control) => (
        <span className="relative block">
          <input {...input} {...control} className={cx(controlClass, suffix !== undefined && 'pe-12')} />
          {suffix !== undefined ? <span className="absolute inset-y-0 end-2.5 flex items-center text-muted pointer-events-none">{suffix}</span> : null}
        </span>
      )}
    </Field>
  );
}

/** A labelled text area; it grows with its text where the browser can. */
export function TextareaField({ label, hint, error, required, hideLabel, className, rows = 4, ...area }: FieldProps & Area) {
  return (
    <Field label={label} hint={hint} error={error} required={required} hideLabel={hideLabel} className={className}>
      {(control) => <textarea {...area} {...control} rows={rows} className={cx(controlClass, 'field-sizing-content')} />}
    </Field>
  );
}
