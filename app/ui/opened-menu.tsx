import { Link } from '@remix-run/react';
import { DropdownMenu } from 'radix-ui';
import { cx } from './class-names.ts';
import { menuItemClass } from './dropdown.tsx';
import { Icon } from './icon.tsx';
import type { MenuItem, MenuProps } from './menu.tsx';

interface OpenedMenuProps extends MenuProps {
  /** Classes of its button. */
  readonly look: string;
}

/** A menu from its first opening on; its library is fetched for it. */
export default function OpenedMenu({ label, trigger, items, align = 'end', look }: OpenedMenuProps) {
  return (
    // Not modal: the modal form writes a <style> element, which the content security policy refuses.
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger aria-label={label} className={look}>{trigger ?? <Icon name="more" />}</DropdownMenu.Trigger>
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
