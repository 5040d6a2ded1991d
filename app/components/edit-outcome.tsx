import { Form } from '@remix-run/react';
import type { EditRunRow } from '#db/queries/edit-run.server.ts';
import type { UndoStanding } from '#app/domain/edit-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { SkippedList } from './skipped-list.tsx';

/** What an edit of many rows did and what it left, above the list it was made in, with Undo while that is possible. */
export function EditOutcome({ run, standing, back }: { readonly run: EditRunRow; readonly standing: UndoStanding; readonly back: string }) {
  const t = useText('editing');
  if (standing === 'already-undone') return <div className="mb-3"><Banner title={t('undo.done', { count: run.changed })} /></div>;
  return (
    <div className="mb-3">
      <Banner
        tone={run.skipped.length > 0 ? 'amber' : 'green'} title={t(`undo.banner.${run.kind}`, { count: run.changed })}
        action={standing === 'possible' ? <Form method="post" action={paths.editUndo({ runId: run.id }, `?next=${encodeURIComponent(back)}`)}><Button type="submit" size="sm">{t('undo.button')}</Button></Form> : null}
      >
        {run.skipped.length > 0 ? <>{t('undo.bannerLeft', { count: run.skipped.length })}<SkippedList rows={run.skipped.slice(0, 20)} more={Math.max(0, run.skipped.length - 20)} /></> : null}
      </Banner>
    </div>
  );
}
