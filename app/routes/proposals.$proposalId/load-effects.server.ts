import type { Kysely } from 'kysely';
import { findCampaignDetail, listBoardCards } from '#db/queries/campaign-pages.server.ts';
import { listRecordedCosts } from '#db/queries/collaboration-list.server.ts';
import { sumCreditsThrough } from '#db/queries/day-sums.server.ts';
import { listExchangeRates } from '#db/queries/exchange-rate.server.ts';
import type { ProposalCandidateRow, ProposalDetail } from '#db/queries/proposal-pages.server.ts';
import type { Database } from '#db/schema.ts';
import { exchangeRateOn, toReportingMinor } from '#app/domain/exchange-rate.ts';
import { collaborationMoney } from '#app/domain/finance/collaboration-money.ts';
import { groupBy } from '#app/domain/group.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { moveEffects } from '#app/domain/proposals/effects.ts';
import { splitByLargestRemainder } from '#app/domain/ratio.ts';

interface EffectsQuestion {
  readonly workspaceId: string;
  readonly currency: string;
  readonly today: string;
  readonly model: AttributionModel;
  readonly releasedMinor: number;
  readonly candidates: readonly ProposalCandidateRow[];
}

/** What accepting would do to the campaign's money and slots: once for each candidate, or once where nobody takes over. Null where nothing moves. */
export async function loadEffects(db: Kysely<Database>, detail: ProposalDetail, { workspaceId, currency, today, model, releasedMinor, candidates }: EffectsQuestion) {
  if (detail.kind !== 'reduce' && detail.kind !== 'replace') return null;
  const campaign = await findCampaignDetail(db, workspaceId, detail.campaignSlug);
  if (!campaign) return null;
  const [cards, rates] = await Promise.all([listBoardCards(db, workspaceId, campaign.id, today), listExchangeRates(db, workspaceId)]);
  const budgetMinor = toReportingMinor(campaign.budgetMinor, campaign.currency, currency, exchangeRateOn(rates, campaign.currency, currency, campaign.startsOn));
  if (budgetMinor === null) return null;
  const ids = cards.map((card) => card.id);
  const [costs, credits] = await Promise.all([listRecordedCosts(db, workspaceId, ids), sumCreditsThrough(db, workspaceId, { ids }, model, [today])]);
  const costsOf = groupBy(costs, (cost) => cost.collaborationId);
  const creditsOf = groupBy(credits, (credit) => credit.collaborationId);
  const board = cards.map((card) => {
    const money = collaborationMoney({ ...card, costs: costsOf.get(card.id) ?? [], credits: creditsOf.get(card.id) ?? [] }, currency, today);
    return { id: card.id, tier: card.tier, status: card.status, standingMinor: money.standingMinor, accruedMinor: money.accruedMinor };
  });
  const ends = detail.kind === 'replace';
  const effectsOf = (drafts: Parameters<typeof moveEffects>[2]['drafts']) =>
    moveEffects({ ...campaign, budgetMinor }, board, { collaborationId: detail.collaborationId, ends, releasedMinor, drafts });
  if (!ends || candidates.length === 0) return [{ rank: null, name: null, priceMinor: null, ...effectsOf([]) }];
  return candidates.map((candidate) => ({
    rank: candidate.rank, name: [candidate.name, candidate.secondName].filter((name) => name !== null).join(' + '), priceMinor: candidate.priceMinor,
    ...effectsOf(draftsOf(candidate)),
  }));
}

/** A pair's price is divided evenly here: both are of one tier, so their sum is what counts. */
function draftsOf({ tier, priceMinor, secondKolId }: ProposalCandidateRow) {
  const parts = splitByLargestRemainder(priceMinor, secondKolId === null ? [1] : [1, 1]);
  return parts.map((part) => ({ tier, priceMinor: part }));
}

export type ProposalEffects = NonNullable<Awaited<ReturnType<typeof loadEffects>>>;
