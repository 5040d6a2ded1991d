import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findDeliveryDetail } from '#db/queries/webhook-pages.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { DeliveryOutcomeBadge } from '#app/components/delivery-outcome.tsx';
import { CountText } from '#app/components/number-text.tsx';
import type { IgnoredReason } from '#app/domain/ingestion/delivery.ts';
import { IGNORED_REASONS } from '#app/domain/ingestion/delivery.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { replayDeliveries } from '#app/services/replay-deliveries.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const NOT_FOUND = 'No such delivery. They are kept for 30 days.';

export const loader = page('shops:manage', async ({ db, workspaceId, params, request }) => {
  const delivery = isId(params.deliveryId) ? await findDeliveryDetail(db, workspaceId, params.deliveryId) : undefined;
  if (!delivery) throw new Response(NOT_FOUND, { status: 404 });
  const { payload, ...facts } = delivery;
  return { title: pageTitle(request, 'settings:deliveries.delivery'), delivery: facts, payloadText: payload === null ? null : JSON.stringify(payload, null, 2) };
});

const replayForm = z.strictObject({ intent: z.literal('replay') });

/** Takes the delivery in again; what is known already changes nothing. */
export const action = page('shops:manage', async ({ db, workspaceId, params, request, now, actor }) => {
  const form = await readForm(request, replayForm);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const delivery = isId(params.deliveryId) ? await findDeliveryDetail(db, workspaceId, params.deliveryId) : undefined;
  if (!delivery) throw new Response(NOT_FOUND, { status: 404 });
  const [replayed] = await replayDeliveries(db, { workspaceId, ids: [delivery.id] }, { now, actor });
  return { outcome: replayed?.outcome ?? null };
});

export default function DeliveryPage() {
  const { delivery, payloadText } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('settings');
  const busy = useNavigation().formMethod === 'POST';
  const { shop, orderId } = delivery;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('shops.title'), to: paths.settingsShops() }, { label: t('deliveries.title'), to: paths.deliveries() }]} />}
        title={<>{t('deliveries.delivery')} <code>{delivery.topic}</code></>}
        meta={<><DeliveryOutcomeBadge outcome={delivery.outcome} /><span>{shop}</span><InstantText at={delivery.receivedAt} /></>}
        actions={(
          <Form method="post">
            <input type="hidden" name="intent" value="replay" />
            <Button type="submit" variant="primary" busy={busy} disabledReason={payloadText === null ? t('deliveries.noPayload') : null}>{t('deliveries.replay')}</Button>
          </Form>
        )}
      />
      <div className="flex flex-col gap-4">
        {result ? <Banner tone={result.outcome === null || result.outcome === 'unreadable' ? 'amber' : 'green'}>{result.outcome === null ? t('deliveries.notReplayed') : t('deliveries.replayed', { outcome: t(`deliveries.outcomeName.${result.outcome}`) })}</Banner> : null}
        <div className="grid gap-4 xl:grid-cols-2 items-start">
          <Card title={t('deliveries.facts')} subtitle={t(`deliveries.outcomeText.${delivery.outcome}`)}>
            <KeyValueList
              items={[
                { key: 'order', label: t('deliveries.order'), value: orderId === null ? '—' : delivery.hasOrder ? <Link to={paths.order({ shop, orderId })} className="underline">{orderId}</Link> : orderId },
                ...(delivery.error === null ? [] : [{ key: 'reason', label: t('deliveries.reason'), value: <Reason error={delivery.error} /> }]),
                { key: 'event', label: t('deliveries.eventId'), value: <code className="break-all">{delivery.eventId}</code> },
                { key: 'sending', label: t('deliveries.deliveryId'), value: <code className="break-all">{delivery.deliveryId ?? '—'}</code> },
                { key: 'signer', label: t('deliveries.signedWith'), value: t(`deliveries.signer.${delivery.signedWith}`) },
                { key: 'attempts', label: t('deliveries.attempts'), value: <CountText count={delivery.attempts} /> },
                { key: 'processed', label: t('deliveries.processedAt'), value: <InstantText at={delivery.processedAt} /> },
              ]}
            />
            <p className="text-muted mt-3">{t('deliveries.replayText')}</p>
          </Card>
          <Card title={t('deliveries.payload')} subtitle={payloadText === null ? t('deliveries.noPayload') : t('deliveries.payloadText')}>
            {payloadText === null ? null : <pre className="overflow-x-auto rounded-control bg-sunken p-3 text-[0.857rem]" tabIndex={0} aria-label={t('deliveries.payload')}>{payloadText}</pre>}
          </Card>
        </div>
      </div>
    </>
  );
}

/** A reason on purpose is a word that is translated; places in a payload are as the checks name them. */
function Reason({ error }: { readonly error: string }) {
  const t = useText('settings');
  return isIgnoredReason(error) ? <>{t(`deliveries.why.${error}`)}</> : <code className="break-words">{error}</code>;
}

function isIgnoredReason(error: string): error is IgnoredReason {
  return IGNORED_REASONS.some((reason) => reason === error);
}
