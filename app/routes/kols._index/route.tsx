import type { MetaFunction } from '@remix-run/node';
import type { ShouldRevalidateFunction } from '@remix-run/react';
import { useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { countBin } from '#db/queries/bin-pages.server.ts';
import { findEditRun } from '#db/queries/edit-run.server.ts';
import { countKolPairs, MOST_PAIRS_COUNTED } from '#db/queries/kol-pair.server.ts';
import { countRoster, listRosterRows } from '#db/queries/roster-list.server.ts';
import { walkRosterGroups } from '#db/queries/roster-groups.server.ts';
import { walkRoster } from '#db/queries/roster-walk.server.ts';
import { editUndoStanding } from '#app/domain/edit-run.ts';
import { EditOutcome } from '#app/components/edit-outcome.tsx';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { ReviewNote } from '#app/table/as-of-note.tsx';
import { ExportMenu } from '#app/table/export-menu.tsx';
import { groupsOfPage } from '#app/table/groups.ts';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import { canonicalSearch, tableSearch } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { rosterColumns } from './columns.tsx';
import { rosterFacets, rosterGroups, rosterTotals } from './facet-cache.server.ts';
import { rosterGroupOf, useRosterGroups, useRosterTotals } from './totals.tsx';
import { PANEL_PARAMETER } from './kol-panel.tsx';
import { RosterEditor } from './roster-editor.tsx';
import { useRosterFacets } from './facets.ts';
import { parseRosterQuery, rosterFilter, rosterGrouping, rosterPage, rosterSort, rosterSpec } from './question.server.ts';

const PAGE_ROWS = 50;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The panel beside the list is no other question to it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) => {
  const [before, after] = [new URLSearchParams(currentUrl.search), new URLSearchParams(nextUrl.search)];
  const isPanel = before.get(PANEL_PARAMETER) !== after.get(PANEL_PARAMETER);
  before.delete(PANEL_PARAMETER);
  after.delete(PANEL_PARAMETER);
  return isPanel && currentUrl.pathname === nextUrl.pathname && before.toString() === after.toString() ? false : defaultShouldRevalidate;
};

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now, can }) => {
  const seesCosts = can('costs:read');
  const spec = rosterSpec(seesCosts);
  const views = await readViews({ db, workspaceId, actor, url }, 'roster', (search) => canonicalSearch(search, spec));
  const query = parseRosterQuery(url.searchParams, spec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const filter = rosterFilter(query);
  const grouping = rosterGrouping(query);
  const from = await rosterPage(db, workspaceId, query);
  const walk = { filter, sort: rosterSort(query), page: from, limit: pageRows + 1 };
  const [places, total, facets, totals] = await Promise.all([
    grouping ? walkRosterGroups(db, workspaceId, { ...walk, ...grouping }) : walkRoster(db, workspaceId, walk),
    countRoster(db, workspaceId, filter),
    rosterFacets(db, workspaceId, filter, now), rosterTotals(db, workspaceId, filter, seesCosts, now),
  ]);
  const backwards = from?.direction === 'before';
  const beyond = places.length > pageRows;
  const shown = backwards ? places.slice(-pageRows) : places.slice(0, pageRows);
  const [rows, groups] = await Promise.all([
    listRosterRows(db, workspaceId, shown.map((place) => place.id), seesCosts, query.layout?.shown?.includes('notes') === true),
    grouping ? rosterGroups(db, workspaceId, { filter, by: grouping.by, seesCosts, isLarge: total.more }, now) : null,
  ]);
  const before = from !== null && (!backwards || beyond) ? (shown[0]?.id ?? null) : null;
  const after = backwards || beyond ? (shown.at(-1)?.id ?? null) : null;
  return {
    title: pageTitle(request, 'roster:title'), spec, query, views, seesCosts, total, facets, totals, rows, before, after,
    groups: grouping && groups && groupsOfPage(groups, { rows, groupOf: (row) => rosterGroupOf(row, grouping.by), closed: grouping.closed, hasBefore: before !== null, hasAfter: after !== null }),
    may: { write: can('roster:write'), import: can('imports:run') && can('roster:write') },
    ...(can('roster:write') ? await readEdits({ db, workspaceId, actor, url, now }) : { deleted: 0, edited: null }),
    pairs: can('roster:write') ? await readPairs({ db, workspaceId, can }) : { count: 0, more: false },
  };
});

