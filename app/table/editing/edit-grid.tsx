import { useFetcher, useRevalidator } from '@remix-run/react';
import type { KeyboardEvent, ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { useToast } from '#app/ui/toast.tsx';
import { isTypingPlace, moveFocus } from './grid-focus.ts';
import type { UndoAnswer } from './undo-answer.ts';
import { undoRefusal } from './undo-answer.ts';

/** What the server said of an edit. `failed` is a connection that broke. */
export type CellAnswer =
  | { readonly status: 'saved'; readonly runId: string; readonly version: number; readonly label: string }
  | { readonly status: 'unchanged' }
  | { readonly status: 'refused'; readonly problem: string; readonly detail: string }
  | { readonly status: 'stale'; readonly theirs: string; readonly version: number }
  | { readonly status: 'failed' | 'gone' };

export interface CellEdit {
  readonly id: string;
  readonly field: string;
  readonly text: string;
  /** What the cell said before. */
  readonly base: string;
  readonly version: number;
  readonly reason?: string;
}

interface EditGridContext {
  readonly save: (edit: CellEdit) => Promise<CellAnswer>;
  /** Remembers an edit for Ctrl+Z and offers to undo it. */
  readonly offerUndo: (runId: string, text: string) => void;
}

const Context = createContext<EditGridContext | null>(null);

/** What sends an edit is fetched with the first one; when it cannot be, the connection is broken as it would be for the edit. */
async function send(action: string, fields: Readonly<Record<string, string>>): Promise<CellAnswer> {
  return await import('./post-edit.ts').then(({ postForm }) => postForm(action, fields), () => ({ status: 'failed' as const }));
}

/** The grid that a cell stands in; null in a table that is only read. */
export function useEditGrid(): EditGridContext | null {
  return useContext(Context);
}

interface EditGridProps {
  /** Where a cell's edit is posted. */
  readonly action: string;
  /** Whether this reader may edit; otherwise the table stays a plain table. */
  readonly enabled: boolean;
  readonly children: ReactNode;
}

/**
 * Makes a table a grid of cells that can be edited (ux.md 1.1): arrows move, Enter or typing edits, Tab saves and goes on, Esc leaves a cell as it
 * was, Ctrl+Z takes the last own edit of the page back. Edits of a row are sent one after the other, each on the version that the one before made.
 */
export function EditGrid({ action, enabled, children }: EditGridProps) {
  const t = useText('editing');
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const frame = useRef<HTMLDivElement>(null);
  const versions = useRef(new Map<string, number>());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const done = useRef<string[]>([]);
  /** Offers to undo that are still shown, by the edit. */
  const offers = useRef(new Map<string, () => void>());
  const [notice, setNotice] = useState('');

  useEffect(() => {
    // A table that is only read is a plain table; a grid tells assistive technology that arrows move within.
    const table = frame.current?.querySelector('table');
    if (enabled) table?.setAttribute('role', 'grid');
    return () => table?.removeAttribute('role');
  });
  useEffect(() => {
    // What went wrong with an edit is told without a connection, too: that may be what went wrong.
    if (enabled) void import('./cell-problem.tsx').catch(() => undefined);
  }, [enabled]);

  const undoing = useFetcher<UndoAnswer>({ key: 'undo-edit' });
  const { submit, data: undone } = undoing;
  const [seen, setSeen] = useState<UndoAnswer | undefined>(undefined);
  useEffect(() => {
    if (!undone) return;
    versions.current.clear();
    if (undone.status === 'undone' || undone.status === 'already-undone') toast(t('undo.done', { count: undone.restored ?? 0 }));
  }, [undone, t, toast]);
  const undo = useCallback((runId: string) => {
    done.current = done.current.filter((each) => each !== runId);
    offers.current.get(runId)?.();
    offers.current.delete(runId);
    submit({ quiet: '1' }, { method: 'post', action: paths.editUndo({ runId }) });
  }, [submit]);

  const context = useMemo<EditGridContext>(() => ({
    save: (edit) => {
      const run = queue.current.then(async () => {
        const version = Math.max(edit.version, versions.current.get(edit.id) ?? 0);
        const answer = await send(action, { ...edit, version: String(version), reason: edit.reason ?? '' });
        if (answer.status === 'saved') versions.current.set(edit.id, answer.version);
        if (answer.status === 'stale') versions.current.set(edit.id, answer.version);
        if (answer.status === 'saved' || answer.status === 'stale') revalidate();
        return answer;
      });
      queue.current = run.catch(() => undefined);
      return run;
    },
    offerUndo: (runId, text) => {
      done.current = [...done.current.slice(-19), runId];
      setNotice('');
      setSeen(undone);
      offers.current.set(runId, toast(text, { label: t('undo.button'), onSelect: () => undo(runId) }));
    },
  }), [action, revalidate, t, toast, undo, undone]);

  const undoLast = async () => {
    // An edit that is still on its way is the last one.
    await queue.current;
    const last = done.current.at(-1);
    if (last === undefined) setNotice(t('undo.nothing'));
    else undo(last);
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z' && !isTypingPlace(event.target)) {
      event.preventDefault();
      void undoLast();
    } else if (!event.defaultPrevented && moveFocus(event.key, event.target, frame.current)) event.preventDefault();
  };
  const told = undone && undone !== seen ? undoRefusal(undone, t) || notice : notice;
  if (!enabled) return <>{children}</>;
  return (
    <Context.Provider value={context}>
      <div ref={frame} onKeyDown={onKey}>
        {children}
        <p role="status" className={told === '' ? 'sr-only' : 'mt-2 rounded-card bg-amber-soft text-text px-4 py-2'}>{told}</p>
      </div>
    </Context.Provider>
  );
}
