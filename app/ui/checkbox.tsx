import type { InputHTMLAttributes, ReactNode } from 'react';
import { useId } from 'react';

interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'className' | 'id'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly kind?: 'checkbox' | 'radio';
}

/** A checkbox or radio button with its label; the whole line is the target. */
export function Checkbox({ label, hint, kind = 'checkbox', ...input }: CheckboxProps) {
  const hintId = useId();
  return (
    <label className="flex items-start gap-2 min-h-7 py-1 cursor-pointer">
      <input {...input} type={kind} aria-describedby={hint ? hintId : undefined} className="mt-0.5 size-4 shrink-0 accent-accent-solid" />
      <span>
        {label}
        {hint ? <span id={hintId} className="block text-muted text-[0.9286rem]">{hint}</span> : null}
      </span>
    </label>
  );
}
