import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Facet } from '#app/table/facet-menu.tsx';

// The domain's own lists come with their validation, which the browser need not load.
const STATUSES: readonly CollaborationStatus[] = ['draft', 'offered', 'agreed', 'live', 'paused', 'ended', 'cancelled'];
const TIERS: readonly Tier[] = ['top', 'mid', 'emerging'];
const LIGHTS: readonly Light[] = ['red', 'amber', 'green', 'star', 'grey'];
const PLATFORMS: readonly Platform[] = ['douyin', 'xiaohongshu', 'bilibili', 'weibo', 'kuaishou', 'wechat', 'taobao', 'youtube', 'tiktok', 'instagram', 'other'];

/** The filters of the collaborations list. */
export function useCollaborationFacets(campaigns: readonly { readonly value: string; readonly label: string }[]): readonly Facet[] {
  const t = useText('collaboration');
  const td = useText('domain');
  return [
    { name: 'campaign', label: t('column.campaign'), options: campaigns },
    { name: 'status', label: t('column.status'), options: STATUSES.map((value) => ({ value, label: td(`collaborationStatus.${value}`) })) },
    { name: 'tier', label: t('column.tier'), options: TIERS.map((value) => ({ value, label: td(`tier.${value}`) })) },
    { name: 'platform', label: t('column.platform'), options: PLATFORMS.map((value) => ({ value, label: td(`platform.${value}`) })) },
    { name: 'light', label: t('column.light'), options: LIGHTS.map((value) => ({ value, label: td(`light.${value}`) })) },
  ];
}
