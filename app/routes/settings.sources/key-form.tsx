import { Form, useNavigation } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';

/** Where the key is entered, replaced and forgotten; one that is stored is never filled in. */
export function KeyForm({ isConnected, keyInvalid }: { readonly isConnected: boolean; readonly keyInvalid: boolean }) {
  const t = useText('settings');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Card title={isConnected ? t('sources.replace') : t('sources.connect')}>
      <Form method="post" noValidate className="flex flex-col gap-3 max-w-xl">
        <input type="hidden" name="intent" value="connect" />
        <TextField label={t('sources.newKey')} name="key" type="password" required maxLength={200} autoComplete="off" hint={t('sources.newKeyHint')} error={keyInvalid ? t('sources.keyInvalid') : null} />
        <div><Button type="submit" variant="primary" busy={busy}>{isConnected ? t('sources.replace') : t('sources.connect')}</Button></div>
      </Form>
      {isConnected ? (
        <details className="mt-4">
          <summary className="inline-flex min-h-7 items-center text-muted hover:text-text">{t('sources.forget')}</summary>
          <Form method="post" className="mt-2 flex flex-wrap items-center gap-3">
            <input type="hidden" name="intent" value="forget" />
            <p className="text-muted">{t('sources.forgetText')}</p>
            <Button type="submit" variant="danger">{t('sources.forget')}</Button>
          </Form>
        </details>
      ) : null}
    </Card>
  );
}
