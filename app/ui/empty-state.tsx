import type { ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

interface EmptyStateProps {
  readonly icon?: IconName;
  /** What would be here. */
  readonly title: ReactNode;
  /** Why it is empty. */
  readonly children?: ReactNode;
  /** The one thing to do about it. */
  readonly action?: ReactNode;
}

/** Says what would be here, why it is not, and what to do. */
export function EmptyState({ icon = 'info', title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <span className="grid size-10 place-items-center rounded-full bg-sunken text-muted text-lg"><Icon name={icon} /></span>
      <p className="font-semibold">{title}</p>
      {children ? <div className="text-muted max-w-md">{children}</div> : null}
      {action ? <div className="mt-1">{action}</div> : null}
    </div>
  );
}
