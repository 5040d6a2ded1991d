import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ATTRIBUTION_SORTS, listAttribution, sumExcludedOf, sumOrdersByMethod } from '#db/queries/attribution-models.server.ts';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { findReviewFindings } from '#db/queries/review-findings.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findLatestReviewDay } from '#db/queries/review.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { RoiSections } from '#app/components/roi-sections.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { dayOf } from '#app/domain/period.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { cursorsAt, offsetOf } from '#app/table/position-page.ts';
import { hasConditions } from '#app/table/query-changes.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import { parseTableQuery } from '#app/table/url-state.ts';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { columnsFor } from './columns.tsx';
import { MethodTiles } from './method-tiles.tsx';
import { PeriodForm } from './period-form.tsx';
import { readPeriod } from './period.ts';
import { ATTRIBUTION_PAGE_ROWS, attributionSpec } from './question.ts';
import { attributionRow } from './row.server.ts';
import { SpreadChart } from './spread-chart.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now, can }) => {
  const [{ policy }, reviewDay, campaigns] = await Promise.all([getPolicy(db, workspaceId), findLatestReviewDay(db, workspaceId), listCampaignChoices(db, workspaceId)]);
  const inForce = policy.attribution.model;
  const spec = attributionSpec(inForce);
  const query = parseTableQuery(url.searchParams, spec);
  const pageRows = pageRowsOf(query, ATTRIBUTION_PAGE_ROWS);
  const period = readPeriod(query.kept, dayOf(now, actor.workspace.timeZone));
  const offset = offsetOf(query.page, pageRows);
  const question = { model: inForce, ...period, campaignSlugs: query.filters.campaign, tiers: query.filters.tier };
  const sort = query.sort.flatMap(({ column, descending }) => ATTRIBUTION_SORTS.filter((known) => known === column).map((known) => ({ column: known, descending })));
  const [table, widest, methods, excluded] = await Promise.all([
    listAttribution(db, workspaceId, { ...question, sort, page: { offset, limit: pageRows } }),
    listAttribution(db, workspaceId, { ...question, sort: [{ column: 'spread', descending: true }], page: { offset: 0, limit: 8 } }),
    sumOrdersByMethod(db, workspaceId, period),
    sumExcludedOf(db, workspaceId, period),
  ]);
  const ids = [...table.rows, ...widest.rows].map((row) => row.collaborationId);
  const reviewed = reviewDay === null ? new Map() : await findReviewFindings(db, workspaceId, reviewDay, ids);
  const seesCosts = can('costs:read');
  const frame = { inForce, period, seesCosts, reviewed };
  const attributedMinor = methods.reduce((sum, one) => sum + (one.method === 'none' ? 0 : one.netMinor), 0);
  return {
    title: pageTitle(request, 'attribution:title'), inForce, spec, query, period, seesCosts, methods, excluded,
    campaigns: campaigns.map((one) => ({ value: one.slug, label: one.name })),
    rows: table.rows.map((row) => attributionRow(row, frame)), widest: widest.rows.map((row) => attributionRow(row, frame)),
    count: table.count, totals: table.totals,
    /** Whether the roll-ups hold what the orders do. */
    isSettled: table.totals.revenueMinor[inForce] + excluded.minor === attributedMinor,
    cursors: cursorsAt(offset, table.rows.length, table.count),
  };
});

export default function Attribution() {
  const data = useLoaderData<typeof loader>();
  const t = useText('attribution');
  const td = useText('domain');
  const tc = useText('common');
  const { currency } = useRootData().workspace;
  const { query, spec, period, totals } = data;
  const facets = [
    { name: 'campaign', label: t('filter.campaign'), options: data.campaigns },
    { name: 'tier', label: t('filter.tier'), options: (['top', 'mid', 'emerging'] as const).map((tier) => ({ value: tier, label: td(`tier.${tier}`) })) },
  ];
  const sums = Object.fromEntries(ATTRIBUTION_MODELS.map((model) => [model, <MoneyText key={model} minor={totals.revenueMinor[model]} currency={currency} />]));
  return (
    <>
      <PageHeader title={t('title')} meta={<span>{t('models.inForce', { model: td(`attributionModel.${data.inForce}`) })}</span>} />
      <RoiSections />
      <div className="flex flex-col gap-4">
        <Toolbar query={query} spec={spec} facets={facets} columns={columnsFor(data.seesCosts)}><PeriodForm query={query} spec={spec} period={period} /></Toolbar>
        <MethodTiles methods={data.methods} excluded={data.excluded} period={period} />
        {data.rows.length > 0 ? <Card><SpreadChart rows={data.widest} inForce={data.inForce} /></Card> : null}
        <div>
          <DataTable
            label={t('title')} columns={columnsFor(data.seesCosts)} rows={data.rows} rowKey={(row) => row.collaborationId} rowLink={(row) => row.ordersTo} query={query} spec={spec}
            totals={{ kolName: tc('total'), ...sums, orders: <CountText count={totals.orders.all} />, excluded: <MoneyText minor={totals.excluded.minor} currency={currency} /> }}
            emptyTitle={t('models.emptyTitle')} emptyText={t('models.emptyText')}
          />
          {data.rows.length > 0 ? <Pager query={query} spec={spec} total={data.count} {...data.cursors} pageRows={ATTRIBUTION_PAGE_ROWS} /> : null}
          {data.rows.length > 0 ? <SumNote /> : null}
        </div>
      </div>
    </>
  );
}

/** What the sums under the five models have in common. */
function SumNote() {
  const { query, isSettled, totals, inForce } = useLoaderData<typeof loader>();
  const t = useText('attribution');
  const locale = useLocale();
  const { currency } = useRootData().workspace;
  const text = hasConditions(query) ? t('models.filteredTotal') : isSettled ? t('models.sameTotal', { amount: formatMoney(totals.revenueMinor[inForce], currency, locale) }) : t('models.settling');
  return <p className="mt-2 text-muted">{text}</p>;
}
