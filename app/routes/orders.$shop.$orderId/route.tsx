import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { ClaimsCard, CreditsCard, RefundsCard, TouchesCard } from './evidence-cards.tsx';
import { loadOrder } from './load-order.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request }) => {
  const found = await loadOrder(db, workspaceId, { shop: params.shop ?? '', orderId: params.orderId ?? '' });
  if (!found) throw new Response('No such order.', { status: 404 });
  return { title: pageTitle(request, 'collaboration:orders.order', found.order.orderId), currency: actor.workspace.currency, ...found };
});

export default function OrderPage() {
  const data = useLoaderData<typeof loader>();
  const t = useText('collaboration');
  const td = useText('domain');
  const { order, currency } = data;
  const own = (minor: number) => <MoneyText minor={minor} currency={order.currency} />;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('orders.all'), to: paths.orders() }]} />} title={<>{t('orders.order')} {order.orderId}</>}
        meta={<><StatusBadge kind="order" status={order.status} /><span>{order.shop}</span><InstantText at={order.placedAt} /></>}
      />
      <div className="flex flex-col gap-4">
        {order.rate === null ? <Banner tone="amber">{t('orders.noRateText', { currency: order.currency })}</Banner> : null}
        <div className="grid gap-4 xl:grid-cols-2 items-start">
          <Card title={t('order.facts')}>
            <KeyValueList
              items={[
                { key: 'merchandise', label: t('order.merchandise'), value: own(order.merchandiseMinor) },
                { key: 'refunded', label: t('orders.refunded'), value: own(order.refundedMinor) },
                { key: 'net', label: t('orders.netOwn'), value: own(order.netMinor) },
                { key: 'reporting', label: t('orders.net'), value: <><MoneyText minor={order.netReportingMinor} currency={currency} />{order.currency !== currency && order.rate ? <span className="text-muted"> · {t('order.rate', { rate: order.rate.replace(/\.?0+$/, '') })}</span> : null}</> },
                { key: 'method', label: t('orders.method'), value: td(`attributionMethod.${order.method}`) },
                { key: 'codes', label: t('order.codes'), value: order.discountCodes.length > 0 ? <code>{order.discountCodes.join(', ')}</code> : '—' },
                { key: 'click', label: t('order.clickId'), value: <code className="break-all">{order.clickId ?? '—'}</code> },
                { key: 'utm', label: t('order.utm'), value: <code className="break-all">{order.utmContent ?? '—'}</code> },
                { key: 'customer', label: t('order.customer'), value: order.isNewCustomer === null ? t('order.unknown') : order.isNewCustomer ? t('order.new') : t('order.returning') },
                { key: 'source', label: t('order.source'), value: <>{order.source} · <InstantText at={order.receivedAt} /></> },
              ]}
            />
          </Card>
          <div className="flex flex-col gap-4 min-w-0">
            <ClaimsCard claims={data.claims} />
            <RefundsCard refunds={data.refunds} />
          </div>
        </div>
        <CreditsCard credits={data.credits} totals={data.totals} currency={currency} netMinor={order.netReportingMinor} />
        <TouchesCard touches={data.touches} />
      </div>
    </>
  );
}
