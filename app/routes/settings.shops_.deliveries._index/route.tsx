import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { listShops } from '#db/queries/shop.server.ts';
import { countDeliveries, listDeliveryRows } from '#db/queries/webhook-pages.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DELIVERY_OUTCOMES } from '#app/domain/ingestion/delivery.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { replayFailedDeliveries } from '#app/services/replay-failed-deliveries.server.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import { parseTableQuery } from '#app/table/url-state.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { columns, deliveriesSpec } from './columns.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;
const MOST_COUNTED = 10_000;

export const loader = page('shops:manage', async ({ db, workspaceId, request, url, now }) => {
  const query = parseTableQuery(url.searchParams, deliveriesSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const question = { search: query.search, outcomes: query.filters.outcome, shops: query.filters.shop };
  const [found, total, shops] = await Promise.all([
    listDeliveryRows(db, workspaceId, question, { page: query.page, limit: pageRows }),
    countDeliveries(db, workspaceId, question, MOST_COUNTED + 1),
    listShops(db, workspaceId, now),
  ]);
  return {
    title: pageTitle(request, 'settings:deliveries.title'), query, rows: found.rows, cursors: { before: found.before, after: found.after },
    total: Math.min(total, MOST_COUNTED), more: total > MOST_COUNTED, shops: shops.flatMap(({ slug, kind }) => (kind === 'manual' ? [] : [slug])),
  };
});

const replayForm = z.strictObject({ intent: z.literal('replay-failed') });

/** Takes in again whatever could not be read, or still waits. */
export const action = page('shops:manage', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, replayForm);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  return await replayFailedDeliveries(db, { workspaceId }, { now, actor });
});

export default function Deliveries() {
  const data = useLoaderData<typeof loader>();
  const replayed = useActionData<typeof action>();
  const t = useText('settings');
  const busy = useNavigation().formMethod === 'POST';
  const facets = [
    { name: 'outcome', label: t('deliveries.outcome'), options: DELIVERY_OUTCOMES.map((value) => ({ value, label: t(`deliveries.outcomeName.${value}`) })) },
    { name: 'shop', label: t('deliveries.shop'), options: data.shops.map((value) => ({ value, label: value })) },
  ];
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('shops.title'), to: paths.settingsShops() }]} />} title={t('deliveries.title')} />
      <p className="text-muted mb-3 max-w-3xl">{t('deliveries.text')}</p>
      {replayed ? (
        <div className="mb-3"><Banner tone={replayed.unreadable > 0 ? 'amber' : 'green'}>
          {replayed.replayed === 0 ? t('deliveries.nothingFailed') : t('deliveries.replayedSome', { count: replayed.replayed, failed: replayed.unreadable })}
        </Banner></div>
      ) : null}
      <Toolbar query={data.query} spec={deliveriesSpec} searchLabel={t('deliveries.searchLabel')} facets={facets} columns={columns}>
        <Form method="post"><input type="hidden" name="intent" value="replay-failed" /><Button type="submit" busy={busy}>{t('deliveries.replayFailed')}</Button></Form>
      </Toolbar>
      <DataTable
        label={t('deliveries.title')} columns={columns} rows={data.rows} rowKey={(row) => row.id} rowLink={(row) => paths.delivery({ deliveryId: row.id })} query={data.query} spec={deliveriesSpec}
        emptyTitle={t('deliveries.emptyTitle')} emptyText={t('deliveries.emptyText')}
      />
      {data.rows.length > 0 ? <Pager query={data.query} spec={deliveriesSpec} total={data.total} more={data.more} {...data.cursors} pageRows={PAGE_ROWS} /> : null}
    </>
  );
}