/** How many pairs of KOLs look alike, for those who could merge them. */
async function readPairs({ db, workspaceId, can }: Pick<RequestContext, 'db' | 'workspaceId' | 'can'>) {
  const count = await countKolPairs(db, workspaceId, can('contacts:read'));
  return { count: Math.min(count, MOST_PAIRS_COUNTED), more: count > MOST_PAIRS_COUNTED };
}

/** How much lies in the recycle bin, and the edit that led back here. */
async function readEdits({ db, workspaceId, actor, url, now }: Pick<RequestContext, 'db' | 'workspaceId' | 'actor' | 'url' | 'now'>) {
  const runId = z.uuid().safeParse(url.searchParams.get('edited'));
  const [deleted, run] = await Promise.all([countBin(db, workspaceId, 'kol'), runId.success ? findEditRun(db, workspaceId, runId.data) : undefined]);
  return { deleted, edited: run ? { run, standing: editUndoStanding(run, actor.id, now) } : null };
}

export default function Roster() {
  const { rows, query, spec, total, before, after, seesCosts, facets, totals, groups, may, views, deleted, edited, pairs } = useLoaderData<typeof loader>();
  const t = useText('roster');
  const te = useText('editing');
  const options = useRosterFacets(facets, query);
  const totalRow = useRosterTotals(totals);
  const grouping = useRosterGroups(groups, query, options);
  const here = tableSearch({ ...query, page: null }, spec);
  const ranges = [{ name: 'score', label: t('column.score') }, { name: 'followers', label: t('column.followers') }, ...(seesCosts ? [{ name: 'roi', label: t('column.roi') }] : [])];
  const importButton = may.import ? <LinkButton to={paths.importNew({ kind: 'roster' })} icon="import">{t('importFile')}</LinkButton> : null;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={<>{deleted > 0 ? <LinkButton to={paths.deleted('?kind=kol')} variant="ghost" icon="trash">{te('bin.chip', { count: deleted })}</LinkButton> : null}{importButton}{may.write ? <LinkButton to={paths.kolNew()} variant="primary" icon="plus">{t('add')}</LinkButton> : null}</>}
      />
      {pairs.count > 0 ? (
        <div className="mb-3">
          <Banner title={t(pairs.more ? 'duplicates.bannerMore' : 'duplicates.banner', { count: pairs.count })} action={<LinkButton to={paths.kolDuplicates()} size="sm">{t('duplicates.review')}</LinkButton>} />
        </div>
      ) : null}
      {edited ? <EditOutcome {...edited} back={paths.kols(`${here === '' ? '?' : `${here}&`}edited=${edited.run.id}`)} /> : null}
      <ViewTabs views={views} query={query} spec={spec} />
      <Toolbar query={query} spec={spec} searchLabel={t('search')} facets={options} ranges={ranges} texts={[{ name: 'name', label: t('column.name') }]} columns={rosterColumns(seesCosts)}>
        <ExportMenu query={query} spec={spec} total={total.count} more={total.more} csv={paths.kolsCsv} xlsx={paths.kolsXlsx} />
      </Toolbar>
      <RosterEditor rows={rows} total={total} query={here} mayWrite={may.write}>
        {(table) => (
          <DataTable
            label={t('title')} columns={rosterColumns(seesCosts)} rows={rows} rowKey={(row) => row.id} rowLink={(row) => paths.kol({ kolId: row.id })}
            query={query} spec={spec} totals={totalRow} grouping={grouping} emptyTitle={t('emptyTitle')} emptyText={t('emptyText')} emptyAction={importButton}
            {...table}
          />
        )}
      </RosterEditor>
      {total.count > 0 ? <Pager query={query} spec={spec} total={total.count} more={total.more} before={before} after={after} pageRows={PAGE_ROWS} /> : null}
      {rows.length > 0 ? <ReviewNote day={totals.reviewedOn} isOfRows={totals.areReviewed} /> : null}
    </>
  );
}
