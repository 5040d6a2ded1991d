import { Form, Link, useSubmit } from '@remix-run/react';
import { RIGHTS_CHANNELS, TERRITORIES } from '#app/domain/usage-rights.ts';
import { useText } from '#app/i18n/use-text.ts';
import { QueryInputs } from '#app/table/query-inputs.tsx';
import type { TableQuery } from '#app/table/url-state.ts';
import { tableSearch } from '#app/table/url-state.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { assetsSpec } from './question.ts';

/** "Which may I use for this channel, there, on that day?": all three together, as one right must hold them all. */
export function UsableForm({ query, today }: { readonly query: TableQuery; readonly today: string }) {
  const t = useText('assets');
  const tc = useText('common');
  const submit = useSubmit();
  const { channel = '', territory = 'CN', on = today, ...others } = query.kept ?? {};
  return (
    <Form key={`${channel} ${territory} ${on}`} method="get" className="flex flex-wrap items-center gap-2" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
      <QueryInputs query={{ ...query, kept: others }} spec={assetsSpec} without="" />
      <span className="text-muted" title={t('usable.hint')}>{t('usable.label')}</span>
      <SelectField name="channel" label={t('usable.channel')} hideLabel defaultValue={channel} placeholder={t('usable.anyChannel')} options={RIGHTS_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} className="w-42" />
      {channel === '' ? null : (
        <>
          <SelectField name="territory" label={t('usable.territory')} hideLabel defaultValue={territory} options={TERRITORIES.map((value) => ({ value, label: t(`territory.${value}`) }))} className="w-38" />
          <TextField type="date" name="on" label={t('usable.on')} hideLabel defaultValue={on} className="w-38" />
          <Link to={tableSearch({ ...query, kept: others, page: null }, assetsSpec) || '?'} className="text-muted hover:underline">{t('usable.clear')}</Link>
        </>
      )}
      <noscript><Button type="submit">{tc('action.apply')}</Button></noscript>
    </Form>
  );
}
