import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { listShops } from '#db/queries/shop.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { publicOrigin } from '#app/lib/public-origin.server.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('shops:manage', async ({ db, workspaceId, request, url }) => {
  const shops = await listShops(db, workspaceId);
  const origin = publicOrigin(url);
  return {
    title: pageTitle(request, 'settings:shops.title'),
    shops: shops.map(({ connectionId, ...shop }) => ({ ...shop, address: connectionId === null ? null : origin + paths.webhook({ kind: shop.kind, connectionId }) })),
  };
});

const shopForm = z.strictObject({ shop: z.string().trim().max(100), secret: z.string().trim().max(500) });

/** Connects a Shopify shop, or gives a connected one another secret. The secret is never sent back. */
export const action = page('shops:manage', async ({ db, workspaceId, request, url, now, actor }) => {
  const form = await readForm(request, shopForm);
  const { shop = '', secret = '' } = form.ok ? form.value : form.values;
  const errors = { shop: !/^[\w.-]{1,100}$/.test(shop), secret: secret === '' || secret.length > 500 };
  if (!form.ok || errors.shop || errors.secret) return { address: null, shop, errors };
  const { connectionId } = await connectShop(db, { workspaceId, shop, kind: 'shopify', secret }, { now, actor });
  return { address: publicOrigin(url) + paths.webhook({ kind: 'shopify', connectionId }), shop: '', errors };
});

export default function Shops() {
  const { shops } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('settings');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <>
      <SettingsHeader />
      <div className="flex flex-col gap-4 max-w-5xl">
        <p className="text-muted">{t('shops.text')}</p>
        {result?.address ? <Banner tone="green"><span className="break-all select-all">{t('shops.savedText', { address: result.address })}</span><p className="text-muted">{t('shops.topics')}</p></Banner> : null}
        {shops.length === 0 ? <p className="text-muted">{t('shops.none')}</p> : (
          <Table label={t('shops.title')} stickyFirst>
            <thead><tr><th scope="col">{t('shops.shop')}</th><th scope="col">{t('shops.kind')}</th><th scope="col">{t('shops.state')}</th><th scope="col">{t('shops.address')}</th><th scope="col">{t('shops.created')}</th></tr></thead>
            <tbody>
              {shops.map((shop) => (
                <tr key={shop.slug}>
                  <th scope="row">{shop.slug}</th>
                  <td className="nowrap">{t(`shops.kindName.${shop.kind}`)}</td>
                  <td><Badge tone={shop.hasSecret ? 'green' : 'neutral'}>{shop.hasSecret ? t('shops.connected') : t('shops.manual')}</Badge></td>
                  <td>{shop.address ? <code className="break-all select-all">{shop.address}</code> : <Dash />}</td>
                  <td><InstantText at={shop.createdAt} dateOnly /></td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <Card title={t('shops.connect')}>
          <Form key={result?.address ?? 'form'} method="post" className="flex flex-col gap-3 max-w-xl" noValidate>
            <TextField label={t('shops.shop')} name="shop" required maxLength={100} autoComplete="off" defaultValue={result?.shop ?? ''} hint={t('shops.shopHint')} error={result?.errors.shop ? t('shops.shopMissing') : null} />
            <TextField label={t('shops.secret')} name="secret" type="password" required maxLength={500} autoComplete="off" hint={t('shops.secretHint')} error={result?.errors.secret ? t('shops.secretMissing') : null} />
            <div><Button type="submit" variant="primary" busy={busy}>{t('shops.connect')}</Button></div>
          </Form>
        </Card>
      </div>
    </>
  );
}
