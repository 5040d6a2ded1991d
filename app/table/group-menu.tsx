import { Link } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { Dropdown, menuItemClass } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { Facet } from './facet-menu.tsx';
import { withGroup } from './query-changes.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

interface GroupMenuProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** The list's filters, which name what it can be grouped by. */
  readonly facets: readonly Facet[];
}

/** What the rows are grouped by: links, as grouping is part of the address. */
export function GroupMenu({ query, spec, facets }: GroupMenuProps) {
  const t = useText('common');
  const choices = (spec.groupable ?? []).flatMap((name) => facets.filter((facet) => facet.name === name));
  const current = choices.find(({ name }) => name === query.group);
  const item = (name: string | null, label: string) => (
    <li key={name ?? ''}>
      <Link to={tableSearch(withGroup(query, name), spec) || '?'} replace preventScrollReset aria-current={(query.group ?? null) === name} className={menuItemClass}>{label}</Link>
    </li>
  );
  return (
    <Dropdown
      align="end" triggerClassName={cx(buttonClass('secondary', 'md'), current && 'border-accent-solid! text-accent!')}
      trigger={<><Icon name="table" /><span className="max-sm:sr-only">{current ? t('table.groupedBy', { name: current.label }) : t('table.group')}</span></>}
    >
      <ul aria-label={t('table.group')}>
        {item(null, t('table.ungrouped'))}
        {choices.map(({ name, label }) => item(name, label))}
      </ul>
    </Dropdown>
  );
}

/** The words of a group's value: as the filter of its name has them. */
export function useGroupName(query: TableQuery, facets: readonly Facet[]): (value: string) => string {
  const t = useText('common');
  const options = facets.find(({ name }) => name === query.group)?.options ?? [];
  return (value) => (value === '' ? t('table.noGroup') : (options.find((option) => option.value === value)?.label ?? value));
}
