import { NavLink } from '@remix-run/react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import { cx } from './class-names.ts';

const tabClass = 'inline-flex items-center gap-1.5 min-h-9 px-1 -mb-px border-b-2 whitespace-nowrap';
const restClass = 'border-transparent text-muted hover:text-text';
const activeClass = 'border-accent-solid text-text font-medium';

export interface TabLink {
  readonly to: string;
  readonly label: ReactNode;
  readonly count?: number;
  /** Match the address exactly, for the tab whose address begins all the others'. */
  readonly end?: boolean;
  /** Says whether the tab is chosen where the address alone does not, as with a query parameter. */
  readonly active?: boolean;
}

/** Tabs that are pages of their own: links, so they can be opened, shared and gone back from. */
export function TabNav({ label, tabs }: { readonly label: string; readonly tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="relative flex gap-5 border-b border-line overflow-x-auto no-print">
      {tabs.map((tab) => (
        <NavLink
          key={tab.to} to={tab.to} end={tab.end} prefetch="intent" aria-current={tab.active === undefined ? 'page' : tab.active ? 'page' : 'false'}
          className={({ isActive }) => cx(tabClass, (tab.active ?? isActive) ? activeClass : restClass)}
        >
          {tab.label}
          {tab.count !== undefined ? <span className="rounded-full bg-sunken px-1.5 text-[0.857rem] text-muted">{tab.count}</span> : null}
        </NavLink>
      ))}
    </nav>
  );
}

export interface TabPanel {
  readonly key: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

/** Tabs within a page, for parts too small for an address of their own. Arrow keys, Home and End move between them. */
export function Tabs({ label, panels }: { readonly label: string; readonly panels: readonly TabPanel[] }) {
  const id = useId();
  const [chosen, setChosen] = useState(panels[0]?.key);
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = panels.findIndex((panel) => panel.key === chosen);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1 + panels.length, Home: 0, End: panels.length - 1 };
    const step = steps[event.key];
    const next = step === undefined ? undefined : panels[step % panels.length];
    if (!next) return;
    event.preventDefault();
    setChosen(next.key);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[panels.indexOf(next)]?.focus();
  };
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className="relative flex gap-5 border-b border-line overflow-x-auto">
        {panels.map((panel) => (
          <button
            key={panel.key} type="button" role="tab" id={`${id}-${panel.key}`} aria-controls={`${id}-${panel.key}-panel`} aria-selected={panel.key === chosen}
            tabIndex={panel.key === chosen ? 0 : -1} onClick={() => setChosen(panel.key)} onKeyDown={move} className={cx(tabClass, panel.key === chosen ? activeClass : restClass)}
          >
            {panel.label}
          </button>
        ))}
      </div>
      {panels.map((panel) => (
        <div key={panel.key} role="tabpanel" id={`${id}-${panel.key}-panel`} aria-labelledby={`${id}-${panel.key}`} hidden={panel.key !== chosen} className="pt-4">{panel.content}</div>
      ))}
    </div>
  );
}
