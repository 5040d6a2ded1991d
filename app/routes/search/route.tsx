import type { MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { searchPortal } from '#app/services/search-portal.server.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { controlClass } from '#app/ui/field.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useHits } from '#app/components/search-hit.ts';
import { SearchResults } from './results.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const MOST_OF_EACH = 20;
/** The palette shows a few of each kind; it asks for no more than it shows. */
const MOST_IN_PALETTE = 6;

/** What answers to `q`, kind by kind: read by the palette as it is typed, and as a page of its own. */
export const loader = page('roster:read', async ({ db, workspaceId, actor, request, url, now, can }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const limit = url.searchParams.has('few') ? MOST_IN_PALETTE : MOST_OF_EACH;
  const findings = await searchPortal(db, { workspaceId, typed: query, limit, today: dayOf(now, actor.workspace.timeZone), seesCosts: can('costs:read') });
  return { title: pageTitle(request, 'search:title', query === '' ? undefined : query), query, findings };
});

export default function Search() {
  const { query, findings } = useLoaderData<typeof loader>();
  const t = useText('search');
  const tc = useText('common');
  const groups = useHits(findings);
  return (
    <>
      <PageHeader title={query === '' ? t('title') : t('titleOf', { query })} />
      <Form method="get" action={paths.search()} role="search" aria-label={t('title')} className="flex gap-2 mb-5 max-w-2xl">
        <input key={query} type="search" name="q" defaultValue={query} aria-label={t('title')} placeholder={t('placeholder')} maxLength={100} autoComplete="off" data-page-search className={controlClass} />
        <Button type="submit" variant="primary">{tc('action.search')}</Button>
      </Form>
      {query === '' ? <p className="text-muted">{t('start')}</p> : groups.length === 0 ? <EmptyState icon="search" title={t('nothing', { query })}>{t('nothingText')}</EmptyState> : <SearchResults groups={groups} query={query} />}
    </>
  );
}
