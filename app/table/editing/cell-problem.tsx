import { useEffect, useId, useRef, useState } from 'react';
import type { EditProblem } from '#app/domain/edit-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import type { EditableField } from './edit-cell.tsx';
import type { CellAnswer } from './edit-grid.tsx';

interface CellProblemProps {
  readonly field: EditableField;
  readonly text: string;
  readonly answer: Exclude<CellAnswer, { status: 'saved' | 'unchanged' }> | { readonly status: 'reason' };
  readonly readable: (text: string) => string;
  readonly onRetry: (reason: string) => void;
  readonly onEdit: () => void;
  readonly onDrop: () => void;
}

// The domain's list comes with its rules, which the browser need not load; a word that is not here is told in general.
const KNOWN: readonly EditProblem[] = [
  'stale', 'unreadable', 'reason-missing', 'too-many-verticals', 'too-long', 'ends-before-start', 'sign-off-needed', 'tier-locked', 'campaign-closed', 'not-offered',
];

/** What is wrong with a cell, in the cell, with what was typed and what can be done about it. */
export default function CellProblem({ text, answer, readable, onRetry, onEdit, onDrop }: CellProblemProps) {
  const t = useText('editing');
  const id = useId();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const asksReason = answer.status === 'reason' || (answer.status === 'refused' && answer.problem === 'reason-missing');
  const problem = answer.status === 'refused' ? KNOWN.find((known) => known === answer.problem) : undefined;
  const sentence = answer.status === 'stale' ? t('cell.theirs', { value: readable(answer.theirs) })
    : answer.status === 'gone' ? t('cell.gone')
    : asksReason ? t('cell.reasonMissing')
    : answer.status === 'refused' && problem === 'unreadable' ? t('problem.unreadable', { detail: text })
    : answer.status === 'refused' && problem ? `${readable(text)}: ${t(`problem.${problem}`, { detail: answer.detail })}`
    : t('cell.failed');
  return (
    <span role="alert" className="edit-problem" onClick={(event) => event.stopPropagation()} onKeyDown={(event) => { if (event.key === 'Escape') onDrop(); event.stopPropagation(); }}>
      <span>{sentence}</span>
      {asksReason ? (
        <>
          <label htmlFor={id} className="sr-only">{t('cell.reason')}</label>
          <input id={id} value={reason} maxLength={500} placeholder={t('cell.reason')} onChange={(event) => setReason(event.currentTarget.value)} className="edit-input" ref={field} />
        </>
      ) : null}
      <span className="flex flex-wrap gap-1">
        {answer.status === 'stale' ? <Button size="sm" onClick={() => onRetry('')}>{t('cell.keepMine')}</Button> : null}
        {answer.status === 'failed' ? <Button size="sm" onClick={() => onRetry('')}>{t('cell.retry')}</Button> : null}
        {asksReason ? <Button size="sm" onClick={() => { if (reason.trim() !== '') onRetry(reason.trim()); }}>{t('cell.retry')}</Button> : null}
        {answer.status === 'refused' && !asksReason ? <Button size="sm" onClick={onEdit}>{t('cell.retry')}</Button> : null}
        <Button size="sm" variant="ghost" onClick={onDrop}>{answer.status === 'stale' ? t('cell.takeTheirs') : t('cell.drop')}</Button>
      </span>
    </span>
  );
}
