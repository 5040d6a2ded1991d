import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listImportRuns } from '#db/queries/import.server.ts';
import { mayImport } from '#app/domain/ingestion/import-permission.ts';
import { IMPORT_KINDS, importKindSchema } from '#app/domain/ingestion/import-run.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useCan } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';
import { ImportStatusBadge } from './import-status-badge.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Everybody sees the imports of the kinds that they may import themselves. */
export const loader = page('imports:run', async ({ db, workspaceId, request, can }) => {
  const kinds = IMPORT_KINDS.filter((kind) => mayImport(kind, can));
  const runs = await listImportRuns(db, workspaceId, 500);
  const shown = runs.flatMap(({ kind, ...run }) => {
    const known = importKindSchema.safeParse(kind).data;
    return known && kinds.includes(known) && run.status !== 'previewed' ? [{ ...run, kind: known }] : [];
  });
  return { title: pageTitle(request, 'imports:title'), kinds, runs: shown.slice(0, 200) };
});

export default function Imports() {
  const { kinds, runs } = useLoaderData<typeof loader>();
  const t = useText('imports');
  const td = useText('domain');
  const can = useCan();
  return (
    <>
      <PageHeader title={t('title')} actions={can('shops:manage') ? <LinkButton to={paths.settingsShops()}>{t('connectShop')}</LinkButton> : null} />
      <div className="flex flex-col gap-4">
        <Card title={t('newTitle')} subtitle={t('newText')}>
          <ul className="grid gap-2 grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]">
            {kinds.map((kind) => (
              <li key={kind} className="flex items-center justify-between gap-2 rounded-control border border-line px-3 py-2">
                <Link to={paths.importNew({ kind })} className="font-medium text-accent hover:underline min-h-6">{td(`importKind.${kind}`)}</Link>
                <a href={paths.importTemplate({ kind })} download className="text-muted hover:underline text-[0.9286rem] min-h-6">{t('template')}</a>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('history')} flush>
          {runs.length === 0 ? <EmptyState icon="import" title={t('emptyTitle')}>{t('emptyText')}</EmptyState> : (
            <div className="px-4 pb-4">
              <Table label={t('history')} stickyFirst>
                <thead>
                  <tr>
                    <th scope="col">{t('column.file')}</th><th scope="col">{t('column.kind')}</th><th scope="col">{t('column.status')}</th><th scope="col" className="num">{t('count.created')}</th>
                    <th scope="col" className="num">{t('count.updated')}</th><th scope="col" className="num">{t('count.unchanged')}</th><th scope="col" className="num">{t('count.rejected')}</th>
                    <th scope="col">{t('column.who')}</th><th scope="col">{t('column.when')}</th>
                  </tr>
                </thead>
                <tbody>
                  {runs.map((run) => (
                    <tr key={run.id}>
                      <th scope="row"><Link to={paths.importRun({ importId: run.id })} className="inline-flex items-center min-h-6 hover:underline break-all">{run.fileName}</Link></th>
                      <td className="whitespace-nowrap">{td(`importKind.${run.kind}`)}</td>
                      <td><ImportStatusBadge status={run.status} /></td>
                      {(['created', 'updated', 'unchanged', 'rejected'] as const).map((count) => <td key={count} className="num"><CountText count={run[count]} /></td>)}
                      <td>{run.actorName}</td>
                      <td><InstantText at={run.startedAt} /></td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </div>
          )}
        </Card>
      </div>
    </>
  );
}
