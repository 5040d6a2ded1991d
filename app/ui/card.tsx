import type { ReactNode } from 'react';
import { useId } from 'react';
import { cx } from './class-names.ts';

interface CardProps {
  readonly title?: ReactNode;
  /** A line under the title. */
  readonly subtitle?: ReactNode;
  /** Controls at the end of the title line. */
  readonly actions?: ReactNode;
  readonly className?: string;
  /** Without inner space, for tables and lists that reach the edge. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Card({ title, subtitle, actions, className, flush = false, children }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={title ? id : undefined} className={cx('rounded-card border border-line bg-surface min-w-0', className)}>
      {title || actions ? (
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3 pb-2">
          <div className="flex-1 min-w-0">
            {title ? <h2 id={id} className="font-semibold">{title}</h2> : null}
            {subtitle ? <p className="text-muted text-[0.9286rem]">{subtitle}</p> : null}
          </div>
          {actions}
        </header>
      ) : null}
      <div className={flush ? 'card-flush' : cx('px-4 pb-4', !title && !actions && 'pt-4')}>{children}</div>
    </section>
  );
}
