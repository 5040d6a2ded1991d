import { Form, useSubmit } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

interface DashboardPickerProps {
  readonly campaigns: readonly { readonly slug: string; readonly name: string }[];
  readonly slug: string;
  readonly asOf: string;
  readonly today: string;
}

/** Which campaign, and as of which day. Applied at once; without script by the button. */
export function DashboardPicker({ campaigns, slug, asOf, today }: DashboardPickerProps) {
  const t = useText('dashboard');
  const tc = useText('common');
  const submit = useSubmit();
  return (
    <Form key={`${slug} ${asOf}`} method="get" className="flex flex-wrap items-end gap-2" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
      <SelectField label={t('campaign')} hideLabel name="campaign" defaultValue={slug} options={campaigns.map((one) => ({ value: one.slug, label: one.name }))} className="w-52" />
      <TextField label={t('asOfDay')} hideLabel type="date" name="as_of" defaultValue={asOf} max={today} className="w-40" />
      <noscript><Button type="submit">{tc('action.apply')}</Button></noscript>
    </Form>
  );
}
