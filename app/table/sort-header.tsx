import { Link, useNavigate } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Icon } from '#app/ui/icon.tsx';
import { toggleSort } from './query-changes.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

interface SortHeaderProps {
  readonly name: string;
  readonly column: string;
  /** Its place in the present order, -1 when not in it. */
  readonly place: number;
  readonly query: TableQuery;
  /** What the next order is added to. */
  readonly asked: TableQuery;
  readonly spec: TableSpec;
}

/** A heading that sorts: a link, so it works before any script has loaded; with Shift the column is added to the order. */
export function SortHeader({ name, column, place, query, asked, spec }: SortHeaderProps) {
  const t = useText('common');
  const navigate = useNavigate();
  const sorted = query.sort[place];
  const to = (additive: boolean) => tableSearch(toggleSort(asked, spec, column, additive), spec) || '?';
  return (
    <Link
      to={to(false)} preventScrollReset className="sort-link" title={t('table.sortBy', { column: name })}
      onClick={(event) => {
        if (!event.shiftKey) return;
        event.preventDefault();
        navigate(to(true), { preventScrollReset: true });
      }}
    >
      <span>{name}</span>
      {sorted ? <Icon name={sorted.descending ? 'arrow-down' : 'arrow-up'} className="text-accent" /> : <Icon name="sort" className="opacity-45" />}
      {sorted && query.sort.length > 1 ? (
        <span className="rounded-full bg-accent-soft text-accent px-1.5 text-[0.786rem]">
          <span className="sr-only">{t('table.sortPosition', { position: place + 1 })}</span>
          <span aria-hidden="true">{place + 1}</span>
        </span>
      ) : null}
    </Link>
  );
}
