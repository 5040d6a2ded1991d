import { Form, useSubmit } from '@remix-run/react';
import { useLocale } from '#app/components/page-context.ts';
import { formatDay, formatDayShort } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { QueryInputs } from '#app/table/query-inputs.tsx';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { Button } from '#app/ui/button.tsx';
import { controlClass } from '#app/ui/field.tsx';
import type { PeriodOptions } from './read-board.server.ts';

interface PeriodFormProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  readonly periods: PeriodOptions;
  readonly days: readonly string[];
  readonly asOf: string;
  readonly today: string;
  readonly hasPeriod: boolean;
}

const CUSTOM = 'custom';

/** All time as of a day, or what a month, a review period or any days brought: everything stands in the address. */
export function PeriodForm({ query, spec, periods, days, asOf, today, hasPeriod }: PeriodFormProps) {
  const t = useText('roi');
  const tc = useText('common');
  const locale = useLocale();
  const submit = useSubmit();
  const { period = '', from = '', to = '' } = query.kept ?? {};
  const custom = period === CUSTOM;
  return (
    <Form method="get" key={`${period} ${asOf} ${from} ${to}`} preventScrollReset className="flex flex-wrap items-center gap-2">
      <QueryInputs query={{ ...query, kept: Object.fromEntries(Object.entries(query.kept ?? {}).filter(([name]) => name === 'by')) }} spec={spec} without="as_of" />
      <label className="inline-flex items-center gap-1.5 text-muted">
        <span className="whitespace-nowrap">{t('period.label')}</span>
        <select name="period" defaultValue={hasPeriod || custom ? period : ''} className={controlClass} onChange={(event) => submit(event.currentTarget.form, { preventScrollReset: true })}>
          <option value="">{t('period.all')}</option>
          <optgroup label={t('period.months')}>{periods.months.map((month) => <option key={month} value={month}>{month}</option>)}</optgroup>
          {periods.campaigns.map((campaign) => (
            <optgroup key={campaign.name} label={t('period.reviewsOf', { name: campaign.name })}>
              {campaign.periods.map(({ key, index, startDay, lastDay }) => (
                <option key={key} value={key}>{t('period.review', { index, from: formatDayShort(startDay, locale), to: formatDayShort(lastDay, locale) })}</option>
              ))}
            </optgroup>
          ))}
          <option value={CUSTOM}>{t('period.custom')}</option>
        </select>
      </label>
      {custom ? (
        <>
          <label className="inline-flex items-center gap-1.5 text-muted"><span className="whitespace-nowrap">{t('period.from')}</span><input type="date" name="from" max={today} defaultValue={from} className={controlClass} /></label>
          <label className="inline-flex items-center gap-1.5 text-muted"><span className="whitespace-nowrap">{t('period.to')}</span><input type="date" name="to" max={today} defaultValue={to} className={controlClass} /></label>
        </>
      ) : null}
      {hasPeriod || custom ? null : (
        <label className="inline-flex items-center gap-1.5 text-muted">
          <span className="whitespace-nowrap">{t('period.asOf')}</span>
          <input type="date" name="as_of" max={today} defaultValue={asOf} list="review-days" className={controlClass} />
          <datalist id="review-days">{days.map((day) => <option key={day} value={day}>{t('asOfDay', { day: formatDay(day, locale) })}</option>)}</datalist>
        </label>
      )}
      <Button type="submit">{tc('action.apply')}</Button>
    </Form>
  );
}
