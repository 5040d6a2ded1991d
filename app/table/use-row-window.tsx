import type { ComponentProps, ComponentType, ReactNode, RefObject } from 'react';
import { useCallback, useEffect, useState } from 'react';
import type { RowWindow } from './row-window.ts';
import { firstWindow, WINDOW_FROM } from './row-window.ts';
import type WindowKeeper from './window-keeper.tsx';

interface LongTable {
  readonly keys: readonly string[];
  /** Places of headings of groups. */
  readonly headings: readonly number[];
  /** What the rows are an answer to: another answer is looked at from its beginning. */
  readonly answer: string;
  readonly table: RefObject<HTMLTableElement>;
  /** What a row is high, before it can be measured. */
  readonly rowHeight: number;
}

type Keeper = ComponentType<ComponentProps<typeof WindowKeeper>>;

/** Which rows of a table are drawn: null for all of them. `keeper` is to be rendered beside the table. */
export function useRowWindow({ keys, headings, answer, table, rowHeight }: LongTable): { readonly isLong: boolean; readonly window: RowWindow | null; readonly keeper: ReactNode } {
  const isLong = keys.length > WINDOW_FROM;
  const [loaded, setLoaded] = useState<{ readonly Keeper: Keeper; readonly element: HTMLTableElement } | null>(null);
  const [seen, setSeen] = useState<{ readonly answer: string; readonly window: RowWindow | null } | null>(null);
  const [firstAnswer] = useState(answer);
  const onChange = useCallback((window: RowWindow | null) => setSeen((before) => (before?.answer === answer && isSame(before.window, window) ? before : { answer, window })), [answer]);
  useEffect(() => {
    if (!isLong) return;
    let isGone = false;
    const load = async () => {
      // Without a connection to fetch it by, all rows are drawn.
      const found = await import('./window-keeper.tsx').catch(() => null);
      if (isGone) return;
      if (found && table.current) setLoaded({ Keeper: found.default, element: table.current });
      else onChange(null);
    };
    void load();
    return () => { isGone = true; };
  }, [isLong, onChange, table]);
  if (!isLong) return { isLong, window: null, keeper: null };
  return {
    isLong, window: seen?.answer === answer ? seen.window : firstWindow(keys.length, rowHeight),
    keeper: loaded ? <loaded.Keeper key={answer} table={loaded.element} keys={keys} always={headings} startsAnew={answer !== firstAnswer} onChange={onChange} /> : null,
  };
}

function isSame(one: RowWindow | null, other: RowWindow | null): boolean {
  if (one === null || other === null) return one === other;
  return one.height === other.height && one.drawn.length === other.drawn.length && one.drawn.every(({ index, start }, place) => index === other.drawn[place]?.index && start === other.drawn[place]?.start);
}
