import { Form } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { QueryInputs } from '#app/table/query-inputs.tsx';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { Button } from '#app/ui/button.tsx';
import { controlClass } from '#app/ui/field.tsx';

/** First and last day of a table's period, kept in the address as `from` and `to`; both empty for all time. */
export function PeriodForm({ query, spec }: { readonly query: TableQuery; readonly spec: TableSpec }) {
  const t = useText('finance');
  const tc = useText('common');
  const { from = '', to = '', ...others } = query.kept ?? {};
  return (
    <Form method="get" key={`${from} ${to}`} className="flex flex-wrap items-center gap-2">
      <QueryInputs query={{ ...query, kept: others, dates: {} }} spec={spec} without="from" />
      <label className="inline-flex items-center gap-1.5 text-muted">{t('from')}<span className="w-38"><input type="date" name="from" defaultValue={from} className={controlClass} /></span></label>
      <label className="inline-flex items-center gap-1.5 text-muted">{t('to')}<span className="w-38"><input type="date" name="to" defaultValue={to} className={controlClass} /></span></label>
      <Button type="submit">{tc('action.apply')}</Button>
    </Form>
  );
}
