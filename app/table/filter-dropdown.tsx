import type { ReactNode } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { Dropdown } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';

interface FilterDropdownProps {
  readonly name: string;
  readonly count: number;
  /** It is about all columns, and named by itself. */
  readonly isOfAll?: boolean;
  readonly onOpen?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** The control of one condition, which says how much of it is set, and the panel where it is set. */
export function FilterDropdown({ name, count, isOfAll = false, onOpen, children }: FilterDropdownProps) {
  const t = useText('common');
  return (
    <Dropdown
      label={(isOfAll ? name : t('table.filterBy', { name })) + (count > 0 ? `, ${t('table.chosen', { count })}` : '')}
      triggerClassName={cx(buttonClass('secondary', 'md'), count > 0 && 'border-accent-solid! text-accent!')}
      trigger={
        <>
          {isOfAll ? <Icon name="filter" /> : null}
          {name}
          {count > 0 ? <span className="rounded-full bg-accent-soft px-1.5 text-[0.857rem]">{count}</span> : null}
          {isOfAll ? null : <Icon name="chevron-down" />}
        </>
      }
      panelClassName="min-w-56 max-h-[70dvh] overflow-y-auto" onOpen={onOpen}
    >
      {children}
    </Dropdown>
  );
}
