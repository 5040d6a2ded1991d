import { Form, Link, useSubmit } from '@remix-run/react';
import { useLocale } from '#app/components/page-context.ts';
import { useRefusalText } from '#app/components/refusal-text.ts';
import { RIGHTS_CHANNELS, TERRITORIES } from '#app/domain/usage-rights.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { CollectionPage } from './load-collection.server.ts';

/** "2 of 14 may not be used there on that day, because": asked by a form that works without a script. */
export function RightsSummaryCard({ data: { question, summary, assets, creditLines } }: { readonly data: CollectionPage }) {
  const t = useText('collections');
  const ta = useText('assets');
  const locale = useLocale();
  const submit = useSubmit();
  const refusalText = useRefusalText();
  const use = { channel: ta(`channel.${question.channel}`), territory: ta(`territory.${question.territory}`), day: formatDay(question.on, locale) };
  const titles = new Map(assets.map(({ id, title }) => [id, title]));
  return (
    <Card title={t('rights.title')}>
      <Form method="get" preventScrollReset className="grid grid-cols-1 sm:grid-cols-3 gap-3 mb-3" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
        <SelectField name="channel" label={t('rights.channel')} defaultValue={question.channel} options={RIGHTS_CHANNELS.map((value) => ({ value, label: ta(`channel.${value}`) }))} />
        <SelectField name="territory" label={t('rights.territory')} defaultValue={question.territory} options={TERRITORIES.map((value) => ({ value, label: ta(`territory.${value}`) }))} />
        <TextField type="date" name="on" label={t('rights.on')} defaultValue={question.on} />
        <noscript><Button type="submit">{t('rights.ask')}</Button></noscript>
      </Form>
      {summary.total === 0 ? null : summary.refused.length === 0
        ? <Banner tone="green">{t('rights.all', { count: summary.total, ...use })}</Banner>
        : (
          <Banner tone="amber" title={t('rights.some', { refused: summary.refused.length, total: summary.total, ...use })}>
            <ul className="list-disc ps-5">
              {summary.refused.map(({ assetId, refusal }) => <li key={assetId}><Link to={paths.asset({ assetId })} className="font-medium hover:underline">{titles.get(assetId)}</Link>{ta('nameSeparator')}{refusalText(refusal)}</li>)}
            </ul>
          </Banner>
        )}
      {creditLines.length > 0 ? <p className="mt-3"><span className="text-muted">{t('rights.bring')}{ta('nameSeparator')}</span>{creditLines.join(ta('listSeparator'))}</p> : null}
    </Card>
  );
}
