import { Form, useNavigation } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { useRoleOptions, useSeatOptions } from './options.ts';

interface AddPersonProps {
  readonly values: FormValues;
  readonly problems: readonly string[];
  readonly minimumPasswordLength: number;
}

export function AddPerson({ values, problems, minimumPasswordLength }: AddPersonProps) {
  const t = useText('settings');
  const te = useText('errors');
  const busy = useNavigation().formData?.get('intent') === 'add';
  const passwordHint = t('people.passwordHint', { min: minimumPasswordLength });
  return (
    <Card title={t('people.add')}>
      <Form method="post" className="grid gap-3 sm:grid-cols-2 max-w-3xl" noValidate>
        <input type="hidden" name="intent" value="add" />
        <TextField label={t('people.name')} name="name" required maxLength={100} autoComplete="off" defaultValue={values.name ?? ''} error={problems.includes('name') ? te('field.required') : null} />
        <TextField label={t('people.email')} name="email" type="email" required autoComplete="off" defaultValue={values.email ?? ''} error={problems.includes('email') ? te('field.email') : null} />
        <SelectField label={t('people.role')} name="role" defaultValue={values.role ?? 'viewer'} options={useRoleOptions()} />
        <SelectField label={t('people.seat')} name="seat" defaultValue={values.seat ?? ''} placeholder={t('people.noSeat')} options={useSeatOptions()} />
        <TextField
          label={t('people.password')} name="password" type="password" required autoComplete="new-password" hint={passwordHint}
          error={problems.includes('password') ? te('field.tooShort', { min: minimumPasswordLength }) : null}
        />
        <div className="sm:col-span-2"><Button type="submit" variant="primary" busy={busy}>{t('people.addButton')}</Button></div>
      </Form>
    </Card>
  );
}
