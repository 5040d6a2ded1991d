import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countRoster, listRosterRows } from '#db/queries/roster-list.server.ts';
import { walkRoster } from '#db/queries/roster-walk.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { Pager } from '#app/table/pager.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import { tableSearch } from '#app/table/url-state.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { rosterColumns } from './columns.tsx';
import { rosterFacets } from './facet-cache.server.ts';
import { useRosterFacets } from './facets.ts';
import { parseRosterQuery, rosterFilter, rosterPage, rosterSort, rosterSpec } from './question.server.ts';

const PAGE_ROWS = 50;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, url, request, now, can }) => {
  const seesCosts = can('costs:read');
  const spec = rosterSpec(seesCosts);
  const query = parseRosterQuery(url.searchParams, spec);
  const filter = rosterFilter(query);
  const from = await rosterPage(db, workspaceId, query);
  const [places, total, facets] = await Promise.all([
    walkRoster(db, workspaceId, { filter, sort: rosterSort(query), page: from, limit: PAGE_ROWS + 1 }),
    countRoster(db, workspaceId, filter),
    rosterFacets(db, workspaceId, filter, now),
  ]);
  const backwards = from?.direction === 'before';
  const beyond = places.length > PAGE_ROWS;
  const shown = backwards ? places.slice(-PAGE_ROWS) : places.slice(0, PAGE_ROWS);
  return {
    title: pageTitle(request, 'roster:title'), spec, query, seesCosts, total, facets,
    rows: await listRosterRows(db, workspaceId, shown.map((place) => place.id), seesCosts),
    before: from !== null && (!backwards || beyond) ? (shown[0]?.id ?? null) : null,
    after: (backwards || beyond) ? (shown.at(-1)?.id ?? null) : null,
    may: { write: can('roster:write'), import: can('imports:run') && can('roster:write') },
  };
});

export default function Roster() {
  const { rows, query, spec, total, before, after, seesCosts, facets, may } = useLoaderData<typeof loader>();
  const t = useText('roster');
  const options = useRosterFacets(facets, query);
  const importButton = may.import ? <LinkButton to={paths.importNew({ kind: 'roster' })} icon="import">{t('importFile')}</LinkButton> : null;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={<>{importButton}{may.write ? <LinkButton to={paths.kolNew()} variant="primary" icon="plus">{t('add')}</LinkButton> : null}</>}
      />
      <Toolbar query={query} spec={spec} searchLabel={t('search')} facets={options}>
        <a href={paths.kolsCsv(tableSearch({ ...query, page: null }, spec))} download className={buttonClass('secondary', 'md')}><Icon name="export" />{t('exportCsv')}</a>
      </Toolbar>
      <DataTable
        label={t('title')} columns={rosterColumns(seesCosts)} rows={rows} rowKey={(row) => row.id} rowLink={(row) => paths.kol({ kolId: row.id })}
        query={query} spec={spec} emptyTitle={t('emptyTitle')} emptyText={t('emptyText')} emptyAction={importButton}
      />
      {rows.length > 0 ? <Pager query={query} spec={spec} total={total.count} more={total.more} before={before} after={after} /> : null}
    </>
  );
}
