import type { Kysely } from 'kysely';
import type { CampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { listBoardCards } from '#db/queries/campaign-pages.server.ts';
import { sumCreditsThrough } from '#db/queries/day-sums.server.ts';
import type { CandidateRow } from '#db/queries/matrix-board.server.ts';
import { listGrantedShares, listMatrixLocks, listMatrixPlaces, listSeatCosts, sumBoundPayments } from '#db/queries/matrix-board.server.ts';
import { listSpendingStops } from '#db/queries/spending-stop.server.ts';
import type { Database } from '#db/schema.ts';
import { isAgreedFee } from '#app/domain/cost.ts';
import { exchangeRateOn, toReportingMinor } from '#app/domain/exchange-rate.ts';
import { collaborationMoney, standingMinor } from '#app/domain/finance/collaboration-money.ts';
import { groupBy } from '#app/domain/group.ts';
import type { Candidate, MatrixBoard, RatedMoney, Seat } from '#app/domain/matrix-board.ts';
import { arrangeSlots } from '#app/domain/matrix-slots.ts';
import { sumMinor } from '#app/domain/money.ts';
import type { Books } from './books.server.ts';
import { frozenRate } from './books.server.ts';

type Card = Awaited<ReturnType<typeof listBoardCards>>[number];

export interface BoardReading {
  readonly board: MatrixBoard;
  /** Everybody on the board with how they stand, in the order in which they came. */
  readonly people: readonly { readonly card: Card; readonly seat: Seat }[];
  /** Net revenue credited, reporting currency. */
  readonly revenueMinor: number;
  /** Costs in a currency without a rate, counted nowhere. */
  readonly uncountedCosts: number;
}

/** A campaign's board as it stands: what the page shows, the rules judge and a snapshot keeps. A fixed number of queries. */
export async function readMatrixBoard(db: Kysely<Database>, books: Books, campaign: CampaignDetail): Promise<BoardReading> {
  const { id: workspaceId, currency, name: brandName } = books.workspace;
  const all = await listBoardCards(db, workspaceId, campaign.id, books.today);
  // Ids grow with time: whoever came first has the lowest slot.
  const cards = all.filter((card) => card.status !== 'cancelled').toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = cards.map((card) => card.id);
  const [credits, costs, bound, granted, stops, places, locks] = await Promise.all([
    sumCreditsThrough(db, workspaceId, { ids }, books.policy.attribution.model, [books.today]),
    listSeatCosts(db, workspaceId, ids),
    sumBoundPayments(db, workspaceId, ids),
    listGrantedShares(db, workspaceId, ids, currency),
    listSpendingStops(db, workspaceId, ids),
    listMatrixPlaces(db, workspaceId, campaign.id),
    listMatrixLocks(db, workspaceId, campaign.id),
  ]);
  const creditsOf = groupBy(credits, (credit) => credit.collaborationId);
  const costsOf = groupBy(costs, (cost) => cost.collaborationId);
  const slots = arrangeSlots(cards, places);
  const cardOf = new Map(cards.map((card) => [card.id, card]));
  let [revenueMinor, uncountedCosts] = [0, 0];
  const people = cards.map((card) => {
    const own = costsOf.get(card.id) ?? [];
    const money = collaborationMoney({ ...card, costs: own, credits: creditsOf.get(card.id) ?? [] }, currency, books.today);
    revenueMinor += money.revenueMinor;
    uncountedCosts += money.uncountedCosts;
    const fee = own.find(isAgreedFee) ?? null;
    const replaced = card.replacesId === null ? undefined : cardOf.get(card.replacesId);
    const seat: Seat = {
      collaborationId: card.id, version: card.version, kolId: card.kolId, kolName: card.kolName, tier: card.tier, slot: slots.get(card.id) ?? null, status: card.status,
      fee: fee && { minor: fee.amountMinor, currency: fee.currency, rate: fee.rate }, boundMinor: Math.max(bound.get(card.id) ?? 0, fee?.releasedMinor ?? 0),
      standingMinor: money.standingMinor, accruedMinor: money.accruedMinor, costMinor: sumMinor(own.map((cost) => standingMinor(cost, currency) ?? 0)),
      stop: stops.get(card.id) ?? { kind: 'none' }, signedOffMinor: granted.get(card.id) ?? null,
      replaces: replaced ? { tier: replaced.tier, releasedMinor: releasedOf(costsOf.get(replaced.id) ?? [], currency) } : null,
    };
    return { card, seat };
  });
  const board: MatrixBoard = {
    campaign: { status: campaign.status, startsOn: campaign.startsOn, endsOn: campaign.endsOn }, today: books.today, currency, brandName,
    budgetMinor: toReportingMinor(campaign.budgetMinor, campaign.currency, currency, exchangeRateOn(books.rates, campaign.currency, currency, campaign.startsOn)),
    reserveBasisPoints: campaign.reserveBasisPoints, plan: campaign.plan,
    locks: Object.fromEntries(locks.map(({ tier, ...lock }) => [tier, lock])), seats: people.map(({ seat }) => seat),
  };
  return { board, people, revenueMinor, uncountedCosts };
}

type SeatCost = Awaited<ReturnType<typeof listSeatCosts>>[number];

function releasedOf(costs: readonly SeatCost[], currency: string): number {
  return sumMinor(costs.map((cost) => toReportingMinor(cost.releasedMinor, cost.currency, currency, cost.rate) ?? 0));
}

/** A KOL as somebody who might take a slot, their price at today's rate. */
export function candidateOf(row: CandidateRow, books: Books): Candidate {
  return {
    kolId: row.kolId, name: row.name, tier: row.tier, status: row.status, exclusiveWith: row.exclusiveWith, availableFrom: row.availableFrom,
    price: row.priceMinor === null || row.priceCurrency === null ? null : ratedMoney(row.priceMinor, row.priceCurrency, books),
  };
}

export function ratedMoney(minor: number, currency: string, books: Books): RatedMoney {
  return { minor, currency, rate: frozenRate(books, currency, null) };
}
