import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** A line of facts under the title: badges, dates, an as-of stamp. */
  readonly meta?: ReactNode;
  /** Actions, the main one last. */
  readonly actions?: ReactNode;
  readonly breadcrumb?: ReactNode;
}

/** The head of a page: where it is, what it is, what can be done here. */
export function PageHeader({ title, meta, actions, breadcrumb }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-1 mb-4">
      {breadcrumb}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-[1.5rem] leading-tight font-semibold tracking-tight min-w-0 flex-1 basis-60">{title}</h1>
        {actions ? <div className="flex flex-wrap items-center gap-2 no-print">{actions}</div> : null}
      </div>
      {meta ? <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">{meta}</div> : null}
    </header>
  );
}
