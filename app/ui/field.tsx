import type { ReactNode } from 'react';
import { useId } from 'react';
import { cx } from './class-names.ts';
import { Icon } from './icon.tsx';

/** What a control inside a Field must carry so that label, hint and error belong to it. */
export interface FieldControl {
  readonly id: string;
  readonly required: boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; shown under the control and read with it. */
  readonly error?: string | null;
  readonly required?: boolean;
  readonly hideLabel?: boolean;
  readonly className?: string;
}

/** Label, control, hint and error as one. The control is a function of the attributes that tie it to the rest. */
export function Field({ label, hint, error, required, hideLabel, className, children }: FieldProps & { readonly children: (control: FieldControl) => ReactNode }) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : null;
  const errorId = error ? `${id}-error` : null;
  const describedBy = [hintId, errorId].filter(Boolean).join(' ') || undefined;
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'font-medium'}>
        {label}
        {required ? <span aria-hidden="true" className="text-red"> *</span> : null}
      </label>
      {children({ id, required, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {hint ? <p id={hintId ?? undefined} className="text-muted text-[0.9286rem]">{hint}</p> : null}
      {error ? (
        <p id={errorId ?? undefined} className="text-red text-[0.9286rem] flex items-start gap-1">
          <Icon name="alert" className="mt-0.5" />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}

/** The look of text inputs, selects and text areas. */
export const controlClass = cx(
  'w-full min-h-9 rounded-control border border-line-strong bg-surface px-2.5 py-1.5 text-text',
  'aria-invalid:border-red-mark disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken',
);
