import { Form, useSubmit } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { QueryInputs } from '#app/table/query-inputs.tsx';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { DaySpan } from './period.ts';

interface PeriodFormProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  readonly period: DaySpan;
}

/** First and last day that count. */
export function PeriodForm({ query, spec, period: { from, through } }: PeriodFormProps) {
  const t = useText('attribution');
  const tc = useText('common');
  const submit = useSubmit();
  return (
    <Form key={`${from} ${through}`} method="get" className="flex flex-wrap items-center gap-2" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
      <QueryInputs query={{ ...query, kept: {} }} spec={spec} without="" />
      <TextField type="date" name="from" label={t('from')} hideLabel title={t('from')} defaultValue={from} className="w-38" />
      <span aria-hidden="true">–</span>
      <TextField type="date" name="through" label={t('through')} hideLabel title={t('through')} defaultValue={through} className="w-38" />
      <noscript><Button type="submit">{tc('action.apply')}</Button></noscript>
    </Form>
  );
}
