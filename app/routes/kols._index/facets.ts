import type { RosterFacetCounts } from '#db/queries/roster-facets.server.ts';
import { KOL_STATUSES, PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { LIGHTS_BEST_FIRST } from '#app/domain/scoring/light.ts';
import { useText } from '#app/i18n/use-text.ts';
import { chosenOf } from '#app/table/counted-options.ts';
import type { Facet } from '#app/table/facet-menu.tsx';
import type { TableQuery } from '#app/table/url-state.ts';

type Counts = RosterFacetCounts[keyof RosterFacetCounts];

/** The filters with their words and counts. A value that is chosen stays in the list although nothing has it. */
export function useRosterFacets(counts: RosterFacetCounts, query: TableQuery): Facet[] {
  const t = useText('roster');
  const td = useText('domain');
  const isChosen = (facet: string, value: string) => chosenOf(query, facet).includes(value);
  const verticals = [...new Set([...counts.vertical.map(({ value }) => value), ...(query.filters.vertical ?? [])])];
  return [
    { name: 'tier', label: t('filter.tier'), options: TIERS.map((tier) => ({ value: tier, label: td(`tier.${tier}`), count: countOf(counts.tier, tier) })) },
    { name: 'status', label: t('filter.status'), options: KOL_STATUSES.map((status) => ({ value: status, label: td(`kolStatus.${status}`), count: countOf(counts.status, status) })) },
    {
      name: 'platform', label: t('filter.platform'),
      options: PLATFORMS.map((platform) => ({ value: platform, label: td(`platform.${platform}`), count: countOf(counts.platform, platform) }))
        .filter(({ value, count }) => count > 0 || isChosen('platform', value)),
    },
    { name: 'light', label: t('filter.light'), options: LIGHTS_BEST_FIRST.map((light) => ({ value: light, label: td(`light.${light}`), count: countOf(counts.light, light) })) },
    { name: 'vertical', label: t('filter.vertical'), options: verticals.map((vertical) => ({ value: vertical, label: vertical, count: countOf(counts.vertical, vertical) })) },
  ];
}

function countOf(counts: Counts, value: string): number {
  return counts.find((each) => each.value === value)?.count ?? 0;
}
