import { Form, useNavigation } from '@remix-run/react';
import { SHARE_DAYS } from '#app/domain/share.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { TextField } from '#app/ui/text-field.tsx';

interface NewShareFormProps {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function NewShareForm({ values, errors }: NewShareFormProps) {
  const t = useText('collections');
  const busy = useNavigation().formData?.get('intent') === 'create';
  return (
    <Card title={t('share.make')}>
      <Form method="post" className="grid grid-cols-1 sm:grid-cols-[2fr_1fr] gap-3">
        <input type="hidden" name="intent" value="create" />
        <TextField name="recipient" label={t('share.for')} hint={t('share.forHint')} maxLength={120} defaultValue={values.recipient} />
        <TextField name="days" type="number" min={1} max={SHARE_DAYS.most} label={t('share.days')} hint={t('share.daysHint')} required defaultValue={values.days ?? SHARE_DAYS.default} error={errors.days ? t('share.daysWrong') : null} />
        <Checkbox name="allowsDownload" label={t('share.allow')} hint={t('share.allowHint')} defaultChecked={values.allowsDownload === 'on'} />
        <div className="flex items-end sm:justify-end"><Button type="submit" variant="primary" busy={busy}>{t('share.create')}</Button></div>
      </Form>
    </Card>
  );
}
