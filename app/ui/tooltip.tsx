import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

const bubbleClass = 'z-50 max-w-72 rounded-control border border-line bg-surface text-text shadow-pop px-3 py-2 text-[0.9286rem]';

/** A definition one click away, beside the word it explains; also for touch. `label` names the button. */
export function HelpTip({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger aria-label={label} className="inline-grid size-7 place-items-center rounded-full text-muted hover:text-text">
        <Icon name="help" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content sideOffset={4} className={bubbleClass}>{children}</Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
