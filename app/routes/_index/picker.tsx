import { Form, useSubmit } from '@remix-run/react';
import { SPANS } from '#app/domain/movement.ts';
import type { Span } from '#app/domain/movement.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

interface DashboardPickerProps {
  readonly campaigns: readonly { readonly slug: string; readonly name: string }[];
  readonly slug: string;
  readonly asOf: string;
  readonly today: string;
  readonly span: Span;
}

/** The slug of the campaign that was chosen last in this browser; slugs are small letters, digits and hyphens. */
export const CAMPAIGN_COOKIE = 'kol_campaign';
const YEAR_SECONDS = 31_536_000;

/** Which campaign, over which days beside those before, and as of which day. Applied at once; without script by the button. */
export function DashboardPicker({ campaigns, slug, asOf, today, span }: DashboardPickerProps) {
  const t = useText('dashboard');
  const tc = useText('common');
  const submit = useSubmit();
  return (
    <Form
      key={`${slug} ${asOf} ${span}`} method="get" className="flex flex-wrap items-end gap-2"
      onChange={(event) => {
        const chosen = new FormData(event.currentTarget).get('campaign');
        if (typeof chosen === 'string') document.cookie = `${CAMPAIGN_COOKIE}=${chosen}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
        submit(event.currentTarget, { preventScrollReset: true });
      }}
    >
      <SelectField label={t('campaign')} hideLabel name="campaign" defaultValue={slug} options={campaigns.map((one) => ({ value: one.slug, label: one.name }))} className="w-52" />
      <SelectField label={t('span.label')} hideLabel name="span" defaultValue={span} options={SPANS.map((value) => ({ value, label: t(value === 'campaign' ? 'span.campaign' : `span.d${value}`) }))} className="w-52" />
      <TextField label={t('asOfDay')} hideLabel type="date" name="as_of" defaultValue={asOf} max={today} className="w-40" />
      <noscript><Button type="submit">{tc('action.apply')}</Button></noscript>
    </Form>
  );
}
