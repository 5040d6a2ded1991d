import type { CollaborationGrouping } from '#db/queries/collaboration-list.server.ts';
import type { FacetCounts } from '#db/queries/facet-counts.server.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import { useText } from '#app/i18n/use-text.ts';
import { chosenOf, countedOptions, presentOptions } from '#app/table/counted-options.ts';
import type { Facet } from '#app/table/facet-menu.tsx';
import type { TableQuery } from '#app/table/url-state.ts';

// The domain's own lists come with their validation, which the browser need not load.
const STATUSES: readonly CollaborationStatus[] = ['draft', 'offered', 'agreed', 'live', 'paused', 'ended', 'cancelled'];
const TIERS: readonly Tier[] = ['top', 'mid', 'emerging'];
const LIGHTS: readonly Light[] = ['red', 'amber', 'green', 'star', 'grey'];
const PLATFORMS: readonly Platform[] = ['douyin', 'xiaohongshu', 'bilibili', 'weibo', 'kuaishou', 'wechat', 'taobao', 'youtube', 'tiktok', 'instagram', 'other'];

interface Counted {
  readonly campaigns: readonly { readonly value: string; readonly label: string }[];
  readonly counts: FacetCounts<CollaborationGrouping>;
  readonly query: TableQuery;
}

/** The filters of the collaborations list, each value with how many it would leave. */
export function useCollaborationFacets({ campaigns, counts, query }: Counted): readonly Facet[] {
  const t = useText('collaboration');
  const td = useText('domain');
  return [
    { name: 'campaign', label: t('column.campaign'), options: countedOptions(campaigns, counts.campaign) },
    { name: 'status', label: t('column.status'), options: countedOptions(STATUSES.map((value) => ({ value, label: td(`collaborationStatus.${value}`) })), counts.status) },
    { name: 'tier', label: t('column.tier'), options: countedOptions(TIERS.map((value) => ({ value, label: td(`tier.${value}`) })), counts.tier) },
    { name: 'platform', label: t('column.platform'), options: presentOptions(PLATFORMS.map((value) => ({ value, label: td(`platform.${value}`) })), counts.platform, chosenOf(query, 'platform')) },
    { name: 'light', label: t('column.light'), options: countedOptions(LIGHTS.map((value) => ({ value, label: td(`light.${value}`) })), counts.light) },
  ];
}
