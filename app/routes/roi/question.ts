import { TIERS } from '#app/domain/kol.ts';
import type { RoiGrouping } from '#app/domain/scoring/roi-grouping.ts';
import { ROI_GROUPINGS } from '#app/domain/scoring/roi-grouping.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import type { TableSpec } from '#app/table/url-state.ts';

/** Rows of the board on one page. */
export const ROI_PAGE_ROWS = 100;

const OPEN_SORTS = ['name', 'tier', 'revenue', 'orders', 'fuse'];
const COST_SORTS = ['cost', 'roi', 'atClose', 'light'];
const SINGLE_SORTS = ['below1', 'below15', 'atLeast3'];

/**
 * What the board can be asked. Without sight of costs it cannot be ordered by them either: an order tells the figures.
 * Probabilities order single collaborations only.
 */
export function roiSpec(by: RoiGrouping, seesCosts: boolean): TableSpec {
  return {
    sortable: [...OPEN_SORTS, ...(seesCosts ? [...COST_SORTS, ...(by === 'collaboration' ? SINGLE_SORTS : [])] : [])],
    defaultSort: [{ column: 'revenue', descending: true }],
    filters: { campaign: 'text', tier: TIERS, light: LIGHTS, kol: 'text', collaboration: 'text' },
    keeps: { by: ROI_GROUPINGS, as_of: 'text', period: 'text', from: 'text', to: 'text' },
  };
}
