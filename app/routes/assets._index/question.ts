import { ASSET_KINDS, ASSET_LANGUAGES, ORIENTATIONS, PERFORMANCE_BANDS } from '#app/domain/asset.ts';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { ASSET_COLOURS } from '#app/domain/asset-colour.ts';
import { ENDING_DAYS, RIGHTS_CHANNELS, RIGHTS_STATES, TERRITORIES } from '#app/domain/usage-rights.ts';
import type { TableSpec } from '#app/table/url-state.ts';

/** What the library can be asked, in the URL. */
export const assetsSpec: TableSpec = {
  sortable: ['created', 'views'],
  defaultSort: [{ column: 'created', descending: true }],
  filters: {
    kind: ASSET_KINDS, rights: RIGHTS_STATES, ending: ENDING_DAYS.map(String), colour: ASSET_COLOURS, tier: TIERS, platform: PLATFORMS, vertical: 'text', orientation: ORIENTATIONS, language: ASSET_LANGUAGES, band: PERFORMANCE_BANDS, campaign: 'text', kol: 'text',
  },
  keeps: { view: ['list'], bin: ['1'], channel: RIGHTS_CHANNELS, territory: TERRITORIES, on: 'text' },
  where: { texts: ['title'], empties: ['tier', 'platform', 'vertical', 'orientation', 'colour', 'language', 'campaign', 'kol'] },
};
