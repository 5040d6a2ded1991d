import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { listCreditedOrders, sumCredits } from '#db/queries/order-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import type { AttributionModel } from '#app/domain/policy.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { parseTableQuery } from '#app/table/url-state.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import { columns, creditedOrdersSpec } from './columns.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, url }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  const collaboration = id.success ? await findCollaborationDetail(db, workspaceId, id.data) : undefined;
  if (!collaboration) throw new Response('No such collaboration.', { status: 404 });
  const { policy } = await getPolicy(db, workspaceId);
  const query = parseTableQuery(url.searchParams, creditedOrdersSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const model: AttributionModel = ATTRIBUTION_MODELS.find((known) => known === query.kept?.model) ?? policy.attribution.model;
  const dayOrNone = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : undefined);
  const period = { from: dayOrNone(query.kept?.from), through: dayOrNone(query.kept?.through) };
  const question = { collaborationId: collaboration.id, model, ...period };
  const [found, sums] = await Promise.all([
    listCreditedOrders(db, workspaceId, question, { page: query.page, limit: pageRows }),
    sumCredits(db, workspaceId, question),
  ]);
  return {
    title: pageTitle(request, 'collaboration:orders.title', collaboration.kolName), currency: actor.workspace.currency, query, model, policyModel: policy.attribution.model,
    id: collaboration.id, kolName: collaboration.kolName, rows: found.rows, cursors: { before: found.before, after: found.after },
    credit: ATTRIBUTION_MODELS.map((one) => ({ model: one, creditMinor: sums.creditMinor[one] })), rowCount: sums.rows, sumMinor: sums.creditMinor[model],
    excluded: sums.excluded, period,
  };
});

export default function CollaborationOrders() {
  const data = useLoaderData<typeof loader>();
  const t = useText('collaboration');
  const td = useText('domain');
  const tc = useText('common');
  const at = { collaborationId: data.id };
  const { from, through } = data.period;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.collaborations() }, { label: data.kolName, to: paths.collaboration(at) }]} />}
        title={t('orders.title')}
        meta={
          <>
            <span>{t(data.model === data.policyModel ? 'orders.inForce' : 'orders.notInForce', { model: td(`attributionModel.${data.policyModel}`) })}</span>
            {from || through ? (
              <span>{from ? <DayText day={from} /> : null} – {through ? <DayText day={through} /> : null} · <Link to={paths.collaborationOrders({ ...at, model: data.model })} className="hover:underline">{t('orders.allDays')}</Link></span>
            ) : null}
          </>
        }
      />
      <div className="mb-3">
        <TabNav
          label={t('orders.model')}
          tabs={data.credit.map(({ model, creditMinor }) => ({
            to: paths.collaborationOrders({ ...at, model, ...(from && { from }), ...(through && { through }) }), active: model === data.model,
            label: <span>{td(`attributionModel.${model}`)} <span className="text-muted"><MoneyText minor={creditMinor} currency={data.currency} compact /></span></span>,
          }))}
        />
      </div>
      <DataTable
        label={t('orders.title')} columns={columns} rows={data.rows} rowKey={(row) => `${row.shop} ${row.orderId}`} rowLink={(row) => paths.order(row)} query={data.query} spec={creditedOrdersSpec}
        totals={{ orderId: tc('total'), creditMinor: <MoneyText minor={data.sumMinor} currency={data.currency} /> }}
        emptyTitle={t('orders.emptyTitle')} emptyText={t('orders.emptyText')}
      />
      {data.excluded.orders > 0 ? (
        <p className="mt-2 text-muted">{t('orders.excludedSum', { count: data.excluded.orders })} <MoneyText minor={data.excluded.creditMinor} currency={data.currency} /></p>
      ) : null}
      {data.rows.length > 0 ? <Pager query={data.query} spec={creditedOrdersSpec} total={data.rowCount} {...data.cursors} pageRows={PAGE_ROWS} /> : null}
    </>
  );
}
