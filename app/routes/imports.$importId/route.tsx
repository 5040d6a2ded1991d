import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listImportRejects } from '#db/queries/import.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { ImportStatusBadge } from '../imports._index/import-status-badge.tsx';
import { RejectTable, REJECTS_PER_PAGE } from './reject-table.tsx';
import { RunCounts } from './run-counts.tsx';
import { requireImportRun } from './require-import-run.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('imports:run', async (context) => {
  const { db, workspaceId, request, url } = context;
  const run = await requireImportRun(context);
  const after = Math.max(0, Math.trunc(Number(url.searchParams.get('after')) || 0));
  const rejects = run.rejected === 0 ? [] : await listImportRejects(db, workspaceId, run.id, { afterNumber: after, limit: REJECTS_PER_PAGE });
  return { title: pageTitle(request, 'imports:title', run.fileName), run, rejects, after };
});

/** What an import did, with every cell that it could not take. */
export default function ImportRun() {
  const { run, rejects, after } = useLoaderData<typeof loader>();
  const t = useText('imports');
  const td = useText('domain');
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.imports() }]} />} title={<span className="break-all">{run.fileName}</span>}
        meta={<><ImportStatusBadge status={run.status} /><span>{td(`importKind.${run.kind}`)}</span><span>{run.actorName}</span><InstantText at={run.startedAt} /></>}
        actions={<LinkButton to={paths.importNew({ kind: run.kind })} variant="primary" icon="import">{t('another')}</LinkButton>}
      />
      <div className="flex flex-col gap-4">
        {run.status === 'refused' ? <Banner tone="red" title={t('refusedTitle')}>{t('refusedText')}</Banner> : null}
        {run.status === 'applied' ? <Banner tone="green">{run.rejected > 0 ? t('appliedSome') : t('appliedAll')}</Banner> : null}
        {run.status === 'previewed' ? <Banner>{t('nothingWritten')}</Banner> : null}
        <RunCounts run={run} />
        {run.rejected > 0 ? <RejectTable rejects={rejects} after={after} total={run.rejected} downloadTo={paths.importRejects({ importId: run.id })} /> : null}
      </div>
    </>
  );
}
