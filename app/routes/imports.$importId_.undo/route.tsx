import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { canTakeImportStep } from '#app/domain/ingestion/import-run.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { settleAfterIntake } from '#app/services/settle-rollups.server.ts';
import { undoImport } from '#app/services/undo-import.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RunCounts } from '../imports.$importId/run-counts.tsx';
import { requireImportRun } from '../imports.$importId/require-import-run.server.ts';
import { UndoRefusal } from './undo-refusal.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export const loader = page('imports:run', async (context) => {
  const run = await requireImportRun(context);
  if (!canTakeImportStep(run.status, 'undo')) return seeOther(paths.importRun({ importId: run.id }));
  const { id, fileName, kind, created, updated, unchanged, rejected } = run;
  return { title: pageTitle(context.request, 'imports:undo.title', fileName), run: { id, fileName, kind, created, updated, unchanged, rejected } };
});

/** Undone, now or by somebody else just before: back to the import. Else what stands in the way. */
export const action = page('imports:run', async (context) => {
  const { db, workspaceId, actor, now } = context;
  const run = await requireImportRun(context);
  const outcome = await undoImport(db, { workspaceId, importId: run.id }, { now, actor });
  switch (outcome.status) {
    case 'undone':
      await settleAfterIntake(db, { workspaceId, now });
      return seeOther(paths.importRun({ importId: run.id }));
    case 'already-undone':
      return seeOther(paths.importRun({ importId: run.id }));
    case 'not-found':
      throw new Response('There is no such import.', { status: 404 });
    case 'refused':
      return data({ problem: 'refused' as const, reasons: outcome.reasons, lock: null }, { status: 409 });
    case 'tier-locked':
      return data({ problem: outcome.status, reasons: [], lock: outcome }, { status: 409 });
    case 'sign-off-needed':
    case 'busy':
    case 'not-applied':
    case 'not-kept':
      return data({ problem: outcome.status, reasons: [], lock: null }, { status: 409 });
  }
});

/** What undoing an import does, and the button that does it; what depends on the import, where it cannot be. */
export default function UndoImport() {
  const { run } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const t = useText('imports');
  const isBusy = useNavigation().formMethod === 'POST';
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.imports() }, { label: run.fileName, to: paths.importRun({ importId: run.id }) }]} />}
        title={t('undo.title')}
      />
      <div className="flex flex-col gap-4">
        {refusal ? <UndoRefusal problem={refusal.problem} reasons={refusal.reasons} lock={refusal.lock} /> : null}
        <RunCounts run={run} />
        <Card title={t('undo.confirm', { file: run.fileName })} subtitle={t('undo.effect', { created: run.created, updated: run.updated })}>
          <Form method="post" className="flex flex-wrap gap-2">
            <Button type="submit" variant="danger" busy={isBusy}>{t('undo.button')}</Button>
            <LinkButton to={paths.importRun({ importId: run.id })}>{t('undo.keep')}</LinkButton>
          </Form>
        </Card>
      </div>
    </>
  );
}
