import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listShops } from '#db/queries/shop.server.ts';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { previousSecretUntil } from '#app/domain/ingestion/delivery.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { publicOrigin } from '#app/lib/public-origin.server.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { changeConnection } from './change-connection.server.ts';
import { ConnectForm } from './connect-form.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { ShopTable } from './shop-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const DAY_MS = 86_400_000;

export const loader = page('shops:manage', async ({ db, workspaceId, request, url, now }) => {
  const shops = await listShops(db, workspaceId, new Date(now.getTime() - DAY_MS));
  const origin = publicOrigin(url);
  return {
    title: pageTitle(request, 'settings:shops.title'),
    shops: shops.map(({ connectionId, secretChangedAt, hasPreviousSecret, ...shop }) => ({
      ...shop, address: connectionId === null ? null : origin + paths.webhook({ kind: shop.kind, connectionId }),
      isRotating: shop.hasSecret && hasPreviousSecret && secretChangedAt !== null && now < previousSecretUntil(secretChangedAt),
    })),
  };
});

/** Connects a shop, renews the secret of a connected one, or disconnects it. A secret is sent back only where it was made here, once. */
export const action = page('shops:manage', (context) => changeConnection(context));

export default function Shops() {
  const { shops } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('settings');
  return (
    <>
      <SettingsHeader />
      <div className="flex flex-col gap-4 max-w-6xl">
        <div className="flex flex-wrap items-start gap-3">
          <p className="text-muted flex-1 basis-80">{t('shops.text')}</p>
          <LinkButton to={paths.deliveries()} icon="table">{t('shops.deliveries')}</LinkButton>
        </div>
        {result ? <ConnectionNotice result={result} /> : null}
        {shops.length === 0 ? <p className="text-muted">{t('shops.none')}</p> : <ShopTable shops={shops} />}
        <ConnectForm key={result?.address ?? 'form'} result={result?.intent === 'connect' ? result : undefined} />
      </div>
    </>
  );
}
