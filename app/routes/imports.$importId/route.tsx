import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { data } from '@remix-run/node';
import type { ImportStatus } from '#app/domain/ingestion/import-run.ts';
import { canTakeImportStep } from '#app/domain/ingestion/import-run.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { ImportStatusBadge } from '../imports._index/import-status-badge.tsx';
import { useActorText } from '../imports._index/use-actor-text.ts';
import { actOnImport } from './act-on-import.server.ts';
import { Conversation } from './conversation.tsx';
import { Differences } from './differences.tsx';
import { loadImport } from './load-import.server.ts';
import { ProgressCard } from './progress-card.tsx';
import { requireImportRun } from './require-import-run.server.ts';
import { ImportResult } from './result.tsx';
import { UndoCard } from './undo-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export const loader = page('imports:run', async (context) => {
  const run = await requireImportRun(context);
  return { title: pageTitle(context.request, 'imports:title', run.fileName), ...(await loadImport(context, run)) };
});

export const action = page('imports:run', async (context) => {
  const run = await requireImportRun(context);
  const notice = await actOnImport(context, run);
  if (notice) return data({ notice }, { status: 409 });
  // Whoever corrects row after row stays on their page of rows.
  const after = Math.trunc(Number(context.url.searchParams.get('after')) || 0);
  return seeOther(paths.importRun({ importId: run.id }, after > 0 ? `?after=${after}` : ''));
});

/** An import from its check to what came of it: one address, whatever state it is in. */
export default function ImportRun() {
  const { run, now, isRunning, reading, rejects, differences } = useLoaderData<typeof loader>();
  const notice = useActionData<typeof action>()?.notice;
  const t = useText('imports');
  const td = useText('domain');
  const actorText = useActorText();
  const expectedRows = run.purpose === 'apply' ? run.created + run.updated + run.unchanged + run.rejected : 0;
  const found = differences && hasFound(run.status) ? <Differences differences={differences} isApplied={run.status === 'applied'} /> : null;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.imports() }]} />} title={<span className="break-all">{run.fileName}</span>}
        meta={<>{isRunning ? null : <ImportStatusBadge status={run.status} isTrial={run.status === 'previewed' && !run.hasFile} />}<span>{td(`importKind.${run.kind}`)}</span><span>{actorText(run.actorName)}</span><InstantText at={run.startedAt} /></>}
        actions={<LinkButton to={paths.importNew({ kind: run.kind })} icon="import">{t('another')}</LinkButton>}
      />
      <div className="flex flex-col gap-4">
        {notice ? <Banner tone="amber">{t(notice === 'row-gone' ? 'rowGone' : 'notWaiting')}</Banner> : null}
        {isRunning ? <ProgressCard importId={run.id} purpose={run.purpose} loaded={{ ...run, now }} expectedRows={expectedRows} /> : null}
        {reading && rejects ? <Conversation run={run} reading={reading} rejects={rejects}>{found}</Conversation> : null}
        {!isRunning && !reading && rejects ? <ImportResult run={run} rejects={rejects} /> : null}
        {reading ? null : found}
        {canTakeImportStep(run.status, 'undo') ? <UndoCard importId={run.id} /> : null}
      </div>
    </>
  );
}

/** Whether the differences are those of what is said above them: an import that was given up or could not be read has none to tell. */
function hasFound(status: ImportStatus): boolean {
  return status !== 'cancelled' && status !== 'failed';
}
