import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { COUPON_SORTS, listCouponRows } from '#db/queries/coupon-pages.server.ts';
import { findLatestReviewDay } from '#db/queries/review.server.ts';
import { DayText } from '#app/components/date-text.tsx';
import { RoiSections } from '#app/components/roi-sections.tsx';
import { COUPON_STATES } from '#app/domain/attribution/coupon-state.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { cursorsAt, offsetOf } from '#app/table/position-page.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import { parseTableQuery } from '#app/table/url-state.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { columns, couponSpec } from './columns.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;

export const loader = page('roster:read', async ({ db, workspaceId, url, request }) => {
  const query = parseTableQuery(url.searchParams, couponSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const [asOf, campaigns] = await Promise.all([findLatestReviewDay(db, workspaceId), listCampaignChoices(db, workspaceId)]);
  const offset = offsetOf(query.page, pageRows);
  const sort = query.sort.flatMap(({ column, descending }) => COUPON_SORTS.filter((known) => known === column).map((known) => ({ column: known, descending })));
  const rows = asOf === null
    ? []
    : await listCouponRows(db, workspaceId, { asOf, search: query.search, states: query.filters.state, campaignSlugs: query.filters.campaign, sort, page: { offset, limit: pageRows } });
  const count = rows[0]?.allRows ?? 0;
  return {
    title: pageTitle(request, 'attribution:tab.coupons'), query, asOf, rows, count, cursors: cursorsAt(offset, rows.length, count),
    campaigns: campaigns.map((one) => ({ value: one.slug, label: one.name })),
  };
});

export default function Coupons() {
  const { query, asOf, rows, count, cursors, campaigns } = useLoaderData<typeof loader>();
  const t = useText('attribution');
  const tr = useText('roi');
  const facets = [
    { name: 'state', label: t('filter.state'), options: COUPON_STATES.map((value) => ({ value, label: t(`coupon.state.${value}`) })) },
    { name: 'campaign', label: t('filter.campaign'), options: campaigns },
  ];
  return (
    <>
      <PageHeader title={t('tab.coupons')} meta={<><span>{t('coupon.about')}</span>{asOf ? <span>{tr('reviewOf')} <DayText day={asOf} /></span> : null}</>} />
      <RoiSections />
      <Toolbar query={query} spec={couponSpec} searchLabel={t('coupon.search')} facets={facets} columns={columns} />
      <DataTable
        label={t('tab.coupons')} columns={columns} rows={rows} rowKey={(row) => row.collaborationId} rowLink={(row) => `${paths.collaboration(row)}#coupon`} query={query} spec={couponSpec}
        emptyTitle={t('coupon.emptyTitle')} emptyText={t('coupon.emptyText')}
      />
      {rows.length > 0 ? <Pager query={query} spec={couponSpec} total={count} {...cursors} pageRows={PAGE_ROWS} /> : null}
    </>
  );
}
