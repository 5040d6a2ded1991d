import type { Kysely } from 'kysely';
import type { CampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { getCampaignActuals } from '#db/queries/campaign-pages.server.ts';
import { listStatedActuals } from '#db/queries/matrix-snapshot.server.ts';
import type { Database } from '#db/schema.ts';
import type { CampaignTarget, TargetProgress } from '#app/domain/campaign-targets.ts';
import { elapsedShare, targetProgress } from '#app/domain/campaign-targets.ts';
import type { CalendarDay } from '#app/domain/period.ts';

export interface TargetsReading {
  readonly targets: readonly TargetProgress[];
  /** How much of the flight is over, 0 to 1. */
  readonly elapsed: number;
}

/** A campaign's targets with their actuals, where each comes from, and how it stands against the time that has passed. */
export async function readTargets(
  db: Kysely<Database>, { workspaceId, campaign, today, now }: { readonly workspaceId: string; readonly campaign: CampaignDetail; readonly today: CalendarDay; readonly now: Date },
): Promise<TargetsReading> {
  const [counted, stated] = await Promise.all([getCampaignActuals(db, workspaceId, campaign.id, now), listStatedActuals(db, workspaceId, campaign.id)]);
  const elapsed = elapsedShare(campaign, today);
  return { targets: targetProgress(goalsOf(campaign), counted, stated, elapsed), elapsed };
}

export function goalsOf(campaign: CampaignDetail): Record<CampaignTarget, number | null> {
  return {
    search_uplift: campaign.targetSearchUplift, ugc_items: campaign.targetUgcItems, interactions: campaign.targetInteractions,
    sales_uplift: campaign.targetSalesUpliftBasisPoints,
  };
}
