import { NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
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
