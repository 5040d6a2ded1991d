import { Form, useSubmit } from '@remix-run/react';
import { useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale } from '#app/components/page-context.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { Dropdown } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { QueryInputs } from './query-inputs.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';

export interface Facet {
  /** Its name in TableSpec.filters. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly FacetOption[];
}

export interface FacetOption {
  readonly value: string;
  readonly label: string;
  /** Rows that have the value, under the other conditions; left out where it is not counted. */
  readonly count?: number;
}

/** The values of one filter with their counts, to choose any number of. Each choice is applied at once; without script by the button. */
export function FacetMenu({ facet, query, spec }: { readonly facet: Facet; readonly query: TableQuery; readonly spec: TableSpec }) {
  const t = useText('common');
  const locale = useLocale();
  const submit = useSubmit();
  const chosen = query.filters[facet.name] ?? NONE;
  // Ticked at once; the rows follow. When the query changes from outside (a chip removed, a step back), so do the ticks.
  const [{ from, ticked }, setTicks] = useState({ from: chosen, ticked: chosen });
  if (from !== chosen) setTicks({ from: chosen, ticked: chosen });
  return (
    <Dropdown
      label={t('table.filterBy', { name: facet.label }) + (chosen.length > 0 ? `, ${t('table.chosen', { count: chosen.length })}` : '')}
      triggerClassName={cx(buttonClass('secondary', 'md'), chosen.length > 0 && 'border-accent-solid! text-accent!')}
      trigger={
        <>
          {facet.label}
          {chosen.length > 0 ? <span className="rounded-full bg-accent-soft px-1.5 text-[0.857rem]">{chosen.length}</span> : null}
          <Icon name="chevron-down" />
        </>
      }
      panelClassName="min-w-56 max-h-96 overflow-y-auto"
    >
      <Form method="get" preventScrollReset onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}>
        <QueryInputs query={query} spec={spec} without={`f.${facet.name}`} />
        <fieldset>
          <legend className="sr-only">{facet.label}</legend>
          {facet.options.map((option) => (
            <label key={option.value} className="flex items-center gap-2 min-h-8 px-2 rounded-control hover:bg-hover cursor-pointer">
              <input
                type="checkbox" name={`f.${facet.name}`} value={option.value} checked={ticked.includes(option.value)}
                onChange={(event) => setTicks({ from, ticked: event.currentTarget.checked ? [...ticked, option.value] : ticked.filter((value) => value !== option.value) })}
                className="size-4 accent-accent-solid"
              />
              <span className="flex-1">{option.label}</span>
              {option.count !== undefined ? <span className="text-muted">{formatNumber(option.count, locale, 0)}</span> : null}
            </label>
          ))}
        </fieldset>
        <noscript><button type="submit" className={cx(buttonClass('primary', 'sm'), 'm-2')}>{t('action.apply')}</button></noscript>
      </Form>
    </Dropdown>
  );
}

const NONE: readonly string[] = [];
