import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findReviewFindings } from '#db/queries/review-findings.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { listReviewDays, listReviewedCampaigns, listRoi, ROI_SORTS } from '#db/queries/roi-board.server.ts';
import { DayText } from '#app/components/date-text.tsx';
import { RoiSections } from '#app/components/roi-sections.tsx';
import { runReview } from '#app/services/run-review.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { roiGroupingSchema } from '#app/domain/scoring/roi-grouping.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { Pager } from '#app/table/pager.tsx';
import { cursorsAt, offsetOf } from '#app/table/position-page.ts';
import { parseTableQuery } from '#app/table/url-state.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RoiToolbar } from './board-controls.tsx';
import { columnsFor } from './columns.tsx';
import { ROI_PAGE_ROWS, roiSpec } from './question.ts';
import { boardRow } from './row.server.ts';
import { RunReviewButton } from './run-review-button.tsx';
import { RoiLegend } from './legend.tsx';
import { roiTotals } from './totals.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, url, request, can }) => {
  const seesCosts = can('costs:read');
  const [{ policy }, days] = await Promise.all([getPolicy(db, workspaceId), listReviewDays(db, workspaceId)]);
  const by = roiGroupingSchema.catch('collaboration').parse(url.searchParams.get('by'));
  const spec = roiSpec(by, seesCosts);
  const query = parseTableQuery(url.searchParams, spec);
  const asOf = days.find((day) => day === query.kept?.as_of) ?? days[0] ?? null;
  const frame = { title: pageTitle(request, 'roi:title'), by, spec, query, days, asOf, seesCosts, thresholds: policy.roi, mayReview: can('proposals:decide') };
  if (asOf === null) return { ...frame, campaigns: [], rows: [], count: 0, totals: null, cursors: { before: null, after: null } };

  const { campaign, kol, collaboration, tier, light } = query.filters;
  const offset = offsetOf(query.page, ROI_PAGE_ROWS);
  const [campaigns, board] = await Promise.all([
    listReviewedCampaigns(db, workspaceId, asOf),
    listRoi(db, workspaceId, {
      asOf, by, page: { offset, limit: ROI_PAGE_ROWS },
      filter: { campaignSlugs: campaign, kolIds: kol, collaborationIds: collaboration, tiers: tier, lights: light },
      sort: query.sort.flatMap(({ column, descending }) => ROI_SORTS.filter((known) => known === column).map((known) => ({ column: known, descending }))),
    }, policy.roi),
  ]);
  const { totals } = board;
  const reviewed = by === 'collaboration' ? await findReviewFindings(db, workspaceId, asOf, board.rows.map((row) => row.key)) : new Map();
  return {
    ...frame, campaigns, count: board.count,
    rows: board.rows.map((row) => boardRow(row, { by, query, spec, seesCosts, reviewed })),
    totals: { revenueMinor: totals.revenueMinor, orders: totals.orders, cost: seesCosts ? { costMinor: totals.costMinor, roi: totals.roi, atClose: totals.atClose } : null },
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
  return (
    <>
      <PageHeader
        title={t('title')} meta={asOf ? <span>{t('reviewOf')} <DayText day={asOf} /></span> : null}
        actions={data.mayReview ? <RunReviewButton /> : null}
      />
      <RoiSections />
      {asOf ? <RoiToolbar query={query} spec={spec} by={by} days={data.days} asOf={asOf} campaigns={data.campaigns} kols={data.rows} /> : null}
      <DataTable
        label={t('title')} columns={columnsFor(by, data.seesCosts)} rows={data.rows} rowKey={(row) => row.key} rowLink={(row) => row.to} query={query} spec={spec}
        totals={data.totals ? roiTotals(data.totals, t('total')) : undefined}
        emptyTitle={t('emptyTitle')} emptyText={t(data.mayReview ? 'emptyTextManager' : 'emptyText')} emptyAction={data.mayReview ? <RunReviewButton /> : null}
      />
      {data.rows.length > 0 ? <Pager query={query} spec={spec} total={data.count} {...data.cursors} /> : null}
      {data.seesCosts ? <RoiLegend thresholds={data.thresholds} /> : null}
    </>
  );
}
