import type { Kysely } from 'kysely';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { listExchangeRates } from '#db/queries/exchange-rate.server.ts';
import { listPlanNames, sumMovedMoney } from '#db/queries/what-if.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { exchangeRateOn, toReportingMinor } from '#app/domain/exchange-rate.ts';
import { quarterStart } from '#app/domain/finance/money-rules.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { dayOf, startOfDay } from '#app/domain/period.ts';
import { assessCollaborations } from '#app/domain/proposals/assess.ts';
import { learnFromPast } from '#app/domain/proposals/outlook.ts';
import { movableCandidates, movableCollaborations } from '#app/domain/proposals/what-if-facts.ts';
import type { WhatIfLimits, WhatIfOutcome } from '#app/domain/proposals/what-if.ts';
import { planWhatIf } from '#app/domain/proposals/what-if.ts';
import { applyBasisPoints } from '#app/domain/ratio.ts';
import { loadSolver } from '#app/lib/solver.server.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';
import { settleRollups } from './settle-rollups.server.ts';

/** What a person wishes otherwise than the campaign's plan and the policy say; reporting currency. */
export interface WhatIfWishes {
  readonly budgetMinor?: number | undefined;
  readonly reserveMinor?: number | undefined;
  readonly movableMinor?: number | undefined;
  readonly pilotMinor?: number | undefined;
  /** How revenue grows with spending; 1 in proportion. */
  readonly returnsExponent: number;
  /** How much more a partner can take on, as a share of what they have. */
  readonly capacityShare: number;
}

export interface CampaignWhatIf {
  readonly status: 'worked-out';
  readonly outcome: WhatIfOutcome;
  readonly limits: WhatIfLimits;
  readonly currency: string;
  readonly asOf: CalendarDay;
  readonly names: Awaited<ReturnType<typeof listPlanNames>>;
}

export type WhatIfAnswer = CampaignWhatIf | { readonly status: 'unknown-campaign' } | { readonly status: 'no-rate'; readonly currency: string };

/** Works out where a campaign's remaining money would bring most, as of a day (product.md section 10). Nothing is changed. */
export async function planCampaignWhatIf(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly campaignSlug: string; readonly wishes: WhatIfWishes }, { now }: { now: Date },
): Promise<WhatIfAnswer> {
  const { workspaceId, campaignSlug, wishes } = input;
  const campaign = await findCampaignDetail(db, workspaceId, campaignSlug);
  if (!campaign) return { status: 'unknown-campaign' };
  await settleRollups(db, { workspaceId, now });
  const { timeZone, currency } = await getWorkspace(db, workspaceId);
  const asOf = dayOf(now, timeZone);
  const [facts, rates, movedMinor] = await Promise.all([
    gatherReviewFacts(db, workspaceId, asOf, { costs: 'now' }),
    listExchangeRates(db, workspaceId),
    sumMovedMoney(db, workspaceId, campaign.id, startOfDay(quarterStart(asOf), timeZone)),
  ]);
  const budgetMinor = toReportingMinor(campaign.budgetMinor, campaign.currency, currency, exchangeRateOn(rates, campaign.currency, currency, campaign.startsOn));
  if (budgetMinor === null) return { status: 'no-rate', currency: campaign.currency };

  const learned = learnFromPast(facts);
  const assessments = assessCollaborations(facts, learned);
  const { policy } = facts;
  const collaborations = movableCollaborations(assessments, campaignSlug, wishes.capacityShare);
  const candidates = movableCandidates(facts, campaign, learned);
  const filled = (tier: Tier) => facts.collaborations.filter((one) => one.campaignSlug === campaignSlug && one.tier === tier && one.status !== 'cancelled').length;
  const perTier = (value: (tier: Tier) => number): Record<Tier, number> => ({ top: value('top'), mid: value('mid'), emerging: value('emerging') });
  const wholeMinor = wishes.budgetMinor ?? budgetMinor;
  const limits: WhatIfLimits = {
    budgetMinor: wholeMinor,
    reserveMinor: wishes.reserveMinor ?? applyBasisPoints(wholeMinor, campaign.reserveBasisPoints),
    tierShareBasisPoints: perTier((tier) => campaign.plan[tier].shareBasisPoints),
    movableMinor: wishes.movableMinor ?? Math.max(0, applyBasisPoints(wholeMinor, policy.money.revisionCapBasisPoints) - movedMinor),
    pilotMinor: wishes.pilotMinor ?? applyBasisPoints(wholeMinor, policy.review.resetPilotBasisPoints),
    emptySlots: perTier((tier) => Math.max(0, campaign.plan[tier].slots - filled(tier))),
  };
  const outcome = planWhatIf({ currency, collaborations, candidates, limits, returnsExponent: wishes.returnsExponent }, await loadSolver());
  const names = await listPlanNames(db, workspaceId, { collaborationIds: collaborations.map((one) => one.id), kolIds: candidates.map((one) => one.kolId) });
  return { status: 'worked-out', outcome, limits, currency, asOf, names };
}
