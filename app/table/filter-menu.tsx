import { lazy, Suspense, useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { FilterDropdown } from './filter-dropdown.tsx';
import type { FilterPanelProps } from './filter-panel.tsx';

/** Putting conditions together needs script, and most visits do not: the address and its chips work without. */
const FilterPanel = lazy(() => import('./filter-panel.tsx'));

/** The control that tells how many conditions are set in groups, and opens the panel where they are put together. */
export function FilterMenu(props: FilterPanelProps) {
  const t = useText('common');
  const [wasOpened, setOpened] = useState(false);
  const { where } = props.query;
  return (
    <FilterDropdown isOfAll name={t('table.filters')} count={where?.groups.flatMap(({ conditions }) => conditions).length ?? 0} onOpen={() => setOpened(true)}>
      {wasOpened ? <Suspense><FilterPanel key={JSON.stringify(where)} {...props} /></Suspense> : null}
    </FilterDropdown>
  );
}
