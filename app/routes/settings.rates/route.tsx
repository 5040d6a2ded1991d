import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { listExchangeRates } from '#db/queries/exchange-rate.server.ts';
import { listCurrenciesWithoutRate } from '#db/queries/order-facts.server.ts';
import { isCurrencyCode, parseExchangeRate } from '#app/domain/money.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { DayText } from '#app/components/date-text.tsx';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { saveExchangeRate } from '#app/services/save-exchange-rate.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('settings:manage', async ({ db, workspaceId, request, actor }) => {
  const [rates, waiting] = await Promise.all([listExchangeRates(db, workspaceId), listCurrenciesWithoutRate(db, workspaceId)]);
  return { title: pageTitle(request, 'settings:rates.title'), rates: rates.toReversed(), waiting, currency: actor.workspace.currency };
});

const rateForm = z.strictObject({ currency: z.string().max(10), validFrom: z.string().max(20), rate: z.string().max(40) });

/** Saves a rate; the orders that waited for it count at once. */
export const action = page('settings:manage', async ({ db, workspaceId, request, now, actor }) => {
  const { values } = await readForm(request, rateForm);
  const currency = (values.currency ?? '').trim().toUpperCase();
  const validFrom = (values.validFrom ?? '').trim();
  const rate = (values.rate ?? '').trim();
  const errors = { currency: isCurrencyCode(currency) ? null : ('invalid' as const), validFrom: !isCalendarDay(validFrom), rate: parseExchangeRate(rate) === null };
  if (errors.currency || errors.validFrom || errors.rate) return { counted: null, values, errors };
  const outcome = await saveExchangeRate(db, { workspaceId, currency, validFrom, rate }, { now, actor });
  if (outcome.status === 'reporting-currency') return { counted: null, values, errors: { ...errors, currency: 'own' as const } };
  return { counted: outcome.counted, values: {}, errors };
});

export default function Rates() {
  const { rates, waiting, currency } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('settings');
  const busy = useNavigation().formMethod === 'POST';
  const { errors } = result ?? {};
  const values: Readonly<Record<string, string>> = result?.values ?? {};
  const saved = result?.counted ?? null;
  const currencyError = errors?.currency === 'own' ? t('rates.own') : errors?.currency ? t('rates.currencyInvalid') : null;
  return (
    <>
      <SettingsHeader />
      <div className="flex flex-col gap-4 max-w-3xl">
        {waiting.length > 0 ? <Banner tone="amber">{t('rates.waiting', { currencies: waiting.join(', ') })}</Banner> : null}
        {saved !== null ? <Banner tone="green">{t('rates.saved', { count: saved })}</Banner> : null}
        <Card title={t('rates.title')} subtitle={t('rates.text', { currency })}>
          <Form key={saved === null ? 'typed' : rates.length} method="post" className="grid gap-3 sm:grid-cols-[8rem_11rem_minmax(0,1fr)_auto] items-start" noValidate>
            <TextField label={t('rates.currency')} name="currency" maxLength={3} required defaultValue={values.currency ?? waiting[0] ?? ''} error={currencyError} />
            <TextField label={t('rates.validFrom')} name="validFrom" type="date" required defaultValue={values.validFrom ?? ''} error={errors?.validFrom ? t('rates.dayInvalid') : null} />
            <TextField label={t('rates.rate')} name="rate" inputMode="decimal" required suffix={currency} defaultValue={values.rate ?? ''} error={errors?.rate ? t('rates.rateInvalid') : null} />
            <div className="sm:pt-6.5"><Button type="submit" variant="primary" busy={busy}>{t('rates.add')}</Button></div>
          </Form>
        </Card>
        {rates.length === 0 ? <p className="text-muted">{t('rates.none')}</p> : (
          <Table label={t('rates.table')} compact>
            <thead><tr><th scope="col">{t('rates.currency')}</th><th scope="col">{t('rates.validFrom')}</th><th scope="col" className="num">{t('rates.rate')}</th></tr></thead>
            <tbody>
              {rates.map((rate) => (
                <tr key={`${rate.currency} ${rate.validFrom}`}>
                  <th scope="row">{rate.currency}</th><td><DayText day={rate.validFrom} /></td><td className="num">{rate.rate.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </>
  );
}
