import { Form, useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { EditRunRow } from '#db/queries/edit-run.server.ts';
import type { UndoStanding } from '#app/domain/edit-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { UndoAnswer } from '#app/table/editing/undo-answer.ts';
import { undoRefusal } from '#app/table/editing/undo-answer.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { SkippedList } from './skipped-list.tsx';

interface EditOutcomeProps {
  readonly run: EditRunRow;
  readonly standing: UndoStanding;
  /** The list that the edit was made in, with this edit named: there the outcome of an undo is told, too. */
  readonly back: string;
}

/**
 * What an edit of many rows did and what it left, above the list it was made in, with Undo while that is possible. What came of the undo stands in
 * its place, where it is read out and keeps the focus that the button had.
 */
export function EditOutcome({ run, standing, back }: EditOutcomeProps) {
  const t = useText('editing');
  const place = useRef<HTMLDivElement>(null);
  const { submit, data: answer, state } = useFetcher<UndoAnswer>({ key: `undo ${run.id}` });
  const refusal = answer ? undoRefusal(answer, t) : '';
  const isUndone = standing === 'already-undone' || (answer !== undefined && refusal === '');
  const isTold = answer !== undefined;
  useEffect(() => {
    if (isTold) place.current?.focus();
  }, [isTold]);
  return (
    <div ref={place} tabIndex={-1} className="mb-3">
      {isUndone ? <Banner key="told" title={t('undo.done', { count: answer?.restored || run.changed })} /> : (
        <Banner
          key={refusal === '' ? 'told' : 'refused'} tone={refusal !== '' ? 'red' : run.skipped.length > 0 ? 'amber' : 'green'} title={refusal || t(`undo.banner.${run.kind}`, { count: run.changed })}
          action={standing === 'possible' && refusal === '' ? (
            <Form
              method="post" action={paths.editUndo({ runId: run.id }, `?next=${encodeURIComponent(back)}`)}
              onSubmit={(event) => {
                event.preventDefault();
                submit({ quiet: '1' }, { method: 'post', action: paths.editUndo({ runId: run.id }) });
              }}
            >
              <Button type="submit" size="sm" busy={state !== 'idle'}>{t('undo.button')}</Button>
            </Form>
          ) : null}
        >
          {run.skipped.length > 0 && refusal === '' ? <>{t('undo.bannerLeft', { count: run.skipped.length })}<SkippedList rows={run.skipped.slice(0, 20)} more={Math.max(0, run.skipped.length - 20)} /></> : null}
        </Banner>
      )}
    </div>
  );
}
