import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

interface StatTileProps {
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** What puts the value in proportion: plan, interval, change. */
  readonly note?: ReactNode;
  /** The rows the value was added from. */
  readonly to?: string;
  readonly children?: ReactNode;
}

/** One figure with its name; the whole tile is the link to its rows. */
export function StatTile({ label, value, note, to, children }: StatTileProps) {
  return (
    <div data-hints className={cx('relative flex flex-col gap-0.5 rounded-card border border-line bg-surface px-4 py-3 min-w-0', to && 'hover:border-line-strong')}>
      <div className="text-muted text-[0.9286rem]">
        {to ? <Link to={to} className="after:absolute after:inset-0 after:rounded-card">{label}</Link> : label}
      </div>
      <div className="text-[1.5rem] leading-tight font-semibold tracking-tight break-words">{value}</div>
      {note ? <div className="text-muted text-[0.9286rem]">{note}</div> : null}
      {children ? <div className="mt-1">{children}</div> : null}
    </div>
  );
}

/** Tiles in as many columns as fit. */
export function StatGrid({ children }: { readonly children: ReactNode }) {
  return <div className="grid gap-3 grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))]">{children}</div>;
}
