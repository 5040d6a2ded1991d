import { Form, Link, useSubmit } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { cx } from '#app/ui/class-names.ts';
import { controlClass } from '#app/ui/field.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { Facet } from './facet-menu.tsx';
import { FacetMenu } from './facet-menu.tsx';
import { hasConditions, withoutConditions, withoutFilterValue } from './query-changes.ts';
import { QueryInputs } from './query-inputs.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

interface ToolbarProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** What the search looks at: "Name, handle or pinyin"; without it there is no search field. */
  readonly searchLabel?: string;
  readonly facets?: readonly Facet[];
  /** Actions at the end of the line: export, columns. */
  readonly children?: ReactNode;
}

/** Search, filters and what is set of them, above a table. All of it is forms and links on the URL. */
export function Toolbar({ query, spec, searchLabel, facets = [], children }: ToolbarProps) {
  return (
    <div className="flex flex-col gap-2 mb-3 no-print">
      <div className="flex flex-wrap items-center gap-2">
        {searchLabel ? <SearchField query={query} spec={spec} label={searchLabel} /> : null}
        {facets.map((facet) => <FacetMenu key={facet.name} facet={facet} query={query} spec={spec} />)}
        <div className="ms-auto flex flex-wrap items-center gap-2">{children}</div>
      </div>
      <Chips query={query} spec={spec} facets={facets} />
    </div>
  );
}

const TYPING_MS = 300;

function SearchField({ query, spec, label }: { readonly query: TableQuery; readonly spec: TableSpec; readonly label: string }) {
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // A chip removed or a step back changes the query from outside; what is being typed is left alone.
    if (input.current && document.activeElement !== input.current) input.current.value = query.search;
  }, [query.search]);
  return (
    <Form method="get" role="search" preventScrollReset className="relative w-full sm:w-72">
      <QueryInputs query={query} spec={spec} without="q" />
      <Icon name="search" className="absolute start-2.5 top-1/2 -translate-y-1/2 text-muted pointer-events-none" />
      <input
        ref={input} type="search" name="q" defaultValue={query.search} aria-label={label} placeholder={label} autoComplete="off" maxLength={200}
        onChange={(event) => {
          const form = event.currentTarget.form;
          const composing = 'isComposing' in event.nativeEvent && event.nativeEvent.isComposing === true;
          clearTimeout(timer.current);
          if (!composing) timer.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), TYPING_MS);
        }}
        // Chinese input composes several keys into a word; the search waits for the word.
        onCompositionEnd={(event) => submit(event.currentTarget.form, { replace: true, preventScrollReset: true })}
        className={cx(controlClass, 'ps-8')}
      />
    </Form>
  );
}

function Chips({ query, spec, facets }: { readonly query: TableQuery; readonly spec: TableSpec; readonly facets: readonly Facet[] }) {
  const t = useText('common');
  if (!hasConditions(query)) return null;
  const chips = Object.entries(query.filters).flatMap(([name, values]) =>
    values.map((value) => {
      const facet = facets.find((each) => each.name === name);
      return { name, value, facetLabel: facet?.label ?? name, valueLabel: facet?.options.find((option) => option.value === value)?.label ?? value };
    }),
  );
  return (
    <ul className="flex flex-wrap items-center gap-1.5">
      {chips.map((chip) => (
        <li key={`${chip.name} ${chip.value}`}>
          <Link
            to={tableSearch(withoutFilterValue(query, chip.name, chip.value), spec) || '?'} preventScrollReset
            aria-label={t('table.removeFilter', { name: chip.facetLabel, value: chip.valueLabel })}
            className="inline-flex items-center gap-1 min-h-7 rounded-full bg-accent-soft text-accent ps-2.5 pe-1.5 hover:underline"
          >
            <span>{chip.facetLabel}: {chip.valueLabel}</span>
            <Icon name="close" />
          </Link>
        </li>
      ))}
      <li><Link to={tableSearch(withoutConditions(query), spec) || '?'} preventScrollReset className="inline-flex items-center min-h-7 px-2 text-muted hover:text-text hover:underline">{t('table.resetAll')}</Link></li>
    </ul>
  );
}
