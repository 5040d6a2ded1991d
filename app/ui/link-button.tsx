import type { LinkProps } from '@remix-run/react';
import { Link } from '@remix-run/react';
import type { ButtonSize, ButtonVariant } from './button.tsx';
import { buttonClass } from './button.tsx';
import { cx } from './class-names.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

interface LinkButtonProps extends LinkProps {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: IconName;
}

/** A link that looks like a button, for going somewhere; a Button does something. */
export function LinkButton({ variant = 'secondary', size = 'md', icon, children, className, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={cx(buttonClass(variant, size, !children), className)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Link>
  );
}
