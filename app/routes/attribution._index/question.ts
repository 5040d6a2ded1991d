import { TIERS } from '#app/domain/kol.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import type { TableSpec } from '#app/table/url-state.ts';

/** Collaborations on one page. */
export const ATTRIBUTION_PAGE_ROWS = 50;

/** What the comparison of the models can be asked; by revenue under the model in force unless the address says otherwise. */
export function attributionSpec(model: AttributionModel): TableSpec {
  return {
    sortable: ['name', 'tier', 'orders', 'spread', 'excluded', ...ATTRIBUTION_MODELS],
    defaultSort: [{ column: model, descending: true }],
    filters: { campaign: 'text', tier: TIERS },
    keeps: { from: 'text', through: 'text' },
  };
}
