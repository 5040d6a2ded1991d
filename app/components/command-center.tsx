import { useLocation, useNavigate } from '@remix-run/react';
import type { ReactNode } from 'react';
import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { paths } from '#app/lib/paths.ts';
import { useRecentPages } from './recent-items.ts';
import { useRootData } from './root-data.ts';
import { editRow, focusSearch, isTypingIn, moveRow, openRow, selectRow } from './row-keys.ts';
import type { Pending, ShortcutName } from './shortcut-keys.ts';
import { readKey, SHORTCUTS } from './shortcut-keys.ts';

/** Loaded when they are first opened: most visits need neither. */
const CommandPalette = lazy(() => import('./command-palette.tsx'));
const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx'));

interface CommandCenterValue {
  /** Opens the palette with what was typed already. */
  openPalette(typed?: string): void;
  openShortcuts(): void;
}

const CommandCenterContext = createContext<CommandCenterValue>({ openPalette: () => undefined, openShortcuts: () => undefined });

export function useCommandCenter(): CommandCenterValue {
  return useContext(CommandCenterContext);
}

/** Search, commands and keys for everything inside: the palette on Ctrl+K, the list of shortcuts on "?", and what single keys do. */
export function CommandCenter({ person, children }: { readonly person: string; readonly children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly what: 'palette'; readonly typed: string } | { readonly what: 'shortcuts' } | null>(null);
  const before = useRef<Element | null>(null);
  const value = useMemo<CommandCenterValue>(() => {
    const open = (next: NonNullable<typeof shown>) => {
      before.current = document.activeElement;
      setShown(next);
    };
    return { openPalette: (typed = '') => open({ what: 'palette', typed }), openShortcuts: () => open({ what: 'shortcuts' }) };
  }, []);
  useRecentPages(person);
  useKeys(value);
  const close = () => {
    setShown(null);
    // A dialog that is taken away gives the focus back to nobody.
    requestAnimationFrame(() => { if (before.current instanceof HTMLElement && document.activeElement === document.body) before.current.focus(); });
  };
  return (
    <CommandCenterContext.Provider value={value}>
      {children}
      {/* Only while something is shown: an empty boundary would be taken over after the rest of the page, and whatever changes before that is an error (React 421). */}
      {shown ? (
        <Suspense fallback={null}>
          {shown.what === 'palette' ? <CommandPalette person={person} initial={shown.typed} onClose={close} onShortcuts={value.openShortcuts} /> : <ShortcutSheet onClose={close} />}
        </Suspense>
      ) : null}
    </CommandCenterContext.Provider>
  );
}

function useKeys(center: CommandCenterValue): void {
  const { hasShortcuts } = useRootData();
  const run = useRunning(center);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    let pending: Pending = null;
    const onKey = (event: KeyboardEvent) => {
      // An open dialog has keys of its own; a key that something else has answered is answered.
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const { key, ctrlKey, metaKey, altKey } = event;
      const reading = readKey({ key, ctrlKey, metaKey, altKey, isComposing: event.isComposing || event.keyCode === 229, isTyping: isTypingIn(event.target), at: event.timeStamp }, pending, hasShortcuts);
      pending = reading.pending;
      if (reading.name !== null && latest.current(reading.name)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [hasShortcuts]);
}

const PLACES: Partial<Record<ShortcutName, string>> = {
  dashboard: paths.dashboard(), roster: paths.kols(), collaborations: paths.collaborations(), matrix: paths.campaigns(), roi: paths.roi(), proposals: paths.proposals(), finance: paths.finance(), assets: paths.assets(),
};

/** Does what a shortcut says; false where there is nothing to do, so that the key keeps its own meaning. */
function useRunning({ openPalette, openShortcuts }: CommandCenterValue): (name: ShortcutName) => boolean {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { can } = useRootData();
  const went = (to: string | null) => {
    if (to !== null) navigate(to);
    return to !== null;
  };
  const opened = (open: () => void) => {
    open();
    return true;
  };
  return (name) => {
    const permission = SHORTCUTS.find((shortcut) => shortcut.name === name)?.permission;
    if (permission && !can.includes(permission)) return false;
    switch (name) {
      case 'palette':
        return opened(() => openPalette());
      case 'help':
        return opened(openShortcuts);
      case 'search':
        return focusSearch() || opened(() => openPalette());
      case 'create':
        return can.includes('roster:write') && went(newOf(pathname));
      case 'next':
        return moveRow(1);
      case 'previous':
        return moveRow(-1);
      case 'select':
        return selectRow();
      case 'open':
        return openRow();
      case 'edit':
        return editRow();
      default:
        return went(PLACES[name] ?? null);
    }
  };
}

/** What "new" is on a page: a campaign among campaigns, a collaboration among collaborations, else a KOL. */
function newOf(pathname: string): string {
  if (pathname.startsWith(paths.campaigns())) return paths.campaignNew();
  return pathname.startsWith(paths.collaborations()) ? paths.collaborationNew() : paths.kolNew();
}
