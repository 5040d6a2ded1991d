import type { ReactNode } from 'react';
import { LIGHTS_BEST_FIRST } from '#app/domain/scoring/light.ts';
import type { RoiGrouping } from '#app/domain/scoring/roi-grouping.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { NamedColumn } from '#app/table/columns.ts';
import { withKept } from '#app/table/query-changes.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { tableSearch } from '#app/table/url-state.ts';
import { TabNav } from '#app/ui/tabs.tsx';

interface RoiToolbarProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  readonly by: RoiGrouping;
  readonly campaigns: readonly { readonly slug: string; readonly name: string }[];
  readonly kols: readonly { readonly kolName: string | null }[];
  readonly columns: readonly NamedColumn[];
  /** The choice of day or period. */
  readonly children: ReactNode;
}

const GROUPINGS: readonly RoiGrouping[] = ['collaboration', 'kol', 'tier', 'campaign'];

/** Grouping, filters and the day of the review; all of them stand in the address. */
export function RoiToolbar({ query, spec, by, campaigns, kols, columns, children }: RoiToolbarProps) {
  const t = useText('roi');
  const td = useText('domain');
  // Filters that links from groups and other pages set have a name to be shown by, but no list to choose from.
  const linked = (['kol', 'collaboration'] as const).flatMap((key) => {
    const values = query.filters[key];
    return values ? [{ name: key, label: t(`filter.${key}`), options: values.map((value) => ({ value, label: kols[0]?.kolName ?? value })) }] : [];
  });
  const facets = [
    { name: 'campaign', label: t('filter.campaign'), options: campaigns.map(({ slug, name }) => ({ value: slug, label: name })) },
    { name: 'tier', label: t('filter.tier'), options: (['top', 'mid', 'emerging'] as const).map((tier) => ({ value: tier, label: td(`tier.${tier}`) })) },
    { name: 'light', label: t('filter.light'), options: LIGHTS_BEST_FIRST.map((light) => ({ value: light, label: td(`light.${light}`) })) },
    ...linked,
  ];
  return (
    <>
      <div className="mb-3">
        <TabNav
          label={t('groupBy')}
          tabs={GROUPINGS.map((grouping) => ({
            to: paths.roi(tableSearch(withKept(query, 'by', grouping === 'collaboration' ? null : grouping), spec)), label: t(`by.${grouping}`), active: by === grouping,
          }))}
        />
      </div>
      <Toolbar query={query} spec={spec} facets={facets} columns={columns}>
        {children}
      </Toolbar>
    </>
  );
}
