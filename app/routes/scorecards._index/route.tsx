import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countDisputes } from '#db/queries/dispute.server.ts';
import { listReviewedCampaigns } from '#db/queries/roi-board.server.ts';
import { findLatestScorecardDay, listScorecardRows, SCORECARD_SORTS } from '#db/queries/scorecard-pages.server.ts';
import { TIERS } from '#app/domain/kol.ts';
import { SCORE_GRADES } from '#app/domain/scoring/grade.ts';
import { DayText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { cursorsAt, offsetOf } from '#app/table/position-page.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import type { TableSpec } from '#app/table/url-state.ts';
import { canonicalSearch, parseTableQuery } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { columns } from './columns.tsx';

const PAGE_ROWS = 100;
/** What a card without a grade is filtered by. */
const NO_GRADE = 'none';

const spec: TableSpec = {
  sortable: SCORECARD_SORTS,
  defaultSort: [{ column: 'score', descending: true }],
  filters: { campaign: 'text', tier: TIERS, grade: [...SCORE_GRADES, NO_GRADE] },
};

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request }) => {
  const views = await readViews({ db, workspaceId, actor, url }, 'scorecards', (search) => canonicalSearch(search, spec));
  const query = parseTableQuery(url.searchParams, spec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const frame = { title: pageTitle(request, 'scorecard:title'), query, views, spec };
  const [asOf, openDisputes] = await Promise.all([findLatestScorecardDay(db, workspaceId), countDisputes(db, workspaceId, ['open'])]);
  if (asOf === null) return { ...frame, asOf, openDisputes, campaigns: [], rows: [], count: 0, cursors: { before: null, after: null } };
  const offset = offsetOf(query.page, pageRows);
  const { campaign, tier, grade } = query.filters;
  const [campaigns, rows] = await Promise.all([
    listReviewedCampaigns(db, workspaceId, asOf),
    listScorecardRows(db, workspaceId, {
      asOf, campaignSlugs: campaign, tiers: tier, grades: grade, page: { offset, limit: pageRows },
      sort: query.sort.flatMap(({ column, descending }) => SCORECARD_SORTS.filter((known) => known === column).map((known) => ({ column: known, descending }))),
    }),
  ]);
  const count = rows[0]?.allRows ?? 0;
  return { ...frame, asOf, openDisputes, campaigns, rows, count, cursors: cursorsAt(offset, rows.length, count) };
});

export default function Scorecards() {
  const { asOf, openDisputes, campaigns, rows, count, cursors, query, views, spec: asked } = useLoaderData<typeof loader>();
  const t = useText('scorecard');
  const td = useText('domain');
  const facets = [
    { name: 'campaign', label: t('filter.campaign'), options: campaigns.map(({ slug, name }) => ({ value: slug, label: name })) },
    { name: 'tier', label: t('filter.tier'), options: (['top', 'mid', 'emerging'] as const).map((tier) => ({ value: tier, label: td(`tier.${tier}`) })) },
    {
      name: 'grade', label: t('filter.grade'),
      options: [...(['S', 'A', 'B', 'C', 'D'] as const).map((grade) => ({ value: grade, label: td('gradeName', { grade }) })), { value: 'none', label: t('noGrade') }],
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title')} meta={asOf ? <span>{t('asOf')} <DayText day={asOf} /></span> : null}
        actions={<LinkButton to={paths.disputes()}>{openDisputes > 0 ? t('dispute.openCount', { count: openDisputes }) : t('dispute.title')}</LinkButton>}
      />
      {asOf ? <ViewTabs views={views} query={query} spec={asked} /> : null}
      {asOf ? <Toolbar query={query} spec={asked} facets={facets} columns={columns} /> : null}
      <DataTable
        label={t('title')} columns={columns} rows={rows} rowKey={(row) => row.collaborationId} rowLink={(row) => paths.scorecard(row)} query={query} spec={asked}
        emptyTitle={t('emptyTitle')} emptyText={t('emptyText')}
      />
      {rows.length > 0 ? <Pager query={query} spec={asked} total={count} {...cursors} pageRows={PAGE_ROWS} /> : null}
    </>
  );
}
