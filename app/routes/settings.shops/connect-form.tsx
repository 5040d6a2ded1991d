import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { CONNECTION_KINDS } from '#app/domain/ingestion/delivery.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { ConnectionResult } from './change-connection.server.ts';

/** Connects a shop of any kind; what was typed is kept beside its errors, but for the secret. */
export function ConnectForm({ result }: { readonly result: ConnectionResult | undefined }) {
  const t = useText('settings');
  const busy = useNavigation().formData?.get('intent') === 'connect';
  const refused = result?.status === 'refused' ? result : undefined;
  const [kind, setKind] = useState<string>(refused?.kind ?? 'shopify');
  return (
    <Card title={t('shops.connect')}>
      <Form method="post" className="flex flex-col gap-3 max-w-xl" noValidate>
        <input type="hidden" name="intent" value="connect" />
        <SelectField
          label={t('shops.kind')} name="kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}
          options={CONNECTION_KINDS.map((value) => ({ value, label: t(`shops.kindName.${value}`) }))}
        />
        <TextField
          label={t('shops.shop')} name="shop" required maxLength={100} autoComplete="off" defaultValue={refused?.shop ?? ''} hint={t('shops.shopHint')}
          error={refused?.errors.shop ? t('shops.shopMissing') : null}
        />
        <TextField
          label={t('shops.secret')} name="secret" type="password" required={kind === 'shopify'} maxLength={500} autoComplete="off"
          hint={t(kind === 'shopify' ? 'shops.secretHint' : 'shops.secretMade')}
          error={refused?.errors.secret ? t(refused.errors.secret === 'form' ? 'shops.secretForm' : 'shops.secretMissing') : null}
        />
        <div><Button type="submit" variant="primary" busy={busy}>{t('shops.connect')}</Button></div>
      </Form>
    </Card>
  );
}
