import { Form, useSubmit } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { controlClass } from '#app/ui/field.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Chips } from './chips.tsx';
import { ColumnMenu } from './column-menu.tsx';
import type { NamedColumn } from './columns.ts';
import type { Facet } from './facet-menu.tsx';
import { FacetMenu } from './facet-menu.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { GroupMenu } from './group-menu.tsx';
import { hasConditions } from './query-changes.ts';
import { QueryInputs } from './query-inputs.tsx';
import type { SpanFilter } from './span-menu.tsx';
import { SpanMenu } from './span-menu.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { useAskedQuery } from './use-layout.ts';

interface ToolbarProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** What the search looks at: "Name, handle or pinyin"; without it there is no search field. */
  readonly searchLabel?: string;
  readonly facets?: readonly Facet[];
  /** Columns that are asked by a span of numbers, and by days. */
  readonly ranges?: readonly SpanFilter[];
  readonly dates?: readonly SpanFilter[];
  /** Columns of text that conditions are about. */
  readonly texts?: readonly SpanFilter[];
  /** The table's columns, to choose from them. */
  readonly columns?: readonly NamedColumn[] | undefined;
  /** Actions at the end of the line: export. */
  readonly children?: ReactNode;
}

/** Search, filters and what is set of them, above a table. All of it is forms and links on the URL. On a phone the filters stand behind one button. */
export function Toolbar({ query: shown, spec, searchLabel, facets = [], ranges = [], dates = [], texts = [], columns, children }: ToolbarProps) {
  const query = useAskedQuery(shown, spec);
  const t = useText('common');
  const [isOpen, setOpen] = useState(false);
  const spans = [...ranges, ...dates, ...texts];
  const hasSpans = ranges.length + dates.length > 0;
  return (
    <div className="flex flex-col gap-2 mb-3 no-print">
      <div className="flex flex-wrap items-center gap-2">
        {searchLabel ? <SearchField query={query} spec={spec} label={searchLabel} /> : null}
        {spec.where || hasSpans || facets.length > 0 ? (
          <>
            <span className="filter-toggle">
              <button
                type="button" aria-expanded={isOpen} aria-label={t('table.allFilters')} title={t('table.allFilters')} onClick={() => setOpen(!isOpen)}
                className={cx(buttonClass('secondary', 'md'), hasConditions(query) && 'border-accent-solid! text-accent!')}
              >
                <Icon name="filter" />
              </button>
            </span>
            <div className="filter-set" data-open={isOpen || undefined}>
              {spec.where ? <FilterMenu query={query} spec={spec} facets={facets} spans={spans} /> : null}
              {facets.map((facet) => <FacetMenu key={facet.name} facet={facet} query={query} spec={spec} />)}
              {hasSpans ? <SpanMenu ranges={ranges} dates={dates} query={query} spec={spec} /> : null}
            </div>
          </>
        ) : null}
        <div className="ms-auto flex flex-wrap items-center gap-2">{children}{spec.groupable ? <GroupMenu query={query} spec={spec} facets={facets} /> : null}{columns ? <ColumnMenu columns={columns} query={query} spec={spec} /> : null}</div>
      </div>
      <Chips query={query} spec={spec} facets={facets} spans={spans} />
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
    <Form method="get" role="search" preventScrollReset className="relative min-w-0 flex-1 basis-40 sm:max-w-72">
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
