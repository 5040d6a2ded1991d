import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listImportRuns } from '#db/queries/import.server.ts';
import { mayImport } from '#app/domain/ingestion/import-permission.ts';
import { IMPORT_KINDS } from '#app/domain/ingestion/import-run.ts';
import { useCan } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { History } from './history.tsx';
import { HISTORY_STATUSES, readHistoryQuestion } from './question.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const RUNS_PER_PAGE = 50;

/** Everybody sees the imports of the kinds that they may import themselves. */
export const loader = page('imports:run', async ({ db, workspaceId, request, url, can }) => {
  const kinds = IMPORT_KINDS.filter((kind) => mayImport(kind, can));
  const question = readHistoryQuestion(url.searchParams);
  const asked = question.kind === null ? kinds : kinds.filter((kind) => kind === question.kind);
  const { rows, before, after } = await listImportRuns(db, workspaceId, {
    kinds: asked, statuses: question.status === null ? HISTORY_STATUSES : [question.status], page: question.page, limit: RUNS_PER_PAGE,
  });
  return { title: pageTitle(request, 'imports:title'), kinds, question, runs: rows, before, after };
});

export default function Imports() {
  const { kinds, question, runs, before, after } = useLoaderData<typeof loader>();
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
        <History kinds={kinds} question={question} runs={runs} before={before} after={after} />
      </div>
    </>
  );
}
