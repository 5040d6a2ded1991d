import type { MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useSubmit } from '@remix-run/react';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import type { OrderFacet } from '#db/queries/order-pages.server.ts';
import { countOrderFacets, listOrderRows, sumOrders } from '#db/queries/order-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import type { FacetCounts } from '#db/queries/facet-counts.server.ts';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { remembering } from '#app/lib/short-memory.server.ts';
import { countedOptions } from '#app/table/counted-options.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { ExportMenu } from '#app/table/export-menu.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { QueryInputs } from '#app/table/query-inputs.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import type { TableQuery } from '#app/table/url-state.ts';
import { canonicalSearch, parseTableQuery } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { Button } from '#app/ui/button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { columns, ordersSpec } from './columns.tsx';
import { ordersQuestion } from './question.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;
const facetCounts = remembering<FacetCounts<OrderFacet>>();

export const loader = page('roster:read', async ({ db, workspaceId, actor, request, url, now }) => {
  const views = await readViews({ db, workspaceId, actor, url }, 'orders', (search) => canonicalSearch(search, ordersSpec));
  const query = parseTableQuery(url.searchParams, ordersSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const [{ policy }, campaigns] = await Promise.all([getPolicy(db, workspaceId), listCampaignChoices(db, workspaceId)]);
  const question = ordersQuestion(query, policy.attribution.model, { today: dayOf(now, actor.workspace.timeZone), timeZone: actor.workspace.timeZone });
  const [found, totals, counts] = await Promise.all([
    listOrderRows(db, workspaceId, question, { page: query.page, limit: pageRows }),
    sumOrders(db, workspaceId, question), facetCounts([workspaceId, question], now, () => countOrderFacets(db, workspaceId, question)),
  ]);
  return {
    title: pageTitle(request, 'collaboration:orders.all'), currency: actor.workspace.currency, query, views, totals, counts, from: query.kept?.['from'] ?? '', through: query.kept?.['through'] ?? '',
    rows: found.rows, cursors: { before: found.before, after: found.after }, campaigns: campaigns.map((one) => ({ value: one.slug, label: one.name })),
  };
});

export default function Orders() {
  const data = useLoaderData<typeof loader>();
  const t = useText('collaboration');
  const td = useText('domain');
  const tc = useText('common');
  const facets = [
    { name: 'method', label: t('orders.method'), options: countedOptions((['coupon', 'click', 'utm', 'none'] as const).map((value) => ({ value, label: td(`attributionMethod.${value}`) })), data.counts.method) },
    { name: 'status', label: t('orders.status'), options: countedOptions((['paid', 'pending', 'partially_refunded', 'refunded', 'cancelled', 'voided'] as const).map((value) => ({ value, label: td(`orderStatus.${value}`) })), data.counts.status) },
    { name: 'campaign', label: t('column.campaign'), options: countedOptions(data.campaigns, data.counts.campaign) },
    { name: 'rate', label: t('orders.rate'), options: countedOptions([{ value: 'missing', label: t('orders.noRate') }], data.counts.rate) },
  ];
  return (
    <>
      <PageHeader title={t('orders.all')} />
      <ViewTabs views={data.views} query={data.query} spec={ordersSpec} />
      <Toolbar query={data.query} spec={ordersSpec} searchLabel={t('orders.searchLabel')} facets={facets} dates={[{ name: 'placed', label: t('orders.placedAt') }]} texts={[{ name: 'order', label: t('orders.order') }]} columns={columns}>
        {data.from || data.through ? <PeriodForm query={data.query} from={data.from} through={data.through} /> : null}
        <ExportMenu query={data.query} spec={ordersSpec} total={data.totals.count} csv={paths.ordersCsv} xlsx={paths.ordersXlsx} />
      </Toolbar>
      <DataTable
        label={t('orders.all')} columns={columns} rows={data.rows} rowKey={(row) => `${row.shop} ${row.orderId}`} rowLink={(row) => paths.order(row)} query={data.query} spec={ordersSpec}
        totals={{ orderId: tc('total'), netReportingMinor: <MoneyText minor={data.totals.netReportingMinor} currency={data.currency} /> }}
        emptyTitle={t('orders.emptyAllTitle')} emptyText={t('orders.emptyAllText')}
      />
      {data.rows.length > 0 ? <Pager query={data.query} spec={ordersSpec} total={data.totals.count} {...data.cursors} pageRows={PAGE_ROWS} /> : null}
    </>
  );
}

function PeriodForm({ query, from, through }: { readonly query: TableQuery; readonly from: string; readonly through: string }) {
  const t = useText('collaboration');
  const tc = useText('common');
  const submit = useSubmit();
  return (
    <Form key={`${from} ${through}`} method="get" className="flex flex-wrap items-center gap-2" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
      <QueryInputs query={{ ...query, kept: {}, dates: {} }} spec={ordersSpec} without="" />
      <TextField type="date" name="from" label={t('orders.from')} hideLabel title={t('orders.from')} defaultValue={from} className="w-38" />
      <span aria-hidden="true">–</span>
      <TextField type="date" name="through" label={t('orders.through')} hideLabel title={t('orders.through')} defaultValue={through} className="w-38" />
      <noscript><Button type="submit">{tc('action.apply')}</Button></noscript>
    </Form>
  );
}
