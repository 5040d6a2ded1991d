import { Form, useNavigate, useSubmit } from '@remix-run/react';
import { useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale } from '#app/components/page-context.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { SegmentedControl } from '#app/ui/segmented-control.tsx';
import { FilterDropdown } from './filter-dropdown.tsx';
import { withExcluded, withFilter } from './query-changes.ts';
import { QueryInputs } from './query-inputs.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

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

/** The values of one filter with their counts, to choose any number of: rows have one of them, or none. Each choice is applied at once; without script by the button. */
export function FacetMenu({ facet, query, spec }: { readonly facet: Facet; readonly query: TableQuery; readonly spec: TableSpec }) {
  const t = useText('common');
  const locale = useLocale();
  const submit = useSubmit();
  const navigate = useNavigate();
  const [wantsNot, setWantsNot] = useState(false);
  const isNot = isTurnedRound(query, facet.name, wantsNot);
  const chosen = (isNot ? query.excluded : query.filters)?.[facet.name] ?? NONE;
  // Ticked at once; the rows follow. When the query changes from outside (a chip removed, a step back), so do the ticks.
  const [{ from, ticked }, setTicks] = useState({ from: chosen, ticked: chosen });
  if (from !== chosen) setTicks({ from: chosen, ticked: chosen });
  const turn = (to: string) => {
    setWantsNot(to === 'not');
    const bare = withExcluded(withFilter(query, facet.name, []), facet.name, []);
    if (ticked.length > 0) navigate(tableSearch(to === 'not' ? withExcluded(bare, facet.name, ticked) : withFilter(bare, facet.name, ticked), spec), { replace: true, preventScrollReset: true });
  };
  const parameter = `${isNot ? 'n' : 'f'}.${facet.name}`;
  return (
    <FilterDropdown name={facet.label} count={chosen.length}>
      {spec.excludable?.includes(facet.name) ? (
        <div className="px-1 pb-1">
          <SegmentedControl
            legend={facet.label} name={`mode-${facet.name}`} value={isNot ? 'not' : 'any'} onChange={turn}
            segments={[{ value: 'any', label: t('table.anyOf') }, { value: 'not', label: t('table.noneOf') }]}
          />
        </div>
      ) : null}
      <Form method="get" preventScrollReset onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}>
        <QueryInputs query={query} spec={spec} without={parameter} />
        <fieldset>
          <legend className="sr-only">{facet.label}</legend>
          {facet.options.map((option) => (
            <label key={option.value} className="flex items-center gap-2 min-h-8 px-2 rounded-control hover:bg-hover cursor-pointer">
              <input
                type="checkbox" name={parameter} value={option.value} checked={ticked.includes(option.value)}
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
    </FilterDropdown>
  );
}

const NONE: readonly string[] = [];

/** Whether what is set of a filter are values that rows must not have; where nothing is set, or both, as the reader wants it. */
export function isTurnedRound({ filters, excluded }: TableQuery, name: string, wanted: boolean): boolean {
  const [isSet, isSetNot] = [filters[name] !== undefined, excluded?.[name] !== undefined];
  return isSet === isSetNot ? wanted : isSetNot;
}
