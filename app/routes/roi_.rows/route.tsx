import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { addDays, dayOf } from '#app/domain/period.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { readRoiBoard } from '#app/services/read-roi-board.server.ts';
import { readRoiRows } from '#app/services/read-roi-rows.server.ts';
import { offsetOf } from '#app/table/position-page.ts';
import { tableSearch } from '#app/table/url-state.ts';
import { Banner } from '#app/ui/banner.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import { readAskedBoard } from '../roi/read-board.server.ts';
import { CostTable, OrderTable } from './row-tables.tsx';

const PAGE_ROWS = 100;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The orders and cost lines behind a figure of the ROI board: the same address, but for the rows. */
export const loader = page('costs:read', async ({ db, actor, workspaceId, url, request, now }) => {
  const { currency, timeZone } = actor.workspace;
  const today = dayOf(now, timeZone);
  const { by, spec, query, policy, period, filter, ...asked } = await readAskedBoard(db, { workspaceId, today, url, seesCosts: true });
  const asOf = asked.asOf ?? today;
  const offset = offsetOf(query.page, PAGE_ROWS);
  const [rows, board] = await Promise.all([
    readRoiRows(db, workspaceId, { asOf, period, filter, page: { offset, limit: PAGE_ROWS } }, policy),
    readRoiBoard(db, workspaceId, { asOf, by, period, filter, page: { offset: 0, limit: 1 } }, policy),
  ]);
  const { totals } = board;
  const differs = totals.revenueMinor !== rows.figure.revenueMinor || totals.costMinor !== rows.figure.costMinor;
  return {
    title: pageTitle(request, 'roi:rows.title'), currency, asOf, period: period && { startDay: period.startDay, lastDay: addDays(period.endDay, -1) }, ...rows, offset,
    stored: differs ? { revenueMinor: totals.revenueMinor, costMinor: totals.costMinor } : null,
    hasMargin: policy.roi.grossMarginBasisPoints !== null, back: paths.roi(tableSearch({ ...query, page: null }, spec)),
    pages: {
      before: offset > 0 ? paths.roiRows(tableSearch({ ...query, page: offset > PAGE_ROWS ? { direction: 'after', cursor: String(offset - PAGE_ROWS) } : null }, spec)) : null,
      after: offset + PAGE_ROWS < rows.orderCount ? paths.roiRows(tableSearch({ ...query, page: { direction: 'after', cursor: String(offset + PAGE_ROWS) } }, spec)) : null,
    },
  };
});

export default function RoiRows() {
  const data = useLoaderData<typeof loader>();
  const t = useText('roi');
  const locale = useLocale();
  const { currency, figure, stored } = data;
  return (
    <>
      <PageHeader
        title={t('rows.title')} breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: data.back }]} />}
        meta={data.period ? <span>{t('period.shown')} <DayText day={data.period.startDay} /> – <DayText day={data.period.lastDay} /></span> : <span>{t('period.asOf')} <DayText day={data.asOf} /></span>}
      />
      <div className="flex flex-col gap-4">
        {stored ? <Banner tone="amber">{t('rows.differs', { revenue: formatMoney(stored.revenueMinor, currency, locale), cost: formatMoney(stored.costMinor, currency, locale) })}</Banner> : null}
        <StatGrid>
          <StatTile label={t('column.revenue')} value={<MoneyText minor={figure.revenueMinor} currency={currency} compact />} note={<a href="#orders" className="hover:underline">{t('rows.revenueFrom')}</a>} />
          <StatTile label={data.period ? t('column.accrued') : t('column.cost')} value={<MoneyText minor={figure.costMinor} currency={currency} compact />} note={<a href="#costs" className="hover:underline">{t('rows.costFrom')}</a>} />
          <StatTile label={data.period ? t('column.periodRoi') : t('column.roi')} value={<RatioText ratio={figure.roi} />} />
          {data.hasMargin ? <StatTile label={t('column.profitRoi')} value={<RatioText ratio={figure.profitRoi} />} /> : null}
          <StatTile label={t('column.collaborations')} value={<CountText count={data.collaborations} />} />
        </StatGrid>
        <OrderTable orders={data.orders} count={data.orderCount} sumMinor={data.creditedMinor} currency={currency} />
        {data.pages.before || data.pages.after ? (
          <nav className="flex gap-4">
            {data.pages.before ? <Link to={data.pages.before} className="text-accent hover:underline">{t('rows.previous')}</Link> : null}
            <span className="text-muted">{t('rows.page', { from: data.offset + 1, to: data.offset + data.orders.length, count: data.orderCount })}</span>
            {data.pages.after ? <Link to={data.pages.after} className="text-accent hover:underline">{t('rows.next')}</Link> : null}
          </nav>
        ) : null}
        <CostTable costs={data.costs} sumMinor={data.countedMinor} currency={currency} accrues={data.period !== null} />
      </div>
    </>
  );
}
