import { Form, useNavigation } from '@remix-run/react';
import type { TokenScope } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { useScopeText } from './scope-text.ts';

interface NewTokenFormProps {
  readonly scopes: readonly TokenScope[];
  readonly values: FormValues;
  readonly errors: { readonly name: boolean; readonly scopes: boolean; readonly expires: boolean } | null;
}

export function NewTokenForm({ scopes, values, errors }: NewTokenFormProps) {
  const t = useText('settings');
  const scopeText = useScopeText();
  const busy = useNavigation().formData?.get('intent') === 'create';
  const chosen = (values.scopes ?? '').split(',');
  return (
    <Card title={t('tokens.create')}>
      <Form method="post" className="flex flex-col gap-3 max-w-xl" noValidate>
        <input type="hidden" name="intent" value="create" />
        <TextField label={t('tokens.name')} name="name" required maxLength={100} autoComplete="off" defaultValue={values.name ?? ''} error={errors?.name ? t('tokens.nameMissing') : null} />
        <fieldset>
          <legend className="font-medium">{t('tokens.scopes')}</legend>
          {scopes.map((scope) => <Checkbox key={scope} name="scopes" value={scope} label={scopeText(scope)} hint={<code>{scope}</code>} defaultChecked={chosen.includes(scope)} />)}
          {errors?.scopes ? <p role="alert" className="text-red">{t('tokens.scopesMissing')}</p> : null}
        </fieldset>
        <TextField label={t('tokens.expires')} name="expires" type="date" hint={t('tokens.expiresHint')} defaultValue={values.expires ?? ''} error={errors?.expires ? t('tokens.dateInvalid') : null} className="max-w-56" />
        <div><Button type="submit" variant="primary" busy={busy}>{t('tokens.create')}</Button></div>
      </Form>
    </Card>
  );
}
