import { Form, useNavigation } from '@remix-run/react';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { useRefusalText } from '#app/components/refusal-text.ts';
import { RIGHTS_CHANNELS, TERRITORIES } from '#app/domain/usage-rights.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { AssetAnswer } from './act-on-asset.server.ts';
import type { AssetPage } from './load-asset.server.ts';

interface ReuseCardProps {
  readonly data: AssetPage & { readonly today: string };
  readonly mayWrite: boolean;
  readonly answer: AssetAnswer | undefined;
}

/** Where it was used again, and the form that checks its rights before another use is logged. */
export function ReuseCard({ data: { asset, uses, today }, mayWrite, answer }: ReuseCardProps) {
  const t = useText('assets');
  return (
    <Card title={t('reuse.title')}>
      {mayWrite ? <ReuseForm key={`${asset.id} ${uses.length}`} today={today} answer={answer} /> : null}
      <h3 className="mt-4 mb-1 font-semibold">{t('reuse.used')}</h3>
      {uses.length === 0 ? <p className="text-muted">{t('reuse.none')}</p> : (
        <Table label={t('reuse.used')}>
          <thead><tr><th scope="col">{t('reuse.on')}</th><th scope="col">{t('reuse.place')}</th><th scope="col">{t('reuse.channel')}</th><th scope="col">{t('reuse.territory')}</th><th scope="col">{t('reuse.who')}</th></tr></thead>
          <tbody>
            {uses.map((use) => (
              <tr key={use.id}>
                <td><DayText day={use.usedOn} /></td><td className="break-words">{use.place}</td><td>{t(`channel.${use.channel}`)}</td><td>{t(`territory.${use.territory}`)}</td>
                <td><span className="block">{use.usedByName}</span><span className="block text-muted text-[0.857rem]"><InstantText at={use.loggedAt} /></span></td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function ReuseForm({ today, answer }: { readonly today: string; readonly answer: AssetAnswer | undefined }) {
  const t = useText('assets');
  const refusalText = useRefusalText();
  const busy = useNavigation().formData?.get('intent') === 'reuse';
  const typed = answer?.values ?? {};
  return (
    <Form method="post" className="flex flex-col gap-3" preventScrollReset>
      <input type="hidden" name="intent" value="reuse" />
      {answer?.refusal ? <Banner tone="red" title={t('reuse.refused')}>{refusalText(answer.refusal)}</Banner> : null}
      {answer?.done ? <Banner tone="green" title={t('reuse.logged')}>{answer.done.creditLine ? t('reuse.credit', { line: answer.done.creditLine }) : null}</Banner> : null}
      <div className="grid grid-cols-1 sm:grid-cols-3 gap-3">
        <SelectField name="channel" label={t('reuse.channel')} defaultValue={typed.channel ?? 'own_social'} options={RIGHTS_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
        <SelectField name="territory" label={t('reuse.territory')} defaultValue={typed.territory ?? 'CN'} options={TERRITORIES.map((value) => ({ value, label: t(`territory.${value}`) }))} />
        <TextField type="date" name="on" label={t('reuse.on')} required defaultValue={typed.on ?? today} error={answer?.errors.on ? t('reuse.missing') : null} />
      </div>
      <TextField name="place" label={t('reuse.place')} hint={t('reuse.placeHint')} required maxLength={500} defaultValue={typed.place ?? ''} error={answer?.errors.place ? t('reuse.missing') : null} />
      <div><Button type="submit" variant="primary" busy={busy}>{t('reuse.save')}</Button></div>
    </Form>
  );
}
