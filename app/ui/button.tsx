import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useId } from 'react';
import { cx } from './class-names.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent-solid text-on-solid border-transparent hover:bg-accent-hover',
  secondary: 'bg-surface text-text border-line-strong/60 hover:bg-hover',
  ghost: 'bg-transparent text-text border-transparent hover:bg-hover',
  danger: 'bg-danger-solid text-on-solid border-transparent hover:bg-danger-hover',
};
const SIZES: Record<ButtonSize, string> = { sm: 'min-h-7 px-2 text-[0.9286rem]', md: 'min-h-9 px-3' };

/** The look shared by buttons and links that look like buttons. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, iconOnly = false): string {
  return cx(
    'inline-flex items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap select-none transition-colors duration-100',
    'aria-disabled:opacity-55 aria-disabled:cursor-not-allowed disabled:opacity-55',
    VARIANTS[variant], SIZES[size], iconOnly && 'aspect-square !px-0',
  );
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: IconName;
  /** True while the action runs: the button keeps its width, says so and takes no second click. */
  readonly busy?: boolean;
  /** Why the action is not possible now. Disables the button and is read out and shown on hover. */
  readonly disabledReason?: string | null;
  readonly children?: ReactNode;
}

/** A button; `type` is "button" unless said otherwise. Without children give `aria-label`. */
export function Button({ variant = 'secondary', size = 'md', icon, busy = false, disabledReason, children, type = 'button', onClick, className, title, ...rest }: ButtonProps) {
  const reasonId = useId();
  const blocked = busy || Boolean(disabledReason);
  return (
    <>
      <button
        {...rest}
        // A blocked button stays focusable, so that its reason can be read, but neither submits nor acts.
        type={blocked ? 'button' : type} aria-disabled={blocked || undefined} aria-busy={busy || undefined}
        aria-describedby={disabledReason ? reasonId : rest['aria-describedby']} title={disabledReason ?? title}
        onClick={blocked ? undefined : onClick} className={cx(buttonClass(variant, size, !children), className)}
      >
        {icon ? <Icon name={icon} /> : null}
        {children}
      </button>
      {disabledReason ? <span id={reasonId} className="sr-only">{disabledReason}</span> : null}
    </>
  );
}
