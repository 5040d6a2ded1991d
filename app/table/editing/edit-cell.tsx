import type { KeyboardEvent, ReactNode } from 'react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { cx } from '#app/ui/class-names.ts';
import type { CellAnswer } from './edit-grid.tsx';
import { useEditGrid } from './edit-grid.tsx';
import { CellEditor } from './cell-editor.tsx';
import { neighbourOf } from './grid-focus.ts';

/** Fetched as soon as the grid stands, so that it is there when the connection is not (edit-grid.tsx). */
const CellProblem = lazy(() => import('./cell-problem.tsx'));

export interface EditableField {
  /** As the server names it. */
  readonly field: string;
  readonly label: string;
  /** `lines`: a text of several lines, in which Shift+Enter begins another. */
  readonly kind: 'text' | 'lines' | 'date' | 'choice';
  /** Of a choice: its values and how they are called. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** The cell as it will look: shown at once, before the server has answered. Left out for money, which waits. */
  readonly show?: (text: string) => ReactNode;
  /** A text that cannot be set without a reason. */
  readonly needsReason?: (text: string) => boolean;
}

interface EditCellProps {
  readonly rowId: string;
  readonly rowName: string;
  readonly version: number;
  readonly field: EditableField;
  /** What the cell says, as its editor begins with it. */
  readonly text: string;
  readonly children: ReactNode;
}

/** Where a cell stands: read, being edited, being saved, or with a problem that stays in the cell with what was typed. */
type Standing =
  | { readonly name: 'rest' }
  | { readonly name: 'editing'; readonly start: string }
  /** Until the rows are loaded again, in which the row has another version. */
  | { readonly name: 'saving'; readonly text: string; readonly since: string }
  | { readonly name: 'problem'; readonly text: string; readonly answer: Exclude<CellAnswer, { status: 'saved' | 'unchanged' }> | { readonly status: 'reason' } };

/** A cell of a grid: chosen by arrows, edited by Enter, a double click or by typing over it. What was typed is never lost. */
export function EditCell({ rowId, rowName, version, field, text, children }: EditCellProps) {
  const t = useText('editing');
  const grid = useEditGrid();
  const button = useRef<HTMLButtonElement>(null);
  const [state, setStanding] = useState<Standing>({ name: 'rest' });
  const now = `${version} ${text}`;
  const standing: Standing = state.name === 'saving' && state.since !== now ? { name: 'rest' } : state;
  const refocus = useRef(false);
  useEffect(() => {
    if (standing.name !== 'editing' && refocus.current) button.current?.focus();
    refocus.current = false;
  }, [standing.name]);
  if (!grid) return <>{children}</>;

  const save = async (typed: string, { base = text, known = version, reason = '' } = {}) => {
    if (typed.trim() === base.trim()) return setStanding({ name: 'rest' });
    if (field.needsReason?.(typed) && reason === '') return setStanding({ name: 'problem', text: typed, answer: { status: 'reason' } });
    setStanding({ name: 'saving', text: typed, since: now });
    const answer = await grid.save({ id: rowId, field: field.field, text: typed, base, version: known, reason });
    if (answer.status === 'saved') grid.offerUndo(answer.runId, t('cell.saved', { name: rowName, field: field.label }));
    if (answer.status === 'unchanged') setStanding({ name: 'rest' });
    else if (answer.status !== 'saved') setStanding({ name: 'problem', text: typed, answer });
  };
  const commit = (typed: string, move: 'stay' | 'next' | 'back' | 'leave') => {
    const cell = button.current;
    const next = cell && (move === 'next' || move === 'back') ? neighbourOf(cell, move === 'back') : null;
    refocus.current = move === 'stay';
    void save(typed);
    next?.focus();
  };
  const cancel = () => {
    refocus.current = true;
    setStanding({ name: 'rest' });
  };
  /** Begins with what was typed before, where that was not taken. */
  const edit = (start = standing.name === 'problem' ? standing.text : text) => setStanding({ name: 'editing', start });
  const onKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const types = event.key.length === 1 && event.key !== ' ';
    if (event.key === 'Enter' || event.key === 'F2' || (types && field.kind !== 'choice')) {
      event.preventDefault();
      edit(types ? event.key : undefined);
    }
    // Elsewhere on the page single keys are commands; on a cell they are text.
    if (types && field.kind !== 'choice') event.stopPropagation();
  };
  const isOpen = standing.name === 'editing';
  return (
    <span className="edit-place">
      <button
        ref={button} type="button" data-edit-cell={field.field} hidden={isOpen} aria-label={t('cell.label', { field: field.label, value: readable(field, text) || t('cell.empty') })}
        aria-busy={standing.name === 'saving' || undefined}
        onKeyDown={onKey} onDoubleClick={() => edit()} className={cx('edit-cell', standing.name === 'problem' && 'is-wrong')}
      >
        {standing.name === 'saving' ? (field.show?.(standing.text) ?? <>{children}<span className="text-muted"> {t('cell.saving')}</span></>) : children}
      </button>
      {isOpen ? <CellEditor field={field} start={standing.start} typedOver={standing.start !== text} onCommit={commit} onCancel={cancel} /> : null}
      {standing.name === 'problem' ? (
        <Suspense fallback={null}>
          <CellProblem
            field={field} text={standing.text} answer={standing.answer} readable={(value) => readable(field, value) || t('cell.empty')}
            onRetry={(reason) => void save(standing.text, standing.answer.status === 'stale' ? { base: standing.answer.theirs, known: standing.answer.version, reason } : { reason })}
            onEdit={() => edit()} onDrop={cancel}
          />
        </Suspense>
      ) : null}
    </span>
  );
}

/** Of a long text so much is told as the cell's name. */
const MOST_TOLD = 200;

function readable(field: EditableField, text: string): string {
  const words = field.options?.find(({ value }) => value === text)?.label ?? text;
  return words.length > MOST_TOLD ? `${words.slice(0, MOST_TOLD)}…` : words;
}
