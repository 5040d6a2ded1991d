import { Form } from '@remix-run/react';
import { RELATIVE_PERIODS } from '#app/domain/relative-period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { controlClass } from '#app/ui/field.tsx';
import { FilterDropdown } from './filter-dropdown.tsx';
import { QueryInputs } from './query-inputs.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';

/** A column that is asked by a span, named by its place in TableSpec.ranges or TableSpec.dates. */
export interface SpanFilter {
  readonly name: string;
  readonly label: string;
}

interface SpanMenuProps {
  readonly ranges: readonly SpanFilter[];
  readonly dates: readonly SpanFilter[];
  readonly query: TableQuery;
  readonly spec: TableSpec;
}

/**
 * Spans of numbers and of days in one form. Both ends are included and either may be left empty; days relative to today stay relative
 * in a saved view and in an address that is sent on.
 */
export function SpanMenu({ ranges, dates, query, spec }: SpanMenuProps) {
  const t = useText('common');
  const [only] = ranges.length === 0 && dates.length === 1 ? dates : [];
  // Days that the page keeps by itself would be asked beside these; the latest choice is meant.
  const { from: _from, to: _to, through: _through, ...kept } = query.kept ?? {};
  const rest: TableQuery = { ...query, ranges: {}, dates: {}, ...(query.kept && (dates.length > 0 ? { kept } : {})) };
  const set = Object.keys(query.ranges ?? {}).length + Object.keys(query.dates ?? {}).length;
  return (
    <FilterDropdown name={only?.label ?? t('table.moreFilters')} count={set}>
      <Form key={JSON.stringify([query.ranges, query.dates])} method="get" preventScrollReset className="flex flex-col gap-3 p-2 w-80 max-w-full">
        <QueryInputs query={rest} spec={spec} without="" />
        {ranges.map(({ name, label }) => {
          const range = query.ranges?.[name];
          return (
            <fieldset key={name} className="grid grid-cols-2 gap-2">
              <legend className="font-medium mb-1">{label}</legend>
              <End label={t('table.atLeast')} name={`r.${name}.from`} type="number" value={range?.from ?? ''} />
              <End label={t('table.atMost')} name={`r.${name}.to`} type="number" value={range?.to ?? ''} />
            </fieldset>
          );
        })}
        {dates.map(({ name, label }) => <DayFields key={name} name={name} label={label} span={query.dates?.[name]} />)}
        <Button type="submit" size="sm" variant="primary">{t('action.apply')}</Button>
      </Form>
    </FilterDropdown>
  );
}

function DayFields({ name, label, span }: SpanFilter & { readonly span: string | undefined }) {
  const t = useText('common');
  const [from = '', through = ''] = span?.includes('..') ? span.split('..') : [];
  return (
    <fieldset className="grid grid-cols-2 gap-2">
      <legend className="font-medium mb-1">{label}</legend>
      <label className="col-span-2 flex flex-col gap-1">
        <span className="sr-only">{t('table.relativeDays')}</span>
        <select name={`d.${name}`} defaultValue={span?.includes('..') ? '' : (span ?? '')} className={controlClass}>
          <option value="">{t('table.fixedDays')}</option>
          {RELATIVE_PERIODS.map((period) => <option key={period} value={period}>{t(`table.period.${period}`)}</option>)}
        </select>
      </label>
      <End label={t('table.fromDay')} name={`d.${name}.from`} type="date" value={from} />
      <End label={t('table.throughDay')} name={`d.${name}.to`} type="date" value={through} />
    </fieldset>
  );
}

function End({ label, name, type, value }: { readonly label: string; readonly name: string; readonly type: 'number' | 'date'; readonly value: string | number }) {
  return (
    <label className="flex flex-col gap-1 min-w-0">
      <span className="text-muted">{label}</span>
      <input type={type} step={type === 'number' ? 'any' : undefined} name={name} defaultValue={value} className={controlClass} />
    </label>
  );
}
