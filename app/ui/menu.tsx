import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import { buttonClass } from './button.tsx';
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

export interface MenuProps {
  /** Name of the menu; also the text of its button unless `trigger` is given. */
  readonly label: string;
  readonly trigger?: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
}

const fetchMenu = () => import('./opened-menu.tsx');
const OpenedMenu = lazy(fetchMenu);

/** A menu of actions on one thing, safe inside scrolling tables. Arrow keys, typing ahead and Escape work. */
export function Menu(props: MenuProps) {
  // A table has one for each row, and few are ever opened: until then it is a plain button, and its library is not here.
  const [used, setUsed] = useState(false);
  const look = buttonClass('ghost', 'sm', !props.trigger);
  const button = (
    <button type="button" aria-label={props.label} aria-haspopup="menu" aria-expanded={false} onClick={() => setUsed(true)} onPointerEnter={() => void fetchMenu()} className={look}>
      {props.trigger ?? <Icon name="more" />}
    </button>
  );
  return used ? <Suspense fallback={button}><OpenedMenu {...props} look={look} /></Suspense> : button;
}
