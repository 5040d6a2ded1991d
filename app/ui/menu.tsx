import { Link } from '@remix-run/react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { buttonClass } from './button.tsx';
import { cx } from './class-names.ts';
import { menuItemClass } from './dropdown.tsx';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

export interface MenuItem {
  readonly key: string;
  readonly label: ReactNode;
  readonly icon?: IconName;
  /** Either an address to go to or something to do. */
  readonly to?: string;
  readonly onSelect?: () => void;
  readonly danger?: boolean;
  /** Why the item cannot be chosen now; shown under its label. */
  readonly disabledReason?: string | null;
}

interface MenuProps {
  /** Name of the menu; also the text of its button unless `trigger` is given. */
  readonly label: string;
  readonly trigger?: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
}

/** A menu of actions on one thing, safe inside scrolling tables. Arrow keys, typing ahead and Escape work. */
export function Menu({ label, trigger, items, align = 'end' }: MenuProps) {
  // A table has one for each row, and few are ever opened: until then it is a plain button.
  const [used, setUsed] = useState(false);
  const look = buttonClass('ghost', 'sm', !trigger);
  const face = trigger ?? <Icon name="more" />;
  if (!used) return <button type="button" aria-label={label} aria-haspopup="menu" aria-expanded={false} onClick={() => setUsed(true)} className={look}>{face}</button>;
  return (
    // Not modal: the modal form writes a <style> element, which the content security policy refuses.
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger aria-label={label} className={look}>{face}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={4} className="z-50 min-w-44 max-w-80 rounded-card border border-line bg-surface shadow-pop p-1 text-text">
          {items.map((item) => (
            <DropdownMenu.Item
              key={item.key} asChild={item.to !== undefined && !item.disabledReason} disabled={Boolean(item.disabledReason)} onSelect={item.onSelect}
              className={cx(menuItemClass, 'outline-none', item.danger && 'text-red', item.disabledReason && 'text-muted cursor-not-allowed')}
            >
              {item.to !== undefined && !item.disabledReason ? <Link to={item.to}><ItemText item={item} /></Link> : <ItemText item={item} />}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function ItemText({ item }: { readonly item: MenuItem }) {
  return (
    <>
      {item.icon ? <Icon name={item.icon} /> : null}
      <span>
        {item.label}
        {item.disabledReason ? <span className="block text-[0.857rem] text-muted">{item.disabledReason}</span> : null}
      </span>
    </>
  );
}
