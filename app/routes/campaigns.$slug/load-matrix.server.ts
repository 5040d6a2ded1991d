import type { Kysely } from 'kysely';
import { findCampaignDetail, getCampaignActuals, listBenchCards, listBoardCards } from '#db/queries/campaign-pages.server.ts';
import { listCreditsByDay, listRecordedCosts } from '#db/queries/collaboration-list.server.ts';
import { listExchangeRates } from '#db/queries/exchange-rate.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { Database } from '#db/schema.ts';
import { exchangeRateOn, toReportingMinor } from '#app/domain/exchange-rate.ts';
import type { BudgetRow } from '#app/domain/finance/campaign-budget.ts';
import { budgetTotal, campaignBudget, slotCounts } from '#app/domain/finance/campaign-budget.ts';
import { collaborationMoney } from '#app/domain/finance/collaboration-money.ts';
import { groupBy } from '#app/domain/group.ts';
import { TIERS } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';

export interface MatrixQuestion {
  readonly workspaceId: string;
  readonly slug: string;
  readonly currency: string;
  readonly today: CalendarDay;
  readonly now: Date;
  /** Whether fees and what was spent may be sent. */
  readonly seesCosts: boolean;
}

/** A campaign as a board: tiers with their money, slots, people and bench. Money of collaborations only for those who may see costs. */
export async function loadMatrix(db: Kysely<Database>, { workspaceId, slug, currency, today, now, seesCosts }: MatrixQuestion) {
  const campaign = await findCampaignDetail(db, workspaceId, slug);
  if (!campaign) return null;
  const [cards, bench, actuals, rates, { policy }] = await Promise.all([
    listBoardCards(db, workspaceId, campaign.id, today),
    listBenchCards(db, workspaceId, campaign.id),
    getCampaignActuals(db, workspaceId, campaign.id, now),
    listExchangeRates(db, workspaceId),
    getPolicy(db, workspaceId),
  ]);
  const ids = cards.map((card) => card.id);
  const [credits, costs] = await Promise.all([
    listCreditsByDay(db, workspaceId, ids, policy.attribution.model),
    seesCosts ? listRecordedCosts(db, workspaceId, ids) : [],
  ]);
  const creditsOf = groupBy(credits, (credit) => credit.collaborationId);
  const costsOf = groupBy(costs, (cost) => cost.collaborationId);
  const people = cards.map((card) => {
    const own = costsOf.get(card.id) ?? [];
    const facts = { ...card, credits: creditsOf.get(card.id) ?? [], costs: own };
    const fee = collaborationMoney({ ...facts, credits: [], costs: own.filter((cost) => cost.kind === 'fee') }, currency, today);
    return { card, money: collaborationMoney(facts, currency, today), feeMinor: fee.standingMinor };
  });
  const rate = exchangeRateOn(rates, campaign.currency, currency, campaign.startsOn);
  const budgetMinor = toReportingMinor(campaign.budgetMinor, campaign.currency, currency, rate);
  // Without a rate the plan is shown in its own currency, beside no costs.
  const compares = seesCosts && budgetMinor !== null;
  const slots = people.map(({ card, money }) => ({ tier: card.tier, status: card.status, ...money }));
  const budget = campaignBudget({ ...campaign, budgetMinor: budgetMinor ?? campaign.budgetMinor }, compares ? slots : []);
  const counts = slotCounts(campaign.plan, slots);
  const standing = people.filter(({ card }) => card.status !== 'cancelled');
  return {
    campaign, actuals, moneyCurrency: budgetMinor === null ? campaign.currency : currency, hasRate: budgetMinor !== null,
    revenueMinor: people.reduce((sum, one) => sum + one.money.revenueMinor, 0),
    budget: budget.map((row) => moneyOf(row, compares)), total: moneyOf({ row: 'reserve', shareBasisPoints: 0, ...budgetTotal(budget) }, compares),
    uncountedCosts: seesCosts ? people.reduce((sum, one) => sum + one.money.uncountedCosts, 0) : 0,
    tiers: TIERS.map((tier) => ({
      tier,
      slots: counts.find((count) => count.tier === tier) ?? { tier, slots: 0, filled: 0, offered: 0, empty: 0 },
      people: standing.filter(({ card }) => card.tier === tier).map(({ card, feeMinor }) => ({
        id: card.id, kolName: card.kolName, platform: card.platform, status: card.status, light: card.light, fuse: card.fuse, scoreTenths: card.scoreTenths, grade: card.grade,
        feeMinor: seesCosts ? feeMinor : null,
      })),
      bench: bench.filter((one) => one.tier === tier).map(({ kolId, name, scoreTenths, availableFrom }) => ({ kolId, name, scoreTenths, availableFrom })),
      benchCount: bench.find((one) => one.tier === tier)?.all ?? 0,
    })),
  };
}

/** The plan of a row for everybody, the rest of its money for those who may see costs. */
function moneyOf({ row, shareBasisPoints, plannedMinor, ...spent }: BudgetRow, sends: boolean) {
  return { row, shareBasisPoints, plannedMinor, spent: sends ? spent : null };
}

export type Matrix = NonNullable<Awaited<ReturnType<typeof loadMatrix>>>;
