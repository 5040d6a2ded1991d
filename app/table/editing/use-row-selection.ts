import { useCallback, useMemo, useRef, useState } from 'react';

export interface RowSelection {
  readonly ids: ReadonlySet<string>;
  /** Whether everything that the address matches is meant, on whatever page. */
  readonly isAll: boolean;
  /** Ticks a row or takes its tick away; with `range` (shift) all rows from the last one on as well. */
  readonly toggle: (id: string, range: boolean) => void;
  readonly togglePage: () => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
}

/** Which rows of a page are chosen. Another page or another question begins with none: nothing is chosen that cannot be seen, unless "all" says so. */
export function useRowSelection(pageIds: readonly string[]): RowSelection {
  const key = pageIds.join(' ');
  const [state, setState] = useState<{ readonly key: string; readonly ids: ReadonlySet<string>; readonly isAll: boolean }>({ key, ids: NONE, isAll: false });
  const anchor = useRef<string | null>(null);
  // Rows that a save moved or removed lose their tick; the others keep it.
  const current = useMemo(() => (state.key === key ? state : { key, ids: new Set(pageIds.filter((id) => state.ids.has(id))), isAll: false }), [state, key, pageIds]);
  const set = useCallback((ids: ReadonlySet<string>, isAll = false) => setState({ key, ids, isAll }), [key]);
  const toggle = useCallback((id: string, range: boolean) => {
    const next = new Set(current.ids);
    const on = !next.has(id);
    const from = range && anchor.current !== null ? pageIds.indexOf(anchor.current) : -1;
    const to = pageIds.indexOf(id);
    const touched = from < 0 ? [id] : pageIds.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const each of touched) {
      if (on) next.add(each);
      else next.delete(each);
    }
    anchor.current = id;
    set(next);
  }, [current.ids, pageIds, set]);
  const togglePage = useCallback(() => set(current.ids.size === pageIds.length ? NONE : new Set(pageIds)), [current.ids, pageIds, set]);
  return {
    ids: current.ids, isAll: current.isAll, toggle, togglePage,
    chooseAll: useCallback(() => set(new Set(pageIds), true), [pageIds, set]), clear: useCallback(() => set(NONE), [set]),
  };
}

const NONE: ReadonlySet<string> = new Set();
