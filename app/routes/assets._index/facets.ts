import type { FacetCount } from '#db/queries/asset-list.server.ts';
import type { EndingCounts } from '#db/queries/asset-right.server.ts';
import { ASSET_KINDS, ASSET_LANGUAGES, ORIENTATIONS, PERFORMANCE_BANDS } from '#app/domain/asset.ts';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { ASSET_COLOURS } from '#app/domain/asset-colour.ts';
import { ENDING_DAYS, RIGHTS_STATES } from '#app/domain/usage-rights.ts';
import { useText } from '#app/i18n/use-text.ts';
import { chosenOf } from '#app/table/counted-options.ts';
import type { Facet, FacetOption } from '#app/table/facet-menu.tsx';
import type { TableQuery } from '#app/table/url-state.ts';

/** The filters with their words and counts. Of long lists only what somebody has, or has chosen, is offered. */
export function useAssetFacets(counts: readonly FacetCount[], ending: EndingCounts, query: TableQuery, campaigns: ReadonlyMap<string, string>): Facet[] {
  const t = useText('assets');
  const td = useText('domain');
  const countOf = (facet: string, value: string) => counts.find((one) => one.facet === facet && one.value === value)?.count ?? 0;
  const fixed = <Value extends string>(facet: string, values: readonly Value[], label: (value: Value) => string): FacetOption[] =>
    values.map((value) => ({ value, label: label(value), count: countOf(facet, value) })).filter(({ value, count }) => count > 0 || chosenOf(query, facet).includes(value));
  const found = (facet: string, label: (one: FacetCount) => string): FacetOption[] => {
    const rows = counts.filter((one) => one.facet === facet);
    const chosen = chosenOf(query, facet).filter((value) => !rows.some((row) => row.value === value)).map((value) => ({ value, label: value, count: 0 }));
    return [...rows.map((row) => ({ value: row.value, label: label(row), count: row.count })), ...chosen];
  };
  const facets: Facet[] = [
    { name: 'kind', label: t('filter.kind'), options: fixed('kind', ASSET_KINDS, (value) => t(`kind.${value}`)) },
    { name: 'rights', label: t('filter.rights'), options: fixed('rights', RIGHTS_STATES, (value) => t(`rightsState.${value}`)) },
    { name: 'ending', label: t('filter.ending'), options: ENDING_DAYS.map((days) => ({ value: String(days), label: t('ending.days', { count: days }), count: ending[days] })).filter(({ value, count }) => count > 0 || chosenOf(query, 'ending').includes(value)) },
    { name: 'kol', label: t('filter.kol'), options: found('kol', (row) => row.label) },
    { name: 'campaign', label: t('filter.campaign'), options: found('campaign', (row) => campaigns.get(row.value) ?? row.value) },
    { name: 'tier', label: t('filter.tier'), options: fixed('tier', TIERS, (value) => td(`tier.${value}`)) },
    { name: 'vertical', label: t('filter.vertical'), options: found('vertical', (row) => row.value) },
    { name: 'platform', label: t('filter.platform'), options: fixed('platform', PLATFORMS, (value) => td(`platform.${value}`)) },
    { name: 'orientation', label: t('filter.orientation'), options: fixed('orientation', ORIENTATIONS, (value) => t(`orientation.${value}`)) },
    { name: 'colour', label: t('filter.colour'), options: fixed('colour', ASSET_COLOURS, (value) => t(`colour.${value}`)) },
    { name: 'language', label: t('filter.language'), options: fixed('language', ASSET_LANGUAGES, (value) => t(`language.${value}`)) },
    { name: 'band', label: t('filter.band'), options: fixed('band', PERFORMANCE_BANDS, (value) => t(`band.${value}`)) },
  ];
  return facets.filter(({ options }) => options.length > 0);
}
