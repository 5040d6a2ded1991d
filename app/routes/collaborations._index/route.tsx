import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countBin } from '#db/queries/bin-pages.server.ts';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { COLLABORATION_GROUPINGS, COLLABORATION_SORTS, countCollaborationFacets, listCollaborationRows, listStandingFees, sumCollaborationGroups, sumCollaborations } from '#db/queries/collaboration-list.server.ts';
import { areRollupsPending } from '#db/queries/dirty-day.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { remembering } from '#app/lib/short-memory.server.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { EditGrid } from '#app/table/editing/edit-grid.tsx';
import { RollupNote } from '#app/table/as-of-note.tsx';
import { ExportMenu } from '#app/table/export-menu.tsx';
import { groupsOfPage } from '#app/table/groups.ts';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import { canonicalSearch, parseTableQuery } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import type { ListedCollaboration } from './columns.tsx';
import { collaborationSpec, columns, columnsWithFee } from './columns.tsx';
import { useEditableCollaborations } from './editable.tsx';
import { useCollaborationFacets } from './facets.ts';
import { collaborationGroupOf, useCollaborationGroups } from './groups.tsx';
import { collaborationGroup, collaborationQuestion, collaborationSort } from './question.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;
const facetCounts = remembering<Awaited<ReturnType<typeof countCollaborationFacets>>>();

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now, can }) => {
  const { currency, timeZone } = actor.workspace;
  const views = await readViews({ db, workspaceId, actor, url }, 'collaborations', (search) => canonicalSearch(search, collaborationSpec));
  const query = parseTableQuery(url.searchParams, collaborationSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const today = dayOf(now, timeZone);
  const [{ policy }, campaigns] = await Promise.all([getPolicy(db, workspaceId), listCampaignChoices(db, workspaceId)]);
  const question = collaborationQuestion(query, { model: policy.attribution.model, today, timeZone, currency });
  const sort = collaborationSort(query, COLLABORATION_SORTS);
  const group = collaborationGroup(query, COLLABORATION_GROUPINGS);
  const [found, totals, groups, counts, isPending] = await Promise.all([
    listCollaborationRows(db, workspaceId, question, { sort, group, page: query.page, limit: pageRows }),
    sumCollaborations(db, workspaceId, question), group ? sumCollaborationGroups(db, workspaceId, question, group.by) : null, facetCounts([workspaceId, question], now, () => countCollaborationFacets(db, workspaceId, question)), areRollupsPending(db, workspaceId),
  ]);
  const fees = can('costs:read') ? await listStandingFees(db, workspaceId, found.rows.map((row) => row.id), currency) : null;
  return {
    title: pageTitle(request, 'collaboration:title'), query, views, currency, totals, counts, isPending, now: now.toISOString(), asOf: question.asOf === today ? null : question.asOf, seesCosts: fees !== null, mayWrite: can('roster:write'), deleted: can('roster:write') ? await countBin(db, workspaceId, 'collaboration') : 0,
    rows: found.rows.map((row): ListedCollaboration => (fees === null ? row : { ...row, feeMinor: fees.get(row.id) ?? null })),
    cursors: { before: found.before, after: found.after },
    groups: group && groups && groupsOfPage(groups, { rows: found.rows, groupOf: (row) => collaborationGroupOf(row, group.by), closed: group.closed, hasBefore: found.before !== null, hasAfter: found.after !== null }),
    campaigns: campaigns.map((one) => ({ value: one.slug, label: one.name })),
  };
});

export default function Collaborations() {
  const data = useLoaderData<typeof loader>();
  const t = useText('collaboration');
  const ts = useText('scripts');
  const te = useText('editing');
  const editable = useEditableCollaborations();
  const { query, totals, currency } = data;
  const facets = useCollaborationFacets(data);
  const grouping = useCollaborationGroups(data.groups, query, facets);
  const spans = {
    ranges: [{ name: 'revenue', label: t('column.revenue') }, { name: 'orders', label: t('column.orders') }, { name: 'clicks', label: t('column.clicks') }],
    dates: [{ name: 'start', label: t('column.starts') }, { name: 'end', label: t('column.ends') }],
    texts: [{ name: 'name', label: t('column.kol') }, { name: 'coupon', label: t('column.coupon') }],
  };
  const add = data.mayWrite ? <LinkButton to={paths.collaborationNew()} variant="primary" icon="plus">{t('new')}</LinkButton> : null;
  return (
    <>
      <PageHeader title={t('title')} actions={<>{data.deleted > 0 ? <LinkButton to={paths.deleted('?kind=collaboration')} variant="ghost" icon="trash">{te('bin.chip', { count: data.deleted })}</LinkButton> : null}<LinkButton to={paths.scripts()}>{ts('list.title')}</LinkButton>{add}</>} meta={data.asOf ? <span>{t('asOfDay')} <DayText day={data.asOf} /></span> : null} />
      <ViewTabs views={data.views} query={query} spec={collaborationSpec} />
      <Toolbar query={query} spec={collaborationSpec} searchLabel={t('searchLabel')} facets={facets} {...spans} columns={data.seesCosts ? columnsWithFee : columns}>
        <ExportMenu query={query} spec={collaborationSpec} total={totals.count} csv={paths.collaborationsCsv} xlsx={paths.collaborationsXlsx} />
      </Toolbar>
      <EditGrid action={paths.collaborationCells()} enabled={data.mayWrite}>
        <DataTable
          label={t('title')} columns={data.seesCosts ? columnsWithFee : columns} rows={data.rows} rowKey={(row) => row.id} rowLink={(row) => paths.collaboration({ collaborationId: row.id })}
          query={query} spec={collaborationSpec} grouping={grouping} emptyTitle={t('emptyTitle')} emptyText={t('emptyText')} emptyAction={add}
          totals={{
            kolName: t('totalOf', { count: totals.count }), revenueMinor: <MoneyText minor={totals.revenueMinor} currency={currency} />,
            orders: <CountText count={totals.orders} />, clicks: <CountText count={totals.clicks} />,
          }}
          {...(data.mayWrite ? { cell: editable } : {})}
        />
      </EditGrid>
      {totals.count > 0 ? <Pager query={query} spec={collaborationSpec} total={totals.count} {...data.cursors} pageRows={PAGE_ROWS} /> : null}
      {data.rows.length > 0 ? <RollupNote now={data.now} isPending={data.isPending} /> : null}
    </>
  );
}
