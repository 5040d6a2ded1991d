import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { buttonClass } from './button.tsx';
import { cx } from './class-names.ts';
import { Icon } from './icon.tsx';

interface PaginationProps {
  readonly label: string;
  /** Addresses of the neighbouring pages; null where there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  readonly previousLabel: string;
  readonly nextLabel: string;
  /** How many rows there are and which are shown. */
  readonly children?: ReactNode;
}

export function Pagination({ label, previous, next, previousLabel, nextLabel, children }: PaginationProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-2 no-print">
      <div className="text-muted">{children}</div>
      <div className="flex gap-1">
        <Step to={previous} label={previousLabel} icon="chevron-left" />
        <Step to={next} label={nextLabel} icon="chevron-right" />
      </div>
    </nav>
  );
}

function Step({ to, label, icon }: { readonly to: string | null; readonly label: string; readonly icon: 'chevron-left' | 'chevron-right' }) {
  const look = cx(buttonClass('secondary', 'sm', true), 'min-w-8');
  if (to === null) return <span role="link" aria-disabled="true" aria-label={label} className={look}><Icon name={icon} /></span>;
  return <Link to={to} aria-label={label} rel={icon === 'chevron-left' ? 'prev' : 'next'} preventScrollReset className={look}><Icon name={icon} /></Link>;
}
