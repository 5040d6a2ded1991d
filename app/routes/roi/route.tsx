import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findReviewFindings } from '#db/queries/review-findings.server.ts';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { DayText } from '#app/components/date-text.tsx';
import { RoiSections } from '#app/components/roi-sections.tsx';
import { readRoiBoard } from '#app/services/read-roi-board.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { addDays, dayOf } from '#app/domain/period.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { cursorsAt, offsetOf } from '#app/table/position-page.ts';
import { canonicalSearch, tableSearch } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RoiToolbar } from './board-controls.tsx';
import { columnsFor } from './columns.tsx';
import { PeriodForm } from './period-form.tsx';
import { ROI_PAGE_ROWS } from './question.ts';
import { readAskedBoard } from './read-board.server.ts';
import { boardRow } from './row.server.ts';
import { RunReviewButton } from './run-review-button.tsx';
import { RoiLegend } from './legend.tsx';
import { roiTotals } from './totals.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, actor, workspaceId, url, request, now, can }) => {
  const seesCosts = can('costs:read');
  const today = dayOf(now, actor.workspace.timeZone);
  const asked = await readAskedBoard(db, { workspaceId, today, url, seesCosts });
  const { by, spec, query, policy, days, asOf, period, periods, filter, sort } = asked;
  const pageRows = pageRowsOf(query, ROI_PAGE_ROWS);
  const views = await readViews({ db, workspaceId, actor, url }, 'roi', (search) => canonicalSearch(search, spec));
  const shown = period && { startDay: period.startDay, lastDay: addDays(period.endDay, -1) };
  const frame = {
    title: pageTitle(request, 'roi:title'), by, spec, query, views, days, asOf, seesCosts, today, periods, period: shown, thresholds: policy.roi, mayReview: can('proposals:decide'),
    search: tableSearch(query, spec),
  };
  if (asOf === null) return { ...frame, campaigns: [], rows: [], count: 0, totals: null, isReview: true, cursors: { before: null, after: null } };

  const offset = offsetOf(query.page, pageRows);
  const [campaigns, board] = await Promise.all([
    listCampaignChoices(db, workspaceId),
    readRoiBoard(db, workspaceId, { asOf, by, period, filter, sort, page: { offset, limit: pageRows } }, policy),
  ]);
  const { totals, isReview } = board;
  const reviewed = by === 'collaboration' && isReview ? await findReviewFindings(db, workspaceId, asOf, board.rows.map((row) => row.key)) : new Map();
  return {
    ...frame, campaigns: campaigns.map(({ slug, name }) => ({ slug, name })), count: board.count, isReview,
    rows: board.rows.map((row) => boardRow(row, { by, query, spec, seesCosts, reviewed })),
    totals: {
      revenueMinor: totals.revenueMinor, orders: totals.orders,
      cost: seesCosts ? { costMinor: totals.costMinor, roi: totals.roi, profitRoi: totals.profitRoi, atClose: totals.atClose, rowsTo: paths.roiRows(tableSearch(query, spec)) } : null,
    },
    cursors: cursorsAt(offset, board.rows.length, board.count),
  };
});

/** Reviews the workspace as of today. */
export const action = page('proposals:decide', async ({ db, workspaceId, now, actor }) => {
  await runReview(db, { workspaceId }, { now, actor });
  return seeOther(paths.roi());
});

export default function RoiBoard() {
  const data = useLoaderData<typeof loader>();
  const t = useText('roi');
  const { asOf, by, query, spec } = data;
  const columns = columnsFor(by, { seesCosts: data.seesCosts, hasPeriod: data.period !== null, hasMargin: data.thresholds.grossMarginBasisPoints !== null });
  return (
    <>
      <PageHeader
        title={t('title')} meta={asOf ? <BoardDay asOf={asOf} period={data.period} isReview={data.isReview} /> : null}
        actions={
          <>
            {data.seesCosts && asOf ? <LinkButton to={paths.roiCsv(data.search)} icon="download" reloadDocument>CSV</LinkButton> : null}
            {data.seesCosts && asOf ? <LinkButton to={paths.roiXlsx(data.search)} icon="download" reloadDocument>XLSX</LinkButton> : null}
            {data.mayReview ? <RunReviewButton /> : null}
          </>
        }
      />
      <RoiSections />
      {asOf ? <ViewTabs views={data.views} query={query} spec={spec} /> : null}
      {asOf ? <RoiToolbar query={query} spec={spec} by={by} campaigns={data.campaigns} kols={data.rows} columns={columns}><PeriodForm query={query} spec={spec} periods={data.periods} days={data.days} asOf={asOf} today={data.today} hasPeriod={data.period !== null} /></RoiToolbar> : null}
      <DataTable
        label={t('title')} columns={columns} rows={data.rows} rowKey={(row) => row.key} rowLink={(row) => row.to} query={query} spec={spec}
        totals={data.totals ? roiTotals(data.totals, t('total')) : undefined}
        emptyTitle={t('emptyTitle')} emptyText={t(data.mayReview ? 'emptyTextManager' : 'emptyText')} emptyAction={data.mayReview ? <RunReviewButton /> : null}
      />
      {data.rows.length > 0 ? <Pager query={query} spec={spec} total={data.count} {...data.cursors} pageRows={ROI_PAGE_ROWS} /> : null}
      {/* Below other rows it is another one, which comes instead of moving (data-table.tsx). */}
      {data.seesCosts ? <RoiLegend key={data.search} thresholds={data.thresholds} /> : null}
    </>
  );
}

/** Which day or period the figures are of, and where they come from. */
function BoardDay({ asOf, period, isReview }: { readonly asOf: string; readonly period: { readonly startDay: string; readonly lastDay: string } | null; readonly isReview: boolean }) {
  const t = useText('roi');
  if (period) return <><span>{t('period.shown')} <DayText day={period.startDay} /> – <DayText day={period.lastDay} /></span><span>{t('period.meaning')}</span></>;
  return isReview ? <span>{t('reviewOf')} <DayText day={asOf} /></span> : <span>{t('workedOut')} <DayText day={asOf} /></span>;
}
