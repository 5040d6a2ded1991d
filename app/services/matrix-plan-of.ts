import type { MatrixPlan } from '#app/domain/campaign.ts';
import type { Tier } from '#app/domain/kol.ts';

/** The stored rows of a campaign's tiers as its plan; a tier without a row is planned nothing. */
export function matrixPlanOf(rows: readonly { readonly tier: Tier; readonly slots: number; readonly share_basis_points: number }[]): MatrixPlan {
  const of = (tier: Tier) => {
    const row = rows.find((one) => one.tier === tier);
    return { slots: row?.slots ?? 0, shareBasisPoints: row?.share_basis_points ?? 0 };
  };
  return { top: of('top'), mid: of('mid'), emerging: of('emerging') };
}
