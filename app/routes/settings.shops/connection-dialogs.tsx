import { Form } from '@remix-run/react';
import { ROTATION_OVERLAP_HOURS } from '#app/domain/ingestion/delivery.ts';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const FORM = 'connection-change';

/** Gives a shop another secret: Shopify's own, or one that is made here unless one is typed. */
export function RotateDialog({ shop, kind, onClose }: { readonly shop: string; readonly kind: ConnectionKind; readonly onClose: () => void }) {
  const t = useText('settings');
  const tc = useText('common');
  return (
    <Dialog
      open onClose={onClose} title={t('shops.rotateTitle', { shop })} description={t('shops.rotateText', { hours: ROTATION_OVERLAP_HOURS })} closeLabel={tc('action.close')}
      footer={<><Button onClick={onClose}>{tc('action.cancel')}</Button><Button type="submit" form={FORM} variant="primary">{t('shops.rotate')}</Button></>}
    >
      <Form id={FORM} method="post" onSubmit={onClose} noValidate={kind !== 'shopify'}>
        <input type="hidden" name="intent" value="rotate" />
        <input type="hidden" name="shop" value={shop} />
        <input type="hidden" name="kind" value={kind} />
        <TextField
          label={t('shops.secret')} name="secret" type="password" required={kind === 'shopify'} maxLength={500} autoComplete="off" hint={t(kind === 'shopify' ? 'shops.rotateShopify' : 'shops.secretMade')}
        />
      </Form>
    </Dialog>
  );
}

export function DisconnectDialog({ shop, onClose }: { readonly shop: string; readonly onClose: () => void }) {
  const t = useText('settings');
  const tc = useText('common');
  return (
    <Dialog
      open onClose={onClose} title={t('shops.disconnectTitle', { shop })} description={t('shops.disconnectText')} closeLabel={tc('action.close')}
      footer={<><Button onClick={onClose}>{tc('action.cancel')}</Button><Button type="submit" form={FORM} variant="danger">{t('shops.disconnect')}</Button></>}
    >
      <Form id={FORM} method="post" onSubmit={onClose}>
        <input type="hidden" name="intent" value="disconnect" />
        <input type="hidden" name="shop" value={shop} />
      </Form>
    </Dialog>
  );
}
